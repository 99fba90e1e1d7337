"""Whether somebody still answers."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from retraining.assessments.models import Answer


def answered_since(moment: datetime) -> QuerySet[Any]:
    """Ids of participants with an answer in a visit since a moment."""
    rows = Answer.objects.filter(at__gt=moment)
    return rows.values_list("response__participant", flat=True)
