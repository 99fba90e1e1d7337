"""The single reader of an arm. Only guided sessions and reporting datasets import it."""

from retraining.randomisation.models import Allocation
from retraining.trials.models import Participant
from retraining.trials.protocol_section import read


def programme_of(participant: Participant) -> str | None:
    """The slug of the programme that this person follows; None before allocation.

    The person's own protocol version says which programme an arm follows: an amendment that renames
    one does not reach people who were enrolled before it.
    """
    slug = (
        Allocation.objects.filter(participant=participant)
        .values_list("arm__slug", flat=True)
        .first()
    )
    arms = {arm.slug: arm.programme for arm in read(participant.version.content).arms}
    return arms.get(slug) if slug else None
