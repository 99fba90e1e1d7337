"""What stands in a person's calendar: their weeks on their own days, and when questions open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from retraining.assessments.selectors import VisitState, visit_states
from retraining.common import clock
from retraining.portal import ics, things
from retraining.reminders.rules import next_turn
from retraining.trials.models import Participant, WithdrawalLevel
from retraining.trials.selectors import withdrawal_level
from sessions import pausing, protocol_section, wording
from sessions.models import PieceKind
from sessions.openings import Pause, running
from sessions.plan_days import suiting
from sessions.selectors import Week, weeks_of


@dataclass(frozen=True)
class Entry:
    """One entry: `key` tells it from the others of the person, `start` is UTC."""

    key: str
    start: datetime
    minutes: int
    title: str


@dataclass(frozen=True)
class Clock:
    """A person's zone, their hour, and the days that suit (any where empty)."""

    zone: str
    hour: int
    days: Sequence[int] = ()

    def at(self, day: date) -> datetime:
        """Their hour on a day."""
        return clock.from_wall(day, time(self.hour), self.zone)


def feed(participant: Participant) -> bytes:
    """The person's calendar as a file, in the language of their study."""
    stamp = pausing.plan_changed_at(participant) or participant.created_at
    language = participant.version.content["trial"]["language"]
    with translation.override(language):
        events = [
            ics.Event(_uid(participant, entry.key), entry.start, entry.minutes, entry.title)
            for entry in entries_of(participant)
        ]
        return ics.calendar(_("My weeks"), events, stamp)


def entries_of(participant: Participant) -> list[Entry]:
    """Every entry of the person; what they have stopped is not among them."""
    days = pausing.days_of([participant.pk]).get(participant.pk, ())
    own = Clock(participant.time_zone, participant.message_hour, days)
    stopped = withdrawal_level(participant)
    entries: list[Entry] = []
    if stopped is None:
        wanted = protocol_section.read(participant.version.content).practice_days
        pauses = pausing.pause_state(participant).pauses
        for week in weeks_of(participant):
            entries += session_entries(week, own, pauses, wanted)
    if stopped in (None, WithdrawalLevel.SESSIONS):
        entries += [entry for state in visit_states(participant) for entry in _visit(state, own)]
    return entries


def session_entries(
    week: Week, own: Clock, pauses: Sequence[Pause], practice_days: int
) -> Iterator[Entry]:
    """The main session on the first day that suits; practices on further days that were chosen.

    Args:
        week: of the plan, with pauses taken into account.
        own: the person's zone, hour and days.
        pauses: days in one of them stay empty.
        practice_days: days of practice that a week holds.
    """
    days = [
        day
        for day in suiting(week.first_day, week.last_day, own.days)
        if running(pauses, day) is None
    ]
    first, others = days[:1], days[1 : practice_days + 1] if own.days else []
    places = [(PieceKind.CORE, 0, day) for day in first]
    places += [(PieceKind.PRACTICE, n, day) for n, day in enumerate(others, start=1)]
    for kind, number, day in places:
        states = week.of(kind)
        if states:
            item = states[0].item
            yield Entry(
                key=f"week-{week.number}-{kind}-{number}",
                start=max(own.at(day), item.opens_at),
                minutes=item.minutes,
                title=wording.title(kind, week.number),
            )


def _visit(state: VisitState, own: Clock) -> Iterator[Entry]:
    if state.window is None or state.visit.before_randomisation:
        return
    yield Entry(
        key=f"questions-{state.visit.key}",
        # As the message about them: at the hour, on the day they open or the next.
        start=next_turn(state.window.opens_at - timedelta.resolution, own.hour, own.zone),
        minutes=things.minutes_for(state.visit.count),
        title=state.visit.title,
    )


def _uid(participant: Participant, key: str) -> str:
    """The same for the same entry, and nothing that anybody could be known by."""
    value = f"{participant.pk}:{key}"
    return salted_hmac("retraining.calendar.uid", value, algorithm="sha256").hexdigest()[:40]
