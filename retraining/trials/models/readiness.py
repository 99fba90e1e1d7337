"""What a site needs before it may enrol, and what closes again."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models.trial import Site, Trial

SITE_ROW: dict[str, Holds] = {
    "id": Holds.TECHNICAL,
    "recorded_at": Holds.TECHNICAL,
    "site": Holds.TRIAL,
    "at": Holds.TRIAL,
    "by": Holds.TRIAL,
}


class SiteRow(AppendOnly):
    """A line in the file of a site."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="%(class)s_rows")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(AppendOnly.Meta):
        abstract = True


class SiteApproval(SiteRow):
    """A paper that a site needs. The newest row of a kind counts; without a day it has ended."""

    class Kind(models.TextChoices):
        ETHICS = "ethics", _("Ethics approval")
        CONTRACT = "contract", _("Contract with the sponsor")
        OTHER = "other", _("Other paper")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    day = models.DateField(null=True)
    reference = models.CharField(max_length=120, blank=True)

    field_classes: ClassVar = {
        **SITE_ROW,
        "kind": Holds.TRIAL,
        "day": Holds.TRIAL,
        "reference": Holds.TRIAL,
    }

    class Meta(SiteRow.Meta):
        db_table = "trials_site_approval"


class Delegation(SiteRow):
    """Who may do which task at a site, from a day to a day. Valid once the investigator signed.

    A row with `replaces` stands in the place of an earlier line, for example with its last day.
    """

    class Task(models.TextChoices):
        INVESTIGATOR = "investigator", _("Principal investigator of the site")
        CONSENT = "consent", _("Invites people and explains the study")
        ELIGIBILITY = "eligibility", _("Confirms who can take part")
        RANDOMISE = "randomise", _("Randomises")
        CONTACT = "contact", _("Talks with people who take part")
        SAFETY = "safety", _("Answers safety alerts")
        RATE = "rate", _("Rates")
        DATA = "data", _("Looks after data and papers")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations"
    )
    task = models.CharField(max_length=16, choices=Task.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )

    field_classes: ClassVar = {
        **SITE_ROW,
        "user": Holds.TRIAL,
        "task": Holds.TRIAL,
        "starts_on": Holds.TRIAL,
        "ends_on": Holds.TRIAL,
        "replaces": Holds.TRIAL,
    }

    class Meta(SiteRow.Meta):
        db_table = "trials_delegation"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="delegation_ends_after_it_began",
            )
        ]


class DelegationSignature(AppendOnly):
    """The principal investigator's signature under one line of the delegation log."""

    delegation = models.OneToOneField(
        Delegation, on_delete=models.PROTECT, related_name="signature"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "delegation": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_delegation_signature"


class Training(SiteRow):
    """Who was trained in what, and when."""

    class Topic(models.TextChoices):
        GCP = "gcp", _("Good clinical practice")
        PROTOCOL = "protocol", _("The protocol")
        SYSTEM = "system", _("These pages")
        SAFETY = "safety", _("Safety and alerts")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="trainings"
    )
    topic = models.CharField(max_length=12, choices=Topic.choices)
    day = models.DateField()

    field_classes: ClassVar = {
        **SITE_ROW,
        "user": Holds.TRIAL,
        "topic": Holds.TRIAL,
        "day": Holds.TRIAL,
    }

    class Meta(SiteRow.Meta):
        db_table = "trials_training"


class GreenLight(SiteRow):
    """Whether a site may enrol. The newest row counts; without one it may not."""

    given = models.BooleanField()
    reason = models.CharField(max_length=200, blank=True)

    field_classes: ClassVar = {**SITE_ROW, "given": Holds.TRIAL, "reason": Holds.TRIAL}

    class Meta(SiteRow.Meta):
        db_table = "trials_green_light"


class RecruitmentTarget(SiteRow):
    """How many people a site means to randomise a month, from a month on. The newest counts."""

    from_month = models.DateField()
    per_month = models.PositiveSmallIntegerField()

    field_classes: ClassVar = {**SITE_ROW, "from_month": Holds.TRIAL, "per_month": Holds.TRIAL}

    class Meta(SiteRow.Meta):
        db_table = "trials_recruitment_target"


class Suspension(AppendOnly):
    """What is closed at once: joining, one piece in both programmes, or all sessions.

    Never one programme alone: that would tell blinded staff and participants which is which. A row
    with `lifts` opens again what an earlier one closed. `notice` is for participants.
    """

    class What(models.TextChoices):
        RECRUITMENT = "recruitment", _("Joining: nobody new is invited, consents or is randomised")
        PIECE = "piece", _("One piece, in both programmes")
        SESSIONS = "sessions", _("All sessions, in both programmes")

    class Reason(models.TextChoices):
        SAFETY = "safety", _("Safety")
        ETHICS = "ethics", _("Asked by the ethics committee or the sponsor")
        TECHNICAL = "technical", _("A technical fault")
        FULL = "full", _("Enough people take part")
        OTHER = "other", _("Other")

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="suspensions")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=12, choices=What.choices)
    week = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=12, choices=Reason.choices)
    notice = models.TextField(max_length=600, blank=True)
    lifts = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="lifted_by"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "site": Holds.TRIAL,
        "what": Holds.TRIAL,
        "week": Holds.TRIAL,
        "kind": Holds.TRIAL,
        "reason": Holds.TRIAL,
        "notice": Holds.TRIAL,
        "lifts": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_suspension"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(what="piece", week__isnull=False) & ~Q(kind="")
                | ~Q(what="piece") & Q(week__isnull=True, kind=""),
                name="a_suspended_piece_has_its_place",
            ),
            models.CheckConstraint(
                condition=Q(site__isnull=True) | Q(what="recruitment"),
                name="sessions_are_suspended_everywhere",
            ),
        ]
