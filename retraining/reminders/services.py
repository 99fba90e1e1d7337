"""The reminder ledger: queue, claim, check again, send, record."""

import logging
import smtplib
from datetime import timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from retraining.common import clock
from retraining.reminders import finding, wanted
from retraining.reminders.delivery import compose
from retraining.reminders.models import Message, State
from retraining.trials.models import Participant

log = logging.getLogger(__name__)
CLAIM_LASTS = timedelta(minutes=10)


def queue_what_is_due() -> int:
    """Put every due message into the outbox once; how many rows were offered."""
    now = clock.now()
    messages = finding.unsent_invitations(now)
    for person in finding.people_in_programme(now):
        messages += finding.due_reminders(person, now)
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    return len(messages)


TAKE_STEP = (
    "insert into reminders_message_state (message_id, state, at, detail) "
    "values (%s, %s, %s, %s) on conflict do nothing"
)


def _step(message: Message, state: State, detail: str = "") -> bool:
    """Take a step; the unique constraint lets one worker through. False for the others."""
    with connection.cursor() as cursor:  # the ORM does not tell whether the row was new
        cursor.execute(TAKE_STEP, [message.pk, state.value, clock.now(), detail])
        return bool(cursor.rowcount == 1)


def waiting() -> list[int]:
    """Ids of messages that nobody has claimed."""
    return list(
        Message.objects.filter(states__isnull=True).order_by("pk").values_list("pk", flat=True)
    )


def deliver(message_id: int, server: BaseEmailBackend) -> str:
    """Send one message at most once.

    The claim is committed before anything leaves; what happens after it is written down, so that
    a crash in between shows as unknown and is never repeated by itself.

    Args:
        message_id: a message that nobody has claimed.
        server: an open connection to the mail server.

    Returns:
        The state it ended in; "" where somebody else has it.
    """
    message = Message.objects.select_related(
        "participant__trial", "participant__site", "participant__version", "staff_invitation__trial"
    ).get(pk=message_id)
    mail = compose(message)  # before the claim: a mistake here sends nothing and loses nothing
    if not _step(message, State.CLAIMED):
        return ""
    reason = wanted.reason_against(message, clock.now())
    if reason:
        _step(message, State.CANCELLED, reason)
        return State.CANCELLED
    mail.connection = server
    try:
        mail.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused) as error:
        _step(message, State.FAILED, type(error).__name__)
        return State.FAILED
    _step(message, State.SENT)
    return State.SENT


def mark_unknown() -> int:
    """Make crashes visible: claims without an end after ten minutes become unknown."""
    stale = Message.objects.filter(
        states__state=State.CLAIMED, states__at__lt=clock.now() - CLAIM_LASTS
    ).exclude(states__state__in=[State.SENT, State.CANCELLED, State.FAILED, State.UNKNOWN])
    for message in stale:
        _step(message, State.UNKNOWN, "no result")
        log.error("message %s: sent or not is unknown", message.pk)
    return len(stale)


def sweep() -> None:
    """Find what is due and send it. Called by beat, by wake-ups and by the seeder."""
    queue_what_is_due()
    _deliver_all(waiting())
    mark_unknown()


def sweep_for(*, participant: Participant) -> None:
    """The same for one person: for a seeder, which knows at which moments something falls due.

    A sweep of everybody at each minute of simulated months would take hours.
    """
    now = clock.now()
    messages = finding.due_reminders(participant, now)
    if participant.user_id is None:
        invitations = finding.unsent_invitations(now)
        messages += [m for m in invitations if m.participant_id == participant.pk]
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    theirs = Message.objects.filter(participant=participant, states__isnull=True)
    _deliver_all(list(theirs.order_by("pk").values_list("pk", flat=True)))


def _deliver_all(message_ids: list[int]) -> None:
    """Deliver over one connection, opened before any claim: a server away costs a minute only."""
    if not message_ids:
        return
    try:
        with get_connection() as server:
            for message_id in message_ids:
                _deliver_or_log(message_id, server)
    except (smtplib.SMTPException, OSError) as error:
        # Before a claim nothing is lost; after one, the message becomes unknown. The rest waits.
        log.warning("mail server away (%s): messages wait", type(error).__name__)


def _deliver_or_log(message_id: int, server: BaseEmailBackend) -> None:
    try:
        deliver(message_id, server)
    except (smtplib.SMTPException, OSError):
        raise
    except Exception:  # one broken message must not hold up the others; it shows in the log
        log.exception("message %s could not be delivered", message_id)
