"""Folds play events into a listening record: what was heard, for how long, and whether it counts.

The media clock says how much, the phone's wall clock is only a hint of when. All sums are made in
whole microseconds, so that the order in which batches arrive cannot change a result.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sessions.listening_rules import DEFAULT_RULE, ListeningRule, UnknownRule, get_rule
from sessions.play_events import (
    ENDED,
    KNOWN_TYPES,
    SEEK,
    SEGMENT,
    BadEvent,
    PlayEvent,
    parse_event,
)
from sessions.sittings import Sitting, overlap, sittings
from sessions.spans import MICRO, Span, clip, length, micro, union

__all__ = [
    "BadEvent",
    "Listening",
    "PlayEvent",
    "UnknownRule",
    "fold",
    "heard_spans",
    "parse_event",
    "resume_position",
]

# What a segment may claim beyond its own clock: decoding ahead, and timers that tick coarsely.
SLACK = 2 * MICRO
RESUME_BACK_S = 10.0


@dataclass(frozen=True)
class Listening:
    """What one person did with one guided session, over all sittings.

    Args:
        coverage_s: seconds of media heard at least once.
        play_s: seconds with sound running, by the phone's monotonic clock. It sums up players: of
            two devices that ran at the same time both count, and the flag `overlap` says so.
        dwell_s: seconds from the first to the last event of each attempt; attempts that ran at the
            same time are counted once.
        reheard_s: seconds of media heard again.
        skipped_s: seconds of media jumped over forwards and never heard.
        completed: whether the rule holds.
        rule: version of the rule.
        flags: any of `implausible`, `clock-back`, `overlap`, `no-end`, in this order.
    """

    coverage_s: float
    play_s: float
    dwell_s: float
    reheard_s: float
    skipped_s: float
    completed: bool
    rule: str
    flags: tuple[str, ...]


def fold(
    events: Iterable[PlayEvent],
    *,
    duration_s: float,
    last_chapter_s: float | None = None,
    rule: str = DEFAULT_RULE,
) -> Listening:
    """Fold events, in any order and sent any number of times, into one record.

    Seeking is not listening: only segments are heard. A segment that claims more media than its
    monotonic clock allows counts from its `from` as far as `mono_ms` x rate + 2 s.

    Args:
        events: everything known of one person and one guided session.
        duration_s: length of the media in seconds, above 0.
        last_chapter_s: start of the last chapter in seconds, where there are chapters; listening
            up to it or beyond reaches it.
        rule: version of the listening rule.

    Returns:
        The record; the same for every order, repetition and split of the events.

    Raises:
        ValueError: a duration or chapter start that cannot be.
        UnknownRule: no rule of this version.
    """
    limits = get_rule(rule)
    duration = _duration(duration_s)
    chapter = _chapter(last_chapter_s, duration)
    kept, conflict = _distinct(events)
    segments = [event for event in kept if event.type == SEGMENT]
    spans = [span for event in segments if (span := _heard(event, duration))]
    heard = union(spans)
    coverage = length(heard)
    jumps = [span for event in kept if event.type == SEEK and (span := _jump(event, duration))]
    skipped = length(union([*jumps, *heard])) - coverage
    placed = sittings(kept)
    doubtful = conflict or any(_implausible(event, duration) for event in segments)
    return Listening(
        coverage_s=coverage / MICRO,
        play_s=sum(_ran(event) for event in segments) / MICRO,
        dwell_s=length(union(sitting.span for sitting in placed)) / MICRO,
        reheard_s=(length(spans) - coverage) / MICRO,
        skipped_s=skipped / MICRO,
        completed=_completed(limits, duration, chapter, heard, skipped),
        rule=limits.version,
        flags=_flags(doubtful, placed),
    )


def heard_spans(events: Iterable[PlayEvent], *, duration_s: float) -> list[tuple[float, float]]:
    """The stretches of media that were heard, in seconds: disjoint and in order.

    Args:
        events: everything known of one person and one guided session.
        duration_s: length of the media in seconds, above 0.

    Raises:
        ValueError: a duration that cannot be.
    """
    duration = _duration(duration_s)
    kept, _ = _distinct(events)
    heard = union(span for event in kept if (span := _heard(event, duration)))
    return [(start / MICRO, end / MICRO) for start, end in heard]


def resume_position(
    events: Iterable[PlayEvent],
    *,
    duration_s: float,
    starts: Sequence[float],
    back_s: float = RESUME_BACK_S,
) -> float:
    """Where to offer to carry on: a little before the place where listening stopped.

    Within an attempt the last segment is the one of the highest number, for clocks can be set
    back; between attempts the clock decides.

    Args:
        events: everything known of one person and one guided session.
        duration_s: length of the media in seconds, above 0.
        starts: where sentences or chapters begin, in seconds, in any order.
        back_s: seconds to go back so that the thread is picked up.

    Returns:
        The last of `starts` that is not after the place; 0.0 where there is none, where nothing
        was heard, or where the latest attempt was heard to its end.

    Raises:
        ValueError: a duration that cannot be.
    """
    duration = _duration(duration_s)
    kept, _ = _distinct(events)
    last_of: dict[UUID, PlayEvent] = {}
    for event in sorted(kept, key=lambda event: (event.seq, event)):
        if event.type == ENDED or _heard(event, duration):
            last_of[event.attempt] = event
    last = max(last_of.values(), key=lambda event: (event.wall, event), default=None)
    span = _heard(last, duration) if last else None
    if span is None:
        return 0.0
    place = span[1] - micro(back_s)
    return max((start for start in starts if 0 <= micro(start) <= place), default=0.0)


def _duration(duration_s: float) -> int:
    if not math.isfinite(duration_s) or micro(duration_s) <= 0:
        raise ValueError("the duration must be a number of seconds above 0")
    return micro(duration_s)


def _chapter(last_chapter_s: float | None, duration: int) -> int | None:
    if last_chapter_s is None:
        return None
    if not math.isfinite(last_chapter_s) or not 0 <= micro(last_chapter_s) <= duration:
        raise ValueError("the last chapter must begin between 0 and the duration")
    return micro(last_chapter_s)


def _distinct(events: Iterable[PlayEvent]) -> tuple[list[PlayEvent], bool]:
    """One event an id, and whether an id came with two contents.

    Then the one that claims least is taken: which came first must not decide.
    """
    by_id: dict[UUID, set[PlayEvent]] = defaultdict(set)
    for event in events:
        if event.type in KNOWN_TYPES:
            by_id[event.id].add(event)
    kept = [min(versions, key=lambda event: (_claim(event), event)) for versions in by_id.values()]
    return kept, any(len(versions) > 1 for versions in by_id.values())


def _claim(event: PlayEvent) -> int:
    if event.type != SEGMENT:
        return 0
    return max(0, min(micro(event.to_s) - micro(event.from_s), _allowance(event)))


def _ran(event: PlayEvent) -> int:
    return max(0, micro(event.mono_ms / 1000))


def _allowance(event: PlayEvent) -> int:
    """The most media, in microseconds, that can have played while this segment's clock ran."""
    return micro(max(0.0, event.mono_ms) / 1000 * max(0.0, event.rate)) + SLACK


