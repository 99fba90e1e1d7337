"""Sparklines: gaps stay gaps, the scale is fixed, nothing runs out of its box."""

import re

from hypothesis import given
from hypothesis import strategies as st

from retraining.common import drawing

values = st.lists(st.one_of(st.none(), st.floats(0, 100)), max_size=12)


def test_a_gap_is_never_joined() -> None:
    drawn = drawing.spark([10, 20, None, 30, 40], 0, 100)
    lines = re.findall(r'polyline[^>]*points="([^"]+)"', drawn)
    assert [len(line.split()) for line in lines] == [2, 2]


def test_a_lonely_value_is_a_dot() -> None:
    drawn = drawing.spark([10, None, 30], 0, 100)
    assert drawn.count("spark__alone") == 2
    assert "polyline" not in drawn


def test_ends_of_the_scale_are_the_ends_of_the_box() -> None:
    drawn = drawing.spark([0, 100], 0, 100, width=108, height=28)
    assert 'points="4.0,24.0 104.0,4.0"' in drawn


def test_the_dotted_line_stands_at_the_first_value() -> None:
    drawn = drawing.spark([100, 0], 0, 100, width=108, height=28)
    assert 'y1="4.0" y2="4.0"' in drawn


def test_nothing_known_draws_nothing() -> None:
    assert drawing.spark([None, None], 0, 100) == ""
    assert drawing.spark([], 0, 100) == ""


@given(values)
def test_every_point_is_inside(scores: list[float | None]) -> None:
    drawn = drawing.spark(scores, 0, 100, width=112, height=36)
    for points in re.findall(r'points="([^"]+)"', drawn):
        for point in points.split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= 112
            assert 0 <= y <= 36
