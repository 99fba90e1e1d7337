"""Play events as a phone would send them."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from retraining.common import clock
from sessions.models import PlanItem


def event(attempt: str, seq: int, type: str, wall: datetime, **values: Any) -> dict[str, Any]:
    """One event with an id of its own."""
    return {
        "id": str(uuid.uuid4()),
        "attempt": attempt,
        "seq": seq,
        "type": type,
        "wall": wall.isoformat().replace("+00:00", "Z"),
        **values,
    }


def segment(attempt: str, seq: int, wall: datetime, start: float, end: float) -> dict[str, Any]:
    """Seconds `start` to `end` heard in real time."""
    return event(
        attempt,
        seq,
        "segment",
        wall + timedelta(seconds=end - start),
        **{"from": start, "to": end, "mono_ms": round((end - start) * 1000), "rate": 1.0},
    )


def a_play(
    item: PlanItem, heard_s: float, *, begins: datetime | None = None
) -> list[dict[str, Any]]:
    """One sitting from the beginning: started, segments of five minutes, stopped or ended."""
    attempt, wall = str(uuid.uuid4()), begins or clock.now()
    events = [event(attempt, 1, "started", wall)]
    at = 0.0
    while at < heard_s:
        end = min(at + 300, heard_s)
        events.append(segment(attempt, len(events) + 1, wall + timedelta(seconds=at), at, end))
        at = end
    last = "ended" if heard_s >= item.minutes * 60 else "stopped"
    extra = {} if last == "ended" else {"reason": "tired"}
    events.append(event(attempt, len(events) + 1, last, wall + timedelta(seconds=heard_s), **extra))
    return events


def a_whole_play(item: PlanItem, *, begins: datetime | None = None) -> list[dict[str, Any]]:
    """The whole piece heard once."""
    return a_play(item, item.minutes * 60.0, begins=begins)
