"""What makes data trustworthy after they were sent: queries, locks and signatures."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.assessments.models.answers import Response
from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models import Trial


class DataQuery(AppendOnly):
    """A question about one value of a sent response; what was said follows as messages."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="queries")
    item = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "response": Holds.TRIAL,
        "item": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_data_query"


class QueryStep(models.TextChoices):
    """What a message of a query does."""

    ASKED = "asked", _("asked")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


class QueryMessage(AppendOnly):
    """One message of a query. Its words are sealed under the participant's key."""

    query = models.ForeignKey(DataQuery, on_delete=models.PROTECT, related_name="messages")
    step = models.CharField(max_length=8, choices=QueryStep.choices)
    text_sealed = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "query": Holds.TRIAL,
        "step": Holds.TRIAL,
        "text_sealed": Holds.IDENTIFYING,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_query_message"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["query"], condition=models.Q(step="closed"), name="a_query_closes_once"
            )
        ]


class DataLock(AppendOnly):
    """The answers of one visit of a trial are final; `visit` empty: those of all visits.

    It is a signature as well: who, when, and the sentence they put their name to.
    """

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="data_locks")
    visit = models.CharField(max_length=40, blank=True)
    meaning = models.CharField(max_length=300)
    responses = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "visit": Holds.TRIAL,
        "meaning": Holds.TRIAL,
        "responses": Holds.TRIAL,
        "sha256": Holds.TECHNICAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_data_lock"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trial", "visit"], name="a_visit_is_locked_once")
        ]
