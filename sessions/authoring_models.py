"""What authors ask for: the sound of a text that no participant may have yet."""

from typing import ClassVar

from django.db import models

from retraining.common.classes import Holds
from retraining.common.models import Base


class SoundOrder(Base):
    """A text that staff want to hear. The row goes when its sound is there.

    `problem` says why it cannot be made, such as a text that does not fit its minutes: what only
    the voice can know.
    """

    text_hash = models.CharField(max_length=64, unique=True)
    source = models.TextField()
    blocks = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    problem = models.TextField(blank=True)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "text_hash": Holds.TRIAL,
        "source": Holds.TRIAL,  # of both programmes alike, never asked for by a participant
        "blocks": Holds.TRIAL,
        "asked_at": Holds.TRIAL,
        "problem": Holds.TRIAL,
    }

    class Meta:
        db_table = "guided_sessions_sound_order"
