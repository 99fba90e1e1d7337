"""Reads the rows of check_ins.csv."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from retraining.assessments import protocol_section
from retraining.assessments.models import Answer, Response, Score
from retraining.assessments.protocol_section import Visit
from retraining.assessments.windows import window
from retraining.common import clock
from retraining.reporting.datasets.people import Person
from retraining.trials.models import ProtocolVersion

SENT, BEGUN, MISSED = "sent", "begun", "missed"
Scores = dict[str, tuple[float | None, str]]  # {scale: (score, status)}


@dataclass(frozen=True)
class CheckInRow:
    """One visit of a person under one scoring rule.

    Args:
        person: whose.
        visit: from the protocol.
        occurrence: 1, and more where answers went out of date before randomisation; None: missed.
        state: sent, begun (and never sent) or missed (closed without a beginning).
        started, sent: days in the person's zone.
        answers: {item: newest answer}; an item that was never reached is absent.
        rule: of the scores; None where there are none.
        scores: by that rule.
    """

    person: Person
    visit: Visit
    state: str
    occurrence: int | None = None
    started: date | None = None
    sent: date | None = None
    answers: Mapping[str, int | None] = field(default_factory=dict)
    rule: str | None = None
    scores: Scores = field(default_factory=dict)


@dataclass(frozen=True)
class _Held:
    """A response as it stands in the database."""

    pk: int
    occurrence: int
    started: datetime
    sent: datetime | None
    answers: dict[str, int | None] = field(default_factory=dict)
    scores: dict[str, Scores] = field(default_factory=lambda: defaultdict(dict))


def read(people: Sequence[Person], instrument: str) -> list[CheckInRow]:
    """The rows of some people, in their order, then in the order of the protocol, then by rule."""
    held = _held(people, instrument)
    visits = _visits(people, instrument)
    now = clock.now()
    return [
        row
        for person in people
        for visit in visits[person.version_id]
        for row in _of_visit(person, visit, held.get((person.pk, visit.key), []), now)
    ]


def _of_visit(
    person: Person, visit: Visit, held: Sequence[_Held], now: datetime
) -> Iterator[CheckInRow]:
    if not held:
        due = window(visit, person.days, person.zone)
        if due is not None and due.closes_at <= now:
            yield CheckInRow(person, visit, MISSED)
    for one in held:
        yield from _rows(person, visit, one)


def _rows(person: Person, visit: Visit, held: _Held) -> Iterator[CheckInRow]:
    row = CheckInRow(
        person,
        visit,
        SENT if held.sent else BEGUN,
        occurrence=held.occurrence,
        started=person.day(held.started),
        sent=person.day(held.sent),
        answers=held.answers,
    )
    if not held.scores:
        yield row
    for rule in sorted(held.scores):
        yield replace(row, rule=rule, scores=held.scores[rule])


def _visits(people: Sequence[Person], instrument: str) -> dict[int, list[Visit]]:
    """{protocol version: its visits with this instrument}."""
    versions = ProtocolVersion.objects.filter(pk__in={person.version_id for person in people})
    return {
        pk: [v for v in protocol_section.read(content) if instrument in v.instruments]
        for pk, content in versions.values_list("pk", "content")
    }


def _held(people: Sequence[Person], instrument: str) -> dict[tuple[int, str], list[_Held]]:
    """{(participant, visit): responses with answers and scores, the newest last}."""
    responses = Response.objects.filter(
        participant__in=[person.pk for person in people], instrument=instrument
    )
    fields = ("participant_id", "visit", "pk", "occurrence", "started_at", "submission__at")
    found: dict[tuple[int, str], list[_Held]] = defaultdict(list)
    for person, visit, *one in responses.order_by("occurrence").values_list(*fields):
        found[person, visit].append(_Held(*one))
    by_key = {one.pk: one for held in found.values() for one in held}
    answers = Answer.objects.filter(response__in=by_key).order_by("pk")
    for pk, item, value in answers.values_list("response_id", "item", "value"):
        by_key[pk].answers[item] = value
    scores = Score.objects.filter(response__in=by_key).order_by("pk")
    columns = ("response_id", "rule", "scale", "value", "status")
    for pk, rule, scale, value, status in scores.values_list(*columns):
        by_key[pk].scores[rule][scale] = (value, status)
    return found
