"""The only writers of the audit log."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import Q

from retraining.audit import chain
from retraining.audit.models import AuditEntry, AuditSeal
from retraining.audit.selectors import CHECKED, HOLDS, Verdict, entry_values, unsealed, verify
from retraining.common import clock
from retraining.common.locks import alone
from retraining.common.logs import request_id

SEALING_LOCK = 7_214_001  # any fixed number: one sealer at a time in this database
BATCH = 5000
CHECKING_LOCK = 7_214_009
EACH = timedelta(hours=23, minutes=30)  # beat asks each hour: once a day, at about one time


def record(
    action: str,
    *,
    by: AbstractBaseUser | None,
    object_type: str,
    object_ids: Iterable[int | str],
    trial_id: int | None = None,
    reason: str = "",
) -> AuditEntry:
    """Write one entry in the caller's transaction.

    Args:
        action: what was done or looked at, such as "consent.signed" or "caseload.viewed".
        by: who; None for the system.
        object_type: the kind of thing, such as "participant".
        object_ids: the things' ids; a list that was shown is one entry with all its ids.
        trial_id: the trial it belongs to.
        reason: a closed code or a short reason; never a name, a value or an arm.

    Returns:
        The entry.
    """
    return AuditEntry.objects.create(
        actor=by,  # type: ignore[misc]  # audit lies below accounts and cannot name its User
        action=action,
        object_type=object_type,
        object_ids=list(object_ids),
        trial_id=trial_id,
        reason=reason[:200],
        request_id=request_id.get(),
    )


@transaction.atomic
def seal() -> int:
    """Chain every entry that is older than each transaction still open.

    An id is drawn before its transaction commits, so a younger id can appear first; waiting for
    `pg_snapshot_xmin` means that nothing older can turn up behind the chain's head.

    Returns:
        How many entries were sealed; 0 where another sealer holds the lock.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [SEALING_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(
            "select pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint "
            "from pg_current_snapshot() s"
        )
        oldest_open, next_id = cursor.fetchone()
    last = AuditSeal.objects.order_by("-position").first()
    position, previous = (last.position, last.hash) if last else (0, chain.START)
    links = []
    # No transaction of this server has an id from the future: such entries came with a restored
    # database and are long finished.
    ready = Q(transaction_id__lt=oldest_open) | Q(transaction_id__gte=next_id)
    for entry in unsealed().filter(ready)[:BATCH]:
        position += 1
        hash_ = chain.link_hash(previous, entry_values(entry))
        links.append(AuditSeal(position=position, entry=entry, previous_hash=previous, hash=hash_))
        previous = hash_
    AuditSeal.objects.bulk_create(links)
    return len(links)


@transaction.atomic
def check_chain(*, by: AbstractBaseUser | None, trial_id: int | None = None) -> Verdict:
    """Recompute the whole chain, and keep that it was checked, its head and what came out.

    Args:
        by: who asked; None for the system.
        trial_id: the trial under which it was asked.

    Returns:
        The verdict; its cost grows with the log.
    """
    verdict = verify()
    record(
        CHECKED,
        by=by,
        object_type="audit-seal",
        object_ids=[verdict.sealed, verdict.head],
        trial_id=trial_id,
        reason=HOLDS if verdict.holds else f"broken at {verdict.broken_at}",
    )
    return verdict


def check_daily() -> Verdict | None:
    """Check the whole chain for the system where that was not done within the last day.

    Called every hour; two at once do it once.

    Returns:
        The verdict; None where there was nothing to do.
    """
    with alone(CHECKING_LOCK) as mine:
        newest = AuditEntry.objects.filter(
            action=CHECKED, actor=None, recorded_at__gt=clock.real_now() - EACH
        )
        return check_chain(by=None) if mine and not newest.exists() else None
