"""That the samples of somebody who asked for it were destroyed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models import Participant


class SamplesEnd(models.TextChoices):
    """What became of the samples."""

    DESTROYED = "destroyed", _("All samples are destroyed")
    NONE_LEFT = "none-left", _("Nothing was left: all of it was used up before")
    NONE_TAKEN = "none-taken", _("No sample was ever taken")


class SamplesDestroyed(AppendOnly):
    """A site looked after what somebody asked of it: their samples are gone. The newest counts."""

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="samples_destroyed"
    )
    end = models.CharField(max_length=12, choices=SamplesEnd.choices)
    day = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "end": Holds.TRIAL,
        "day": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_samples_destroyed"
