"""What the demo keeps for itself: the mails that went out, and how far the seeding has come."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import Base


class StoredMail(Base):
    """A mail that the demo sent to nobody."""

    to = models.CharField(max_length=320)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    sent_at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "to": Holds.IDENTIFYING,
        "subject": Holds.IDENTIFYING,
        "text": Holds.IDENTIFYING,
        "html": Holds.IDENTIFYING,
        "sent_at": Holds.TRIAL,
    }

    class Meta:
        db_table = "demo_stored_mail"
        indexes: ClassVar = [models.Index(fields=["-sent_at", "-id"], name="newest_mail_first")]


class SeedStep(models.TextChoices):
    """The steps of seeding, in their order."""

    PEOPLE = "people", _("Sites, staff and the randomisation list")
    WEEKS = "weeks", _("Participants and their weeks")
    SUMS = "sums", _("Sums, caseload and the audit seal")


class SeedProgress(Base):
    """How far one step of seeding has come. The day of the first row is the demo's base day."""

    step = models.CharField(max_length=10, choices=SeedStep.choices, unique=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()
    started = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "step": Holds.TECHNICAL,
        "done": Holds.TECHNICAL,
        "total": Holds.TECHNICAL,
        "started": Holds.TECHNICAL,
        "ended": Holds.TECHNICAL,
    }

    class Meta:
        db_table = "demo_seed_progress"
