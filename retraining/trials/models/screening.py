from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models.forgettable import Forgettable
from retraining.trials.models.participant import Participant


class ScreeningPart(Forgettable):
    """One page of a person's own answers on the way to a screening. The newest of a part counts."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    part = models.SlugField(max_length=20)
    answers_sealed = models.BinaryField()
    at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "part": Holds.TRIAL,
        "answers_sealed": Holds.HEALTH,
        "at": Holds.TRIAL,
    }

    class Meta(Forgettable.Meta):
        db_table = "trials_screening_part"
        indexes: ClassVar = [
            models.Index(fields=["participant", "part", "-id"], name="newest_screening_part")
        ]


class Screening(Forgettable):
    """A person's own answers, all of them, and the verdict by rule. A second one is a new row.

    The answers are sealed under the person's key: once that is destroyed, the codes are all that
    is left of somebody who did not join.
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="screenings"
    )
    answers_sealed = models.BinaryField()
    eligible = models.BooleanField()
    reasons = models.JSONField(default=list)  # keys of the criteria that were not met
    talk = models.JSONField(default=list)  # keys of the criteria that staff talk about first
    at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "answers_sealed": Holds.HEALTH,
        "eligible": Holds.TRIAL,
        "reasons": Holds.HEALTH,
        "talk": Holds.HEALTH,
        "at": Holds.TRIAL,
    }

    class Meta(Forgettable.Meta):
        db_table = "trials_screening"
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="newest_screening")]


class Risk(models.TextChoices):
    """What somebody answered by voice when asked about a plan or an attempt to end their life."""

    NONE = "none", _("No such thoughts")
    THOUGHTS = "thoughts", _("Thoughts, no plan and no attempt in the past 6 months")
    PLAN = "plan", _("A plan or an attempt in the past 6 months")


class RiskAction(models.TextChoices):
    """What staff did about it."""

    NONE = "none", _("Nothing was needed")
    NUMBERS = "numbers", _("Gave the numbers to ring, and went through the Help page")
    CLINICIAN = "clinician", _("Passed on to the clinician of the site")
    DOCTOR = "doctor", _("Told the usual doctor")
    EMERGENCY = "emergency", _("Rang the emergency service")


class ScreeningCall(Forgettable):
    """The live call before the consent is final, with the risk question asked by voice."""

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="screening_calls"
    )
    risk = models.CharField(max_length=10, choices=Risk.choices)
    action = models.CharField(max_length=10, choices=RiskAction.choices)
    note_sealed = models.BinaryField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "risk": Holds.HEALTH,
        "action": Holds.HEALTH,
        "note_sealed": Holds.IDENTIFYING,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(Forgettable.Meta):
        db_table = "trials_screening_call"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(risk="plan", action="none"), name="a_plan_is_acted_on"
            )
        ]


class LogKind(models.TextChoices):
    """The boxes of the flow diagram before randomisation, and the way back in.

    Source: CONSORT 2025 item 22a.
    """

    CRITERIA = "criteria", _("Does not meet a criterion")
    DECLINED = "declined", _("Said no")
    OTHER = "other", _("Another reason")
    OPEN = "open", _("Open again")


DECLINED_CODES: dict[str, str | Promise] = {  # worded so that the person can choose them too
    "no-reason": _("No reason"),
    "time": _("It takes too much time"),
    "chance": _("Chance should not decide about it"),
    "health": _("Too unwell at present"),
    "data": _("These data should not be kept"),
    "other-care": _("Other care is preferred"),
}
OTHER_CODES: dict[str, str | Promise] = {
    "not-reached": _("Could not be reached"),
    "invitation-ended": _("The invitation ran out"),
    "closed": _("The site takes nobody in any more"),
    "invited-twice": _("Was invited twice"),
}


class ScreeningLog(AppendOnly):
    """Why somebody does not go on, in closed codes. The newest row of a person counts."""

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="screening_log"
    )
    kind = models.CharField(max_length=10, choices=LogKind.choices)
    code = models.SlugField(max_length=40, blank=True)  # the criterion, or a code of the kind
    possible_from = models.DateField(null=True)  # from when the person may answer again
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "kind": Holds.TRIAL,
        "code": Holds.TRIAL,
        "possible_from": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_screening_log"
        indexes: ClassVar = [
            models.Index(fields=["participant", "-id"], name="newest_line_of_the_log")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind="open", code="")
                | ~models.Q(kind="open") & ~models.Q(code=""),
                name="who_is_out_has_a_code",
            )
        ]
