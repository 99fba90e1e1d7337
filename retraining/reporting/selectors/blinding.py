"""How well the blind held: guesses, sureness, credibility, expectancy. Pooled, or by code.

Raters' guesses are read by code alone, after the unsealing: they are about single people's arms.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from retraining.assessments import protocol_section
from retraining.assessments.models import Answer, RaterStatement, Score
from retraining.assessments.models.rating import Guess
from retraining.instruments import registry
from retraining.randomisation.coded import arm_by_code, people_by_code
from retraining.reporting.datasets.people import sharing
from retraining.reporting.selectors.by_code import trial_of
from retraining.statistics.blinding import (
    Estimate,
    Guesses,
    GuessTable,
    bang_with_limits,
    james_with_limits,
)
from retraining.statistics.descriptive import Summary, describe
from retraining.trials.models import ProtocolVersion, Trial
from retraining.trials.protocol_section import read as read_trial
from retraining.trials.scope import Scope

GUESS, BETTER, SURE = "guess", "better", "sure"
BELIEFS = ("ceq", "expectation")
SAID = {1: Guess.FIRST, 2: Guess.SECOND, 3: Guess.NONE}
PEOPLE, RATERS = "people", "raters"


@dataclass(frozen=True)
class Guessed:
    """What people answered at one visit to what the researchers hope, all programmes together."""

    visit: str
    said: Mapping[str, int]
    blank: int
    sure: Summary


@dataclass(frozen=True)
class Believed:
    """One scale of credibility, expectancy or expectation at one visit; `code` empty: pooled."""

    visit: str
    instrument: str
    scale: str
    code: str
    summary: Summary


@dataclass(frozen=True)
class Tally:
    """Guesses of or about the people of one code."""

    right: int
    wrong: int
    unknown: int


@dataclass(frozen=True)
class Index:
    """How the blind held at one visit; nothing here says which arm a code stands for.

    Args:
        who: PEOPLE or RATERS.
        visit: title of the visit.
        tallies: by code.
        bang: by code; empty where nobody of a code answered.
        james: of all; None where it is not defined.
    """

    who: str
    visit: str
    tallies: Mapping[str, Tally]
    bang: Mapping[str, Estimate]
    james: Estimate | None


@dataclass(frozen=True)
class Blinding:
    """What the page shows; `indices` is empty while the list is sealed."""

    guessed: list[Guessed]
    believed: list[Believed]
    indices: list[Index]


def blinding(scope: Scope, *, unsealed: bool) -> Blinding:
    """Everything within reach, without whoever asked that their data be used no further.

    Args:
        scope: whose people.
        unsealed: whether codes may be read.
    """
    trial = trial_of(scope)
    titles = _titles(trial)
    coded = people_by_code(trial) if unsealed else {}
    answers = _answers(scope)
    return Blinding(
        guessed=[_guessed(titles.get(key, key), rows) for key, rows in answers.items()],
        believed=_believed(scope, titles, coded),
        indices=_indices(scope, trial, titles, answers, coded) if unsealed else [],
    )


def _newest(trial: Trial) -> dict[str, Any]:
    version = ProtocolVersion.objects.filter(trial=trial).order_by("-number").first()
    return version.content if version is not None else {}


def _titles(trial: Trial) -> dict[str, str]:
    """{visit: its title} of the newest protocol; of a visit without one its key is said."""
    content = _newest(trial)
    visits = [*protocol_section.read(content), *protocol_section.read_ratings(content)]
    return {visit.key: visit.title or visit.key for visit in visits}


Answers = dict[str, dict[int, dict[str, int | None]]]


def _answers(scope: Scope) -> Answers:
    """{visit: {participant: {item: newest value}}} of the guesses that were sent."""
    rows = Answer.objects.filter(
        response__instrument=GUESS,
        response__participant__in=sharing(scope),
        response__submission__isnull=False,
    ).order_by("response__occurrence", "pk")
    found: Answers = defaultdict(lambda: defaultdict(dict))
    for visit, person, item, value in rows.values_list(
        "response__visit", "response__participant_id", "item", "value"
    ):
        found[visit][person][item] = value
    return {visit: found[visit] for visit in sorted(found)}


def _guessed(title: str, rows: Mapping[int, Mapping[str, int | None]]) -> Guessed:
    said = Counter(SAID.get(row.get(BETTER) or 0, "") for row in rows.values())
    blank = said.pop("", 0)
    return Guessed(title, said, blank, describe(row.get(SURE) for row in rows.values()))


def _believed(
    scope: Scope, titles: Mapping[str, str], coded: Mapping[str, Collection[int]]
) -> list[Believed]:
    found = []
    for instrument in BELIEFS:
        scales = [scale.name for scale in registry.get(instrument).scales]
        scores = _scores(scope, instrument)
        for visit in sorted({visit for visit, _scale in scores}):
            for scale in scales:
                values = scores.get((visit, scale), {})
                sets = {"": values.keys(), **coded}
                found += [
                    Believed(
                        titles.get(visit, visit), instrument, scale, code,
                        describe(value for pk, value in values.items() if pk in people),
                    )
                    for code, people in sets.items()
                ]  # fmt: skip
    return found


def _scores(scope: Scope, instrument: str) -> dict[tuple[str, str], dict[int, float | None]]:
    """{(visit, scale): {participant: newest score}} by the instrument's first rule."""
    rows = Score.objects.filter(
        response__instrument=instrument,
        response__participant__in=sharing(scope),
        rule=registry.get(instrument).rules[0].version,
    ).order_by("response__occurrence", "revision", "pk")
    found: dict[tuple[str, str], dict[int, float | None]] = defaultdict(dict)
    for visit, scale, person, value in rows.values_list(
        "response__visit", "scale", "response__participant_id", "value"
    ):
        found[visit, scale][person] = value
    return found


