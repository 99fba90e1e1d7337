"""The writers of pauses, of the days that suit a person, and of their calendar's address."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.trials import tokens
from retraining.trials.errors import Refused
from retraining.trials.models import DateKind, Participant
from retraining.trials.selectors import latest_day
from sessions import openings, pausing, protocol_section
from sessions.models import CalendarAddress, PlanDays, PlanItem, PlanPause, WeekMove
from sessions.openings import Opening


@transaction.atomic
def begin_pause(*, participant: Participant, days: int, by: User) -> None:
    """Pause the sessions from today on. Weeks that are not open yet open so many days later.

    Args:
        participant: whose sessions.
        days: from 1 to what is left.
        by: the person.

    Raises:
        Refused: the weeks have not begun or are over, the sessions are stopped, a pause runs
            already, or so many days are not left.
    """
    person = _locked(participant)
    now = clock.now()
    today = clock.local_date(person.time_zone, now)
    state = pausing.pause_state(person, today)
    against = pausing.why_no_pause(person, today, state)
    if against:
        raise Refused(against)
    if not 1 <= days <= state.days_left:
        raise Refused(_left_words(state.days_left))
    PlanPause.objects.create(
        participant=person,
        asked_at=now,
        first_day=today,
        until=today + timedelta(days=days),
        zone=person.time_zone,
        at=now,
    )
    _move_weeks(person)
    _audit(person, "pause.begun", by)


@transaction.atomic
def end_pause(*, participant: Participant, by: User) -> None:
    """End a running pause today; the days that are left of it come back. Twice changes nothing."""
    person = _locked(participant)
    now = clock.now()
    today = clock.local_date(person.time_zone, now)
    pause = pausing.pause_state(person, today).running
    if pause is None:
        return
    PlanPause.objects.create(
        participant=person,
        asked_at=pause.asked_at,
        first_day=pause.first_day,
        until=today,
        zone=pause.zone,
        at=now,
    )
    _move_weeks(person)
    _audit(person, "pause.ended", by)


@transaction.atomic
def choose_days(*, participant: Participant, days: Collection[int], by: User) -> None:
    """Keep which weekdays suit, 0 is Monday; none means that any day does.

    Raises:
        Refused: something that is no weekday.
    """
    chosen = sorted(set(days))
    if not all(0 <= day <= 6 for day in chosen):
        raise Refused(_("Please choose from the seven days of the week."))
    person = _locked(participant)
    if list(pausing.days_of([person.pk]).get(person.pk, ())) == chosen:
        return
    PlanDays.objects.create(participant=person, days=chosen, at=clock.now())
    _audit(person, "plan-days.chosen", by)


@transaction.atomic
def open_calendar(*, participant: Participant, by: User) -> CalendarAddress:
    """Make a new secret address; an earlier one opens nothing from now on."""
    person = _locked(participant)
    row = CalendarAddress.objects.create(
        participant=person, nonce=tokens.new_nonce(), at=clock.now()
    )
    _audit(person, "calendar.opened", by)
    return row


@transaction.atomic
def close_calendar(*, participant: Participant, by: User) -> None:
    """Close the address; a second time changes nothing."""
    person = _locked(participant)
    if pausing.calendar_address(person) is None:
        return
    CalendarAddress.objects.create(participant=person, nonce="", at=clock.now())
    _audit(person, "calendar.closed", by)


def _locked(participant: Participant) -> Participant:
    return (
        Participant.objects.select_for_update(of=("self",))
        .select_related("version")
        .get(pk=participant.pk)
    )


def _left_words(left: int) -> str:
    return ngettext(
        "Please choose 1 day: that is what is left.",
        "Please choose from 1 to %(n)d days: that is what is left.",
        left,
    ) % {"n": left}


def _move_weeks(person: Participant) -> None:
    """Write down where the weeks open now; only those that changed."""
    start = latest_day(person, DateKind.START)
    assert start is not None
    pauses = pausing.pauses_of([person.pk])[person.pk]
    last_day = protocol_section.read(person.version.content).last_day(start)
    rows = PlanItem.objects.filter(participant=person, number=1, kind=protocol_section.KINDS[0])
    moves = []
    for item in rows.order_by("week"):
        first = protocol_section.week_opens(start, item.week)
        found = openings.opening(Opening(first, item.planned_at), pauses, last_day)
        if found != Opening(item.moved_to or first, item.opens_at):
            moves.append(
                WeekMove(
                    participant=person,
                    week=item.week,
                    first_day=found.first_day,
                    opens_at=found.opens_at,
                )
            )
    WeekMove.objects.bulk_create(moves)


def _audit(person: Participant, action: str, by: User) -> None:
    record(
        action,
        by=by,
        object_type="participant",
        object_ids=[person.pk],
        trial_id=person.trial_id,
    )
