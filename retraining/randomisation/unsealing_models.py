"""That the analysis plan was filed and that the list was unsealed. No arm stands in these rows."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from retraining.assessments.models import DataLock
from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models import Trial


class AnalysisPlan(AppendOnly):
    """A version of the statistical analysis plan, known by its hash; the text is kept elsewhere."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="analysis_plans")
    version = models.CharField(max_length=40)
    dated = models.DateField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "version": Holds.TRIAL,
        "dated": Holds.TRIAL,
        "sha256": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "randomisation_analysis_plan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trial", "version"], name="a_plan_version_is_one"),
            models.UniqueConstraint(fields=["trial", "sha256"], name="a_plan_is_filed_once"),
        ]


class Unsealing(AppendOnly):
    """The allocation list of a trial was opened, once and for all.

    `plan` and `lock` are what had to be there before: the newest plan and the lock on all answers.
    """

    trial = models.OneToOneField(Trial, on_delete=models.PROTECT, related_name="unsealing")
    plan = models.ForeignKey(AnalysisPlan, on_delete=models.PROTECT, related_name="+")
    lock = models.ForeignKey(DataLock, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "plan": Holds.TRIAL,
        "lock": Holds.TRIAL,
        "reason": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "randomisation_unsealing"
