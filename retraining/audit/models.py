"""Who did and who looked. Entries are plain inserts; a sealing task chains them afterwards."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from retraining.common import clock
from retraining.common.classes import Holds
from retraining.common.models import AppendOnly, CurrentTransaction


class AuditEntry(AppendOnly):
    """One act or one look, written in the transaction of what it records."""

    at = models.DateTimeField(default=clock.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=40)
    object_ids = models.JSONField(default=list)
    trial_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    request_id = models.CharField(max_length=32)
    transaction_id = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "at": Holds.TRIAL,
        "recorded_at": Holds.TECHNICAL,
        "actor": Holds.TRIAL,
        "action": Holds.TRIAL,
        "object_type": Holds.TRIAL,
        "object_ids": Holds.TRIAL,
        "trial_id": Holds.TRIAL,
        "reason": Holds.TRIAL,
        "request_id": Holds.TECHNICAL,
        "transaction_id": Holds.TECHNICAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "audit_entry"
        indexes: ClassVar = [
            models.Index(fields=["trial_id", "-at"], name="audit_by_trial"),
            models.Index(fields=["action", "-at"], name="audit_by_action"),
        ]


class AuditSeal(AppendOnly):
    """One link of the hash chain: position n holds the hash over its entry and the link before."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="seal")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    field_classes: ClassVar = {
        "position": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "entry": Holds.TECHNICAL,
        "previous_hash": Holds.TECHNICAL,
        "hash": Holds.TECHNICAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "audit_seal"
