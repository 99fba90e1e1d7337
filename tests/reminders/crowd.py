"""Many people in the programme at once, written in bulk: for counting queries, not for conduct."""

from datetime import date, datetime, time, timedelta

from retraining.common import clock
from retraining.trials.models import DateKind, Participant, ParticipantDate
from sessions.models import PlanItem
from tests.cast import the_site


def a_crowd(number: int, start: date) -> list[Participant]:
    """People of Madrid with a start day and the main sessions of eight weeks, and nothing else."""
    site = the_site("madrid")
    version = site.trial.versions.latest("number")
    first = Participant.objects.count()
    people = Participant.objects.bulk_create(
        Participant(
            trial=site.trial, site=site, version=version, code=f"C{first + n:06}",
            time_zone=site.time_zone, message_hour=10, created_at=clock.now(),
        )
        for n in range(number)
    )  # fmt: skip
    ParticipantDate.objects.bulk_create(
        ParticipantDate(participant=person, kind=kind, day=day, at=clock.now())
        for person in people
        for kind, day in [
            (DateKind.ENROLLED, start - timedelta(days=20)),
            (DateKind.RANDOMISED, start - timedelta(days=1)),
            (DateKind.START, start),
        ]
    )
    PlanItem.objects.bulk_create(
        PlanItem(participant=person, week=week, kind="core", number=1, minutes=25, planned_at=opens)
        for week, opens in enumerate(_openings(start, site.time_zone), start=1)
        for person in people
    )
    return people


def _openings(start: date, zone: str) -> list[datetime]:
    return [clock.from_wall(start + timedelta(weeks=n), time(4), zone) for n in range(8)]
