"""Reads of pauses, of the days that suit a person, and of the address of their calendar."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from retraining.common import clock
from retraining.trials import tokens
from retraining.trials.models import (
    Participant,
    ParticipantDate,
    ParticipantKey,
    Withdrawal,
)
from retraining.trials.selectors import withdrawal_level
from retraining.trials.selectors_logs import has_died
from sessions import openings, protocol_section
from sessions.models import CalendarAddress, PlanDays, PlanPause
from sessions.openings import Pause
from sessions.selectors import weeks_of

CALENDAR = "calendar"  # purpose of the token


@dataclass(frozen=True)
class PauseState:
    """A person's pauses on one day.

    Args:
        running: the pause that the day lies in, if any.
        days_left: days that may still be taken.
        pauses: all of them, in the order in which they were asked for.
    """

    running: Pause | None
    days_left: int
    pauses: tuple[Pause, ...] = ()


def pauses_of(participant_ids: Iterable[int]) -> dict[int, tuple[Pause, ...]]:
    """{participant id: pauses in the order in which they were asked for}; without one, no entry."""
    rows = PlanPause.objects.filter(participant__in=list(participant_ids)).order_by("pk")
    newest: dict[int, dict[datetime, Pause]] = defaultdict(dict)
    for row in rows:  # a later row of one pause says that it ended earlier
        pause = Pause(row.asked_at, row.first_day, row.until, row.zone)
        newest[row.participant_id][row.asked_at] = pause
    return {pk: tuple(found[at] for at in sorted(found)) for pk, found in newest.items()}


def pause_state(participant: Participant, day: date | None = None) -> PauseState:
    """Whether a person has a pause on a day (today in their zone when None), and what is left."""
    on = day or clock.local_date(participant.time_zone)
    pauses = pauses_of([participant.pk]).get(participant.pk, ())
    most = protocol_section.read(participant.version.content).pause_days
    left = max(0, most - openings.days_used(pauses))
    return PauseState(openings.running(pauses, on), left, pauses)


def why_no_pause(participant: Participant, day: date, state: PauseState) -> str:
    """Why a person cannot begin a pause on a day, in a sentence for them; "" where they can."""
    if withdrawal_level(participant) is not None:
        return _("You have stopped the sessions, so there is nothing to pause.")
    weeks = weeks_of(participant)
    if not weeks or not weeks[0].open:
        return _("You can pause from your first day on.")
    if day > weeks[-1].last_day:
        return _("The last week is over, so there is nothing to pause.")
    if state.running is not None:
        return _("Your pause runs already.")
    if not state.days_left:
        return _("There are no days of pause left. You can rest on any day all the same.")
    return ""


def is_paused(participant: Participant, moment: datetime) -> bool:
    """Whether a person has a pause at a moment."""
    pauses = pauses_of([participant.pk]).get(participant.pk, ())
    day = clock.local_date(participant.time_zone, moment)
    return openings.running(pauses, day) is not None


def days_of(participant_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """{participant id: weekdays that suit, 0 is Monday}; people for whom any day does have none."""
    rows = PlanDays.objects.filter(participant__in=list(participant_ids)).order_by("pk")
    newest = {row.participant_id: tuple(row.days) for row in rows}
    return {pk: days for pk, days in newest.items() if days}


def calendar_address(participant: Participant) -> CalendarAddress | None:
    """The person's calendar address; None where they have none or closed it."""
    row = CalendarAddress.objects.filter(participant=participant).order_by("-pk").first()
    return row if row is not None and row.nonce else None


def calendar_token(address: CalendarAddress) -> str:
    """The secret part of an address, made anew each time it is shown."""
    return tokens.token(CALENDAR, address.pk, address.nonce)


def calendar_owner(text: str) -> Participant | None:
    """Whose calendar a token opens; None for a wrong, replaced or closed one, or once erased."""
    number = tokens.row_id(text)
    row = (
        CalendarAddress.objects.filter(pk=number or 0)
        .select_related("participant__version", "participant__trial", "participant__site")
        .first()
    )
    if row is None or not row.nonce or not tokens.matches(CALENDAR, text, row.pk, row.nonce):
        return None
    erased = ParticipantKey.objects.filter(
        participant=row.participant_id, wrapped__isnull=True
    ).exists()
    closed = erased or has_died(row.participant_id)
    return None if closed or calendar_address(row.participant) != row else row.participant


def plan_changed_at(participant: Participant) -> datetime | None:
    """When something that a calendar shows was last written down; the hour is not among it."""
    newest = [
        rows.order_by("-pk").values_list("at", flat=True).first()
        for rows in (
            ParticipantDate.objects.filter(participant=participant),
            Withdrawal.objects.filter(participant=participant),
            PlanPause.objects.filter(participant=participant),
            PlanDays.objects.filter(participant=participant),
        )
    ]
    return max((at for at in newest if at), default=None)
