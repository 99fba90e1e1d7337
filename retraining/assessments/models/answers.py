"""Questionnaires of a person: a response, its answers as they were given, its scores by rule."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models import Participant


class Mode(models.TextChoices):
    """How an answer came to be entered. Kept with every answer: a mode can change the answer."""

    OWN = "own", _("on their own device")
    HANDED_OVER = "handed-over", _("on a device handed over in the clinic")
    TELEPHONE = "telephone", _("by telephone, entered by staff")
    PROXY = "proxy", _("entered by somebody for the person")
    RATER = "rater", _("rated by a blinded rater")
    STAFF = "staff", _("put right by staff")


class Response(AppendOnly):
    """A questionnaire that somebody has begun, for one visit.

    Answers from before randomisation can go out of date; they are then asked once more, as a new
    occurrence, and the newest counts.
    """

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="responses")
    visit = models.CharField(max_length=40)
    instrument = models.CharField(max_length=40)
    occurrence = models.PositiveSmallIntegerField(default=1)
    instrument_version = models.CharField(max_length=20)
    started_at = models.DateTimeField()
    mode = models.CharField(max_length=12, choices=Mode.choices, default=Mode.OWN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "visit": Holds.TRIAL,
        "instrument": Holds.TRIAL,
        "occurrence": Holds.TRIAL,
        "instrument_version": Holds.TRIAL,
        "started_at": Holds.TRIAL,
        "mode": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_response"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "visit", "instrument", "occurrence"],
                name="one_response_per_visit_and_occurrence",
            )
        ]


class Correction(AppendOnly):
    """A value of a sent response that staff put right, with the reason. The old one is kept."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=40)
    reason_sealed = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "response": Holds.TRIAL,
        "number": Holds.TRIAL,
        "item": Holds.TRIAL,
        "reason_sealed": Holds.IDENTIFYING,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_correction"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["response", "number"], name="corrections_are_numbered")
        ]


class Answer(AppendOnly):
    """An answer as it was given. The newest to an item counts: until submission a later one of the
    same person, after it a correction alone.

    `at` is when the server had it. `took_ms` is what the browser says about how long the question
    was in view: a hint.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="answers")
    item = models.CharField(max_length=40)
    value = models.IntegerField(null=True)  # null: left blank on purpose
    at = models.DateTimeField()
    mode = models.CharField(max_length=12, choices=Mode.choices, default=Mode.OWN)
    took_ms = models.PositiveIntegerField(null=True)
    correction = models.OneToOneField(
        Correction, on_delete=models.PROTECT, null=True, related_name="answer"
    )

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "response": Holds.TRIAL,
        "item": Holds.TRIAL,
        "value": Holds.HEALTH,
        "at": Holds.TRIAL,
        "mode": Holds.TRIAL,
        "took_ms": Holds.TRIAL,
        "correction": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_answer"
        indexes: ClassVar = [models.Index(fields=["response", "item", "-id"], name="newest_answer")]


class Submission(AppendOnly):
    """The moment a response was sent; from then on nothing in it changes."""

    response = models.OneToOneField(Response, on_delete=models.PROTECT, related_name="submission")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "response": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_submission"


class Score(AppendOnly):
    """One scale's score of a submitted response under one rule. A new rule adds rows beside.

    `rule` is the version, with the value set where one is needed ("v1/spain"). `revision` is how
    many corrections it takes into account; the largest counts.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="scores")
    scale = models.CharField(max_length=40)
    value = models.FloatField(null=True)
    status = models.CharField(max_length=10)
    rule = models.CharField(max_length=40)
    revision = models.PositiveSmallIntegerField(default=0)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "response": Holds.TRIAL,
        "scale": Holds.TRIAL,
        "value": Holds.HEALTH,
        "status": Holds.TRIAL,
        "rule": Holds.TRIAL,
        "revision": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_score"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["response", "scale", "rule", "revision"],
                name="one_score_per_scale_and_rule",
            )
        ]


class VisitDone(AppendOnly):
    """The moment at which all parts of a visit were sent. A visit asked once more has a second.

    `answers_from` is when the oldest of the answers that can go out of date was sent.
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="visits_done"
    )
    visit = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    answers_from = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "visit": Holds.TRIAL,
        "number": Holds.TRIAL,
        "at": Holds.TRIAL,
        "answers_from": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_visit_done"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "visit", "number"], name="visits_done_are_numbered"
            )
        ]
