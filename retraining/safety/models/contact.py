from typing import ClassVar

from django.db import models

from retraining.common.classes import Holds
from retraining.common.models import Base
from retraining.trials.models import Participant


class CareContact(Base):
    """Whom to turn to about a person, and what may be left on their voicemail. All sealed."""

    participant = models.OneToOneField(
        Participant, on_delete=models.PROTECT, primary_key=True, related_name="care_contact"
    )
    doctor_sealed = models.BinaryField()
    emergency_sealed = models.BinaryField()
    voicemail_sealed = models.BinaryField()
    changed_at = models.DateTimeField()

    field_classes: ClassVar = {
        "participant": Holds.TECHNICAL,
        "doctor_sealed": Holds.IDENTIFYING,
        "emergency_sealed": Holds.IDENTIFYING,
        "voicemail_sealed": Holds.IDENTIFYING,
        "changed_at": Holds.TRIAL,
    }

    class Meta:
        db_table = "safety_care_contact"
