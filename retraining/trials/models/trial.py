from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly, Base


class TrialKind(models.TextChoices):
    """A trial is test or live for ever; going live copies it."""

    TEST = "test", _("test")
    LIVE = "live", _("live")


class Trial(Base):
    """One trial. Participants only ever see `public_name`."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    public_name = models.CharField(max_length=80)
    kind = models.CharField(max_length=4, choices=TrialKind.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "slug": Holds.TRIAL,
        "title": Holds.TRIAL,
        "public_name": Holds.TRIAL,
        "kind": Holds.TRIAL,
        "created_at": Holds.TECHNICAL,
    }

    class Meta:
        db_table = "trials_trial"
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="kind_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("kind"),
                condition=pgtrigger.Q(old__kind__df=pgtrigger.F("new__kind")),
                func="RAISE EXCEPTION 'a trial is test or live for ever';",
            )
        ]

    def __str__(self) -> str:
        return self.slug


class ProtocolVersion(AppendOnly):
    """A protocol as it was loaded: the parsed `protocol.toml` and the hash of the whole folder."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()
    reason = models.CharField(max_length=200, blank=True)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "number": Holds.TRIAL,
        "sha256": Holds.TRIAL,
        "content": Holds.TRIAL,
        "reason": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_protocol_version"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trial", "number"], name="protocol_numbers_are_unique")
        ]

    def __str__(self) -> str:
        return f"{self.trial.slug} v{self.number}"


class Amendment(AppendOnly):
    """Whom a later version of the protocol reaches.

    Whoever joins from now on follows the new version in any case. Where `first_week` is given, the
    guided sessions of people who joined before are those of the new version too: from that week on,
    in weeks that open on `from_day` or later. What somebody has opened never changes.
    """

    version = models.OneToOneField(
        ProtocolVersion, on_delete=models.PROTECT, related_name="amendment"
    )
    from_day = models.DateField()
    first_week = models.PositiveSmallIntegerField(null=True)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "version": Holds.TRIAL,
        "from_day": Holds.TRIAL,
        "first_week": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_amendment"


class Document(AppendOnly):
    """A text that a participant reads: information sheet, privacy notice, consent statements."""

    version = models.ForeignKey(ProtocolVersion, on_delete=models.PROTECT, related_name="documents")
    key = models.SlugField(max_length=40)
    language = models.CharField(max_length=8)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "version": Holds.TRIAL,
        "key": Holds.TRIAL,
        "language": Holds.TRIAL,
        "text": Holds.TRIAL,
        "sha256": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_document"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "key", "language"], name="one_document_per_language"
            )
        ]


class Arm(Base):
    """An arm and the programme it follows. Who is in it is known to randomisation alone."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="arms")
    slug = models.SlugField(max_length=40)
    programme = models.SlugField(max_length=60)
    ratio = models.PositiveIntegerField(default=1)

    field_classes: ClassVar = {
        "id": Holds.UNBLINDING,
        "trial": Holds.TRIAL,
        "slug": Holds.UNBLINDING,
        "programme": Holds.UNBLINDING,
        "ratio": Holds.TRIAL,
    }

    class Meta:
        db_table = "trials_arm"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trial", "slug"], name="arm_slugs_are_unique")
        ]


@pghistory.track()
class Site(Base):
    """A place that enrols people, with the telephone that they can ring."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="sites")
    slug = models.SlugField(max_length=40)
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("telephone"), max_length=40)
    contact = models.CharField(_("contact person"), max_length=120, blank=True, default="")
    hours = models.CharField(_("hours"), max_length=120)
    crisis_text = models.TextField(_("help in a crisis"), max_length=2000)
    time_zone = models.CharField(_("time zone"), max_length=60)
    is_open = models.BooleanField(_("open for new participants"), default=True)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "trial": Holds.TRIAL,
        "slug": Holds.TRIAL,
        "name": Holds.TRIAL,
        "phone": Holds.TRIAL,
        "contact": Holds.TRIAL,
        "hours": Holds.TRIAL,
        "crisis_text": Holds.TRIAL,
        "time_zone": Holds.TRIAL,
        "is_open": Holds.TRIAL,
    }

    class Meta:
        db_table = "trials_site"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trial", "slug"], name="site_slugs_are_unique")
        ]

    def __str__(self) -> str:
        return self.name
