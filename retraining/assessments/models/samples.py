"""What laboratories sent back on blood samples, and whose codes stand on the samples."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models import Participant, Trial


class SampleGroup(models.TextChoices):
    """Who gave a sample. Controls are people without pain; they are never randomised."""

    PARTICIPANT = "participant", _("participant")
    CONTROL = "control", _("control without pain")


class LabFile(AppendOnly):
    """A laboratory's file, kept whole or not at all. `reason`: why it puts earlier values right."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="lab_files")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    rule = models.CharField(max_length=40)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "number": Holds.TRIAL,
        "name": Holds.TRIAL,
        "sha256": Holds.TECHNICAL,
        "rule": Holds.TRIAL,
        "reason": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_lab_file"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trial", "number"], name="lab_files_are_numbered"),
            models.UniqueConstraint(fields=["trial", "sha256"], name="a_lab_file_comes_once"),
        ]


class LabResult(AppendOnly):
    """One analyte of one sample, in the analyte's unit. The largest revision counts."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="lab_results")
    file = models.ForeignKey(LabFile, on_delete=models.PROTECT, related_name="results")
    lab_id = models.CharField(max_length=20)
    group = models.CharField(max_length=12, choices=SampleGroup.choices)
    visit = models.CharField(max_length=40)
    analyte = models.CharField(max_length=40)
    matrix = models.CharField(max_length=8)
    fasting = models.CharField(max_length=8)
    minutes_to_freezing = models.PositiveIntegerField(null=True)
    kit = models.CharField(max_length=80)
    plate = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=30, decimal_places=14, null=True)
    unit = models.CharField(max_length=20)
    below_lod = models.BooleanField()
    revision = models.PositiveSmallIntegerField(default=0)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "file": Holds.TRIAL,
        "lab_id": Holds.TRIAL,
        "group": Holds.TRIAL,
        "visit": Holds.TRIAL,
        "analyte": Holds.TRIAL,
        "matrix": Holds.TRIAL,
        "fasting": Holds.HEALTH,
        "minutes_to_freezing": Holds.TRIAL,
        "kit": Holds.TRIAL,
        "plate": Holds.TRIAL,
        "value": Holds.HEALTH,
        "unit": Holds.TRIAL,
        "below_lod": Holds.HEALTH,
        "revision": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_lab_result"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["trial", "lab_id", "visit", "analyte", "matrix", "revision"],
                name="one_lab_result_per_sample_and_analyte",
            )
        ]


class LabCode(AppendOnly):
    """Whose sample a code of the laboratory's list stands on. A code never changes its person."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="lab_codes")
    lab_id = models.CharField(max_length=20)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="lab_codes")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "lab_id": Holds.TRIAL,
        "participant": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_lab_code"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trial", "lab_id"], name="a_lab_code_has_one_person")
        ]
