"""The reminder ledger: queue, claim, check again, send, record."""

import logging
import smtplib
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.db.models import Exists, Max, OuterRef, QuerySet

from retraining.common import clock
from retraining.common.locks import alone
from retraining.reminders import finding, finding_colleagues, wanted
from retraining.reminders.answers import RETRY_AFTER, Answer, meaning
from retraining.reminders.delivery import compose
from retraining.reminders.models import PUT_OFF, Message, MessageState, State
from retraining.reminders.post import Post
from retraining.reminders.rules import Due
from retraining.trials.models import Participant

log = logging.getLogger(__name__)
SWEEPING_LOCK = 7_214_003  # any fixed number: one sweep at a time in this database
CLAIM_LASTS = timedelta(minutes=10)
DOUBTS_A_SWEEP = 2  # a mail server that breaks off twice is ill: the other messages wait


def queue_what_is_due() -> int:
    """Put every due message into the outbox once; how many rows were offered."""
    now = clock.now()
    messages = [
        *finding.untold_notices(now),
        *finding.unsent_invitations(now),
        *finding.due_reminders(now),
        *finding_colleagues.due_to_colleagues(now),
    ]
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    return len(messages)


TAKE_STEP = (
    "insert into reminders_message_state (message_id, attempt, state, at, detail, until) "
    "values (%s, %s, %s, %s, %s, %s) on conflict do nothing"
)


def _step(
    message: Message, attempt: int, state: State, detail: str = "", until: datetime | None = None
) -> bool:
    """Take a step; the unique constraint lets one worker through. False for the others."""
    with connection.cursor() as cursor:  # the ORM does not tell whether the row was new
        cursor.execute(TAKE_STEP, [message.pk, attempt, state.value, clock.now(), detail, until])
        return bool(cursor.rowcount == 1)


def waiting(messages: QuerySet[Message] | None = None) -> list[int]:
    """Ids of messages that may be claimed now, those that fell due first in front.

    They are the ones nobody has claimed, and the ones that were put off until a moment that has
    come.

    Args:
        messages: which to look among; all when None.
    """
    among = Message.objects.all() if messages is None else messages
    tried_again = MessageState.objects.filter(
        message=OuterRef("message"), attempt__gt=OuterRef("attempt")
    )
    put_off = MessageState.objects.filter(state__in=PUT_OFF, until__lte=clock.now())
    ripe = put_off.filter(~Exists(tried_again)).values("message")
    found = [
        *among.filter(states__isnull=True).values_list("due_at", "pk"),
        *among.filter(pk__in=ripe).values_list("due_at", "pk"),
    ]
    return [pk for _due, pk in sorted(found)]


def _claim(message: Message) -> int:
    """Claim the next attempt of a message: its number, or 0 where somebody else has it.

    The number follows from what was put off, so an attempt that has not ended is never passed.
    """
    before = message.states.filter(state__in=PUT_OFF).aggregate(last=Max("attempt"))["last"]
    attempt = (before or 0) + 1
    return attempt if _step(message, attempt, State.CLAIMED) else 0


def deliver(message_id: int, server: BaseEmailBackend) -> str:
    """Try to send one message; it leaves at most once.

    The claim is committed before anything leaves; what happens after it is written down, so that
    a crash in between shows as unknown and is never repeated by itself.

    Args:
        message_id: one of `waiting()`.
        server: an open connection to the mail server.

    Returns:
        The state the attempt ended in; "" where somebody else has the message.
    """
    # Mails to staff are few: what those need is read when it is asked for.
    related = ("participant__trial", "participant__site", "participant__version")
    message = Message.objects.select_related(*related).get(pk=message_id)
    # Composed before the claim: a mistake there sends nothing and loses nothing.
    mail = None if wanted.is_erased(message) else compose(message)
    attempt = _claim(message)
    if not attempt:
        return ""
    if mail is None:
        return _keep_back(message, attempt, wanted.ERASED)
    against = wanted.objection(message, clock.now())
    if against:
        return _keep_back(message, attempt, against)
    mail.connection = server
    return _send(message, attempt, mail)


