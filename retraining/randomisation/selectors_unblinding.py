"""Reads of unblindings: that they happened, never what was shown."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from retraining.accounts.models import User
from retraining.randomisation.unblinding_models import Unblinding
from retraining.trials.models import Participant
from retraining.trials.scope import Scope


@dataclass(frozen=True)
class Happened:
    """One unblinding as anybody in reach may know it."""

    pk: int
    code: str
    site: str
    at: datetime
    by: User
    kind: str
    reason: str
    emergency: bool
    agreed: bool
    shown: bool


def in_reach(scope: Scope) -> QuerySet[Unblinding]:
    """Unblindings of people whom the scope reaches, newest first."""
    people = Participant.objects.visible_to(scope)
    rows = Unblinding.objects.filter(participant__in=people).order_by("-pk")
    return rows.select_related("participant__site", "participant__version", "by")


def happened(scope: Scope) -> list[Happened]:
    """What happened in reach, newest first."""
    rows = in_reach(scope).select_related("agreement", "shown")
    return [
        Happened(
            pk=row.pk,
            code=row.participant.code,
            site=row.participant.site.name,
            at=row.at,
            by=row.by,
            kind=row.get_kind_display(),
            reason=row.get_reason_display(),
            emergency=row.kind == "emergency",
            agreed=hasattr(row, "agreement"),
            shown=hasattr(row, "shown"),
        )
        for row in rows
    ]


def unblinded_at(participant: Participant) -> datetime | None:
    """When the person's arm was shown to somebody for the first time; None where it never was."""
    rows = Unblinding.objects.filter(participant=participant, shown__isnull=False)
    return rows.order_by("shown__at").values_list("shown__at", flat=True).first()
