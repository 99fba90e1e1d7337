"""participants.csv: one row for each person who agreed to take part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from retraining.reporting.datasets.columns import (
    Column,
    Dataset,
    Type,
    day_number,
    iso_week,
)
from retraining.reporting.datasets.people import Person
from retraining.trials.models import Background, DateKind, Withdrawal, WithdrawalLevel
from retraining.trials.models.logs import STANDS

OLDEST_TOLD = 90  # years: above it an age could lead to somebody


@dataclass(frozen=True)
class ParticipantRow:
    """A person with their newest choice to stop, and what they told of themselves at the start."""

    person: Person
    stopped: str | None
    stopped_day: date | None
    about: Background | None = None


DAY = "trials.ParticipantDate.day"
COLUMNS: tuple[Column[ParticipantRow], ...] = (
    Column(
        "id",
        "The person. The same in every export of this trial; no number that the clinic knows.",
        Type.ID,
        lambda row: row.person.id,
        ("trials.Participant.id",),
    ),
    Column(
        "site",
        "Where the person belongs; a factor of the randomisation.",
        Type.TEXT,
        lambda row: row.person.site,
        ("trials.Participant.site", "trials.Site.slug"),
    ),
    Column(
        "protocol",
        "Number of the protocol version that the person is on.",
        Type.WHOLE,
        lambda row: row.person.version,
        ("trials.Participant.version", "trials.ProtocolVersion.number"),
    ),
    Column(
        "randomised",
        "Whether the person was randomised.",
        Type.YES_NO,
        lambda row: DateKind.RANDOMISED in row.person.days,
        ("trials.ParticipantDate.kind",),
        allowed="0|1",
    ),
    Column(
        "start_week",
        "Calendar week of the first day. Empty without a start.",
        Type.ISO_WEEK,
        lambda row: iso_week(row.person.start),
        (DAY,),
    ),
    Column(
        "enrolled_day",
        "Day of consent, counted from the first day, which is day 1.",
        Type.WHOLE,
        lambda row: day_number(row.person.days[DateKind.ENROLLED], row.person.start),
        (DAY,),
        unit="day",
    ),
    Column(
        "randomised_day",
        "Day of randomisation, counted from the first day, which is day 1.",
        Type.WHOLE,
        lambda row: day_number(row.person.days.get(DateKind.RANDOMISED), row.person.start),
        (DAY,),
        unit="day",
    ),
    Column(
        "age",
        f"Age in whole years when the person joined; {OLDEST_TOLD} stands for that and more. "
        "Empty: not told.",
        Type.WHOLE,
        lambda row: row.about and row.about.age and min(row.about.age, OLDEST_TOLD),
        ("trials.Background.age",),
        unit="year",
    ),
    Column(
        "sex",
        "Sex, as the person told it. Empty: not asked yet.",
        Type.TEXT,
        lambda row: row.about and row.about.sex,
        ("trials.Background.sex",),
        allowed="|".join(Background.Sex.values),
    ),
    Column(
        "education",
        "Highest school or course that was finished. Empty: not asked yet.",
        Type.TEXT,
        lambda row: row.about and row.about.education,
        ("trials.Background.education",),
        allowed="|".join(Background.Education.values),
    ),
    Column(
        "work",
        "Work when the person joined. Empty: not asked yet.",
        Type.TEXT,
        lambda row: row.about and row.about.work,
        ("trials.Background.work",),
        allowed="|".join(Background.Work.values),
    ),
    Column(
        "years_ill",
        "Whole years since the pain began. Empty: not told.",
        Type.WHOLE,
        lambda row: row.about.years_ill if row.about else None,
        ("trials.Background.years_ill",),
        unit="year",
    ),
    Column(
        "stopped",
        "How much the person has stopped, by their newest choice. Empty: nothing.",
        Type.TEXT,
        lambda row: row.stopped,
        ("trials.Withdrawal.level",),
        allowed="|".join(WithdrawalLevel.values),
    ),
    Column(
        "stopped_day",
        "Day of that choice, counted from the first day, which is day 1.",
        Type.WHOLE,
        lambda row: day_number(row.stopped_day, row.person.start),
        ("trials.Withdrawal.at",),
        unit="day",
    ),
)


def read(people: Sequence[Person]) -> list[ParticipantRow]:
    """The rows of some people, in their order."""
    keys = [person.pk for person in people]
    told = Background.objects.filter(STANDS, participant__in=keys)
    about = {row.participant_id: row for row in told.defer("text_sealed")}
    rows = Withdrawal.objects.filter(participant__in=keys)
    newest: dict[int, tuple[str, datetime]] = {
        pk: (level, at)
        for pk, level, at in rows.order_by("pk").values_list("participant_id", "level", "at")
    }
    return [
        ParticipantRow(person, level, person.day(at), about.get(person.pk))
        for person in people
        for level, at in [_standing(newest.get(person.pk))]
    ]


def _standing(newest: tuple[str, datetime] | None) -> tuple[str | None, datetime | None]:
    """An empty level was taken back: nothing is stopped, on no day."""
    return newest if newest and newest[0] else (None, None)


DATASET = Dataset("participants.csv", "a person who agreed to take part", COLUMNS, read)
