"""The clock: moved only where allowed; wall times become UTC right in both DST nights."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from retraining.common import clock

MADRID = "Europe/Madrid"


def test_a_moved_clock_goes_on() -> None:
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with clock.at(moment):
        first, second = clock.now(), clock.now()
    assert moment <= first <= second < moment + timedelta(seconds=5)
    assert abs(clock.now() - clock.real_now()) < timedelta(seconds=5)


def test_moves_nest_and_end_with_their_block() -> None:
    with clock.at(datetime(2020, 1, 1, tzinfo=UTC)):
        with clock.at(datetime(2030, 1, 1, tzinfo=UTC)):
            assert clock.now().year == 2030
        assert clock.now().year == 2020


def test_production_keeps_real_time(settings) -> None:
    settings.CLOCK_MAY_MOVE = False
    with pytest.raises(clock.ClockMayNotMove), clock.at(datetime(2030, 1, 1, tzinfo=UTC)):
        pytest.fail("the block must not run")


@pytest.mark.parametrize(
    ("day", "wall", "utc"),
    [
        # Spring 2026 in Madrid: 29 March, 02:00 becomes 03:00.
        (date(2026, 3, 29), time(1, 59), "2026-03-29T00:59"),
        (date(2026, 3, 29), time(2, 30), "2026-03-29T01:30"),  # does not exist: 03:30 on the clock
        (date(2026, 3, 29), time(3, 0), "2026-03-29T01:00"),
        # Autumn 2026 in Madrid: 25 October, 03:00 becomes 02:00 again.
        (date(2026, 10, 25), time(2, 30), "2026-10-25T00:30"),  # twice: the first one
        (date(2026, 10, 25), time(3, 0), "2026-10-25T02:00"),
    ],
)
def test_wall_time_in_both_dst_nights(day: date, wall: time, utc: str) -> None:
    assert clock.from_wall(day, wall, MADRID) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_day_belongs_to_the_persons_zone() -> None:
    moment = datetime(2026, 6, 1, 22, 30, tzinfo=UTC)
    assert clock.local_date("Europe/Madrid", moment) == date(2026, 6, 2)
    assert clock.local_date("America/New_York", moment) == date(2026, 6, 1)
