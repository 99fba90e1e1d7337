from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models import Participant


class ReportKind(models.TextChoices):
    """What a report is about; each has follow-up questions of its own."""

    HEALTH = "health", _("A health problem")
    TAKING_PART = "taking-part", _("Taking part")
    SESSION = "session", _("Said beside a session")


class Report(AppendOnly):
    """A person says that something is wrong. Staff decide whether it is an adverse event.

    One for an occasion: the same answer given twice, or on two devices, is one report.
    """

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=12, choices=ReportKind.choices)
    occasion = models.CharField(max_length=120)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "kind": Holds.HEALTH,
        "occasion": Holds.HEALTH,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "safety_report"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "occasion"], name="one_report_per_occasion"
            )
        ]


class ReportAnswer(AppendOnly):
    """A follow-up answer as it was given: a code, or words under the person's own key."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="answers")
    item = models.CharField(max_length=16)
    value = models.CharField(max_length=16, blank=True)  # empty: left blank, or words
    words_sealed = models.BinaryField(null=True)
    at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "report": Holds.TRIAL,
        "item": Holds.TRIAL,
        "value": Holds.HEALTH,
        "words_sealed": Holds.IDENTIFYING,
        "at": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "safety_report_answer"


class Triage(AppendOnly):
    """Staff have looked at a report and decided. The newest row counts."""

    class Decision(models.TextChoices):
        EVENT = "event", _("An adverse event")
        USUAL = "usual", _("Not an event: as is usual for this person")
        NOTHING = "nothing", _("Not an event: another reason")

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="triages")
    decision = models.CharField(max_length=8, choices=Decision.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "report": Holds.TRIAL,
        "decision": Holds.HEALTH,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "safety_triage"
