from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly, Base
from retraining.trials.models.trial import Site, Trial


@pghistory.track()
class StaffAssignment(Base):
    """A role of a member of staff in a trial, at one site or all, from a day to a day."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments"
    )
    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="assignments")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(_("role"), max_length=20)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True)  # last day of validity
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "user": Holds.TRIAL,
        "trial": Holds.TRIAL,
        "site": Holds.TRIAL,
        "role": Holds.TRIAL,
        "starts_on": Holds.TRIAL,
        "ends_on": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta:
        db_table = "trials_staff_assignment"
        indexes: ClassVar = [models.Index(fields=["user", "trial"], name="assignments_of_user")]


class ArmsLearnt(AppendOnly):
    """Somebody was shown arms, or could read them: unblinded in this trial for ever.

    Written by whoever shows them; `trials.conflicts` asks it, whatever the role was called under
    which it was seen. Which arms they were stands in no row.
    """

    class How(models.TextChoices):
        PERSON = "person", _("the programme of one person was shown")
        LIST = "list", _("the allocation list was made or brought")
        UNSEALED = "unsealed", _("the allocation list was unsealed or downloaded")
        TOLD = "told", _("a programme became known in a contact")  # closes rating alone
        CODES = "codes", _("the code A or B of every person was downloaded")

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="arms_learnt"
    )
    how = models.CharField(max_length=10, choices=How.choices)
    at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "user": Holds.TRIAL,
        "how": Holds.TRIAL,
        "at": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_arms_learnt"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["trial", "user", "how"], name="arms_are_learnt_once_each_way"
            )
        ]


class StaffInvitation(Base):
    """A one-time link for a member of staff; the token is remade from the nonce."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="staff_invitations")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="+")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20)
    nonce = models.CharField(max_length=43, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "site": Holds.TRIAL,
        "email": Holds.IDENTIFYING,
        "role": Holds.TRIAL,
        "nonce": Holds.TECHNICAL,
        "created_at": Holds.TRIAL,
        "expires_at": Holds.TRIAL,
        "spent_at": Holds.TRIAL,
        "revoked_at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta:
        db_table = "trials_staff_invitation"
