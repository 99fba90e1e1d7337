"""Reads of questionnaires."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from retraining.assessments import protocol_section
from retraining.assessments.models import Answer, DataLock, Response, Score, VisitDone
from retraining.assessments.protocol_section import Part, Visit
from retraining.assessments.windows import Window, window
from retraining.common import clock
from retraining.common.prepared import Prepared
from retraining.instruments import registry
from retraining.instruments.scoring import items_of
from retraining.trials.models import Participant
from retraining.trials.selectors import anchor_days


@dataclass(frozen=True)
class PartState:
    """One questionnaire of a visit as it stands for one person.

    Args:
        part: from the protocol.
        started, done: whether a response was begun, and sent.
        expired: it was sent, but too long ago to randomise on, and is asked once more.
        open_now: it can be answered at this moment.
    """

    part: Part
    started: bool
    done: bool
    expired: bool
    open_now: bool


@dataclass(frozen=True)
class VisitState:
    """A visit as it stands for one person.

    Args:
        visit: from the protocol.
        window: when it is open; None while its anchor is unknown or once it is closed for good.
        started, done: whether a response was begun, and all its parts were sent.
        expired: it was sent, but too long ago to randomise on, and is asked once more.
        open_now: it can be answered at this moment.
        parts: its questionnaires, in order.
    """

    visit: Visit
    window: Window | None
    started: bool
    done: bool
    expired: bool
    open_now: bool
    parts: tuple[PartState, ...] = ()

    def part(self, instrument: str) -> PartState | None:
        """How the part with this instrument stands."""
        return next((p for p in self.parts if p.part.instrument == instrument), None)


def visits_of(participant: Participant) -> tuple[Visit, ...]:
    """The visits of the participant's protocol version."""
    return protocol_section.read(participant.version.content)


def all_visits(participant: Participant) -> tuple[Visit, ...]:
    """The visits of the participant's protocol version, and what raters are asked."""
    content = participant.version.content
    return (*protocol_section.read(content), *protocol_section.read_ratings(content))


def is_locked(trial_id: int, visit: str) -> bool:
    """Whether the answers of this visit are final."""
    return DataLock.objects.filter(trial_id=trial_id, visit__in=("", visit)).exists()


def visit_states(
    participant: Participant,
    moment: datetime | None = None,
    anchors: Mapping[str, date] | None = None,
) -> list[VisitState]:
    """Every visit of a person, in protocol order.

    Args:
        participant: whose visits.
        moment: now when None.
        anchors: `anchor_days` of the person, where the caller has read them already.
    """
    now = moment or clock.now()
    anchors = anchor_days(participant) if anchors is None else anchors
    rows = Response.objects.filter(participant=participant).order_by("occurrence")
    sent: dict[str, dict[str, datetime | None]] = defaultdict(dict)
    for visit, instrument, at in rows.values_list("visit", "instrument", "submission__at"):
        sent[visit][instrument] = at  # of the newest of each
    return [
        _visit_state(visit, window(visit, anchors, participant.time_zone), sent[visit.key], now)
        for visit in visits_of(participant)
    ]


def _visit_state(
    visit: Visit, found: Window | None, sent: Mapping[str, datetime | None], now: datetime
) -> VisitState:
    parts = tuple(_part_state(visit, part, found, sent, now) for part in visit.parts)
    expired = any(part.expired for part in parts)
    done = all(part.done for part in parts)
    begun = [part for part in parts if part.started]
    if expired:  # the parts that do not age stay sent; only those asked again say "begun"
        begun = [part for part in begun if part.part.ages]
    return VisitState(
        visit=visit,
        window=found,
        started=bool(begun),
        done=done,
        expired=expired,
        open_now=any(part.open_now for part in parts),
        parts=parts,
    )


def _part_state(
    visit: Visit,
    part: Part,
    found: Window | None,
    sent: Mapping[str, datetime | None],
    now: datetime,
) -> PartState:
    holds = found is not None and found.holds(now)
    begun = part.instrument in sent
    sent_at = sent.get(part.instrument)
    expired = holds and part.ages and is_too_old(visit, sent_at, now)
    done = sent_at is not None and not expired
    unsent = begun and sent_at is None
    finishes = unsent and not visit.before_randomisation and _lets_finish(found, now)
    return PartState(
        part=part,
        started=begun and not expired,
        done=done,
        expired=expired,
        open_now=not done and (holds or finishes),
    )


