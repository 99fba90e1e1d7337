from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly, Base
from retraining.trials.models.trial import ProtocolVersion, Site, Trial
from retraining.trials.queries import ParticipantQuerySet


@pghistory.track(exclude=["user"])
class Participant(Base):
    """One person in one trial, known to staff by `code`. Name and address stand in `Identity`."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="participants")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="participants")
    version = models.ForeignKey(ProtocolVersion, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="participant"
    )
    time_zone = models.CharField(_("time zone"), max_length=60)
    message_hour = models.PositiveSmallIntegerField(_("hour for messages"), default=10)
    chosen_start = models.DateField(_("start day"), null=True)
    created_at = models.DateTimeField()

    objects = ParticipantQuerySet.as_manager()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "site": Holds.TRIAL,
        "version": Holds.TRIAL,
        "code": Holds.TRIAL,
        "user": Holds.IDENTIFYING,
        "time_zone": Holds.TRIAL,
        "message_hour": Holds.TRIAL,
        "chosen_start": Holds.TRIAL,
        "created_at": Holds.TRIAL,
    }

    class Meta:
        db_table = "trials_participant"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trial", "code"], name="participant_codes_are_unique"),
            models.CheckConstraint(
                condition=models.Q(message_hour__gte=8, message_hour__lte=20),
                name="messages_go_out_by_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["trial", "site", "code"], name="by_site_and_code")
        ]

    def __str__(self) -> str:
        return self.code


class ParticipantKey(Base):
    """The person's own encryption key, wrapped by IDENTITY_KEY. Erasure destroys it."""

    participant = models.OneToOneField(
        Participant, on_delete=models.PROTECT, primary_key=True, related_name="key"
    )
    wrapped = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    field_classes: ClassVar = {
        "participant": Holds.TECHNICAL,
        "wrapped": Holds.TECHNICAL,
        "destroyed_at": Holds.TRIAL,
    }

    class Meta:
        db_table = "trials_participant_key"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=False, destroyed_at__isnull=True)
                | models.Q(wrapped__isnull=True, destroyed_at__isnull=False),
                name="key_is_there_or_destroyed",
            )
        ]


class Identity(Base):
    """Name, address and telephone, sealed under the person's own key."""

    participant = models.OneToOneField(
        Participant, on_delete=models.PROTECT, primary_key=True, related_name="identity"
    )
    email_sealed = models.BinaryField()
    name_sealed = models.BinaryField()
    phone_sealed = models.BinaryField()

    field_classes: ClassVar = {
        "participant": Holds.TECHNICAL,
        "email_sealed": Holds.IDENTIFYING,
        "name_sealed": Holds.IDENTIFYING,
        "phone_sealed": Holds.IDENTIFYING,
    }

    class Meta:
        db_table = "trials_identity"


class DateKind(models.TextChoices):
    """Days that windows are anchored on."""

    ENROLLED = "enrolled", _("agreed to take part")
    RANDOMISED = "randomised", _("randomised")
    START = "start", _("first day")


class ParticipantDate(AppendOnly):
    """An anchor day, written by whoever makes the fact. The newest row of a kind counts."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="dates")
    kind = models.CharField(max_length=12, choices=DateKind.choices)
    day = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "kind": Holds.TRIAL,
        "day": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_participant_date"
        indexes: ClassVar = [
            models.Index(fields=["participant", "kind", "-id"], name="newest_date_of_a_kind")
        ]


class Invitation(Base):
    """A one-time link. The token is remade from the nonce when it is mailed, and stored nowhere."""

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="invitations"
    )
    nonce = models.CharField(max_length=43, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "nonce": Holds.TECHNICAL,
        "created_at": Holds.TRIAL,
        "expires_at": Holds.TRIAL,
        "spent_at": Holds.TRIAL,
        "revoked_at": Holds.TRIAL,
        "revoked_by": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta:
        db_table = "trials_invitation"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=models.Q(spent_at__isnull=True, revoked_at__isnull=True),
                name="one_open_invitation",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="invitation_revoked_pair",
            ),
        ]
