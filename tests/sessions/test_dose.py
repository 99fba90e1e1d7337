"""The least dose and the full one, by hand."""

from datetime import date, time

import pytest

from sessions.dose import (
    SENSITIVITY,
    Dose,
    asked_practice_minutes,
    engaged_weeks,
    full,
    minimum,
)
from sessions.protocol_section import Piece, SessionsSection, problems, read

MINUTES = (10, 10, 12, 12, 12, 12, 12, 12)


def section(**changes: object) -> SessionsSection:
    """Eight weeks with two practices each, as the programmes describe them."""
    pieces = [
        Piece(week, "practice", number, minutes, "w")
        for week, minutes in enumerate(MINUTES, start=1)
        for number in (1, 2)
    ]
    values = {"weeks": 8, "opens_at": time(4), "practice_days": 5, "core_counts_until_day": 70}
    return SessionsSection(**(values | {"pieces": tuple(pieces)} | changes))


def test_what_is_asked_is_one_practice_on_five_days_of_each_week() -> None:
    # 5 x (2 x 10 + 6 x 12) = 460: swapping A and B asks for no more.
    assert asked_practice_minutes(section()) == 460


@pytest.mark.parametrize(
    ("core", "practice", "least", "whole"),
    [
        (5, 230, True, True),
        (5, 229.9, True, False),
        (4, 460, False, False),
        (8, 0, True, False),
        (0, 0, False, False),
    ],
)
def test_five_of_eight_and_half_of_the_practice(
    core: int, practice: float, least: bool, whole: bool
) -> None:
    dose = Dose(core, practice)
    assert minimum(dose, section().minimum_core) is least
    assert full(dose, section()) is whole


def test_the_sensitivity_looks_one_up_and_one_down() -> None:
    assert [minimum(Dose(5, 0), least) for least in SENSITIVITY] == [True, False]


def test_a_protocol_may_set_both_thresholds() -> None:
    stricter = section(minimum_core=6, full_practice_percent=80)
    assert not full(Dose(5, 460), stricter)
    assert not full(Dose(6, 367), stricter)
    assert full(Dose(6, 368), stricter)


def test_a_week_with_only_the_short_session_is_engaged_and_a_reading_alone_is_not() -> None:
    done = {(1, "core"), (1, "practice"), (2, "short"), (3, "reading")}
    assert engaged_weeks(done) == 2


def content(**sessions: object) -> dict[str, object]:
    piece = {"weeks": [1], "kind": "core", "number": 1, "minutes": 25, "script": "w{n}-core"}
    section = {"opens_at": "04:00", "practice_days": 5, "core_counts_until_day": 70}
    return {"trial": {"weeks": 1}, "sessions": section | {"pieces": [piece]} | sessions}


def test_a_protocol_that_is_silent_has_the_usual_numbers() -> None:
    found = read(content())
    assert (found.pause_days, found.minimum_core, found.full_practice_percent) == (14, 5, 50)
    assert found.counts_until_visit == "post"
    assert found.last_day(date(2026, 6, 1)) == date(2026, 8, 9)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("pause_days", -1),
        ("pause_days", True),
        ("pause_days", "14"),
        ("minimum_core", 5.5),
        ("full_practice_percent", 101),
        ("counts_until_visit", 3),
    ],
)
def test_numbers_that_cannot_be_are_named(key: str, value: object) -> None:
    assert [found for found, _text in problems(content(**{key: value}))] == [key]
    assert problems(content()) == []
