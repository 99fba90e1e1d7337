"""What moves and places a plan: moved weeks, pauses, the days that suit, the calendar's address."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly, AppendOnlyQuerySet
from retraining.trials.models import Participant


class WeekMove(AppendOnly):
    """That a week opens on another day than planned. The newest row of a week counts."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    week = models.PositiveSmallIntegerField()
    first_day = models.DateField()
    opens_at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "week": Holds.TRIAL,
        "first_day": Holds.TRIAL,
        "opens_at": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "guided_sessions_week_move"
        indexes: ClassVar = [
            models.Index(fields=["participant", "week", "-id"], name="moves_of_a_week")
        ]


class PlanItemManager(models.Manager[Any]):
    """Plan items with `opens_at` and `moved_to`: the one place that says when something opens."""

    def get_queryset(self) -> Any:
        """Every plan item, with the newest move of its week."""
        moves = WeekMove.objects.filter(
            participant=OuterRef("participant"), week=OuterRef("week")
        ).order_by("-pk")
        return AppendOnlyQuerySet(self.model, using=self._db).annotate(
            moved_to=Subquery(moves.values("first_day")[:1]),
            opens_at=Coalesce(Subquery(moves.values("opens_at")[:1]), F("planned_at")),
        )


class PlanPause(AppendOnly):
    """A pause of the guided sessions. Ending it early adds a row with the same `asked_at`.

    `until` is the first day on which the sessions go on; days are those of the clock in `zone`.
    """

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="pauses")
    asked_at = models.DateTimeField()
    first_day = models.DateField()
    until = models.DateField()
    zone = models.CharField(max_length=64)
    at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "asked_at": Holds.TRIAL,
        "first_day": Holds.TRIAL,
        "until": Holds.TRIAL,
        "zone": Holds.TECHNICAL,
        "at": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "guided_sessions_plan_pause"
        indexes: ClassVar = [models.Index(fields=["participant", "id"], name="pauses_of_a_person")]


class PlanDays(AppendOnly):
    """The weekdays that suit a person (0 is Monday); none means any. The newest row counts."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="plan_days")
    days = models.JSONField()
    at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "days": Holds.TRIAL,
        "at": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "guided_sessions_plan_days"
        indexes: ClassVar = [models.Index(fields=["participant", "id"], name="days_of_a_person")]


class CalendarAddress(AppendOnly):
    """A secret address of a person's calendar. The newest row counts; an empty nonce is none.

    The address itself is stored nowhere: it is an HMAC over the row's id and nonce.
    """

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    nonce = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "nonce": Holds.TECHNICAL,
        "at": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "guided_sessions_calendar_address"
        indexes: ClassVar = [
            models.Index(fields=["participant", "-id"], name="calendars_of_a_person")
        ]
