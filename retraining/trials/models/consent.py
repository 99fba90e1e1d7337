from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models.forgettable import Forgettable
from retraining.trials.models.participant import Participant
from retraining.trials.models.trial import Document, ProtocolVersion


class ConsentWay(models.TextChoices):
    """How somebody signed."""

    ELECTRONIC = "electronic", _("On these pages")
    PAPER = "paper", _("On paper")


class Consent(AppendOnly):
    """A signature under the documents as they stood: their hashes, the typed name sealed.

    `by` is the person; of a signature on paper, the member of staff who recorded it.
    """

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="consents")
    version = models.ForeignKey(ProtocolVersion, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    documents = models.JSONField()  # {document key: sha256}
    statements = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10, choices=ConsentWay.choices, default=ConsentWay.ELECTRONIC)
    typed_name_sealed = models.BinaryField()
    signed_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "version": Holds.TRIAL,
        "language": Holds.TRIAL,
        "documents": Holds.TRIAL,
        "statements": Holds.TRIAL,
        "way": Holds.TRIAL,
        "typed_name_sealed": Holds.IDENTIFYING,
        "signed_at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_consent"


class DocumentRead(AppendOnly):
    """A participant's own word that they have read a document. Signing is another act."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="reads")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "document": Holds.TRIAL,
        "at": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "trials_document_read"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "document"], name="a_document_is_read_once"
            )
        ]


class EligibilityVerdict(Forgettable):
    """A staff member's answers to the protocol's criteria, sealed, and the verdict by rule."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="verdicts")
    answers_sealed = models.BinaryField(null=True)  # {criterion key: true | false}
    eligible = models.BooleanField()
    reasons = models.JSONField(default=list)  # keys of the criteria that were not met
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "answers_sealed": Holds.HEALTH,
        "eligible": Holds.TRIAL,
        "reasons": Holds.HEALTH,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(Forgettable.Meta):
        db_table = "trials_eligibility_verdict"
