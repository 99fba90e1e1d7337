"""What stands around a signature: questions about the documents, talks, copies, paper."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models.consent import Consent
from retraining.trials.models.forgettable import Forgettable
from retraining.trials.models.participant import Participant
from retraining.trials.models.trial import ProtocolVersion


class ComprehensionAttempt(Forgettable):
    """One answer to a question about the documents, right or wrong."""

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="comprehension"
    )
    version = models.ForeignKey(ProtocolVersion, on_delete=models.PROTECT, related_name="+")
    question = models.SlugField(max_length=40)
    chosen = models.PositiveSmallIntegerField()
    right = models.BooleanField()
    at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "version": Holds.TRIAL,
        "question": Holds.TRIAL,
        "chosen": Holds.TRIAL,
        "right": Holds.TRIAL,
        "at": Holds.TRIAL,
    }

    class Meta(Forgettable.Meta):
        db_table = "trials_comprehension_attempt"
        indexes: ClassVar = [
            models.Index(fields=["participant", "version", "question"], name="tries_at_a_question")
        ]


class TalkKind(models.TextChoices):
    """Why somebody wants, or is asked, to talk with the study team."""

    QUESTION = "question", _("Asked a question")
    COMPREHENSION = "comprehension", _("Something in the documents is not clear yet")


class TalkRequest(AppendOnly):
    """A talk that waits for the study team."""

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="talk_requests"
    )
    kind = models.CharField(max_length=14, choices=TalkKind.choices)
    topic = models.CharField(max_length=60, blank=True)  # version number and question
    text_sealed = models.BinaryField(null=True)
    at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "kind": Holds.TRIAL,
        "topic": Holds.TRIAL,
        "text_sealed": Holds.IDENTIFYING,
        "at": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_talk_request"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "topic"],
                condition=models.Q(kind="comprehension"),
                name="one_talk_a_question",
            )
        ]


class TalkDone(AppendOnly):
    """That staff have talked with the person, and in their own words what about."""

    request = models.OneToOneField(TalkRequest, on_delete=models.PROTECT, related_name="done")
    note_sealed = models.BinaryField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "request": Holds.TRIAL,
        "note_sealed": Holds.IDENTIFYING,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_talk_done"


class SignedCopy(AppendOnly):
    """The PDF of what was signed, sealed under the person's key. The newest one counts."""

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="copies")
    pdf_sealed = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "consent": Holds.TRIAL,
        "pdf_sealed": Holds.IDENTIFYING,
        "sha256": Holds.TECHNICAL,
        "at": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_signed_copy"


class Countersignature(AppendOnly):
    """A member of staff's signature below a consent: name as printed, time, meaning."""

    consent = models.OneToOneField(
        Consent, on_delete=models.PROTECT, related_name="countersignature"
    )
    printed_name_sealed = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "consent": Holds.TRIAL,
        "printed_name_sealed": Holds.IDENTIFYING,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_countersignature"


class PaperConsent(AppendOnly):
    """What staff recorded of a signature on paper."""

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="paper")
    signed_on = models.DateField()
    taken_by_sealed = models.BinaryField()
    scan_sealed = models.BinaryField(null=True)
    scan_kind = models.CharField(max_length=4, blank=True)  # pdf, png or jpg
    scan_sha256 = models.CharField(max_length=64, blank=True)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "consent": Holds.TRIAL,
        "signed_on": Holds.TRIAL,
        "taken_by_sealed": Holds.IDENTIFYING,
        "scan_sealed": Holds.IDENTIFYING,
        "scan_kind": Holds.TECHNICAL,
        "scan_sha256": Holds.TECHNICAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_paper_consent"
