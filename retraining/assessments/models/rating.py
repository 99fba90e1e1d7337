"""What a rater says about their own blindness, before they rate."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models import Participant


class Learnt(models.TextChoices):
    """Whether a rater has come to know the programme of whom they rate, and how."""

    NO = "no", _("No, I do not know it")
    PERSON = "person", _("Yes, the person told me")
    STAFF = "staff", _("Yes, somebody of the staff told me")
    SEEN = "seen", _("Yes, I saw it somewhere")
    OTHER = "other", _("Yes, in another way")


class Guess(models.TextChoices):
    """Which programme a rater would guess; named as in the information for participants."""

    FIRST = "first", _("The one about attention, thoughts and the body's stress response")
    SECOND = "second", _("The one about muscle tension and the body's stress response")
    NONE = "none", _("I have no idea")


class RaterStatement(AppendOnly):
    """One for each rating, written with it. A rating by somebody who knows is kept and marked."""

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="rater_statements"
    )
    visit = models.CharField(max_length=40)
    learnt = models.CharField(max_length=8, choices=Learnt.choices)
    guess = models.CharField(max_length=8, choices=Guess.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "visit": Holds.TRIAL,
        "learnt": Holds.UNBLINDING,
        "guess": Holds.UNBLINDING,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "assessments_rater_statement"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "visit"], name="one_statement_for_a_rating"
            )
        ]