def _lets_finish(found: Window | None, now: datetime) -> bool:
    return found is not None and found.lets_finish(now)


def is_too_old(visit: Visit, sent_at: datetime | None, moment: datetime) -> bool:
    """Whether answers sent at this time no longer say how the person is now."""
    if sent_at is None or visit.good_for_days is None:
        return False
    return sent_at < moment - timedelta(days=visit.good_for_days)


def state_of(participant: Participant, key: str) -> VisitState | None:
    """One visit's state; None for an unknown key."""
    return next((s for s in visit_states(participant) if s.visit.key == key), None)


def response_of(
    participant: Participant, key: str, instrument: str | None = None
) -> Response | None:
    """The person's newest response of a visit, if begun.

    Args:
        participant: whose.
        key: of the visit.
        instrument: of one of its parts; any of them when None.
    """
    rows = Response.objects.filter(participant=participant, visit=key)
    if instrument is not None:
        rows = rows.filter(instrument=instrument)
    return rows.order_by("-occurrence", "-pk").first()


def newest_responses(participant: Participant, key: str) -> dict[str, Response]:
    """{instrument: the person's newest response} of one visit, each with its submission."""
    rows = Response.objects.filter(participant=participant, visit=key)
    ordered = rows.select_related("submission").order_by("occurrence", "pk")
    return {row.instrument: row for row in ordered}


def answers_of_each(responses: Iterable[Response]) -> dict[int, dict[str, int | None]]:
    """{response: {item: newest answer}}; an item that was never reached is absent."""
    return _given(response.pk for response in responses)


def _given(responses: Iterable[int]) -> dict[int, dict[str, int | None]]:
    return {pk: given[-1] for pk, given in answers_by_revision(responses).items()}


def answers_by_revision(responses: Iterable[int]) -> dict[int, list[dict[str, int | None]]]:
    """{response: its answers as they were sent, then after each correction}."""
    found: dict[int, list[dict[str, int | None]]] = {pk: [{}] for pk in responses}
    rows = Answer.objects.filter(response__in=list(found)).order_by("pk")
    for pk, item, value, correction in rows.values_list("response", "item", "value", "correction"):
        given = found[pk]
        if correction is not None:
            given.append(dict(given[-1]))
        given[-1][item] = value
    return found


def answers_of(response: Response) -> dict[str, int | None]:
    """{item: newest answer}; an item that was never reached is absent."""
    return answers_of_each([response])[response.pk]


def blank_items(
    instrument: str, rule: str, scale: str, given: Mapping[str, int | None]
) -> list[str]:
    """Items without an answer that a scale asks for: why it is prorated or invalid.

    Args:
        instrument: its code.
        rule: as it is stored with a score.
        scale: its name.
        given: the answers that the score was made from.
    """
    needed = items_of(instrument, rule.split("/")[0], scale)
    return [item for item in needed if given.get(item) is None]


def newest_statuses(response: Response) -> dict[str, str]:
    """{scale: how its score came about}, by the first rule, after all corrections."""
    rows = Score.objects.filter(response=response).order_by("revision", "pk")
    rule = default_rule(response.instrument)
    fields = rows.values_list("scale", "status", "rule")
    return {scale: status for scale, status, by in fields if by.split("/")[0] == rule}


def said_yes(participant: Participant, instrument: str, item: str) -> list[datetime]:
    """When the person's newest answers to an item became "yes", the newest first."""
    rows = Answer.objects.filter(
        response__participant=participant, response__instrument=instrument, item=item
    )
    newest = {row.response_id: row for row in rows.order_by("pk")}
    return sorted((row.at for row in newest.values() if row.value == 1), reverse=True)


def next_item(part: Part, response: Response | None) -> str | None:
    """The first item of a part without an answer, or None where all were reached."""
    given = answers_of(response) if response else {}
    return next((item for item in part.items if item not in given), None)


