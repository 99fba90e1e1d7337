"""The weeks as a calm list: dates, what is there, what is finished in words. No queries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retraining.common import clock
from retraining.portal import things
from retraining.portal.things import Tally, Thing
from sessions.models import PieceKind
from sessions.protocol_section import KINDS
from sessions.selectors import Week, current_week


@dataclass(frozen=True)
class WeekRow:
    """One week as the page prints it.

    Args:
        number: from 1.
        first_day, last_day: in the person's zone.
        opens_at: the moment at which it opens.
        opens_today: it opens later on this same day, so the hour is worth saying.
        pieces: what is there; empty while it is not open.
        finished: sentences such as "Main session finished".
        done: its main session is finished.
        tally: how much of it is finished.
    """

    number: int
    first_day: date
    last_day: date
    opens_at: datetime
    opens_today: bool
    pieces: tuple[Thing, ...]
    finished: tuple[str, ...]
    done: bool = False
    tally: Tally | None = None


@dataclass(frozen=True)
class WeekList:
    """The week to start with, the ones before it, and the ones that open later."""

    current: WeekRow | None
    earlier: tuple[WeekRow, ...]
    later: tuple[WeekRow, ...]

    @property
    def all(self) -> list[WeekRow]:
        """Every week in order; empty before there is a plan."""
        return [*self.earlier, *([self.current] if self.current else []), *self.later]


def week_list(
    weeks: Sequence[Week], day: date, zone: str, practice_days: int, *, stopped: bool = False
) -> WeekList:
    """The weeks of a plan, sorted by whether they are open. Nothing but the date locks one.

    Args:
        weeks: the plan of one person.
        day: today in the person's zone.
        zone: the person's IANA zone.
        practice_days: days of practice that a week holds.
        stopped: the person stopped the sessions; what is finished still shows, nothing else.

    Returns:
        The weeks, each in one of three places.
    """
    rows = {week.number: _row(week, day, zone, practice_days) for week in weeks}
    if stopped:
        seen = [replace(rows[week.number], pieces=()) for week in weeks if week.open]
        return WeekList(None, tuple(seen), ())
    newest = current_week(list(weeks))
    current = newest if newest and day <= newest.last_day else None
    return WeekList(
        current=rows[current.number] if current else None,
        earlier=tuple(rows[w.number] for w in weeks if w.open and w is not current),
        later=tuple(rows[w.number] for w in weeks if not w.open),
    )


def _row(week: Week, day: date, zone: str, practice_days: int) -> WeekRow:
    opens_at = week.items[0].item.opens_at
    return WeekRow(
        number=week.number,
        first_day=week.first_day,
        last_day=week.last_day,
        opens_at=opens_at,
        opens_today=clock.local_date(zone, opens_at) == day,
        pieces=tuple(things.pieces(week, KINDS)) if week.open else (),
        finished=tuple(_finished(week)),
        done=all(state.done for state in week.of(PieceKind.CORE)),
        tally=things.tally(week, practice_days) if week.open else None,
    )


def _finished(week: Week) -> list[str]:
    """What is finished, said as something there; what is not is not said at all."""
    words = []
    main = things.pieces(week, [PieceKind.CORE])
    if main and all(thing.done for thing in main):
        words.append(_("Main session finished"))
    else:
        words += [
            _("%(saved)d of %(minutes)d minutes of the main session are saved")
            % {"saved": thing.saved, "minutes": thing.minutes}
            for thing in main
            if thing.begun
        ]
    days = things.practised_days(week)
    if days:
        words.append(
            ngettext("Practised on %(n)d day", "Practised on %(n)d days", days) % {"n": days}
        )
    return words
