"""Summaries against numbers worked out by hand, and tables of the t distribution."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from retraining.statistics.descriptive import describe, mean_interval, quantile
from retraining.statistics.student_t import central_probability
from retraining.statistics.student_t import quantile as t_quantile


def test_eight_values_by_hand():
    # Sum 40, mean 5; squares of differences 9 1 1 1 0 0 4 16 = 32; sd = sqrt(32 / 7).
    # Sorted 2 4 4 4 5 5 7 9: median 4.5; q1 at place 1.75: 4; q3 at place 5.25: 5 + 0.25 x 2.
    got = describe([9, 2, 4, 5, 4, 7, 4, 5])
    assert (got.n, got.missing, got.mean, got.median) == (8, 0, 5.0, 4.5)
    assert got.sd == pytest.approx(2.138089935299395)
    assert (got.q1, got.q3, got.minimum, got.maximum) == (4.0, 5.5, 2.0, 9.0)
    # t for 7 degrees of freedom is 2.3646 (printed tables); 2.3646 x 2.1381 / sqrt(8) = 1.7875.
    assert got.ci_low == pytest.approx(5 - 1.7875, abs=5e-5)
    assert got.ci_high == pytest.approx(5 + 1.7875, abs=5e-5)
    assert got.level == 0.95


def test_quartiles_lie_on_straight_lines_between_the_values():
    # Places 0.75, 1.5 and 2.25 of 1 2 3 4.
    got = describe([1, 2, 3, 4])
    assert (got.q1, got.median, got.q3) == (1.75, 2.5, 3.25)
    assert quantile([30, 10, 20], 0.1) == 12.0
    assert (quantile([3, 1, 2], 0), quantile([3, 1, 2], 1)) == (1, 3)


def test_missing_values_are_counted_and_left_out():
    got = describe([None, 1, 3, None, 5])
    assert (got.n, got.missing, got.mean) == (3, 2, 3.0)


def test_one_value_has_no_spread():
    got = describe([7])
    assert (got.mean, got.median, got.q1, got.q3, got.minimum, got.maximum) == (7.0,) * 6
    assert got.sd is got.ci_low is got.ci_high is None


def test_no_values_say_nothing():
    got = describe([None, None])
    assert (got.n, got.missing) == (0, 2)
    assert {got.mean, got.sd, got.median, got.q1, got.q3, got.minimum, got.ci_low} == {None}


def test_equal_values_have_an_interval_of_no_width():
    got = describe([4.2] * 5)
    assert (got.sd, got.ci_low, got.ci_high) == (0.0, 4.2, 4.2)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_is_refused(bad):
    with pytest.raises(ValueError, match="finite"):
        describe([1, bad])


@pytest.mark.parametrize("level", [0, 1, 95, math.nan])
def test_a_level_that_is_no_probability_is_refused(level):
    with pytest.raises(ValueError, match="level"):
        describe([1, 2], level=level)
    with pytest.raises(ValueError, match="share"):
        quantile([1, 2], -0.1)


numbers = st.floats(-1000, 1000)


@given(st.lists(numbers, min_size=2, max_size=40), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_agrees_with_scipy(values, level):
    got = describe(values, level=level)
    spread = stats.sem(values)
    low, high = stats.t.interval(level, len(values) - 1, loc=sum(values) / len(values), scale=1)
    width = (high - low) / 2 * spread
    assert got.ci_high - got.ci_low == pytest.approx(2 * width, rel=1e-9, abs=1e-9)
    assert (got.ci_high + got.ci_low) / 2 == pytest.approx(got.mean, abs=1e-9)
    assert mean_interval(values, level=level) == pytest.approx((got.ci_low, got.ci_high), abs=1e-9)


@given(st.lists(numbers, min_size=1, max_size=40))
def test_the_parts_stand_in_order_and_the_order_of_values_does_not_matter(values):
    got = describe(values)
    parts = [got.minimum, got.q1, got.median, got.q3, got.maximum]
    assert all(a <= b + 1e-9 for a, b in pairwise(parts))
    assert describe(list(reversed(values))) == got


@pytest.mark.parametrize(
    ("df", "t"),
    [(1, 12.706), (2, 4.303), (4, 2.776), (9, 2.262), (30, 2.042), (40, 2.021), (120, 1.980)],
)
def test_t_as_printed_in_tables(df, t):
    assert t_quantile(0.95, df) == pytest.approx(t, abs=5e-4)


@given(st.integers(1, 500), st.floats(0.001, 0.9999))
def test_t_agrees_with_scipy(df, level):
    t = t_quantile(level, df)
    assert t == pytest.approx(stats.t.ppf((1 + level) / 2, df), rel=1e-9)
    assert central_probability(t, df) == pytest.approx(level, rel=1e-12)


def test_t_of_what_cannot_be_is_refused():
    for t, df in ((-1, 5), (1, 0)):
        with pytest.raises(ValueError, match="at least 1"):
            central_probability(t, df)
    with pytest.raises(ValueError, match="level"):
        t_quantile(1.0, 5)
