"""When weeks open after pauses: whole days, the same wall time, never backwards in time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retraining.common.clock import from_wall, local
from sessions.openings import Opening, Pause, days_used, opening, running

MADRID, LEEDS = "Europe/Madrid", "Europe/London"
START = date(2026, 6, 1)
FAR = date(2030, 1, 1)
FOUR = time(4)


def planned(day: date, zone: str = MADRID) -> Opening:
    return Opening(day, from_wall(day, FOUR, zone))


def pause(first: date, days: int, at: time = time(12), zone: str = MADRID) -> Pause:
    return Pause(from_wall(first, at, zone), first, first + timedelta(days=days), zone)


def test_a_week_that_is_open_stays_and_one_to_come_moves() -> None:
    taken = [pause(date(2026, 6, 10), 5)]
    assert opening(planned(date(2026, 6, 8)), taken, FAR) == planned(date(2026, 6, 8))
    assert opening(planned(date(2026, 6, 15)), taken, FAR) == planned(date(2026, 6, 20))


def test_two_pauses_add_up_for_weeks_after_both() -> None:
    taken = [pause(date(2026, 6, 3), 4), pause(date(2026, 6, 20), 3)]
    # Week 3 moves from the 15th to the 19th, and was open when the second pause began.
    assert opening(planned(date(2026, 6, 15)), taken, FAR) == planned(date(2026, 6, 19))
    assert opening(planned(date(2026, 6, 22)), taken, FAR) == planned(date(2026, 6, 29))


def test_a_pause_that_ended_on_its_first_day_moves_nothing() -> None:
    week = planned(date(2026, 6, 15))
    assert opening(week, [pause(date(2026, 6, 10), 0)], FAR) == week


def test_before_four_in_the_morning_the_week_of_that_day_still_moves() -> None:
    week = planned(date(2026, 6, 15))
    early, later = pause(week.first_day, 3, time(3, 59)), pause(week.first_day, 3, FOUR)
    assert opening(week, [early], FAR) == planned(date(2026, 6, 18))
    assert opening(week, [later], FAR) == week


def test_no_week_moves_past_the_last_day_that_counts() -> None:
    last = START + timedelta(days=69)
    week_8 = planned(START + timedelta(weeks=7))
    assert opening(week_8, [pause(START, 14)], last) == planned(START + timedelta(days=63))
    assert opening(week_8, [pause(START, 28)], last) == planned(last)
    beyond = planned(last + timedelta(days=3))
    assert opening(beyond, [pause(START, 14)], last) == beyond


@pytest.mark.parametrize(
    ("day", "zone", "days", "expected"),
    [
        # Madrid goes forward on 29 March 2026 at 02:00: four o'clock is 03:00 UTC, then 02:00.
        (date(2026, 3, 28), MADRID, 1, "2026-03-29T02:00"),
        (date(2026, 3, 27), MADRID, 1, "2026-03-28T03:00"),
        # Leeds goes back on 25 October 2026: four o'clock is 03:00 UTC, then 04:00.
        (date(2026, 10, 24), LEEDS, 1, "2026-10-25T04:00"),
        (date(2026, 10, 17), LEEDS, 7, "2026-10-24T03:00"),
    ],
)
def test_the_wall_time_stays_through_both_nights(
    day: date, zone: str, days: int, expected: str
) -> None:
    moved = opening(planned(day, zone), [pause(day - timedelta(days=2), days, zone=zone)], FAR)
    assert moved.opens_at == datetime.fromisoformat(expected).replace(tzinfo=UTC)
    assert local(moved.opens_at, zone).time() == FOUR


pauses = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 14), st.integers(0, 23)), max_size=4
).map(lambda rows: sorted(_apart(rows), key=lambda one: one.asked_at))


def _apart(rows: list[tuple[int, int, int]]) -> list[Pause]:
    """Pauses that do not run into each other, as the service allows."""
    found: list[Pause] = []
    for offset, days, hour in sorted(rows):
        first = START + timedelta(days=offset)
        if not found or found[-1].until < first:
            found.append(pause(first, days, time(hour)))
    return found


@given(pauses, st.integers(0, 7))
def test_weeks_keep_their_order_and_nothing_opens_early(taken: list[Pause], week: int) -> None:
    last = START + timedelta(days=69)
    this = opening(planned(START + timedelta(weeks=week)), taken, last)
    following = opening(planned(START + timedelta(weeks=week + 1)), taken, last)
    assert this.opens_at >= from_wall(START + timedelta(weeks=week), FOUR, MADRID)
    assert this.first_day <= max(last, START + timedelta(weeks=week))
    assert following.opens_at > this.opens_at or following.first_day == last
    assert this.first_day <= START + timedelta(weeks=week, days=days_used(taken))


@given(pauses, st.integers(0, 7), st.integers(0, 13))
def test_ending_a_pause_early_never_opens_a_week_in_the_past(
    taken: list[Pause], week: int, cut: int
) -> None:
    if not taken:
        return
    whole = taken[-1]
    lasted = min(cut, whole.days)
    ended = Pause(
        whole.asked_at, whole.first_day, whole.first_day + timedelta(days=lasted), whole.zone
    )
    week_at = planned(START + timedelta(weeks=week))
    before, after = opening(week_at, taken, FAR), opening(week_at, [*taken[:-1], ended], FAR)
    assert after.opens_at <= before.opens_at
    if before.opens_at <= whole.asked_at:
        assert after == before
    else:
        assert after.first_day >= ended.until or after == opening(week_at, taken[:-1], FAR)


def test_a_pause_holds_from_its_first_day_to_the_day_before_the_last() -> None:
    taken = [pause(date(2026, 6, 10), 2)]
    found = [running(taken, date(2026, 6, day)) is not None for day in (9, 10, 11, 12)]
    assert found == [False, True, True, False]
