"""The only writers of the seeding's progress."""

from django.db import transaction

from retraining.common import clock
from retraining.demo.models import SeedProgress, SeedStep


@transaction.atomic
def begin(*, step: SeedStep, total: int) -> SeedProgress:
    """The row of a step; made at its first beginning, found again by a later run."""
    row, _created = SeedProgress.objects.get_or_create(
        step=step, defaults={"total": total, "started": clock.real_now()}
    )
    return row


@transaction.atomic
def advance(*, progress: SeedProgress) -> None:
    """One more part is done; the last one ends the step. In the transaction of that part."""
    progress.done += 1
    if progress.done >= progress.total:
        progress.ended = clock.real_now()
    progress.save(update_fields=["done", "ended"])