def _indices(
    scope: Scope,
    trial: Trial,
    titles: Mapping[str, str],
    answers: Answers,
    coded: Mapping[str, Collection[int]],
) -> list[Index]:
    """Participants' and raters' indices. Of two arms alone: neither index knows a third."""
    codes = _codes_in_order(trial)
    if len(codes) != 2:
        return []
    first, second = codes
    found = []
    for visit, rows in answers.items():
        said = {pk: SAID.get(row.get(BETTER) or 0, "") for pk, row in rows.items()}
        of_first, of_second = (_count(said, coded[code]) for code in codes)
        # Nobody knows an arm's name here: whoever names the programme that is hoped for and follows
        # the other one knows that theirs is the comparison.
        hoped = Guesses(of_second[Guess.SECOND], of_second[Guess.FIRST], of_second[Guess.NONE])
        found.append(_index(PEOPLE, titles.get(visit, visit), first, second, of_first, hoped))
    for visit, said in _statements(scope, trial).items():
        of_first, of_second = (_count(said, coded[code]) for code in codes)
        about = Guesses(of_second[Guess.FIRST], of_second[Guess.SECOND], of_second[Guess.NONE])
        found.append(_index(RATERS, titles.get(visit, visit), first, second, of_first, about))
    return found


def _codes_in_order(trial: Trial) -> list[str]:
    """The codes in the order of the protocol's arms: the questions name the programmes so."""
    content = _newest(trial)
    if not content:
        return []
    code_of = {arm: code for code, arm in arm_by_code(trial).items()}
    return [code_of[arm.slug] for arm in read_trial(content).arms if arm.slug in code_of]


def _count(said: Mapping[int, str], people: Collection[int]) -> Counter[str]:
    return Counter(word for pk, word in said.items() if pk in people and word)


def _statements(scope: Scope, trial: Trial) -> dict[str, dict[int, str]]:
    """{visit: {participant: what the rater guessed}}, of ratings after chance had decided."""
    ratings = protocol_section.read_ratings(_newest(trial))
    before = [rating.key for rating in ratings if rating.before_randomisation]
    rows = RaterStatement.objects.filter(participant__in=sharing(scope)).order_by("visit", "pk")
    rows = rows.exclude(visit__in=before)
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for visit, person, guess in rows.values_list("visit", "participant_id", "guess"):
        found[visit][person] = guess
    return found


def _index(
    who: str, visit: str, first: str, second: str, of_first: Counter[str], controls: Guesses
) -> Index:
    treated = Guesses(of_first[Guess.FIRST], of_first[Guess.SECOND], of_first[Guess.NONE])
    tallies = {
        first: Tally(treated.treatment, treated.control, treated.dont_know),
        second: Tally(controls.control, controls.treatment, controls.dont_know),
    }
    bang: dict[str, Estimate] = {}
    james = None
    if treated.total and controls.total:
        table = GuessTable(treated, controls)
        limits = bang_with_limits(table)
        bang = {first: limits["treatment"], second: limits["control"]}
        james = james_with_limits(table)
    return Index(who, visit, _by_letter(tallies.items()), bang, james)


def _by_letter(items: Iterable[tuple[str, Tally]]) -> dict[str, Tally]:
    """In the order of the codes: the protocol's order would say which is which."""
    return dict(sorted(items))
