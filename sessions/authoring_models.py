"""What authors ask for and bring: the sound of a text, a reader's release, a recording."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly, Base
from retraining.trials.models import Trial


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


class ReaderRelease(AppendOnly):
    """What a reader allows. The newest row of a code counts; the name stays with the study team.

    `ends_on` is the last day on which the recordings may be published; None where there is none.
    A release never allows a voice to be cloned: the row says that the reader was told so.
    """

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="reader_releases")
    code = models.SlugField(max_length=20)
    uses = models.CharField(_("uses"), max_length=300)
    ends_on = models.DateField(null=True)
    no_cloning = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "code": Holds.TRIAL,
        "uses": Holds.TRIAL,
        "ends_on": Holds.TRIAL,
        "no_cloning": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "guided_sessions_reader_release"

    def __str__(self) -> str:
        return self.code


class RecordingOrder(Base):
    """A recording that somebody brought, until a worker has taken or refused it.

    The row goes when its sound is there. `problem` says why it was refused; its file is gone then.
    """

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(ReaderRelease, on_delete=models.PROTECT, related_name="+")
    text_hash = models.CharField(max_length=64, unique=True)
    source = models.TextField()
    blocks = models.TextField(blank=True)
    file = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    problem = models.TextField(blank=True)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "reader": Holds.TRIAL,
        "text_hash": Holds.TRIAL,
        "source": Holds.TRIAL,
        "blocks": Holds.TRIAL,
        "file": Holds.TECHNICAL,
        "asked_at": Holds.TRIAL,
        "problem": Holds.TRIAL,
    }

    class Meta:
        db_table = "guided_sessions_recording_order"
