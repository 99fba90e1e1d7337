"""What a player's batch is about: the plan item that its token covers, and what is saved of it."""

from sessions.listening_rules import DEFAULT_RULE
from sessions.models import PlanItem
from sessions.spans import whole_minutes

# Written out: each player asks it every fifteen seconds, and building it took longer than running.
COVERED = """
select item.*, record.coverage_s as saved_s
from guided_sessions_plan_item item
left join guided_sessions_listening_record record
    on record.plan_item_id = item.id and record.rule = %s
where item.id = %s and item.participant_id = %s
"""


def covered_item(participant_id: int, item_id: int) -> PlanItem | None:
    """The plan item that a token names; None where it is not, or no longer, this person's.

    `saved_s` on it are the seconds of its record as it was last folded, None where there is none.
    """
    rows = PlanItem._base_manager.raw(COVERED, [DEFAULT_RULE, item_id, participant_id])
    return next(iter(rows), None)


def saved_minutes(participant_id: int, item_id: int) -> int:
    """Whole minutes of the item's record, read anew."""
    item = covered_item(participant_id, item_id)
    return minutes_of(item) if item is not None else 0


def minutes_of(item: PlanItem) -> int:
    """Whole minutes of a covered item's record, as it was read with the item."""
    saved: float | None = getattr(item, "saved_s", None)
    return whole_minutes(saved) if saved else 0
