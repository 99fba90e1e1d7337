"""What a player's batch is about: the plan item that its token covers, and what is saved of it."""

from django.db.models import OuterRef, Subquery

from sessions.listening_rules import DEFAULT_RULE
from sessions.models import ListeningRecord, PlanItem
from sessions.spans import whole_minutes


def covered_item(participant_id: int, item_id: int) -> PlanItem | None:
    """The plan item that a token names; None where it is not, or no longer, this person's.

    `saved_s` on it are the seconds of its record as it was last folded, None where there is none.
    """
    record = ListeningRecord.objects.filter(plan_item=OuterRef("pk"), rule=DEFAULT_RULE)
    return (
        PlanItem.objects.filter(pk=item_id, participant_id=participant_id)
        .annotate(saved_s=Subquery(record.values("coverage_s")[:1]))
        .first()
    )


def saved_minutes(participant_id: int, item_id: int) -> int:
    """Whole minutes of the item's record, read anew."""
    item = covered_item(participant_id, item_id)
    return minutes_of(item) if item is not None else 0


def minutes_of(item: PlanItem) -> int:
    """Whole minutes of a covered item's record, as it was read with the item."""
    saved: float | None = getattr(item, "saved_s", None)
    return whole_minutes(saved) if saved else 0
