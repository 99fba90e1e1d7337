"""From the rows of a plan item to the values of its listening record."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from retraining.common import clock
from sessions.content import last_chapter_of
from sessions.models import Delivery, PlanItem, PlayEvent
from sessions.play_events import PlayEvent as Event
from sessions.play_events import parse_event
from sessions.progress import fold

CORE = "core"


def folded(
    plan_item: PlanItem, rows: Sequence[PlayEvent], rule: str, counts_until: datetime | None = None
) -> dict[str, Any]:
    """The record's values.

    The core counts on the union of all sittings until a moment; what comes later is kept beside. A
    practice or a short session is heard many times, so it is completed on each local day on which
    one sitting alone fulfils the rule.

    Args:
        plan_item: with participant.
        rows: all its events.
        rule: version of the listening rule.
        counts_until: when main sessions stop counting; None for never.

    Returns:
        Field values of `ListeningRecord`.
    """
    audio = [_dated(plan_item, row) for row in rows if row.delivery == Delivery.AUDIO]
    length = plan_item.minutes * 60.0
    chapter = last_chapter_of(plan_item)
    whole = fold(audio, duration_s=length, last_chapter_s=chapter, rule=rule)
    late = [event for event in audio if counts_until and event.wall >= counts_until]
    in_time = audio
    if plan_item.kind == CORE and late:
        in_time = [event for event in audio if counts_until and event.wall < counts_until]
    counted = fold(in_time, duration_s=length, last_chapter_s=chapter, rule=rule)
    days = _completed_days(plan_item, audio, chapter, rule)
    completed = counted.completed if plan_item.kind == CORE else bool(days)
    read = [_dated(plan_item, row).wall for row in rows if row.delivery == Delivery.READ]
    counts_read = any(
        plan_item.kind != CORE or counts_until is None or at < counts_until for at in read
    )
    walls = sorted(event.wall for event in audio)
    return {
        "coverage_s": whole.coverage_s,
        "play_s": whole.play_s,
        "dwell_s": whole.dwell_s,
        "reheard_s": whole.reheard_s,
        "skipped_s": whole.skipped_s,
        "completed": completed,
        "done": completed or counts_read,
        "completed_ever": completed or (plan_item.kind == CORE and whole.completed),
        "late_play_s": fold(late, duration_s=length, rule=rule).play_s,
        "read": bool(read),
        "self_reported": any(row.delivery == Delivery.SELF for row in rows),
        "completed_days": days,
        "said_days": sorted(
            {
                _day(row.received_at, plan_item.participant.time_zone)
                for row in rows
                if row.delivery in (Delivery.READ, Delivery.SELF)
            }
        ),
        "first_at": walls[0] if walls else None,
        "last_at": walls[-1] if walls else None,
        "flags": list(whole.flags),
        "last_event_id": max((row.pk for row in rows), default=0),
    }


def _dated(plan_item: PlanItem, row: PlayEvent) -> Event:
    """The event with a wall time that can be: not after the server got it, nor before it opened.

    The phone's clock is a hint; a wrong one may not put a sitting on a day that has not come.
    """
    event = parse_event(row.payload, 1)
    return replace(event, wall=min(max(event.wall, plan_item.opens_at), row.received_at))


def _completed_days(
    plan_item: PlanItem, events: Sequence[Event], chapter: float | None, rule: str
) -> list[str]:
    sittings: dict[object, list[Event]] = defaultdict(list)
    for event in events:
        sittings[event.attempt].append(event)
    zone = plan_item.participant.time_zone
    days = {
        _day(min(event.wall for event in sitting), zone)
        for sitting in sittings.values()
        if fold(
            sitting, duration_s=plan_item.minutes * 60.0, last_chapter_s=chapter, rule=rule
        ).completed
    }
    return sorted(days)


def _day(moment: datetime, zone: str) -> str:
    return clock.local(moment, zone).date().isoformat()
