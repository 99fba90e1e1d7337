"""What a player's batch is about: the plan item that its token covers."""

from sessions.listening_rules import DEFAULT_RULE
from sessions.models import ListeningRecord, PlanItem
from sessions.spans import whole_minutes


def covered_item(participant_id: int, item_id: int) -> PlanItem | None:
    """The plan item that a token names; None where it is not, or no longer, this person's."""
    return PlanItem.objects.filter(pk=item_id, participant_id=participant_id).first()


def saved_minutes(plan_item: PlanItem) -> int:
    """Whole minutes of the item's record as it was last folded."""
    coverage = (
        ListeningRecord.objects.filter(plan_item=plan_item, rule=DEFAULT_RULE)
        .values_list("coverage_s", flat=True)
        .first()
    )
    return whole_minutes(coverage or 0.0) if coverage else 0