def reached(participant: Participant, key: str) -> dict[str, int]:
    """{instrument: how many items of its newest response were reached} of one visit."""
    rows = Response.objects.filter(participant=participant, visit=key).order_by("occurrence")
    newest = dict(rows.values_list("instrument", "pk"))
    answers = Answer.objects.filter(response__in=newest.values())
    items: dict[int, set[str]] = defaultdict(set)
    for pk, item in answers.values_list("response", "item"):
        items[pk].add(item)
    return {instrument: len(items[pk]) for instrument, pk in newest.items()}


def default_rule(instrument: str, value_set: str = "") -> str:
    """Name under which the instrument's first rule is stored with a score."""
    return rule_name(registry.get(instrument).rules[0].version, value_set)


def rule_name(version: str, value_set: str) -> str:
    """A rule's version, with the value set where the instrument has some."""
    return f"{version}/{value_set}" if value_set else version


_SCORES: Prepared[tuple[str, str, float | None]] = Prepared(
    lambda person, visit, scale: (
        Score.objects.filter(response__participant=person, response__visit=visit, scale=scale)
        .order_by("-response__occurrence", "-revision", "-pk")
        .values_list("response__instrument", "rule", "value")
    )
)


def score_of(
    participant: Participant, visit: str, scale: str, instrument: str | None = None
) -> float | None:
    """A score of a submitted response by the instrument's first rule.

    Args:
        participant: whose.
        visit: its key.
        scale: such as "total".
        instrument: needed where two parts of the visit have a scale of this name.

    Returns:
        The newest, or None where there is none or it is invalid.
    """
    for code, rule, value in _SCORES.all(participant.pk, visit, scale):
        if instrument in (None, code) and rule.split("/")[0] == default_rule(code):
            return value
    return None


@dataclass(frozen=True)
class ScorePoint:
    """One score on a person's line."""

    visit: str
    at: datetime
    scale: str
    value: float | None
    status: str
    rule: str
    instrument: str = ""


def score_points(participant: Participant) -> list[ScorePoint]:
    """Every score of a person in order of time; of a visit that was asked twice, the newest."""
    rows = list(
        Score.objects.filter(response__participant=participant)
        .select_related("response__submission")
        .order_by("response__submission__at", "revision", "pk")
    )
    newest = {
        (row.response.visit, row.response.instrument, row.scale, row.rule): row.pk for row in rows
    }
    counting = set(newest.values())
    return [
        ScorePoint(
            row.response.visit,
            row.response.submission.at,
            row.scale,
            row.value,
            row.status,
            row.rule,
            row.response.instrument,
        )
        for row in rows
        if row.pk in counting
    ]


_ANSWERS_FROM = Prepared(
    lambda person, visit: (
        VisitDone.objects.filter(participant=person, visit=visit)
        .order_by("-number")
        .values_list("answers_from", flat=True)[:1]
    )
)


def submitted_at(participant: Participant, visit: str) -> datetime | None:
    """When the answers of a visit that was sent whole were sent: the oldest that can age."""
    return _ANSWERS_FROM.first(participant.pk, visit)


def done_at(participant: Participant, visit: str) -> datetime | None:
    """When the last part of a visit was sent, where all were."""
    rows = VisitDone.objects.filter(participant=participant, visit=visit)
    return rows.order_by("-number").values_list("at", flat=True).first()


def sent_visits(participants: Iterable[int]) -> set[tuple[int, str]]:
    """(participant, visit) of every visit of these people that was sent whole."""
    rows = VisitDone.objects.filter(participant__in=list(participants))
    return set(rows.values_list("participant_id", "visit"))


def last_answered(
    participant: Participant, instrument: str, item: str, besides: str
) -> datetime | None:
    """When this question was last answered at another visit than this one.

    Blank is no answer, and a correction by staff moves no day.
    """
    rows = Answer.objects.filter(
        response__participant=participant, response__instrument=instrument, item=item
    ).exclude(response__visit=besides)
    said: dict[int, datetime] = {}
    for row in rows.order_by("pk"):
        at = said.pop(row.response_id, row.at) if row.correction_id else row.at
        if row.value is not None:
            said[row.response_id] = at
    return max(said.values(), default=None)
