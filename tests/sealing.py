"""Sealing in a test waits for older transactions of the whole server, other tests' too."""

import threading

from retraining.audit.models import AuditEntry, AuditSeal
from retraining.audit.services import seal


def is_sealed(entry: AuditEntry) -> bool:
    """Whether a link of the chain covers this entry."""
    return AuditSeal.objects.filter(entry=entry).exists()


def seal_until(*entries: AuditEntry, seconds: float = 60) -> None:
    """Seal until these entries are covered."""
    pause = threading.Event()
    for _ in range(round(seconds * 20)):
        seal()
        if all(is_sealed(entry) for entry in entries):
            return
        pause.wait(0.05)
    raise AssertionError("not sealed in time")
