from typing import ClassVar

from django.conf import settings
from django.db import models

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models import Site


class WeeklyReview(AppendOnly):
    """Whoever covers a site has looked through everything that was said there up to a moment.

    `until` is the moment of the page they read: what came in while they read waits for the next.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="reviews")
    until = models.DateTimeField()
    people = models.PositiveIntegerField()  # how many stood on the list
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "site": Holds.TRIAL,
        "until": Holds.TRIAL,
        "people": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "safety_weekly_review"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "until"], name="a_week_is_reviewed_once")
        ]
