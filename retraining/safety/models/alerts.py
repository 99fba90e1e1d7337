from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models import Participant, ProtocolVersion


class Colours(models.TextChoices):
    """How soon somebody should act."""

    RED = "red", _("Red")
    AMBER = "amber", _("Amber")
    LISTED = "listed", _("To look at")


class Alert(AppendOnly):
    """Something a person said on which somebody should act. One for a rule and an occasion.

    What has become of it stands in its steps; the newest step of a kind counts.
    """

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="alerts")
    version = models.ForeignKey(ProtocolVersion, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60)
    occasion = models.CharField(max_length=120)
    colour = models.CharField(max_length=8, choices=Colours.choices)
    raised_at = models.DateTimeField()
    acknowledge_by = models.DateTimeField(null=True)  # as promised when it was raised
    contact_by = models.DateTimeField(null=True)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "version": Holds.TRIAL,
        "rule": Holds.HEALTH,
        "occasion": Holds.HEALTH,
        "colour": Holds.HEALTH,
        "raised_at": Holds.TRIAL,
        "acknowledge_by": Holds.TRIAL,
        "contact_by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "safety_alert"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "rule", "occasion"], name="one_alert_per_rule_and_occasion"
            )
        ]


class StepKind(models.TextChoices):
    """What somebody did about an alert."""

    TAKEN = "taken", _("Took it")
    NOT_REACHED = "not-reached", _("Tried, nobody answered")
    REACHED = "reached", _("Spoke to the person")
    ACTED = "acted", _("Did something else")
    RESOLVED = "resolved", _("Closed it")


class Outcome(models.TextChoices):
    """How an alert ended."""

    NO_RISK = "no-risk", _("Talked, nothing more needed")
    SIGNPOSTED = "signposted", _("Told whom to turn to")
    DOCTOR = "doctor", _("Own doctor told")
    EMERGENCY = "emergency", _("Emergency services called")
    EVENT = "event", _("Recorded as an adverse event")
    NOT_REACHED = "never-reached", _("Could not be reached, all steps taken")
    LOOKED_AT = "looked-at", _("Looked at, no contact needed")


class AlertStep(AppendOnly):
    """One step of an alert, by whom and when. Words about the person are sealed."""

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    outcome = models.CharField(max_length=14, choices=Outcome.choices, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)  # of contact with the person
    note_sealed = models.BinaryField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "alert": Holds.TRIAL,
        "kind": Holds.TRIAL,
        "outcome": Holds.HEALTH,
        "minutes": Holds.TRIAL,
        "note_sealed": Holds.IDENTIFYING,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "safety_alert_step"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["alert", "kind"],
                condition=models.Q(kind__in=("taken", "resolved")),
                name="an_alert_is_taken_and_closed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="resolved") | models.Q(outcome=""),
                name="only_the_end_has_an_outcome",
            ),
        ]


class Level(models.TextChoices):
    """Whom an alert reaches, in order."""

    OWNER = "owner", _("Owner")
    DEPUTY = "deputy", _("Deputy")
    LEAD = "lead", _("Principal investigator")
    SPONSOR = "sponsor", _("Sponsor")


class Notice(AppendOnly):
    """Somebody is to be told of an alert; the mail is found and sent from this row, once.

    An alert that was raised before anybody was named for its site has no clocks of its own: they
    come with the owner's notice.
    """

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="notices")
    level = models.CharField(max_length=8, choices=Level.choices)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    acknowledge_by = models.DateTimeField(null=True)  # only where the alert itself has none
    contact_by = models.DateTimeField(null=True)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "alert": Holds.TRIAL,
        "level": Holds.TRIAL,
        "recipient": Holds.TRIAL,
        "at": Holds.TRIAL,
        "acknowledge_by": Holds.TRIAL,
        "contact_by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "safety_notice"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["alert", "level"], name="each_level_is_told_of_an_alert_once"
            )
        ]
