"""A device handed over in the clinic: one visit of one person, and nothing else."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models import Participant


class HandOver(AppendOnly):
    """A one-time link for one visit. The token is remade from the nonce and stored nowhere."""

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="hand_overs"
    )
    visit = models.CharField(max_length=40)
    nonce = models.CharField(max_length=43, unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "visit": Holds.TRIAL,
        "nonce": Holds.TECHNICAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_hand_over"


class HandOverState(models.TextChoices):
    """What has happened to a hand-over; each once."""

    OPENED = "opened", _("opened on a device")
    ENDED = "ended", _("ended")


class HandOverStep(AppendOnly):
    """Opened or ended. A link that was opened opens nothing a second time."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=8, choices=HandOverState.choices)
    at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "hand_over": Holds.TRIAL,
        "state": Holds.TRIAL,
        "at": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_hand_over_step"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hand_over", "state"], name="a_step_of_a_hand_over")
        ]
