"""What a person stops, takes back, or wants less of."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models.participant import Participant


class WithdrawalLevel(models.TextChoices):
    """How much somebody stops. Each level includes the ones before it."""

    SESSIONS = "sessions", _("Stop the sessions, keep the questionnaires")
    QUESTIONNAIRES = "questionnaires", _("Stop the questionnaires too")
    CONTACT = "contact", _("No more contact at all")
    DATA = "data", _("Do not use my answers any more")


NO_QUESTIONS = frozenset({"questionnaires", "contact", "data"})  # levels without questions
NO_CONTACT = frozenset({"contact", "data"})  # levels without any message


class Withdrawal(AppendOnly):
    """What somebody has stopped from a moment on. The newest row counts.

    Each row holds the whole state, so that readers need no other: `level` is empty where nothing
    is stopped, `samples` stays true once it was asked for. A row with `undoes` takes an earlier
    row back and holds the state before that one.
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="withdrawals"
    )
    level = models.CharField(max_length=16, choices=WithdrawalLevel.choices, blank=True)
    samples = models.BooleanField(default=False)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )
    reason_sealed = models.BinaryField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "level": Holds.TRIAL,
        "samples": Holds.TRIAL,
        "undoes": Holds.TRIAL,
        "reason_sealed": Holds.IDENTIFYING,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_withdrawal"


class Messages(models.TextChoices):
    """How many reminders somebody wants. Wanting fewer is not withdrawal."""

    ALL = "all", _("All messages")
    FEWER = "fewer", _("Fewer messages")
    NONE = "none", _("No messages")


class MessageChoice(AppendOnly):
    """A participant's wish for fewer reminders or none. The newest row counts."""

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="message_choices"
    )
    choice = models.CharField(max_length=8, choices=Messages.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "choice": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_message_choice"