def _heard(event: PlayEvent, duration: int) -> Span | None:
    """The part of the media that this event proves to have been heard."""
    if event.type != SEGMENT:
        return None
    start = micro(event.from_s)
    return clip(start, min(micro(event.to_s), start + _allowance(event)), duration)


def _jump(event: PlayEvent, duration: int) -> Span | None:
    """The part of the media that a seek passed over forwards."""
    return clip(micro(event.from_s), micro(event.to_s), duration)


def _implausible(event: PlayEvent, duration: int) -> bool:
    start, end = micro(event.from_s), micro(event.to_s)
    return (
        end - start > _allowance(event)
        or start > end
        or start < 0
        or end > duration + SLACK
        or event.mono_ms < 0
        or event.rate <= 0
    )


def _flags(doubtful: bool, placed: Sequence[Sitting]) -> tuple[str, ...]:
    found = {
        "implausible": doubtful,
        "clock-back": any(sitting.clock_back for sitting in placed),
        "overlap": overlap(placed),
        "no-end": not all(sitting.has_end for sitting in placed),
    }
    return tuple(flag for flag, holds in found.items() if holds)


def _completed(
    limits: ListeningRule, duration: int, chapter: int | None, heard: Sequence[Span], skipped: int
) -> bool:
    # `heard` is in order and disjoint, so its last end is the furthest place that was heard.
    reached = chapter is None or (bool(heard) and heard[-1][1] >= chapter)
    return (
        length(heard) * 100 >= limits.min_coverage_percent * duration
        and skipped * 100 <= limits.max_skipped_percent * duration
        and (reached or not limits.needs_last_chapter)
    )
