"""Minimisation: cases worked by hand, and what must hold for any history."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retraining.randomisation.blocks import Arm
from retraining.randomisation.minimisation import DICE_VALUES, MEASURES, Placed, Rule, fall, odds

EVEN = (Arm("A", 1), Arm("B", 1))
SITE_AND_SEX = {"site": Fraction(1), "sex": Fraction(2)}
# Site x: A twice, B once. Women: A three times, B never.
HISTORY = [
    Placed({"site": "x", "sex": "f"}, "A"),
    Placed({"site": "x", "sex": "m"}, "B"),
    Placed({"site": "y", "sex": "f"}, "A"),
    Placed({"site": "x", "sex": "f"}, "A"),
]
WOMAN_IN_X = {"site": "x", "sex": "f"}


def rule(measure="range", arms=EVEN, weights=SITE_AND_SEX, p="0.8"):
    return Rule(arms, weights, Fraction(p), measure)


@pytest.mark.parametrize(
    ("measure", "if_a", "if_b"),
    [
        # To A: x 3:1, women 4:0. To B: x 2:2, women 3:1. Women weigh twice.
        ("range", 2 + 2 * 4, 0 + 2 * 2),
        ("variance", 1 + 2 * 4, 0 + 2 * 1),
        ("sd", 1 + 2 * 2, 0 + 2 * 1),
    ],
)
def test_two_factors_by_each_measure(measure, if_a, if_b):
    found = odds(rule(measure), HISTORY, WOMAN_IN_X)
    assert found.imbalance == {"A": if_a, "B": if_b}
    assert found.favoured == ("B",)
    assert found.probability == {"A": Fraction(1, 5), "B": Fraction(4, 5)}


def test_counts_are_divided_by_the_ratio_of_their_arm():
    # Site x: A four times, B twice, at 2:1. To A: 5/2 and 2; to B: 2 and 3.
    arms = (Arm("A", 2), Arm("B", 1))
    history = [Placed({"site": "x"}, arm) for arm in "AAAABB"]
    found = odds(rule(arms=arms, weights={"site": Fraction(1)}), history, {"site": "x"})
    assert found.imbalance == {"A": 0.5, "B": 1.0}
    assert found.favoured == ("A",)


def test_tied_arms_share_p_by_ratio_and_the_others_the_rest():
    # Site x: A 0, B 0, C 1, D 2 of ratios 1, 2, 1, 3. To A: (1, 0, 1, 2/3); to B:
    # (0, 1/2, 1, 2/3); to C: (0, 0, 2, 2/3); to D: (0, 0, 1, 1). Ranges: 1, 1, 2, 1.
    arms = (Arm("A", 1), Arm("B", 2), Arm("C", 1), Arm("D", 3))
    history = [Placed({"site": "x"}, arm) for arm in "CDD"]
    found = odds(rule(arms=arms, weights={"site": Fraction(1)}), history, {"site": "x"})
    assert found.imbalance == {"A": 1.0, "B": 1.0, "C": 2.0, "D": 1.0}
    assert found.favoured == ("A", "B", "D")
    fifth = Fraction(1, 5)
    assert found.probability == {
        "A": Fraction(4, 5) * Fraction(1, 6),
        "B": Fraction(4, 5) * Fraction(2, 6),
        "C": fifth,
        "D": Fraction(4, 5) * Fraction(3, 6),
    }


def test_where_all_are_tied_the_ratio_decides():
    arms = (Arm("A", 1), Arm("B", 1), Arm("C", 1))
    found = odds(rule(arms=arms), [], WOMAN_IN_X)
    assert found.favoured == ("A", "B", "C")
    assert set(found.probability.values()) == {Fraction(1, 3)}


def test_roots_that_add_up_in_another_order_are_still_a_tie():
    # The same three roots stand in one order for A and in another for B.
    arms = (Arm("A", 1), Arm("B", 1), Arm("C", 1))
    weights = {"one": Fraction("0.1"), "two": Fraction("0.1"), "three": Fraction("0.1")}
    history = [
        Placed({"one": "k", "two": "-", "three": "k"}, "A"),
        Placed({"one": "-", "two": "k", "three": "k"}, "B"),
    ]
    levels = {"one": "k", "two": "k", "three": "k"}
    found = odds(rule("sd", arms, weights), history, levels)
    assert found.imbalance["A"] == pytest.approx(found.imbalance["B"], rel=1e-12)
    assert found.favoured == ("C",)
    assert odds(rule("sd", arms[:2], weights), history, levels).favoured == ("A", "B")


def test_a_factor_of_an_amendment_does_not_count_those_before():
    history = [Placed({"site": "x"}, "A")]
    assert odds(rule(), history, WOMAN_IN_X).imbalance == {"A": 2 + 2, "B": 0 + 2}


def test_the_dice_lie_as_wide_as_the_odds():
    probability = {"A": Fraction(1, 4), "B": Fraction(1, 2), "C": Fraction(1, 4)}
    quarter = DICE_VALUES // 4
    falls = [0, quarter - 1, quarter, 3 * quarter - 1, 3 * quarter, DICE_VALUES - 1]
    assert [fall(probability, dice) for dice in falls] == ["A", "A", "B", "B", "C", "C"]


levels = st.sampled_from("klm")
people = st.lists(
    st.builds(
        lambda one, two, arm: Placed({"one": one, "two": two}, arm),
        levels, levels, st.sampled_from("ABC"),
    ),
    max_size=25,
)  # fmt: skip
rules = st.builds(
    lambda ratios, one, two, p, measure: Rule(
        tuple(Arm(code, ratio) for code, ratio in zip("ABC", ratios, strict=True)),
        {"one": Fraction(one), "two": Fraction(two)},
        Fraction(p, 20),
        measure,
    ),
    st.lists(st.integers(1, 4), min_size=3, max_size=3),
    st.integers(1, 5), st.integers(1, 5), st.integers(1, 20), st.sampled_from(sorted(MEASURES)),
)  # fmt: skip


@given(rules, people, levels, levels)
def test_probabilities_add_up_and_no_favoured_arm_is_worse(rule, history, one, two):
    found = odds(rule, history, {"one": one, "two": two})
    assert sum(found.probability.values()) == 1
    worst = max(found.imbalance[code] for code in found.favoured)
    assert all(value >= worst * (1 - 1e-8) for value in found.imbalance.values())
    if len(found.favoured) < 3:
        assert sum(found.probability[code] for code in found.favoured) == rule.p


@given(rules, people, levels, levels, st.randoms(use_true_random=False), st.integers(2, 9))
def test_neither_the_order_of_people_nor_the_size_of_weights_matters(
    rule, history, one, two, random, times
):
    levels = {"one": one, "two": two}
    found = odds(rule, history, levels)
    shuffled = random.sample(history, len(history))
    heavier = Rule(rule.arms, {k: w * times for k, w in rule.weights.items()}, rule.p, rule.measure)
    again = odds(heavier, shuffled, levels)
    assert (again.favoured, again.probability) == (found.favoured, found.probability)


@given(people, levels, levels, st.sampled_from(["range", "variance"]))
def test_of_two_equal_arms_and_one_factor_the_smaller_is_favoured(history, one, two, measure):
    mine = [placed for placed in history if placed.arm in "AB"]
    found = odds(rule(measure, weights={"one": Fraction(1)}), mine, {"one": one, "two": two})
    count = {arm: sum(p.arm == arm and p.levels["one"] == one for p in mine) for arm in "AB"}
    fewest = min(count.values())
    assert set(found.favoured) == {arm for arm in "AB" if count[arm] == fewest}
