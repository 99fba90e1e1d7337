"""Clocks that run in cover hours alone: weekends, holidays, both nights of a clock change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retraining.common import clock
from retraining.safety import cover as hours
from retraining.safety.cover import Cover, NoCover

ZONE = "Europe/Madrid"
OFFICE = hours.read(
    ZONE, [{"days": [0, 1, 2, 3, 4], "from": "09:00", "to": "15:00"}], ["2026-12-08"]
)
ALWAYS = hours.read(ZONE, [{"days": list(range(7)), "from": "00:00", "to": "24:00"}])
NIGHT = hours.read(ZONE, [{"days": [5, 6], "from": "00:00", "to": "06:00"}])


def at(text: str) -> datetime:
    """A wall time in Madrid as a moment."""
    naive = datetime.fromisoformat(text)
    return clock.from_wall(naive.date(), naive.time(), ZONE)


def shown(moment: datetime) -> str:
    return clock.local(moment, ZONE).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("since", "count", "until"),
    [
        ("2026-11-30 10:00", 4, "2026-11-30 14:00"),  # Monday, within the day
        ("2026-11-30 12:00", 4, "2026-12-01 10:00"),  # three hours left, one the next day
        ("2026-12-04 14:00", 4, "2026-12-07 12:00"),  # Friday over the weekend
        ("2026-12-07 14:00", 4, "2026-12-09 12:00"),  # over the holiday of 8 December
        ("2026-11-28 03:00", 0, "2026-11-30 09:00"),  # Saturday night: it waits for Monday
        ("2026-11-30 09:00", 6, "2026-11-30 15:00"),  # to the last minute of the day
    ],
)
def test_hours_pass_only_while_somebody_is_there(since: str, count: float, until: str) -> None:
    assert shown(hours.add_hours(OFFICE, at(since), count)) == until


def test_a_night_of_the_clock_change_has_five_or_seven_hours() -> None:
    # In Madrid clocks jump from 02:00 to 03:00 on 29 March 2026, and back from 03:00 on 25 October.
    assert hours.between(NIGHT, at("2026-03-29 00:00"), at("2026-03-29 12:00")) == timedelta(
        hours=5
    )
    assert hours.between(NIGHT, at("2026-10-25 00:00"), at("2026-10-25 12:00")) == timedelta(
        hours=7
    )
    assert shown(hours.add_hours(NIGHT, at("2026-03-29 00:00"), 4)) == "2026-03-29 05:00"
    assert shown(hours.add_hours(NIGHT, at("2026-10-25 00:00"), 4)) == "2026-10-25 03:00"


def test_an_hour_that_the_spring_change_leaves_out_is_no_cover() -> None:
    gone = hours.read(ZONE, [{"days": [6], "from": "02:00", "to": "03:00"}])
    assert hours.between(gone, at("2026-03-28 12:00"), at("2026-03-30 12:00")) == timedelta(0)
    assert shown(hours.next_covered(gone, at("2026-03-28 12:00"))) == "2026-04-05 02:00"


@pytest.mark.parametrize(
    ("since", "days", "later", "end"),
    [
        ("2026-11-30 10:00", 1, "2026-12-01 10:00", "2026-12-01 15:00"),
        ("2026-12-04 10:00", 1, "2026-12-07 10:00", "2026-12-07 15:00"),  # Friday
        ("2026-12-07 10:00", 1, "2026-12-09 10:00", "2026-12-09 15:00"),  # before the holiday
        ("2026-11-28 12:00", 1, "2026-12-01 09:00", "2026-12-01 15:00"),  # Saturday
        ("2026-11-30 18:00", 2, "2026-12-03 09:00", "2026-12-03 15:00"),  # after the day's end
        ("2026-11-30 10:00", 0, "2026-11-30 10:00", "2026-11-30 15:00"),
    ],
)
def test_working_days(since: str, days: int, later: str, end: str) -> None:
    assert shown(hours.working_days_later(OFFICE, at(since), days)) == later
    assert shown(hours.end_of_working_day(OFFICE, at(since), days)) == end


@pytest.mark.parametrize(
    ("spans", "holidays", "why"),
    [
        ([], [], "no hours"),
        ([{"days": [], "from": "09:00", "to": "10:00"}], [], "days"),
        ([{"days": [7], "from": "09:00", "to": "10:00"}], [], "days"),
        ([{"days": [0], "from": "10:00", "to": "10:00"}], [], "ends after"),
        ([{"days": [0], "from": "ten", "to": "11:00"}], [], "no time"),
        ([{"days": [0], "to": "11:00"}], [], "needs"),
        ([{"days": [0], "from": "09:00", "to": "10:00"}], ["8 December"], "holiday"),
    ],
)
def test_hours_that_cannot_be_read(spans: list, holidays: list, why: str) -> None:
    with pytest.raises(NoCover, match=why):
        hours.read(ZONE, spans, holidays)


def test_a_year_of_holidays_is_no_cover_and_no_endless_search() -> None:
    first = date(2026, 1, 1)
    every = frozenset(first + timedelta(days=n) for n in range(1000))
    with pytest.raises(NoCover):
        hours.next_covered(Cover(ZONE, OFFICE.spans, every), at("2026-01-01 09:00"))


moments = st.integers(0, 14 * 31 * 24 * 60).map(
    lambda minutes: datetime(2025, 12, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
spans = st.lists(
    st.tuples(
        st.sets(st.integers(0, 6), min_size=1),
        st.integers(0, 1439),
        st.integers(1, 1440),
    ).filter(lambda s: s[1] < s[2]),
    min_size=1,
    max_size=3,
)


def clock_text(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@given(moments, spans, st.integers(0, 30 * 60), st.sampled_from([ZONE, "America/Santiago"]))
def test_adding_and_measuring_agree(since: datetime, raw: list, minutes: int, zone: str) -> None:
    cover = hours.read(
        zone,
        [{"days": list(d), "from": clock_text(b), "to": clock_text(e)} for d, b, e in raw],
    )
    assume(sum((e - b) * len(d) for d, b, e in raw) >= 60)  # else thirty hours take years
    end = hours.add_hours(cover, since, minutes / 60)
    assert abs(hours.between(cover, since, end) - timedelta(minutes=minutes)) < timedelta(seconds=1)
    assert end >= since


@given(moments, st.integers(0, 5))
def test_more_time_is_never_sooner(since: datetime, days: int) -> None:
    later = hours.working_days_later(OFFICE, since, days)
    assert later < hours.working_days_later(OFFICE, since, days + 1)
    assert (
        hours.next_covered(OFFICE, since) <= later <= hours.end_of_working_day(OFFICE, since, days)
    )
    assert hours.is_covered(OFFICE, later)


@given(moments, st.integers(0, 100 * 60))
def test_round_the_clock_is_plain_time(since: datetime, minutes: int) -> None:
    assert hours.add_hours(ALWAYS, since, minutes / 60) == since + timedelta(hours=minutes / 60)
