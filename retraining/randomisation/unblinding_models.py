"""That somebody's arm was shown, to whom and why. The arm itself stands in none of these rows."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models import Participant


class UnblindingKind(models.TextChoices):
    """How it is asked for."""

    EMERGENCY = "emergency", _("Emergency: show it now, to me alone")
    PLANNED = "planned", _("No emergency: a second medic agrees first")


class UnblindingReason(models.TextChoices):
    """Closed reasons."""

    TREATMENT = "treatment", _("Urgent treatment depends on it")
    SERIOUS_EVENT = "serious-event", _("A serious event has to be judged")
    AUTHORITY = "authority", _("An ethics committee or authority asks")
    OTHER = "other", _("Another reason")


class Unblinding(AppendOnly):
    """Somebody asked to learn one person's arm. `nonce` makes a form sent twice one act."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=UnblindingKind.choices)
    reason = models.CharField(max_length=20, choices=UnblindingReason.choices)
    text_sealed = models.BinaryField()  # who asked and why, under the person's own key
    nonce = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "kind": Holds.TRIAL,
        "reason": Holds.TRIAL,
        "text_sealed": Holds.IDENTIFYING,
        "nonce": Holds.TECHNICAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "randomisation_unblinding"


class UnblindingAgreement(AppendOnly):
    """A second medic agreed to an unblinding that is no emergency."""

    unblinding = models.OneToOneField(
        Unblinding, on_delete=models.PROTECT, related_name="agreement"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "unblinding": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "randomisation_unblinding_agreement"


class UnblindingShown(AppendOnly):
    """The arm was shown, once, to whoever had asked."""

    unblinding = models.OneToOneField(Unblinding, on_delete=models.PROTECT, related_name="shown")
    at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "unblinding": Holds.TRIAL,
        "at": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "randomisation_unblinding_shown"


class UnblindingNotice(AppendOnly):
    """Somebody whom the protocol names is to be told that it happened; the mail follows."""

    unblinding = models.ForeignKey(Unblinding, on_delete=models.PROTECT, related_name="notices")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "unblinding": Holds.TRIAL,
        "recipient": Holds.TRIAL,
        "at": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "randomisation_unblinding_notice"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unblinding", "recipient"], name="one_notice_of_an_unblinding_each"
            )
        ]
