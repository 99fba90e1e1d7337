"""events.csv: what came between: pauses, stops, endings, other treatment, deviations, flags.

Intercurrent events in the sense of ICH E9(R1), and the flags that the analysis sets are cut by.
Codes and days only: no words, no person's name, no programme.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from retraining.reporting.datasets.columns import Column, Dataset, Type, day_number
from retraining.reporting.datasets.people import Person
from retraining.trials.models import (
    Deviation,
    Ending,
    Flag,
    MessageChoice,
    Move,
    TreatmentChange,
    Withdrawal,
)
from retraining.trials.models.logs import STANDS, PersonRow
from sessions.pausing import pauses_of

PAUSE, STOP, BACK, SAMPLES, MESSAGES = "pause", "stop", "taken-back", "samples", "messages"
LOGS: tuple[tuple[str, type[PersonRow], Callable[[Any], str]], ...] = (
    ("ending", Ending, lambda row: f"{row.kind}:{row.reason}"),
    ("treatment", TreatmentChange, lambda row: f"{row.kind}:{row.change}"),
    ("deviation", Deviation, lambda row: f"{row.code}:{row.severity}"),
    ("flag", Flag, lambda row: str(row.kind)),
    ("move", Move, lambda _row: ""),
)
SPARED = {"treatment": ("pain",)}  # what no column is made from is not read
EVENTS = (PAUSE, STOP, BACK, SAMPLES, MESSAGES, *(name for name, _model, _code in LOGS))


@dataclass(frozen=True)
class Event:
    """Something that came between.

    Args:
        person: whose.
        name: one of EVENTS.
        code: closed codes of it, joined by a colon; may be empty.
        day: local day on which it was, or began.
        until: of a pause, the first day after it.
    """

    person: Person
    name: str
    code: str
    day: date
    until: date | None = None


COLUMNS: tuple[Column[Event], ...] = (
    Column(
        "id",
        "The person, as in participants.csv.",
        Type.ID,
        lambda row: row.person.id,
        ("trials.Participant.id",),
    ),
    Column(
        "event",
        "What came between. Stops and what was taken back stand as they were chosen, in order; of "
        "the logs that staff keep, only lines that were not corrected.",
        Type.TEXT,
        lambda row: row.name,
        ("trials.Withdrawal.level", "guided_sessions.PlanPause.first_day", "trials.Ending.kind"),
        allowed="|".join(EVENTS),
    ),
    Column(
        "code",
        "Closed codes of the event, joined by a colon: level of a stop, kind and change of a "
        "treatment, what a deviation concerns and how serious it is.",
        Type.TEXT,
        lambda row: row.code or None,
        (
            "trials.Withdrawal.level",
            "trials.Ending.reason",
            "trials.TreatmentChange.kind",
            "trials.TreatmentChange.change",
            "trials.Deviation.code",
            "trials.Flag.kind",
            "trials.MessageChoice.choice",
        ),
    ),
    Column(
        "day",
        "Day of the event, counted from the first day, which is day 1.",
        Type.WHOLE,
        lambda row: day_number(row.day, row.person.start),
        ("trials.Ending.day", "trials.ParticipantDate.day"),
        unit="day",
    ),
    Column(
        "until_day",
        "Of a pause: the first day after it, counted alike.",
        Type.WHOLE,
        lambda row: day_number(row.until, row.person.start),
        ("guided_sessions.PlanPause.until", "trials.ParticipantDate.day"),
        unit="day",
    ),
)


def read(people: Sequence[Person]) -> list[Event]:
    """The events of some people, in their order, then by day."""
    by_pk = {person.pk: person for person in people}
    found: dict[int, list[Event]] = {pk: [] for pk in by_pk}
    for event in (*_pauses(by_pk), *_stops(by_pk), *_messages(by_pk), *_logs(by_pk)):
        found[event.person.pk].append(event)
    return [event for pk in by_pk for event in sorted(found[pk], key=lambda one: one.day)]


def _local(person: Person, moment: Any) -> date:
    day = person.day(moment)
    assert day is not None
    return day


def _pauses(people: dict[int, Person]) -> Iterator[Event]:
    for pk, pauses in pauses_of(people).items():
        for pause in pauses:
            yield Event(people[pk], PAUSE, "", pause.first_day, pause.until)


def _stops(people: dict[int, Person]) -> Iterator[Event]:
    fields = ("participant_id", "level", "samples", "undoes_id", "at")
    had: set[int] = set()
    for pk, level, samples, undoes, at in _rows(Withdrawal, people).values_list(*fields):
        person = people[pk]
        day = _local(person, at)
        if undoes is not None:
            yield Event(person, BACK, level, day)
        elif level:
            yield Event(person, STOP, level, day)
        if samples and pk not in had:
            yield Event(person, SAMPLES, "", day)
        (had.add if samples else had.discard)(pk)


def _messages(people: dict[int, Person]) -> Iterator[Event]:
    fields = ("participant_id", "choice", "at")
    for pk, choice, at in _rows(MessageChoice, people).values_list(*fields):
        yield Event(people[pk], MESSAGES, choice, _local(people[pk], at))


def _logs(people: dict[int, Person]) -> Iterator[Event]:
    for name, model, code in LOGS:
        for row in _rows(model, people).filter(STANDS).defer("text_sealed", *SPARED.get(name, ())):
            yield Event(people[row.participant_id], name, code(row), row.day)


def _rows(model: Any, people: Iterable[int]) -> Any:
    return model.objects.filter(participant__in=list(people)).order_by("pk")


DATASET = Dataset("events.csv", "something that came between", COLUMNS, read)
