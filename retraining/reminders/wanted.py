"""Whether a message is still wanted at the moment it would go out."""

from datetime import datetime

from retraining.assessments.selectors import state_of
from retraining.reminders import rules
from retraining.reminders.models import Message, MessageState, State
from retraining.trials.models import Invitation, Participant
from retraining.trials.selectors import withdrawal_level
from sessions.selectors import weeks_of

REMINDER_KINDS = ("session", "session-again", "check-in", "check-in-again")


def reason_against(message: Message, moment: datetime) -> str:
    """Why a message should not be sent now; empty where it should.

    Args:
        message: claimed by the caller.
        moment: now.

    Returns:
        A closed code: withdrawn, done, not-open, not-started, closed, night, limit, or "".
    """
    if message.kind == "staff-invitation":
        invitation = message.invited
        spent = invitation.spent_at or invitation.revoked_at
        return "closed" if spent or invitation.expires_at <= moment else ""
    if message.kind == "invitation":
        return _invitation(message, moment)
    return _reminder(message, moment)


def _invitation(message: Message, moment: datetime) -> str:
    number = int(message.occasion.removeprefix("invitation-"))
    still_open = Invitation.objects.filter(
        pk=number, spent_at=None, revoked_at=None, expires_at__gt=moment
    ).exists()
    return "" if still_open else "closed"


def _reminder(message: Message, moment: datetime) -> str:
    person = message.person
    stopped = withdrawal_level(person)
    if stopped and (stopped != "sessions" or message.kind.startswith("session")):
        return "withdrawn"
    if not rules.is_daytime(moment, person.time_zone):
        return "night"
    if not rules.within_limits(_sent(person), moment, person.time_zone):
        return "limit"
    if message.kind.startswith("session"):
        return _session(message, moment)
    state = state_of(person, message.occasion)
    if state is None or state.done:
        return "done"
    return "" if state.open_now else "closed"


def _session(message: Message, moment: datetime) -> str:
    number = int(message.occasion.removeprefix("week-"))
    week = next((w for w in weeks_of(message.person, moment) if w.number == number), None)
    if week is None or not week.open:
        return "not-open"
    core = week.of("core")
    if all(state.done for state in core):
        return "done"
    begun = any(state.record is not None for state in core)
    return "done" if begun and message.kind == "session-again" else ""


def _sent(person: Participant) -> list[datetime]:
    rows = MessageState.objects.filter(
        message__participant=person, message__kind__in=REMINDER_KINDS, state=State.SENT
    )
    return list(rows.values_list("at", flat=True))
