"""Reads of the audit log."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from retraining.audit import chain
from retraining.audit.models import AuditEntry, AuditSeal
from retraining.common import clock


def entry_values(entry: AuditEntry) -> dict[str, object]:
    """What the chain covers of an entry, as JSON values."""
    return {
        "id": entry.pk,
        "at": entry.at.isoformat(),
        "recorded_at": entry.recorded_at.isoformat(),
        "actor": entry.actor_id,
        "action": entry.action,
        "object_type": entry.object_type,
        "object_ids": entry.object_ids,
        "trial": entry.trial_id,
        "reason": entry.reason,
        "request_id": entry.request_id,
        "transaction_id": entry.transaction_id,
    }


def unsealed() -> QuerySet[AuditEntry]:
    """Entries that no link covers yet, oldest first."""
    return AuditEntry.objects.filter(seal__isnull=True).order_by("pk")


def _links() -> Iterator[chain.Link]:
    seals = AuditSeal.objects.select_related("entry").order_by("position")
    for seal in seals.iterator(chunk_size=2000):
        yield chain.Link(seal.position, seal.previous_hash, seal.hash, entry_values(seal.entry))


@dataclass(frozen=True)
class Verdict:
    """What `audit_verify` prints."""

    holds: bool
    sealed: int
    broken_at: int | None
    head: str
    unsealed: int
    oldest_unsealed_s: float

    def as_json(self) -> dict[str, object]:
        """The verdict as plain values."""
        return asdict(self)


def verify() -> Verdict:
    """Recompute the whole chain, and count what waits to be sealed."""
    broken_at = chain.first_break(_links())
    last = AuditSeal.objects.order_by("-position").first()
    waiting = unsealed()
    oldest: datetime | None = waiting.values_list("recorded_at", flat=True).first()
    age = (clock.real_now() - oldest).total_seconds() if oldest else 0.0
    return Verdict(
        holds=broken_at is None,
        sealed=last.position if last else 0,
        broken_at=broken_at,
        head=last.hash if last else chain.START,
        unsealed=waiting.count(),
        oldest_unsealed_s=round(age, 1),
    )


CHECKED = "audit.checked"
HOLDS = "holds"
WINDOW = 10_000  # ids behind the head among which a transaction still open may have drawn one


@dataclass(frozen=True)
class SealState:
    """The seal as a page shows it, without recomputing the chain.

    Args:
        sealed: entries in the chain.
        head: hash of its last link; None before the first.
        sealed_at: when that link was written.
        waiting: entries not sealed yet.
        checked_at: when somebody last checked the whole chain; None where nobody has.
        checked_up_to: how many entries it had then.
        held: whether it held.
        stale: whether an entry has waited for its seal for too long.
    """

    sealed: int
    head: str | None
    sealed_at: datetime | None
    waiting: int
    checked_at: datetime | None
    checked_up_to: int
    held: bool
    stale: bool


STALE = timedelta(minutes=10)  # the sealing task runs each minute


def oldest_wait() -> timedelta:
    """How long the oldest entry has waited for its seal."""
    head = AuditSeal.objects.order_by("-position").first()
    fresh = AuditEntry.objects.filter(pk__gt=head.entry_id - WINDOW if head else 0)
    waiting = fresh.filter(seal__isnull=True).order_by("pk")
    oldest: datetime | None = waiting.values_list("recorded_at", flat=True).first()
    return clock.real_now() - oldest if oldest else timedelta(0)


def has_head(head: str) -> bool:
    """Whether a head that was written down earlier still stands in the chain."""
    return head == chain.START or AuditSeal.objects.filter(hash=head).exists()


def seal_state() -> SealState:
    """The chain's head, what waits, and the newest check; its cost does not grow with the log."""
    head = AuditSeal.objects.order_by("-position").first()
    fresh = AuditEntry.objects.filter(pk__gt=head.entry_id - WINDOW if head else 0)
    check = AuditEntry.objects.filter(action=CHECKED).order_by("-at").first()
    return SealState(
        sealed=head.position if head else 0,
        head=head.hash if head else None,
        sealed_at=head.recorded_at if head else None,
        waiting=fresh.filter(seal__isnull=True).count(),
        checked_at=check.at if check else None,
        checked_up_to=check.object_ids[0] if check else 0,
        held=check is not None and check.reason == HOLDS,
        stale=oldest_wait() > STALE,
    )
