"""What holds for every log, however it was made, cut, repeated or shuffled."""

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from sessions.progress import PlayEvent, fold

DURATION_S = 100
NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
TYPES = ["segment", "seek", "started", "paused", "hidden", "stalled", "ended", "closed", "news"]

whole = st.integers(-20, 130).map(float)
anything = st.floats(-1e12, 1e12)
offered = st.sampled_from([0.75, 1.0, 1.25])


def events(times=whole, rates=offered):
    return st.builds(
        PlayEvent,
        id=st.integers(1, 30).map(lambda number: UUID(int=number)),
        attempt=st.sampled_from([UUID(int=1), UUID(int=2), UUID(int=3)]),
        seq=st.integers(0, 40),
        type=st.sampled_from(TYPES),
        wall=st.integers(0, 7200).map(lambda s: NINE + timedelta(seconds=s)),
        from_s=times,
        to_s=times,
        mono_ms=times.map(lambda s: s * 1000 if abs(s) < 1e9 else s),
        rate=rates,
    )


logs = st.lists(events(), max_size=20)
distinct_logs = st.lists(events(), max_size=20, unique_by=lambda event: event.id)
odd_logs = st.lists(events(anything, anything), max_size=10)


def record(log):
    return fold(log, duration_s=DURATION_S, last_chapter_s=90)


def heard_seconds(event):
    """The whole seconds 0-99 of the media that one segment proves, counted one by one."""
    if event.type != "segment":
        return []
    limit = event.from_s + max(0, event.mono_ms) / 1000 * event.rate + 2
    return [s for s in range(DURATION_S) if event.from_s <= s and s + 1 <= min(event.to_s, limit)]


# Clocks in steps of 4 s keep mono x rate whole at every rate offered, so that counting is exact.
countable_events = events().map(lambda event: replace(event, mono_ms=event.mono_ms // 4000 * 4000))
# Long ones, so that the thresholds are met about as often as they are missed.
long_segments = st.builds(
    lambda event, start, end: replace(
        event, type="segment", from_s=start, to_s=end, mono_ms=120_000.0, rate=1.0
    ),
    countable_events,
    st.integers(0, 12).map(float),
    st.integers(80, 100).map(float),
)
countable = st.one_of(
    st.lists(countable_events, max_size=20, unique_by=lambda event: event.id),
    st.lists(
        st.one_of(long_segments, countable_events), max_size=3, unique_by=lambda event: event.id
    ),
)


@given(countable)
def test_agrees_with_counting_second_by_second(log):
    once = {second for event in log for second in heard_seconds(event)}
    played = sum(len(heard_seconds(event)) for event in log)
    jumped = {
        second
        for event in log
        if event.type == "seek"
        for second in range(DURATION_S)
        if event.from_s <= second < event.to_s
    }
    got = record(log)
    assert got.coverage_s == len(once)
    assert got.reheard_s == played - len(once)
    assert got.skipped_s == len(jumped - once)
    assert got.completed == (
        len(once) >= 80
        and len(jumped - once) <= 10
        and any(second >= 89 for second in once)  # heard up to 90, where the last chapter begins
    )


@given(logs, st.randoms(use_true_random=False), st.integers(1, 3))
def test_order_and_repetition_do_not_matter(log, random, times):
    shuffled = log * times
    random.shuffle(shuffled)
    assert record(shuffled) == record(log)


@given(logs, logs, logs)
def test_batches_may_arrive_in_any_grouping_and_again(first, second, third):
    whole_log = record([*first, *second, *third])
    assert record([*third, *first, *second]) == whole_log
    assert record([*first, *second, *second, *third, *first]) == whole_log


@given(logs, logs, logs)
def test_merging_offline_batches_is_associative(first, second, third):
    """Phones keep batches and send them joined in any way: only what is in them counts."""

    def merged(*batches):
        return list(dict.fromkeys(event for batch in batches for event in batch))

    left = merged(merged(first, second), third)
    right = merged(first, merged(second, third))
    assert record(left) == record(right) == record([*first, *second, *third])


@given(odd_logs)
def test_no_number_breaks_the_bounds(log):
    got = record(log)
    assert 0 <= got.coverage_s <= DURATION_S
    assert 0 <= got.skipped_s <= DURATION_S - got.coverage_s
    assert min(got.play_s, got.dwell_s, got.reheard_s) >= 0
    json.dumps(asdict(got), allow_nan=False)


@given(logs, st.integers(1, 10**6).map(lambda number: UUID(int=2**100 + number)), whole, whole)
def test_seeking_adds_nothing(log, new_id, start, end):
    seek = PlayEvent(new_id, UUID(int=1), 1, "seek", NINE, from_s=start, to_s=end)
    before, after = record(log), record([*log, seek])
    for figure in ("coverage_s", "play_s", "reheard_s"):
        assert getattr(after, figure) == getattr(before, figure)
    assert after.skipped_s >= before.skipped_s
    assert before.completed or not after.completed


@given(distinct_logs, distinct_logs)
def test_more_listening_never_takes_away(first, second):
    known = {event.id for event in first}
    more = [event for event in second if event.type == "segment" and event.id not in known]
    before, after = record(first), record([*first, *more])
    assert after.coverage_s >= before.coverage_s
    assert after.play_s >= before.play_s
    assert after.reheard_s >= before.reheard_s
    assert after.skipped_s <= before.skipped_s
    assert after.completed or not before.completed


@given(distinct_logs)
def test_the_wall_clock_touches_only_dwell_and_flags(log):
    stopped = [replace(event, wall=NINE) for event in log]
    got, still = asdict(record(log)), asdict(record(stopped))
    for figure in ("coverage_s", "play_s", "reheard_s", "skipped_s", "completed"):
        assert got[figure] == still[figure]
    assert still["dwell_s"] == 0.0


@given(distinct_logs)
def test_a_second_device_at_the_same_time_adds_no_dwell(log):
    mirror = [
        replace(
            event,
            id=UUID(int=event.id.int + 2**100),
            attempt=UUID(int=event.attempt.int + 2**100),
        )
        for event in log
    ]
    one, both = record(log), record([*log, *mirror])
    assert both.dwell_s == one.dwell_s
    assert both.coverage_s == one.coverage_s
    assert both.play_s == 2 * one.play_s  # the sum over players, as it is described


@given(distinct_logs, logs)
def test_unknown_types_change_nothing(log, other):
    known = {event.id for event in log}
    news = [replace(event, type="mood") for event in other if event.id not in known]
    assert record([*log, *news]) == record(log)
