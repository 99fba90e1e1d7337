"""Lists, slots and allocations. An arm stands here and nowhere else."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly, Base
from retraining.randomisation.unblinding_models import (
    Unblinding,
    UnblindingAgreement,
    UnblindingNotice,
    UnblindingShown,
)
from retraining.randomisation.unsealing_models import AnalysisPlan, Unsealing
from retraining.trials.models import Arm, Participant, Trial

__all__ = [
    "Allocation",
    "AnalysisPlan",
    "ListSegment",
    "Slot",
    "Stratum",
    "Throw",
    "Unblinding",
    "UnblindingAgreement",
    "UnblindingNotice",
    "UnblindingShown",
    "Unsealing",
]


class ListSegment(AppendOnly):
    """One piece of a trial's allocation list: the first, or an extension. Committed by hash."""

    class Origin(models.TextChoices):
        UPLOADED = "uploaded", _("Made elsewhere and uploaded")
        MADE = "made", _("Made here from a fresh seed, which the list-keeper was told")
        MADE_BY_SEED = "made-by-seed", _("Made here from the list-keeper's own seed")

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="list_segments")
    number = models.PositiveIntegerField()
    commitment = models.CharField(max_length=64)
    salt_sealed = models.BinaryField()
    csv_sealed = models.BinaryField()
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.UPLOADED)
    rule = models.CharField(max_length=30, blank=True)  # how it was drawn, where it was made here
    created_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "number": Holds.TRIAL,
        "commitment": Holds.TRIAL,
        "salt_sealed": Holds.UNBLINDING,
        "csv_sealed": Holds.UNBLINDING,
        "origin": Holds.TRIAL,
        "rule": Holds.TRIAL,
        "created_at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "randomisation_list_segment"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trial", "number"], name="segments_are_numbered")
        ]


class Stratum(Base):
    """One cell of the list. Its row is what two allocations wait for."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="strata")
    label = models.CharField(max_length=200)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "label": Holds.TRIAL,
    }

    class Meta:
        db_table = "randomisation_stratum"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trial", "label"], name="one_stratum_per_label")
        ]


class Slot(AppendOnly):
    """A position of a stratum with its arm encrypted. Opened only inside `allocate`."""

    segment = models.ForeignKey(ListSegment, on_delete=models.PROTECT, related_name="slots")
    stratum = models.ForeignKey(Stratum, on_delete=models.PROTECT, related_name="slots")
    position = models.PositiveIntegerField()
    arm_sealed = models.BinaryField()

    field_classes: ClassVar = {
        "id": Holds.UNBLINDING,
        "recorded_at": Holds.TECHNICAL,
        "segment": Holds.UNBLINDING,
        "stratum": Holds.TRIAL,
        "position": Holds.UNBLINDING,
        "arm_sealed": Holds.UNBLINDING,
    }

    class Meta(AppendOnly.Meta):
        db_table = "randomisation_slot"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stratum", "position"], name="positions_are_unique")
        ]


class Allocation(AppendOnly):
    """One person's arm: unique both ways, with the inputs it was made from.

    It has no reverse name: no query that begins at a participant may reach the arm. Where dice
    decide there is no slot but a `Throw`; the position counts the trial's throws.
    """

    participant = models.OneToOneField(Participant, on_delete=models.PROTECT, related_name="+")
    slot = models.OneToOneField(Slot, on_delete=models.PROTECT, null=True, related_name="+")
    stratum = models.ForeignKey(Stratum, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    arm = models.ForeignKey(Arm, on_delete=models.PROTECT, related_name="+")
    inputs = models.JSONField()
    rule = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.UNBLINDING,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "slot": Holds.UNBLINDING,
        "stratum": Holds.TRIAL,
        "position": Holds.UNBLINDING,
        "arm": Holds.UNBLINDING,
        "inputs": Holds.TRIAL,
        "rule": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "randomisation_allocation"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stratum", "position"], name="a_position_is_used_once")
        ]


class Throw(AppendOnly):
    """Where dice decide: everything that an allocation follows from, so that it can be made again.

    `settings` are those of the protocol at that moment, `dice` is a number from 0 to 2^64 - 1.
    """

    allocation = models.OneToOneField(Allocation, on_delete=models.PROTECT, related_name="+")
    dice = models.CharField(max_length=20)
    settings = models.JSONField()
    imbalance = models.JSONField()
    probability = models.JSONField()

    field_classes: ClassVar = {
        "id": Holds.UNBLINDING,
        "recorded_at": Holds.TECHNICAL,
        "allocation": Holds.UNBLINDING,
        "dice": Holds.UNBLINDING,
        "settings": Holds.UNBLINDING,
        "imbalance": Holds.UNBLINDING,
        "probability": Holds.UNBLINDING,
    }

    class Meta(AppendOnly.Meta):
        db_table = "randomisation_throw"
