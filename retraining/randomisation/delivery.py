"""The single reader of an arm. Only guided sessions and reporting datasets import it."""

from retraining.randomisation.models import Allocation
from retraining.trials.models import Participant


def programme_of(participant: Participant) -> str | None:
    """The slug of the programme that this person follows; None before allocation."""
    return (
        Allocation.objects.filter(participant=participant)
        .values_list("arm__programme", flat=True)
        .first()
    )
