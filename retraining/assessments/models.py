"""Questionnaires of a person: a response, its answers as they were given, its scores by rule."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models import Participant


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


class Answer(AppendOnly):
    """An answer as it was given. A later one to the same item counts, until submission."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="answers")
    item = models.CharField(max_length=40)
    value = models.IntegerField(null=True)  # null: left blank on purpose
    at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "response": Holds.TRIAL,
        "item": Holds.TRIAL,
        "value": Holds.HEALTH,
        "at": Holds.TRIAL,
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
    """One scale's score of a submitted response under one rule. A new rule adds rows beside."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="scores")
    scale = models.CharField(max_length=40)
    value = models.FloatField(null=True)
    status = models.CharField(max_length=10)
    rule = models.CharField(max_length=20)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "response": Holds.TRIAL,
        "scale": Holds.TRIAL,
        "value": Holds.HEALTH,
        "status": Holds.TRIAL,
        "rule": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_score"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["response", "scale", "rule"], name="one_score_per_scale_and_rule"
            )
        ]
