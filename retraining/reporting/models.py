"""Derived tables: what lists read, so that a page of a caseload costs the same at any size."""

from typing import Any, ClassVar

from django.db import models

from retraining.common.classes import Holds
from retraining.common.models import Base
from retraining.trials.models import Participant, Site, Trial
from retraining.trials.scope import Scope


class CaseSummaryQuerySet(models.QuerySet[Any]):
    """Summaries, by who may see them: the same people as `Participant.objects.visible_to`."""

    def visible_to(self, scope: Scope) -> "CaseSummaryQuerySet":
        """Those of the trial and sites that `scope` reaches."""
        wanted = models.Q(trial_id=scope.trial_id)
        if scope.site_ids is not None:
            wanted &= models.Q(site_id__in=scope.site_ids)
        if scope.people is not None:
            wanted &= models.Q(participant_id__in=scope.people)
        return self.filter(wanted)


class CaseSummary(Base):
    """How one person with a plan stands now. Made anew from the record at any time.

    A state, not a record: it is overwritten. What it sums up (listening, scores) keeps its own
    versions beside each other. Trial and site are copies of the person's, for the indexes.
    """

    participant = models.OneToOneField(
        Participant, on_delete=models.PROTECT, primary_key=True, related_name="case_summary"
    )
    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="+", db_index=False)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+", db_index=False)
    start = models.DateField()
    week = models.SmallIntegerField()  # 0 or less before the start, above `weeks` after the end
    weeks = models.PositiveSmallIntegerField()
    core_done = models.PositiveSmallIntegerField()
    core_open = models.PositiveSmallIntegerField()
    practice_this_week = models.PositiveSmallIntegerField()
    practice_last_week = models.PositiveSmallIntegerField()
    practice_wanted = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()
    coverage = models.FloatField(null=True)  # share of the offered main sessions that was heard
    last_session = models.DateTimeField(null=True)
    last_seen = models.DateTimeField(null=True)
    symptoms = models.JSONField(default=list)  # score of each visit so far, null where none
    symptoms_first = models.FloatField(null=True)
    symptoms_now = models.FloatField(null=True)
    symptoms_change = models.FloatField(null=True)
    rank = models.PositiveIntegerField()
    reasons = models.JSONField(default=list)  # as `attention.Reason.stored`
    rule = models.CharField(max_length=60)  # of attention and listening
    unsent = models.BooleanField()
    unsure = models.BooleanField()
    inputs = models.CharField(max_length=120)  # which rows it was made from
    fresh_until = models.DateTimeField(null=True)  # when time alone changes it
    updated_at = models.DateTimeField()

    objects = CaseSummaryQuerySet.as_manager()

    field_classes: ClassVar = {
        "participant": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "site": Holds.TRIAL,
        "start": Holds.TRIAL,
        "week": Holds.TRIAL,
        "weeks": Holds.TRIAL,
        "core_done": Holds.HEALTH,
        "core_open": Holds.TRIAL,
        "practice_this_week": Holds.HEALTH,
        "practice_last_week": Holds.HEALTH,
        "practice_wanted": Holds.TRIAL,
        "minutes": Holds.HEALTH,
        "coverage": Holds.HEALTH,
        "last_session": Holds.HEALTH,
        "last_seen": Holds.HEALTH,
        "symptoms": Holds.HEALTH,
        "symptoms_first": Holds.HEALTH,
        "symptoms_now": Holds.HEALTH,
        "symptoms_change": Holds.HEALTH,
        "rank": Holds.HEALTH,
        "reasons": Holds.HEALTH,
        "rule": Holds.TECHNICAL,
        "unsent": Holds.TECHNICAL,
        "unsure": Holds.TECHNICAL,
        "inputs": Holds.TECHNICAL,
        "fresh_until": Holds.TECHNICAL,
        "updated_at": Holds.TECHNICAL,
    }

    class Meta:
        db_table = "reporting_case_summary"
        indexes: ClassVar = [
            models.Index(fields=["trial", "rank", "participant"], name="cases_of_a_trial"),
            models.Index(fields=["site", "rank", "participant"], name="cases_of_a_site"),
            models.Index(
                "trial",
                models.F("last_seen").asc(nulls_first=True),
                "participant",
                name="cases_by_last_seen",
            ),
            models.Index(
                "trial",
                models.F("symptoms_change").asc(nulls_last=True),
                "participant",
                name="cases_by_better",
            ),
            models.Index(
                "trial",
                models.F("symptoms_change").desc(nulls_last=True),
                "participant",
                name="cases_by_worse",
            ),
        ]