def _keep_back(message: Message, attempt: int, against: wanted.Objection) -> State:
    """Record that it does not leave: for good, or until a moment."""
    end = State.WAITS if against.until else State.CANCELLED
    _step(message, attempt, end, against.reason, against.until)
    return end


def _send(message: Message, attempt: int, mail: EmailMessage) -> State:
    """Send, and record what the mail server answered."""
    try:
        mail.send()
    except (smtplib.SMTPException, OSError) as error:
        answer, name = meaning(error), type(error).__name__
        log.warning("message %s: %s (%s)", message.pk, name, answer.value)
        refusals = message.states.filter(state=State.DEFERRED).count()
        if answer is Answer.LATER and refusals < len(RETRY_AFTER):
            until = clock.now() + RETRY_AFTER[refusals]
            _step(message, attempt, State.DEFERRED, name, until)
            return State.DEFERRED
        end = State.UNKNOWN if answer is Answer.DOUBT else State.FAILED
        _step(message, attempt, end, name)
        return end
    _step(message, attempt, State.SENT)
    return State.SENT


def mark_unknown() -> int:
    """Make crashes visible: claims without an end after ten minutes become unknown."""
    ends = MessageState.objects.filter(
        message=OuterRef("message"), attempt=OuterRef("attempt")
    ).exclude(state=State.CLAIMED)
    stale = MessageState.objects.filter(
        ~Exists(ends), state=State.CLAIMED, at__lt=clock.now() - CLAIM_LASTS
    ).select_related("message")
    for claim in stale:
        _step(claim.message, claim.attempt, State.UNKNOWN, "no result")
        log.error("message %s: sent or not is unknown", claim.message_id)
    return len(stale)


def sweep() -> None:
    """Find what is due and send it. Called by beat, by wake-ups and by the seeder.

    Where another sweep is at work this one does nothing: beat asks again within a minute.
    """
    with alone(SWEEPING_LOCK) as mine:
        if mine:
            queue_what_is_due()
            _deliver_all(waiting())
            mark_unknown()


def sweep_for(*, participant: Participant, dues: Iterable[Due] | None = None) -> None:
    """The same for one person: for a seeder, which knows at which moments something falls due.

    A sweep of everybody at each minute of simulated months would take hours. It takes no lock:
    claims alone keep two workers apart, and a claimed message counts for the limits.

    Args:
        participant: whose messages.
        dues: what falls due at this moment, where the caller knows; looked for when None.
    """
    now = clock.now()
    if dues is None:
        messages = finding.due_reminders(now, only=participant)
    else:
        messages = [finding.message_of(participant.pk, due) for due in dues]
    if participant.user_id is None:
        invitations = finding.unsent_invitations(now)
        messages += [m for m in invitations if m.participant_id == participant.pk]
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    _deliver_all(waiting(Message.objects.filter(participant=participant)))


def _deliver_all(message_ids: list[int]) -> None:
    """Deliver over one connection, checked before each claim: a server away costs time only."""
    if not message_ids:
        return
    doubts = 0
    with closing(Post()) as post:
        for message_id in message_ids:
            try:
                server = post.ready()
            except (smtplib.SMTPException, OSError) as error:
                log.warning("mail server away (%s): messages wait", type(error).__name__)
                return
            doubts += _deliver_or_log(message_id, server) == State.UNKNOWN
            if doubts == DOUBTS_A_SWEEP:
                log.error("the mail server breaks off: messages wait")
                return


def _deliver_or_log(message_id: int, server: BaseEmailBackend) -> str:
    try:
        return deliver(message_id, server)
    except Exception:  # one broken message must not hold up the others; it shows in the log
        log.exception("message %s could not be delivered", message_id)
        return ""
