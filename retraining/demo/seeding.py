"""Seeds the simulated trial: each day of each life in turn, through the services.

A day is one transaction together with its progress row, so that a run that was interrupted goes on
at the next day, and a second run finds nothing to do.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time

from django.db import connection, transaction

from retraining.assessments import protocol_section as assessments
from retraining.audit.services import seal
from retraining.common import clock
from retraining.common.jobs import wake
from retraining.common.locks import alone
from retraining.demo import services, world
from retraining.demo.acting import perform
from retraining.demo.acts import Act, Frame
from retraining.demo.cohort import Someone, cohort
from retraining.demo.lives import life
from retraining.demo.models import SeedProgress, SeedStep
from retraining.demo.roster import Roster
from retraining.reporting.services import refresh_waiting
from retraining.trials import protocol_section as trials
from retraining.trials.errors import Refused
from retraining.trials.models import Participant, ProtocolVersion, Site, Trial
from sessions import protocol_section as sessions
from sessions.services.listening import fold_waiting

TRIAL = "mair-fibromyalgia"
SEEDING_LOCK = 7_214_002  # any fixed number: one seeder at a time in this database
OPENED_BEFORE = timedelta(days=90)  # sites, staff and list stand this long before the base day
SPEAK_EVERY_S = 2.0
Report = Callable[[str], None]


@dataclass(frozen=True)
class Seeding:
    """What is seeded.

    Args:
        people: who takes part.
        exchanged: whether the arms change places in the randomisation list.
        report: called with a line now and then.
    """

    people: tuple[Someone, ...] = cohort()
    exchanged: bool = False
    report: Report = lambda _line: None


def seed(seeding: Seeding) -> bool:
    """Seed, go on seeding, or find everything done.

    Returns:
        False where another process is seeding this database.

    Raises:
        Refused: the trial is not loaded, or holds people who are not simulated.
        ClockMayNotMove: this install keeps real time.
    """
    with clock.at(clock.now()):  # said before anything is written
        pass
    with alone(SEEDING_LOCK) as mine:
        if not mine:
            return False
        version = _checked()
        progress = services.begin(step=SeedStep.PEOPLE, total=1)
        today = progress.started.date()
        _open(progress, version.trial, seeding, today)
        _live(seeding, version, today)
        _sum_up(seeding)
    return True


@contextmanager
def _without_savepoints() -> Iterator[None]:
    """A day is kept whole or not at all, so a savepoint for each service call is only work."""
    before = connection.features.uses_savepoints
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        connection.features.uses_savepoints = before


def _checked() -> ProtocolVersion:
    rows = ProtocolVersion.objects.filter(trial__slug=TRIAL).select_related("trial")
    version = rows.order_by("-number").first()
    if version is None:
        raise Refused(f"the trial {TRIAL} is not loaded: run `manage.py protocol load` first")
    if not SeedProgress.objects.exists() and Participant.objects.exists():
        raise Refused("this database holds people who are not simulated: nothing was seeded")
    return version


def _open(progress: SeedProgress, trial: Trial, seeding: Seeding, today: date) -> None:
    if progress.ended:
        return
    moment = datetime.combine(today - OPENED_BEFORE, wall_time(10), tzinfo=UTC)
    with transaction.atomic(), clock.at(moment):
        world.set_up(trial=trial, exchanged=seeding.exchanged)
        services.advance(progress=progress)
    seeding.report(f"{SeedStep.PEOPLE.label}: done")


def frame_of(version: ProtocolVersion, today: date) -> Frame:
    """What the protocol and the sites say about all lives."""
    criteria = trials.read(version.content).criteria
    return Frame(
        today=today,
        sessions=sessions.read(version.content),
        visits=assessments.read(version.content),
        exclusions=tuple(c.key for c in criteria if not c.expect),
        zones={place.slug: place.time_zone for place in world.PLACES},
    )


def days_of(seeding: Seeding, frame: Frame) -> dict[date, list[Act]]:
    """All acts by day (UTC), every day from the first to the one before the base day."""
    acts = sorted(act for someone in seeding.people for act in life(someone, frame))
    first = acts[0].at.date()
    days: dict[date, list[Act]] = {
        first + timedelta(days=n): [] for n in range((frame.today - first).days)
    }
    for act in acts:
        days[act.at.date()].append(act)
    return days


def _live(seeding: Seeding, version: ProtocolVersion, today: date) -> None:
    days = days_of(seeding, frame_of(version, today))
    progress = services.begin(step=SeedStep.WEEKS, total=len(days))
    if progress.ended:
        return
    sites = {site.slug: site for site in Site.objects.filter(trial=version.trial)}
    roster = Roster(version.trial, seeding.people, sites, world.manager())
    spoken = time.monotonic()
    for day in list(days)[progress.done :]:
        with transaction.atomic(), _without_savepoints():
            for act in sorted([*days[day], *roster.reminders(day), *roster.alerts(day)]):
                perform(act, roster)
            services.advance(progress=progress)
        if time.monotonic() - spoken > SPEAK_EVERY_S:
            spoken = time.monotonic()
            seeding.report(f"{SeedStep.WEEKS.label}: day {progress.done} of {progress.total}")


def _sum_up(seeding: Seeding) -> None:
    progress = services.begin(step=SeedStep.SUMS, total=1)
    if progress.ended:
        return
    while fold_waiting():
        pass
    refresh_waiting()
    while seal():
        pass
    services.advance(progress=progress)
    wake("guided_sessions.render")
    seeding.report(f"{SeedStep.SUMS.label}: done")
