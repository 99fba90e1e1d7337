"""Attempts to reach people whose outcome is open: two calls, then one letter."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models import Contact, Participant


class Way(models.TextChoices):
    """How somebody was tried to be reached."""

    CALL = "call", _("telephone call")
    LETTER = "letter", _("letter")


class Reached(models.TextChoices):
    """What came of an attempt."""

    TALKED = "talked", _("talked with the person")
    NO_ANSWER = "no-answer", _("nobody answered")
    VOICEMAIL = "voicemail", _("left the agreed words on the voicemail")
    WRONG = "wrong-number", _("the number is not theirs")
    POSTED = "posted", _("sent by post")


class ContactAttempt(AppendOnly):
    """One attempt for one visit. Its note is sealed under the person's key.

    `arm_known_how`: how the programme became known to whoever tried; empty where it did not.
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="contact_attempts"
    )
    visit = models.CharField(max_length=40)
    way = models.CharField(max_length=8, choices=Way.choices)
    reached = models.CharField(max_length=14, choices=Reached.choices)
    minutes = models.PositiveSmallIntegerField(default=0)
    arm_known_how = models.CharField(
        max_length=12, choices=Contact.Learnt.choices, blank=True, default=""
    )
    note_sealed = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "visit": Holds.TRIAL,
        "way": Holds.TRIAL,
        "reached": Holds.TRIAL,
        "minutes": Holds.TRIAL,
        "arm_known_how": Holds.TRIAL,
        "note_sealed": Holds.IDENTIFYING,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_contact_attempt"
        indexes: ClassVar = [
            models.Index(fields=["participant", "visit"], name="attempts_for_a_visit")
        ]
