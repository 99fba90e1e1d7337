"""HADS, PHQ-9, PHQ-8, GAD-7, PSS-10, ISI: expected values by hand from the published rules."""

import pytest

from retraining.instruments import registry
from tests.instruments.scored import band, only, scored, without

NO_SCORE = (None, "invalid")


def test_hads_odd_items_are_anxiety_and_even_items_depression():
    values = [3, 1] * 7
    assert scored("hads", values) == {
        "anxiety": (21.0, "complete", "case"),
        "depression": (7.0, "complete", "normal"),
        "total": (28.0, "complete", None),
    }


@pytest.mark.parametrize(
    ("score", "label"),
    [(0, "normal"), (7, "normal"), (8, "borderline"), (10, "borderline"), (11, "case")],
)
@pytest.mark.parametrize("offset", [0, 1])
def test_hads_bands(score, label, offset):
    values = [0] * 14
    for place in range(offset, 14, 2):
        values[place] = min(3, max(0, score - 3 * (place // 2)))
    scale = "depression" if offset else "anxiety"
    assert only("hads", values, scale) == (score, "complete")
    assert band("hads", values, scale) == label


def test_hads_half_rule():
    values = [2, 0] * 7
    # Items 1, 3, 5 missing: four answers of 2, so 7 x 2 = 14.
    assert only("hads", without(values, 1, 3, 5), "anxiety") == (14.0, "prorated")
    assert only("hads", without(values, 1, 3, 5)) == (14.0, "prorated")
    assert only("hads", without(values, 1, 3, 5), "depression") == (0.0, "complete")
    got = scored("hads", without(values, 1, 3, 5, 7))
    assert got["anxiety"] == got["total"] == (None, "invalid", None)
    assert got["depression"] == (0.0, "complete", "normal")


def test_hads_half_rule_leaves_fractions():
    # 3, 1, 1, 1 of four: mean 1.5, times 7 = 10.5, between the cuts.
    values = [3, 0, 1, 0, 1, 0, 1, 0] + [None, 0] * 3
    assert scored("hads", values)["anxiety"] == (10.5, "prorated", "borderline")


def test_hads_options_that_are_printed_from_three_down():
    down = [n for n, item in enumerate(registry.get("hads").items, 1) if item.descending]
    assert down == [1, 3, 5, 6, 8, 10, 11, 13]


DEPRESSION = [(4, "minimal"), (5, "mild"), (9, "mild"), (10, "moderate"), (14, "moderate")]
DEPRESSION += [(15, "moderately severe"), (19, "moderately severe"), (20, "severe")]


def spread(total, count, most):
    """Values that add up to a total."""
    return [min(most, max(0, total - most * n)) for n in range(count)]


@pytest.mark.parametrize(("code", "count"), [("phq-9", 9), ("phq-8", 8)])
@pytest.mark.parametrize(("total", "label"), DEPRESSION)
def test_phq_bands(code, count, total, label):
    assert scored(code, spread(total, count, 3))["total"] == (total, "complete", label)


def test_phq_9_fills_one_or_two_items_but_never_item_9():
    values = [2, 2, 2, 2, 2, 2, 2, 1, 1]  # 16
    # Without item 1: 14 of 8, times 9 = 15.75. Without 1 and 2: 12 of 7, times 9 = 108/7.
    assert only("phq-9", without(values, 1)) == (15.75, "prorated")
    assert only("phq-9", without(values, 1, 2)) == (108 / 7, "prorated")
    assert only("phq-9", without(values, 1, 2, 3)) == NO_SCORE
    assert only("phq-9", without(values, 9)) == NO_SCORE
    assert only("phq-9", without(values, 1, 9)) == NO_SCORE


def test_phq_8_and_gad_7_fill_one_or_two_items():
    # 8 items of 2 less two: 12 of 6, times 8 = 16. 7 items of 1 less two: 5 of 5, times 7.
    assert only("phq-8", without([2] * 8, 1, 8)) == (16.0, "prorated")
    assert only("phq-8", without([2] * 8, 1, 2, 3)) == NO_SCORE
    assert only("gad-7", without([1] * 7, 3, 7)) == (7.0, "prorated")
    assert only("gad-7", without([1] * 7, 1, 2, 3)) == NO_SCORE


@pytest.mark.parametrize(
    ("values", "result"),
    [
        ([0, 0, 0, 0, 0, 0, 0, 0, 0], 0),
        ([2, 0, 0, 0, 0, 0, 0, 0, 0], 0),  # one item alone
        ([2, 2, 0, 0, 0, 0, 0, 0, 0], 1),
        ([1, 1, 3, 3, 3, 3, 3, 3, 3], 0),  # neither of the first two
        ([0, 2, 2, 2, 1, 1, 1, 1, 0], 1),  # three
        ([0, 2, 2, 2, 2, 1, 1, 1, 0], 1),  # four
        ([0, 2, 2, 2, 2, 1, 1, 1, 1], 2),  # five: item 9 counts from 1
        ([2, 1, 2, 2, 2, 1, 1, 1, 0], 1),
        ([3, 3, 3, 3, 3, 3, 3, 3, 3], 2),
    ],
)
def test_phq_9_algorithm(values, result):
    names = {0: "neither", 1: "other depressive syndrome", 2: "major depressive syndrome"}
    assert scored("phq-9", values)["algorithm"] == (result, "complete", names[result])


@pytest.mark.parametrize("number", range(1, 10))
def test_phq_9_algorithm_needs_all_nine(number):
    assert only("phq-9", without([3] * 9, number), "algorithm") == NO_SCORE


@pytest.mark.parametrize(
    ("total", "label"),
    [(4, "minimal"), (5, "mild"), (9, "mild"), (10, "moderate"), (14, "moderate"), (15, "severe")],
)
def test_gad_7_bands(total, label):
    assert scored("gad-7", spread(total, 7, 3))["total"] == (total, "complete", label)


def test_pss_10_turns_four_items():
    # Items 4, 5, 7, 8 turned: 0 becomes 4.
    assert only("pss-10", [0] * 10) == (16.0, "complete")
    assert only("pss-10", [4, 4, 4, 0, 0, 4, 0, 0, 4, 4]) == (40.0, "complete")
    assert only("pss-10", [0, 0, 0, 4, 4, 0, 4, 4, 0, 0]) == (0.0, "complete")
    assert only("pss-10", without([0] * 10, 10)) == NO_SCORE


@pytest.mark.parametrize(("total", "label"), [(13, "0-13"), (14, "14-26"), (27, "27-40")])
def test_pss_10_bands(total, label):
    # Six plain items carry up to 24; item 4 turned carries the rest.
    plain = spread(total, 6, 4)
    back = 4 - (total - sum(plain))
    values = [*plain[:3], back, 4, plain[3], 4, 4, plain[4], plain[5]]
    assert scored("pss-10", values)["total"] == (total, "complete", label)


@pytest.mark.parametrize(
    ("total", "label"),
    [
        (7, "none"),
        (8, "subthreshold"),
        (14, "subthreshold"),
        (15, "moderate"),
        (21, "moderate"),
        (22, "severe"),
    ],
)
def test_isi_bands(total, label):
    assert scored("isi", spread(total, 7, 4))["total"] == (total, "complete", label)


@pytest.mark.parametrize("number", range(1, 8))
def test_isi_needs_all_seven(number):
    assert only("isi", without([1] * 7, number)) == NO_SCORE
