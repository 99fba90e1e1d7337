"""What people were asked and what they sent, read for outcomes.csv and answers.csv."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from retraining.assessments import protocol_section
from retraining.assessments.models import Mode, Response
from retraining.assessments.protocol_section import Part, Visit
from retraining.assessments.windows import sent_after_flag, window
from retraining.common import clock
from retraining.instruments import registry
from retraining.reporting.datasets.columns import Column, Type, day_number
from retraining.reporting.datasets.people import Person
from retraining.trials.models import ProtocolVersion

SENT, BEGUN, MISSED = "sent", "begun", "missed"
INSTRUMENTS = "|".join(registry.codes())


@dataclass(frozen=True)
class Held:
    """A response as it stands in the database."""

    pk: int
    occurrence: int
    version: str
    mode: str
    started: datetime
    sent: datetime | None


@dataclass(frozen=True)
class Asked:
    """One questionnaire of a visit of one person, once for each time it was begun.

    Args:
        person: whose.
        visit, part: from the protocol, raters' among them.
        held: the response; None where the window closed without one.
        counts: no later occurrence of it was begun.
    """

    person: Person
    visit: Visit
    part: Part
    held: Held | None
    counts: bool = True

    @property
    def state(self) -> str:
        """Sent, begun (and never sent) or missed."""
        if self.held is None:
            return MISSED
        return SENT if self.held.sent else BEGUN

    @property
    def late(self) -> bool | None:
        """Whether it was sent after the day from which the protocol marks answers."""
        if self.held is None or self.held.sent is None:
            return None
        return sent_after_flag(self.visit, self.person.days, self.person.zone, self.held.sent)

    def day(self, moment: datetime | None) -> date | None:
        """The calendar day of a moment in the person's zone."""
        return self.person.day(moment)


def read(people: Sequence[Person]) -> Iterator[Asked]:
    """In the order of the people, then of the protocol, then of the occurrences."""
    asked, held, now = _asked(people), _held(people), clock.now()
    for person in people:
        for visit, part in asked[person.version_id]:
            yield from _of_part(person, visit, part, held, now)


Key = tuple[int, str, str]  # participant, visit, instrument


def _of_part(
    person: Person, visit: Visit, part: Part, held: dict[Key, list[Held]], now: datetime
) -> Iterator[Asked]:
    found = held.get((person.pk, visit.key, part.instrument), [])
    for one in found:
        yield Asked(person, visit, part, one, counts=one is found[-1])
    if not found:
        due = window(visit, person.days, person.zone)
        if due is not None and due.closes_at <= now:
            yield Asked(person, visit, part, None)


def _asked(people: Sequence[Person]) -> dict[int, list[tuple[Visit, Part]]]:
    versions = ProtocolVersion.objects.filter(pk__in={person.version_id for person in people})
    return {
        pk: [
            (visit, part)
            for visit in (*protocol_section.read(content), *protocol_section.read_ratings(content))
            for part in visit.parts
        ]
        for pk, content in versions.values_list("pk", "content")
    }


def _held(people: Sequence[Person]) -> dict[Key, list[Held]]:
    rows = Response.objects.filter(participant__in=[person.pk for person in people])
    fields = (
        "participant_id", "visit", "instrument", "pk", "occurrence", "instrument_version", "mode",
        "started_at", "submission__at",
    )  # fmt: skip
    found: dict[Key, list[Held]] = defaultdict(list)
    for person, visit, instrument, *one in rows.order_by("occurrence").values_list(*fields):
        found[person, visit, instrument].append(Held(*one))
    return found


def heads(row: str) -> tuple[Column[Asked], ...]:
    """The columns that both files begin with.

    Args:
        row: what may be empty in a row of the file, for the words of the occurrence.
    """
    return (
        Column(
            "id",
            "The person, as in participants.csv.",
            Type.ID,
            lambda asked: asked.person.id,
            ("trials.Participant.id",),
        ),
        Column(
            "visit",
            "Key of the visit in the protocol; raters' visits among them.",
            Type.TEXT,
            lambda asked: asked.visit.key,
            ("assessments.Response.visit", "trials.ProtocolVersion.content"),
        ),
        Column(
            "instrument",
            "Code of the questionnaire, as in instruments.csv.",
            Type.TEXT,
            lambda asked: asked.part.instrument,
            ("assessments.Response.instrument",),
            allowed=INSTRUMENTS,
        ),
        Column(
            "occurrence",
            f"1; more where answers went out of date before randomisation. {row}",
            Type.WHOLE,
            lambda asked: asked.held.occurrence if asked.held else None,
            ("assessments.Response.occurrence",),
        ),
        Column(
            "counts",
            "1 for the newest occurrence, 0 for one that was asked once more later.",
            Type.YES_NO,
            lambda asked: asked.counts,
            ("assessments.Response.occurrence",),
        ),
        Column(
            "state",
            "Sent; begun and never sent; or missed: it closed without a beginning.",
            Type.TEXT,
            lambda asked: asked.state,
            ("assessments.Response.started_at", "assessments.Submission.at"),
            allowed="|".join((SENT, BEGUN, MISSED)),
        ),
    )


def day_column(name: str, label: str, source: str) -> Column[Asked]:
    """A day of the response, counted from the person's first day.

    Args:
        name: such as "sent".
        label: what happened on it.
        source: the model field.
    """
    return Column(
        f"{name}_day",
        f"Day on which it was {label}, counted from the first day, which is day 1.",
        Type.WHOLE,
        lambda asked: day_number(asked.day(getattr(asked.held, name, None)), asked.person.start),
        (source, "trials.ParticipantDate.day"),
        unit="day",
    )


MODE = "|".join(Mode.values)
