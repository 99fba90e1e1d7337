"""Words of a questionnaire that a licence holder has brought for one trial and language."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models import Trial


class TextPackRow(AppendOnly):
    """A text pack as it was loaded. The newest of a trial, questionnaire and language counts."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="text_packs")
    instrument = models.CharField(max_length=40)
    instrument_version = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    licence_number = models.CharField(max_length=200)
    licence_holder = models.CharField(max_length=200)
    expires_on = models.DateField(null=True)
    texts = models.JSONField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "instrument": Holds.TRIAL,
        "instrument_version": Holds.TRIAL,
        "language": Holds.TRIAL,
        "licence_number": Holds.TRIAL,
        "licence_holder": Holds.TRIAL,
        "expires_on": Holds.TRIAL,
        "texts": Holds.TRIAL,
        "sha256": Holds.TECHNICAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_text_pack"
        indexes: ClassVar = [
            models.Index(fields=["trial", "instrument", "language", "-id"], name="newest_text_pack")
        ]
