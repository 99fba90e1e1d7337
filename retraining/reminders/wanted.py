"""Whether a message is still wanted at the moment it would go out, and wanted now."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Min, OuterRef

from retraining.assessments.selectors import state_of
from retraining.reminders import rules
from retraining.reminders.finding import REMINDER_KINDS, SAFETY_ALERT
from retraining.reminders.models import NOT_SENT, Message, MessageState
from retraining.safety.models import Level, StepKind
from retraining.trials.models import Invitation, Messages, ParticipantKey
from retraining.trials.selectors import withdrawal_level
from retraining.trials.selectors_logs import has_died
from retraining.trials.selectors_readiness import sessions_suspended
from retraining.trials.selectors_stopping import messages_wanted
from sessions.after_session import resting
from sessions.models import PieceKind
from sessions.pausing import is_paused
from sessions.selectors import snoozed_until, weeks_of


@dataclass(frozen=True)
class Objection:
    """Why a message should not leave.

    Args:
        reason: a closed code: ended, withdrawn, not-wanted, done, closed, erased, late, not-open,
            night, limit, paused, snoozed, suspended, after-session.
        until: when to ask again; None where it should never leave.
    """

    reason: str
    until: datetime | None = None


ERASED = Objection("erased")


def is_erased(message: Message) -> bool:
    """Whether it goes to somebody whose key is destroyed: there is no address to send it to.

    A key of the install that is wrong opens nothing either, but that passes: such a message stays
    in the outbox.
    """
    return ParticipantKey.objects.filter(
        participant=message.participant_id, wrapped__isnull=True
    ).exists()


def objection(message: Message, moment: datetime) -> Objection | None:
    """Why a message should not be sent now; None where it should.

    Args:
        message: claimed by the caller.
        moment: now.
    """
    if message.kind == "staff-invitation":
        invitation = message.invited
        spent = invitation.spent_at or invitation.revoked_at
        return Objection("closed") if spent or invitation.expires_at <= moment else None
    if message.kind == SAFETY_ALERT:
        return _alert(message)
    if message.colleague is not None:
        return None if message.addressee.is_active else Objection("closed")
    if has_died(message.participant_id):
        return Objection("ended")
    if message.kind == "invitation":
        return _invitation(message, moment)
    return _not_needed(message, moment) or _not_now(message, moment)


def _alert(message: Message) -> Objection | None:
    """At once, day and night, unless somebody has taken the alert meanwhile and still has time."""
    steps = set(message.notice.alert.steps.values_list("kind", flat=True))
    if StepKind.RESOLVED in steps:
        return Objection("done")
    is_first = message.notice.level == Level.OWNER
    return Objection("done") if is_first and StepKind.TAKEN in steps else None


def _invitation(message: Message, moment: datetime) -> Objection | None:
    number = int(message.occasion.removeprefix("invitation-"))
    still_open = Invitation.objects.filter(
        pk=number, spent_at=None, revoked_at=None, expires_at__gt=moment
    ).exists()
    return None if still_open else Objection("closed")


def _not_needed(message: Message, moment: datetime) -> Objection | None:
    is_session = message.kind.startswith("session")
    stopped = withdrawal_level(message.person)
    if stopped and (stopped != "sessions" or is_session):
        return Objection("withdrawn")
    wish = messages_wanted(message.person)
    if wish == Messages.NONE or (wish == Messages.FEWER and message.kind.endswith("-again")):
        return Objection("not-wanted")
    return _session(message, moment) if is_session else _visit(message, moment)


def _session(message: Message, moment: datetime) -> Objection | None:
    number = int(message.occasion.removeprefix("week-"))
    week = next((w for w in weeks_of(message.person, moment) if w.number == number), None)
    if week is None:
        return Objection("closed")
    core = week.of("core")
    if not week.open:
        return Objection("not-open", week.items[0].item.opens_at)
    if sessions_suspended(message.person.trial_id, week=number, kind=PieceKind.CORE):
        return Objection("suspended")
    begun = any(state.record is not None for state in core)
    if all(state.done for state in core) or (begun and message.kind == "session-again"):
        return Objection("done")
    if is_paused(message.person, moment):
        return Objection("paused")
    until = snoozed_until(message.person, moment)  # they said "Not today"
    return Objection("snoozed", until) if until else None


def _visit(message: Message, moment: datetime) -> Objection | None:
    state = state_of(message.person, message.occasion)
    if state is None or state.done:
        return Objection("done")
    if state.window is None or moment >= state.window.closes_at:
        return Objection("closed")
    opens_at = state.window.opens_at  # moves with the person's zone
    if moment < opens_at:
        return Objection("not-open", opens_at)
    until = resting(message.person, [state], moment).get(message.occasion)
    return Objection("after-session", until) if until else None


def _not_now(message: Message, moment: datetime) -> Objection | None:
    person = message.person
    by_day = rules.is_daytime(moment, person.time_zone)
    if by_day and rules.within_limits(_out(message), moment, person.time_zone):
        return None
    until = rules.next_turn(moment, person.message_hour, person.time_zone)
    if until > message.due_at + rules.WAITS_AT_MOST:
        return Objection("late")
    return Objection("limit" if by_day else "night", until)


def _out(message: Message) -> list[datetime]:
    """When other reminders of the person were taken up and may have left.

    What a worker holds at this moment counts like what was sent: of two workers with one message
    each, at least one sees the other's claim.
    """
    stayed = MessageState.objects.filter(
        message=OuterRef("message"), attempt=OuterRef("attempt"), state__in=NOT_SENT
    )
    rows = MessageState.objects.filter(
        ~Exists(stayed),
        message__participant=message.participant_id,
        message__kind__in=REMINDER_KINDS,
    ).exclude(message=message)
    taken = rows.values("message", "attempt").annotate(taken_at=Min("at"))
    return [row["taken_at"] for row in taken]
