"""The outbox. A message is unique per occasion; its states are rows that are never changed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from retraining.accounts.models import User
from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.safety.models import Notice
from retraining.trials.models import Participant, StaffInvitation


class State(models.TextChoices):
    """What has happened to a message. Claimed without an end in time becomes unknown."""

    CLAIMED = "claimed", _("being sent")
    SENT = "sent", _("sent")
    CANCELLED = "cancelled", _("not wanted any more")
    FAILED = "failed", _("refused by the mail server")
    UNKNOWN = "unknown", _("unknown")
    WAITS = "waits", _("waits for a better time")
    DEFERRED = "deferred", _("the mail server asked to try again later")


PUT_OFF = (State.WAITS, State.DEFERRED)  # it did not leave, and another attempt may follow
NOT_SENT = (State.CANCELLED, State.FAILED, *PUT_OFF)


RECIPIENTS = ("participant", "staff_invitation", "safety_notice", "colleague")


def _only(name: str) -> Q:
    """Of the kinds of recipient this one alone is given."""
    return Q(**{f"{other}__isnull": other != name for other in RECIPIENTS})


class Message(AppendOnly):
    """One message for one occasion: to a participant, to somebody invited as staff, or to staff."""

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, null=True, related_name="messages"
    )
    staff_invitation = models.ForeignKey(
        StaffInvitation, on_delete=models.PROTECT, null=True, related_name="messages"
    )
    safety_notice = models.ForeignKey(
        Notice, on_delete=models.PROTECT, null=True, related_name="messages"
    )
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    occasion = models.CharField(max_length=80)
    kind = models.CharField(max_length=30)
    channel = models.CharField(max_length=10)
    due_at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "staff_invitation": Holds.TRIAL,
        "safety_notice": Holds.TRIAL,
        "colleague": Holds.TRIAL,
        "occasion": Holds.TRIAL,
        "kind": Holds.TRIAL,
        "channel": Holds.TRIAL,
        "due_at": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "reminders_message"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "occasion", "kind", "channel"],
                condition=Q(participant__isnull=False),
                name="one_message_per_occasion",
            ),
            models.UniqueConstraint(
                fields=["staff_invitation"],
                condition=Q(staff_invitation__isnull=False),
                name="one_message_per_staff_invitation",
            ),
            models.UniqueConstraint(
                fields=["safety_notice"],
                condition=Q(safety_notice__isnull=False),
                name="one_message_per_safety_notice",
            ),
            models.UniqueConstraint(
                fields=["colleague", "occasion", "kind", "channel"],
                condition=Q(colleague__isnull=False),
                name="one_message_per_occasion_and_colleague",
            ),
            models.CheckConstraint(
                condition=_only("participant")
                | _only("staff_invitation")
                | _only("safety_notice")
                | _only("colleague"),
                name="message_has_one_recipient",
            ),
        ]

    @property
    def person(self) -> Participant:
        """The participant it goes to; a message to staff has none."""
        if self.participant is None:
            raise ValueError("this message goes to somebody invited as staff")
        return self.participant

    @property
    def invited(self) -> StaffInvitation:
        """The staff invitation it carries; a message to a participant has none."""
        if self.staff_invitation is None:
            raise ValueError("this message goes to a participant")
        return self.staff_invitation

    @property
    def notice(self) -> Notice:
        """The notice of a safety alert that it carries; no other message has one."""
        if self.safety_notice is None:
            raise ValueError("this message is not about a safety alert")
        return self.safety_notice

    @property
    def addressee(self) -> User:
        """The member of staff whom it tells something."""
        if self.colleague is None:
            raise ValueError("this message does not go to a colleague")
        return self.colleague


class MessageState(AppendOnly):
    """A step of an attempt. Each can be taken once: two workers cannot both claim an attempt.

    There is a next attempt only where this one was put off; `until` says from when on.
    """

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="states")
    attempt = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices)
    at = models.DateTimeField()
    detail = models.CharField(max_length=40, blank=True)
    until = models.DateTimeField(null=True)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "message": Holds.TRIAL,
        "attempt": Holds.TECHNICAL,
        "state": Holds.TRIAL,
        "at": Holds.TRIAL,
        "detail": Holds.TECHNICAL,
        "until": Holds.TECHNICAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "reminders_message_state"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["message", "attempt", "state"], name="each_step_is_taken_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PUT_OFF, until__isnull=False)
                | (~Q(state__in=PUT_OFF) & Q(until__isnull=True)),
                name="put_off_until_a_moment",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["until"], condition=Q(until__isnull=False), name="put_off_steps")
        ]
