"""Removing names of people who want their data used no further, once they cannot take it back."""

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from retraining.common import clock
from retraining.trials.models import Participant, Withdrawal, WithdrawalLevel
from retraining.trials.selectors_identity import still_needed
from retraining.trials.selectors_stopping import UNDO_FOR
from retraining.trials.services.withdrawal import remove_identity

BATCH = 100


def _waiting() -> QuerySet[Participant]:
    """People with a key whose standing choice is a day old and the last level."""
    newest = Withdrawal.objects.filter(participant=OuterRef("pk")).order_by("-pk")
    people = Participant.objects.filter(key__destroyed_at=None).annotate(
        level=Subquery(newest.values("level")[:1]), since=Subquery(newest.values("at")[:1])
    )
    people = people.exclude(pk__in=still_needed().values("pk"))
    return people.filter(level=WithdrawalLevel.DATA, since__lte=clock.now() - UNDO_FOR)


def remove_identities() -> int:
    """Destroy their keys, 24 hours after they said so (`programmes.md` 5.9).

    Whoever somebody may still have to reach waits for a later sweep.

    Returns:
        How many people's names were removed.
    """
    done = 0
    for pk in list(_waiting().values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            locked = Participant.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
            if locked is None or not _waiting().filter(pk=pk).exists():
                continue  # taken back, or another sweep was quicker
            remove_identity(participant=locked, by=None)
            done += 1
    return done
