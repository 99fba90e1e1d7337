"""Which remarks a player or a page may make: items, their codes, and how an event says one. Pure.

An event says something about a session where it is a `stopped` with its reason, or an `answer`
with `item` and `value`. Codes that are not on the list stay in the play event alone.
"""

from collections.abc import Mapping
from typing import Any

STOPPED, FOLLOWED, FELT = "stopped", "followed", "felt"
ANSWER = "answer"
NO_REASON = "no-reason"
WORSE = "worse"

VALUES: dict[str, tuple[str, ...]] = {
    STOPPED: ("tired", "pain", "upset", "interrupted", "other", NO_REASON, WORSE),
    FOLLOWED: ("all", "most", "some", "slept", "no"),
    FELT: ("fine", "difficult", "upsetting"),
}
ASKED_AT_THE_END = (FOLLOWED, FELT)


def remark_in(event: Mapping[str, Any]) -> tuple[str, str] | None:
    """(item, value) that a play event says; None for every other event.

    Args:
        event: as it came, with a `type` that was checked.
    """
    if event["type"] == STOPPED:
        item, value = STOPPED, event.get("reason") or NO_REASON
    elif event["type"] == ANSWER and event.get("item") in ASKED_AT_THE_END:
        item, value = event["item"], event.get("value")
    else:
        return None
    return (item, value) if value in VALUES[item] else None
