"""FIQR and FIQ: expected values by hand from the published rules."""

import pytest

from tests.instruments.scored import band, only, scored, without

NO_SCORE = (None, "invalid")
# Activities 1..9 (sum 45), overall 4 and 7 (11), symptoms 1..10 (55): 15 + 11 + 27.5.
SOME = [1, 2, 3, 4, 5, 6, 7, 8, 9, 4, 7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_fiqr_adds_a_third_of_the_activities_the_overall_items_and_half_of_the_symptoms():
    assert scored("fiqr", SOME) == {
        "function": (15.0, "complete", None),
        "overall": (11.0, "complete", None),
        "symptoms": (27.5, "complete", None),
        "total": (53.5, "complete", "moderate"),
    }


def test_fiqr_runs_from_0_to_100():
    assert only("fiqr", [0] * 21) == (0.0, "complete")
    assert only("fiqr", [10] * 21) == (100.0, "complete")


def test_fiqr_keeps_thirds_unrounded():
    assert only("fiqr", [1] + [0] * 20)[0] == 1 / 3


def test_fiqr_one_missing_activity_is_nine_eighths_of_the_others():
    # Without item 1: 44 x 9/8 / 3 = 16.5.
    got = scored("fiqr", without(SOME, 1))
    assert got["function"] == (16.5, "prorated", None)
    assert got["total"] == (55.0, "prorated", "moderate")


@pytest.mark.parametrize("missing", [(1, 2), (8, 9), (10,), (11,), (12,), (21,), (1, 10)])
def test_fiqr_strict_total_is_lost_with_two_activities_or_any_other_item(missing):
    assert only("fiqr", without(SOME, *missing)) == NO_SCORE


def test_fiqr_strict_domains_stand_by_themselves():
    got = scored("fiqr", without(SOME, 10, 15))
    assert got["function"] == (15.0, "complete", None)
    assert got["overall"] == got["symptoms"] == (None, "invalid", None)


def test_fiqr_older_rule_prorates_each_domain():
    # Activities 4..9 are 39 of 6: x 9/6 / 3 = 19.5. Overall 7 of 1: 14.
    # Symptoms without 10: 45 of 9: x 10/9 / 2 = 25.
    got = scored("fiqr", without(SOME, 1, 2, 3, 10, 21), "prorated-v1")
    assert got["function"] == (19.5, "prorated", None)
    assert got["overall"] == (14.0, "prorated", None)
    assert got["symptoms"] == (25.0, "prorated", None)
    assert got["total"] == (58.5, "prorated", "moderate")


@pytest.mark.parametrize("domain", [range(1, 10), (10, 11), range(12, 22)])
def test_fiqr_older_rule_needs_something_in_each_domain(domain):
    assert only("fiqr", without(SOME, *domain), rule="prorated-v1") == NO_SCORE


def test_fiqr_both_rules_agree_where_nothing_is_missing():
    assert only("fiqr", SOME) == only("fiqr", SOME, rule="prorated-v1")


def fiqr_of(total):
    """A person with this whole or half total: symptoms count a half each, overall items one."""
    overall = min(20, int(total))
    halves = int((total - overall) * 2)
    values = [0] * 21
    values[9], values[10] = min(10, overall), max(0, overall - 10)
    for place in range(11, 21):
        values[place] = min(10, halves)
        halves -= values[place]
    for place in range(9):  # thirds: six halves are three points
        values[place] = min(10, halves * 3 // 2)
        halves -= values[place] * 2 // 3
    return values


@pytest.mark.parametrize(
    ("total", "label"),
    [
        (0, "lowest band"),
        (30, "lowest band"),
        (30.5, "mild"),
        (45, "mild"),
        (45.5, "moderate"),
        (65, "moderate"),
        (65.5, "severe"),
    ],
)
def test_fiqr_bands_of_2018(total, label):
    values = fiqr_of(total)
    assert only("fiqr", values) == (total, "complete")
    assert band("fiqr", values) == label


@pytest.mark.parametrize(
    ("total", "label"),
    [(23, "0-23"), (24, "24-40"), (40, "24-40"), (41, "41-63"), (63, "41-63"), (64, "64-82")],
)
def test_fiqr_bands_of_2021(total, label):
    assert band("fiqr", fiqr_of(total), rule="salaffi-2021") == label


def test_fiqr_bands_of_2021_at_the_top():
    # 30 of activities + 20 overall + 33 (66 halves) = 83; one symptom less: 82.5.
    top = [10] * 11 + [10, 10, 10, 10, 10, 10, 6, 0, 0, 0]
    assert scored("fiqr", top, "salaffi-2021")["total"] == (83.0, "complete", "83 and over")
    assert band("fiqr", [*top[:17], 4, 0, 0, 0], rule="salaffi-2021") == "64-82"


# 11 activities of mean 2, 3 good days, 4 lost days, scales 1..7 (sum 28):
# 6.66 + 4 x 1.43 + 4 x 1.43 + 28 = 46.10.
FIQ = [2] * 11 + [3, 4] + [1, 2, 3, 4, 5, 6, 7]


def test_fiq_by_hand():
    assert only("fiq", FIQ) == (46.1, "complete")


def test_fiq_ends():
    # Seven good days are the best answer; 9.99 + 10.01 + 10.01 + 70.
    assert only("fiq", [0] * 11 + [7, 0] + [0] * 7) == (0.0, "complete")
    assert only("fiq", [3] * 11 + [0, 7] + [10] * 7) == (100.01, "complete")


def test_fiq_takes_the_mean_of_at_least_six_activities():
    # Mean of 3, 3, 3, 0, 0, 0 is 1.5: 4.995 + 11.44 + 28 = 44.435.
    six = [3, 3, 3, 0, 0, 0] + [None] * 5 + FIQ[11:]
    assert only("fiq", six) == (44.435, "prorated")
    assert only("fiq", without(six, 6)) == NO_SCORE


@pytest.mark.parametrize("number", range(12, 21))
def test_fiq_needs_both_day_counts_and_all_scales(number):
    assert only("fiq", without(FIQ, number)) == NO_SCORE
