from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.safety.models.reports import Report
from retraining.trials.models import Participant


class Event(AppendOnly):
    """An adverse event, or the draft of one. What is known of it stands in its facts."""

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="adverse_events"
    )
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="events")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "report": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "safety_event"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(report__isnull=False),
                name="one_event_per_report",
            )
        ]


class Status(models.TextChoices):
    """What staff have decided about an event."""

    DRAFT = "draft", _("Draft, to be completed")
    CONFIRMED = "confirmed", _("Adverse event")
    NOT_ONE = "not-one", _("Not an adverse event")


class Severity(models.TextChoices):
    """How strong it was; not the same as serious."""

    MILD = "mild", _("Mild: noticed, usual activities went on")
    MODERATE = "moderate", _("Moderate: usual activities in part")
    SEVERE = "severe", _("Severe: no usual activities")


class Criterion(models.TextChoices):
    """What makes an event serious. Source: HRA, safety reporting; ICH E2A."""

    DEATH = "death", _("Death")
    LIFE = "life-threatening", _("A danger to life")
    HOSPITAL = "hospital", _("A hospital stay, or a longer one")
    DISABILITY = "disability", _("A lasting disability or incapacity")
    ANOMALY = "anomaly", _("A congenital anomaly or birth defect")
    IMPORTANT = "important", _("Otherwise medically important")


class Action(models.TextChoices):
    """What was done about taking part."""

    NONE = "none", _("Nothing changed")
    PAUSED = "paused", _("Sessions paused")
    STOPPED = "stopped", _("Sessions stopped")
    LEFT = "left", _("Left the trial")


class EventOutcome(models.TextChoices):
    """How it went on."""

    ONGOING = "ongoing", _("Not recovered yet")
    IMPROVING = "improving", _("Getting better")
    RECOVERED = "recovered", _("Recovered")
    LASTING = "lasting", _("Recovered with something that stays")
    FATAL = "fatal", _("Fatal")
    UNKNOWN = "unknown", _("Not known")


class Change(models.TextChoices):
    """Why a row of facts was written."""

    FIRST = "first", _("First record")
    FOLLOW_UP = "follow-up", _("Follow-up")
    CORRECTION = "correction", _("Correction")


class EventFacts(AppendOnly):
    """What is known of an event at a time. The newest row counts; earlier ones stay."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="facts")
    change = models.CharField(max_length=10, choices=Change.choices)
    status = models.CharField(max_length=10, choices=Status.choices)
    aware_at = models.DateTimeField()
    onset = models.DateField(null=True)
    ended = models.DateField(null=True)
    severity = models.CharField(max_length=8, choices=Severity.choices, blank=True)
    seriousness = models.JSONField(default=list)  # codes of Criterion
    action = models.CharField(max_length=8, choices=Action.choices, blank=True)
    outcome = models.CharField(max_length=10, choices=EventOutcome.choices, blank=True)
    meddra_code = models.CharField(max_length=8, blank=True)
    meddra_version = models.CharField(max_length=5, blank=True)
    description_sealed = models.BinaryField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "event": Holds.TRIAL,
        "change": Holds.TRIAL,
        "status": Holds.HEALTH,
        "aware_at": Holds.TRIAL,
        "onset": Holds.HEALTH,
        "ended": Holds.HEALTH,
        "severity": Holds.HEALTH,
        "seriousness": Holds.HEALTH,
        "action": Holds.HEALTH,
        "outcome": Holds.HEALTH,
        "meddra_code": Holds.HEALTH,
        "meddra_version": Holds.TRIAL,
        "description_sealed": Holds.IDENTIFYING,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "safety_event_facts"


class Relatedness(models.TextChoices):
    """Whether taking part caused it, as somebody outside delivery judges without the programme."""

    NOT = "not", _("Not related")
    UNLIKELY = "unlikely", _("Unlikely")
    POSSIBLE = "possible", _("Possible")
    PROBABLE = "probable", _("Probable")
    DEFINITE = "definite", _("Definite")


class EventJudgement(AppendOnly):
    """Relatedness and expectedness of an event. The newest row counts."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="judgements")
    relatedness = models.CharField(max_length=8, choices=Relatedness.choices)
    expected = models.CharField(max_length=40, blank=True)  # key of the protocol's list; empty: no
    reason_sealed = models.BinaryField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "event": Holds.TRIAL,
        "relatedness": Holds.HEALTH,
        "expected": Holds.HEALTH,
        "reason_sealed": Holds.IDENTIFYING,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "safety_event_judgement"


class SentTo(models.TextChoices):
    """Who was told of a serious event."""

    LEAD = "lead", _("Chief investigator")
    SPONSOR = "sponsor", _("Sponsor")
    ETHICS = "ethics", _("Ethics committee")


class EventSent(AppendOnly):
    """A serious event was reported to somebody; once each."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="sent")
    to = models.CharField(max_length=8, choices=SentTo.choices)
    sent_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "event": Holds.TRIAL,
        "to": Holds.TRIAL,
        "sent_at": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "safety_event_sent"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "to"], name="each_is_told_of_an_event_once")
        ]
