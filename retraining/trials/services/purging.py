"""Removing what people told us who did not join: after 30 days a reason code and a day are left."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from retraining.common import clock
from retraining.trials.models import (
    DateKind,
    Invitation,
    LogKind,
    Participant,
    ParticipantDate,
    ScreeningLog,
)
from retraining.trials.selectors_identity import still_needed
from retraining.trials.services.identity import erase
from retraining.trials.services.screening import keep_out

KEPT_FOR = timedelta(days=30)
REASON, RAN_OUT = "not enrolled", "invitation-ended"
BATCH = 100


def _not_enrolled() -> QuerySet[Any]:
    """People with a key who were never randomised, with the newest line of their log."""
    newest = ScreeningLog.objects.filter(participant=OuterRef("pk")).order_by("-pk")
    randomised = ParticipantDate.objects.filter(
        participant=OuterRef("pk"), kind=DateKind.RANDOMISED
    )
    rows: QuerySet[Any] = Participant.objects.filter(~Exists(randomised), key__destroyed_at=None)
    rows = rows.exclude(pk__in=still_needed().values("pk"))
    known: QuerySet[Any] = rows.annotate(
        out=Subquery(newest.values("kind")[:1]), out_at=Subquery(newest.values("at")[:1])
    )
    return known


def _to_purge() -> QuerySet[Any]:
    rows: QuerySet[Any] = _not_enrolled().filter(
        ~Q(out=LogKind.OPEN), out__isnull=False, out_at__lte=clock.now() - KEPT_FOR
    )
    return rows


def _never_came() -> QuerySet[Any]:
    """Invited people whose last link ended 30 days ago, and who never used one."""
    ended = clock.now() - KEPT_FOR
    mine = Invitation.objects.filter(participant=OuterRef("pk"))
    alive = mine.filter(Q(revoked_at=None, expires_at__gt=ended) | Q(revoked_at__gt=ended))
    rows: QuerySet[Any] = (
        _not_enrolled()
        .filter(user=None, out=None)
        .annotate(last=Max("invitations__expires_at"))
        .filter(~Exists(alive), last__isnull=False)
    )
    return rows


def purge() -> int:
    """Destroy the keys of people who did not join, 30 days after the reason was logged.

    Source of the 30 days: the protocol's default, as the privacy notice says. What was sealed
    (name, address, own answers, questions, notes) can never be read again; the log keeps code and
    day. Whoever somebody may still have to reach waits for a later sweep.

    Returns:
        How many people's data were removed.
    """
    return _each(_never_came, ran_out=True) + _each(_to_purge, ran_out=False)


def _each(find: Callable[[], QuerySet[Any]], *, ran_out: bool) -> int:
    done = 0
    for pk in list(find().values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            locked = Participant.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
            if locked is None or not find().filter(pk=pk).exists():
                continue  # somebody came back, or another sweep was quicker
            if ran_out:
                keep_out(locked, LogKind.OTHER, RAN_OUT, None, None)
            erase(participant=locked, by=None, reason=REASON)
            done += 1
    return done
