"""Hearing a text before any participant may: staff ask, a worker speaks."""

from django.db import transaction

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock, jobs
from sessions import renditions
from sessions.models import SoundOrder


@transaction.atomic
def ask_for_sound(
    *, text_hash: str, source: str, blocks: str, trial_id: int, by: User
) -> SoundOrder | None:
    """Have a text spoken, or spoken again after a problem. Asking twice is asking once.

    Args:
        text_hash: of the parsed text.
        source: the whole script.
        blocks: the fixed blocks that it may include.
        trial_id: where it belongs.
        by: who wants to hear it.

    Returns:
        The order; None where its sound is there.
    """
    if renditions.OFFERED[0] in renditions.sounds_of(text_hash):
        return None
    order, new = SoundOrder.objects.get_or_create(
        text_hash=text_hash,
        defaults={"source": source, "blocks": blocks, "asked_at": clock.now()},
    )
    if order.problem:
        order.problem = ""
        order.save(update_fields=["problem"])
    elif not new:
        return order
    record(
        "audio.asked", by=by, object_type="sound-order", object_ids=[order.pk], trial_id=trial_id
    )
    jobs.wake("guided_sessions.render")
    return order


@transaction.atomic
def forget_orders(*, text_hashes: list[str], by: User) -> int:
    """Take back what nobody needs spoken any more; how many orders that was."""
    count, _tables = SoundOrder.objects.filter(text_hash__in=text_hashes).delete()
    if count:
        record("audio.not_asked", by=by, object_type="sound-order", object_ids=[])
    return count
