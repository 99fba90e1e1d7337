"""Trial folders as files: of each version for ever, and of an upload until it is decided on."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly, Base
from retraining.trials.models import ProtocolVersion, Trial


class VersionFiles(AppendOnly):
    """Every file of a version as a zip, so that it can be handed out as it was loaded."""

    version = models.OneToOneField(ProtocolVersion, on_delete=models.PROTECT, related_name="files")
    archive = models.BinaryField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "version": Holds.TRIAL,
        "archive": Holds.TRIAL,  # the texts of every arm, as they are published with the trial
    }

    class Meta(AppendOnly.Meta):
        db_table = "protocol_version_files"


class Freeze(AppendOnly):
    """A live trial's first version: the copy of a test trial's, frozen under its hash."""

    version = models.OneToOneField(ProtocolVersion, on_delete=models.PROTECT, related_name="freeze")
    source = models.ForeignKey(ProtocolVersion, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "version": Holds.TRIAL,
        "source": Holds.TRIAL,
        "sha256": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "protocol_freeze"


class Upload(Base):
    """A trial folder that passed the checks and waits to be published or put aside.

    One at a time in a trial. `archive` is emptied once it is decided on; `version` is what it
    became, None where it was put aside.
    """

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="uploads")
    archive = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    version = models.ForeignKey(
        ProtocolVersion, on_delete=models.PROTECT, null=True, related_name="+"
    )

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "archive": Holds.TRIAL,
        "by": Holds.TRIAL,
        "at": Holds.TRIAL,
        "closed_at": Holds.TRIAL,
        "version": Holds.TRIAL,
    }

    class Meta:
        db_table = "protocol_upload"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["trial"], condition=Q(closed_at__isnull=True), name="one_open_upload"
            )
        ]
