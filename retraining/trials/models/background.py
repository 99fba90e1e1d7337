"""Who takes part: what the first table of a report describes people by."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.trials.models.logs import PersonRow

OLDEST = 110  # years; more is a slip of the hand


class Background(PersonRow):
    """What somebody told staff about themselves before chance decided.

    Asked by voice: the first questions hold as many items as a visit may (`programmes.md` 5.4).
    Whatever a person would rather not say stays unsaid.
    """

    class Sex(models.TextChoices):
        FEMALE = "female", _("Female")
        MALE = "male", _("Male")
        OTHER = "other", _("Another")
        UNSAID = "unsaid", _("Rather not said")

    class Education(models.TextChoices):
        SCHOOL = "school", _("Up to compulsory school")
        UPPER = "upper", _("Upper school or a trade")
        UNIVERSITY = "university", _("University")
        UNSAID = "unsaid", _("Rather not said")

    class Work(models.TextChoices):
        WORKS = "works", _("In work or training")
        SICK = "sick", _("On sick leave")
        UNABLE = "unable", _("Not in work because of health")
        HOME = "home", _("Not in work for another reason")
        RETIRED = "retired", _("Retired")
        UNSAID = "unsaid", _("Rather not said")

    age = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=8, choices=Sex.choices)
    education = models.CharField(max_length=12, choices=Education.choices)
    work = models.CharField(max_length=8, choices=Work.choices)
    years_ill = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(OLDEST)]
    )

    field_classes: ClassVar = {
        **PersonRow.field_classes,
        "age": Holds.HEALTH,
        "sex": Holds.HEALTH,
        "education": Holds.HEALTH,
        "work": Holds.HEALTH,
        "years_ill": Holds.HEALTH,
    }

    class Meta(PersonRow.Meta):
        db_table = "trials_background"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(age=None) | Q(age__range=(18, OLDEST)), name="people_are_grown_up"
            )
        ]
