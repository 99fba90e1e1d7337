"""When reminders fall due: the person's hour, in the person's zone, through both DST nights."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from retraining.common.clock import from_wall
from retraining.reminders.rules import (
    is_daytime,
    next_turn,
    problems,
    session_dues,
    visit_dues,
    within_limits,
)

MADRID, LEEDS = "Europe/Madrid", "Europe/London"


FOUR = time(4)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def week(number: int, first: date, zone: str) -> tuple[int, date, datetime]:
    """A week that was planned in this zone."""
    return number, first, from_wall(first, FOUR, zone)


def test_a_week_opens_at_the_persons_hour_and_asks_once_more() -> None:
    dues = session_dues([week(1, date(2026, 6, 1), MADRID)], 10, MADRID, again_after_days=4)
    assert [(d.kind, d.occasion, d.at) for d in dues] == [
        ("session", "week-1", at("2026-06-01T08:00")),  # 10:00 in Madrid in summer
        ("session-again", "week-1", at("2026-06-05T08:00")),
    ]


def test_the_hour_stays_when_clocks_go_forward() -> None:
    # Madrid changes on 29 March 2026: 10:00 is 09:00 UTC before, 08:00 UTC after.
    weeks = [week(1, date(2026, 3, 23), MADRID), week(2, date(2026, 3, 30), MADRID)]
    first, again, second, _ = session_dues(weeks, 10, MADRID, again_after_days=6)
    assert first.at == at("2026-03-23T09:00")
    assert again.at == at("2026-03-29T08:00")
    assert second.at == at("2026-03-30T08:00")


def test_the_hour_stays_when_clocks_go_back() -> None:
    # Leeds changes on 25 October 2026.
    weeks = [week(1, date(2026, 10, 24), LEEDS), week(2, date(2026, 10, 25), LEEDS)]
    dues = session_dues(weeks, 9, LEEDS, 1)
    assert [d.at for d in dues] == [
        at("2026-10-24T08:00"),
        at("2026-10-25T09:00"),
        at("2026-10-25T09:00"),
        at("2026-10-26T09:00"),
    ]


def test_a_week_planned_further_west_is_announced_when_it_opens() -> None:
    opens_at = at("2026-06-01T08:00")  # 04:00 in New York, 17:00 in Tokyo
    first, again = session_dues([(1, date(2026, 6, 1), opens_at)], 10, "Asia/Tokyo", 4)
    assert first.at == opens_at
    assert again.at == at("2026-06-05T01:00")


def test_questions_that_open_at_six_are_announced_at_the_hour() -> None:
    first, again = visit_dues([("week-1", at("2026-06-07T04:00"))], 10, MADRID, 2)
    assert (first.kind, first.at) == ("check-in", at("2026-06-07T08:00"))
    assert (again.kind, again.at) == ("check-in-again", at("2026-06-09T08:00"))


def test_questions_that_open_after_the_hour_are_announced_the_next_day() -> None:
    first, again = visit_dues([("late", at("2026-06-07T15:00"))], 10, MADRID, 1)
    assert first.at == at("2026-06-08T08:00")
    assert again.at == at("2026-06-09T08:00")


def test_questions_that_open_at_the_hour_are_announced_at_once() -> None:
    first, _again = visit_dues([("sharp", at("2026-06-07T08:00"))], 10, MADRID, 1)
    assert first.at == at("2026-06-07T08:00")


@pytest.mark.parametrize(
    ("moment", "turn"),
    [
        ("2026-06-01T07:59", "2026-06-01T08:00"),
        ("2026-06-01T08:00", "2026-06-02T08:00"),  # never at once
        ("2026-03-28T12:00", "2026-03-29T08:00"),  # the clocks go forward in between
    ],
)
def test_the_next_turn_is_the_persons_hour(moment: str, turn: str) -> None:
    assert next_turn(at(moment), 10, MADRID) == at(turn)


@pytest.mark.parametrize("key", ["again_after_days", "check_in_again_after_days"])
@pytest.mark.parametrize("value", [0, 7, "2", None])
def test_days_outside_a_week_are_a_mistake_in_the_protocol(key: str, value: object) -> None:
    right = {"again_after_days": 4, "check_in_again_after_days": 2}
    assert problems({"reminders": right}) == []
    assert [name for name, _text in problems({"reminders": right | {key: value}})] == [key]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-06-01T05:59", False),  # 07:59 in Madrid
        ("2026-06-01T06:00", True),
        ("2026-06-01T18:59", True),
        ("2026-06-01T19:00", False),  # 21:00
    ],
)
def test_nothing_goes_out_at_night(moment: str, day: bool) -> None:
    assert is_daytime(at(moment), MADRID) is day


def test_one_message_a_local_day() -> None:
    now = at("2026-06-01T08:00")
    assert within_limits([], now, MADRID)
    assert not within_limits([at("2026-06-01T06:00")], now, MADRID)
    assert within_limits([at("2026-05-31T21:00")], now, MADRID)  # 23:00 the day before
    assert not within_limits([at("2026-05-31T22:30")], now, MADRID)  # 00:30 of the same day


def test_four_messages_in_seven_days() -> None:
    now = at("2026-06-08T08:00")
    three = [now - timedelta(days=n) for n in (1, 2, 3)]
    assert within_limits(three, now, MADRID)
    assert not within_limits([*three, now - timedelta(days=4)], now, MADRID)
    assert within_limits([*three, now - timedelta(days=7)], now, MADRID)


def test_last_weeks_message_of_the_same_hour_does_not_count() -> None:
    three = [at(f"2026-03-{day}T09:00") for day in (26, 27, 28)]
    last_week = at("2026-03-24T09:00:40")  # 10:00 in Madrid
    now = at("2026-03-31T08:00:20")  # 10:00 after the clocks went forward: 167 hours later
    assert within_limits([*three, last_week], now, MADRID)
