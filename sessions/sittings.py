"""Attempts placed in wall time, by the phone's own clock: a hint for dwell and flags, never a dose.

One attempt is one opening of the player.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from sessions.play_events import END_TYPES, PlayEvent
from sessions.spans import MICRO, Span

# A clock corrected by its network time service may step back this far without a flag.
CLOCK_STEP = 1 * MICRO
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Sitting:
    """One attempt.

    Args:
        span: first to last event, microseconds since 1970.
        clock_back: whether the clock was set back between two events.
        has_end: whether an event says that the attempt ended.
    """

    span: Span
    clock_back: bool
    has_end: bool


def sittings(events: Iterable[PlayEvent]) -> list[Sitting]:
    """Return one sitting an attempt, in order of their start, whatever the order of the events."""
    by_attempt: dict[UUID, list[PlayEvent]] = defaultdict(list)
    for event in events:
        by_attempt[event.attempt].append(event)
    return sorted(map(_sitting, by_attempt.values()), key=lambda sitting: sitting.span)


def overlap(ordered: Sequence[Sitting]) -> bool:
    """Return whether two attempts ran at the same time; they come in order of their start."""
    latest: int | None = None
    for sitting in ordered:
        if latest is not None and sitting.span[0] < latest:
            return True
        latest = sitting.span[1] if latest is None else max(latest, sitting.span[1])
    return False


def _sitting(events: list[PlayEvent]) -> Sitting:
    """Place one attempt.

    Where the clock is set back in mid-attempt, time carries on from where it stood; and an attempt
    is never longer than its clock's own span, whatever numbers its events bear.
    """
    ordered = sorted(events, key=lambda event: (event.seq, event.wall, event.id))
    walls = [(event.wall - _EPOCH) // timedelta(microseconds=1) for event in ordered]
    steps = [after - before for before, after in pairwise(walls)]
    lasted = min(sum(step for step in steps if step > 0), max(walls) - min(walls))
    return Sitting(
        span=(walls[0], walls[0] + lasted),
        clock_back=any(step < -CLOCK_STEP for step in steps),
        has_end=any(event.type in END_TYPES for event in events),
    )
