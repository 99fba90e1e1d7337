"""Lists against theory: 100,000 places against the exact distribution, and what can be guessed."""

from collections import Counter
from fractions import Fraction
from functools import cache, lru_cache
from itertools import groupby
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retraining.randomisation.blocks import Arm, Plan, make_list

TWO = (Arm("A", 1), Arm("B", 1))
SEED = "c0ffee" * 8
PLACES = 100_000
# The value that chi-square exceeds once in 100,000 draws, by degrees of freedom (scipy.stats.chi2).
ONE_IN_100_000 = {5: 30.86, 19: 59.96, 1: 19.51}


def chi_square(counts, expected):
    return sum((counts[key] - mean) ** 2 / mean for key, mean in expected.items())


@lru_cache(maxsize=1)
def hundred_thousand():
    return make_list(Plan(TWO, (4, 6), {}, PLACES), SEED)


def blocks(rows):
    return [list(group) for _, group in groupby(rows, key=lambda row: row.block)]


def test_a_hundred_thousand_places_follow_the_exact_distribution():
    made = blocks(hundred_thousand())
    assert sum(len(block) for block in made) >= PLACES
    whole = made[:-1]  # whether there is a last one depends on the sizes before it
    sizes = Counter(len(block) for block in whole)
    assert chi_square(sizes, {4: len(whole) / 2, 6: len(whole) / 2}) < ONE_IN_100_000[1]
    for size, orders in ((4, comb(4, 2)), (6, comb(6, 3))):
        seen = Counter("".join(r.arm for r in b) for b in whole if len(b) == size)
        assert len(seen) == orders
        expected = dict.fromkeys(seen, sizes[size] / orders)
        assert chi_square(seen, expected) < ONE_IN_100_000[orders - 1]


def test_the_chi_square_would_notice_a_list_that_is_not_fair():
    counts = {"AABB": 4200, "BBAA": 3800} | {f"o{n}": 4000 for n in range(4)}
    expected = dict.fromkeys(counts, 4000)
    assert chi_square(counts, expected) < ONE_IN_100_000[5]  # 20: chance alone may do this
    assert chi_square(counts | {"AABB": 4400}, expected) > ONE_IN_100_000[5]


# --- what somebody who knows every earlier arm, and that blocks are 4 or 6, can guess -------------


@cache
def futures(size, at, ahead):
    """Orders of the rest of a block: after `at` places of which A leads B by `ahead`."""
    left = size - at
    a_left = size // 2 - (at + ahead) // 2
    return comb(left, a_left) if 0 <= a_left <= left and (at + ahead) % 2 == 0 else 0


def beliefs(arms):
    """Before each place: the probability of A, for somebody who sees all places before it.

    Keeps every state (size of the block, place in it, lead of A) with its probability, by Bayes.
    """
    state = {(size, 0, 0): Fraction(1, 2) for size in (4, 6)}
    for arm in arms:
        of_a = Fraction(0)
        after = {}
        for (size, at, ahead), weight in state.items():
            whole = futures(size, at, ahead)
            for code, step in (("A", 1), ("B", -1)):
                share = weight * Fraction(futures(size, at + 1, ahead + step), whole)
                of_a += share if code == "A" else 0
                if code == arm and share:
                    after[size, at + 1, ahead + step] = share
        yield of_a
        seen = sum(after.values())
        state = {}
        for (size, at, ahead), share in after.items():
            weight = Fraction(share / seen).limit_denominator(10**9)
            if at == size:
                for fresh in (4, 6):
                    key = (fresh, 0, 0)
                    state[key] = state.get(key, 0) + weight / 2
            else:
                state[size, at, ahead] = state.get((size, at, ahead), 0) + weight


def test_a_prefix_predicts_no_better_than_theory_with_sizes_unknown():
    """The best guesser's hits are those that the guesser's own odds foretell, and no more."""
    arms = [row.arm for row in hundred_thousand()[:6000]]
    hits, foretold, spread = 0, 0.0, 0.0
    for arm, of_a in zip(arms, beliefs(arms), strict=True):
        best = max(of_a, 1 - of_a)
        guess = "A" if of_a > Fraction(1, 2) else "B"
        hits += guess == arm
        foretold += float(best)
        spread += float(best * (1 - best))
    assert abs(hits - foretold) < 4.5 * spread**0.5
    assert foretold / len(arms) < 0.71  # the best guesser of blocks of 4 alone has 17 of 24


def test_the_guesser_knows_the_last_places_of_a_block_of_four_when_sizes_are_known():
    assert futures(4, 2, 2) == 1  # AA: then BB is sure
    assert futures(6, 3, 3) == 1
    assert next(beliefs("AAA")) == Fraction(1, 2)
    # AA came: in a block of 4 A is out, in one of 6 one A is left of four places.
    by_hand = (
        Fraction(1, 4)
        * (Fraction(1, 2) * Fraction(4, 20))
        / (Fraction(1, 2) * Fraction(1, 6) + Fraction(1, 2) * Fraction(4, 20))
    )
    assert list(beliefs("AAA"))[2] == by_hand


plans = st.builds(
    lambda ratios, times, levels: Plan(
        tuple(Arm(code, ratio) for code, ratio in zip("ABCD", ratios, strict=False)),
        tuple(sum(ratios) * t for t in sorted(times)),
        {"site": [f"s{n}" for n in range(levels)]},
        40,
    ),
    st.lists(st.integers(1, 3), min_size=2, max_size=4),
    st.sets(st.integers(1, 4), min_size=1, max_size=3),
    st.integers(1, 3),
)


@settings(max_examples=60)
@given(plans, st.integers(0, 2**128))
def test_the_arms_stand_in_their_ratio_at_the_end_of_every_block(plan, seed):
    for _label, rows in groupby(make_list(plan, f"{seed:032x}"), key=lambda row: row.stratum):
        seen = Counter()
        for block in blocks(list(rows)):
            seen.update(row.arm for row in block)
            assert len({Fraction(seen[arm.code], arm.ratio) for arm in plan.arms}) == 1


@settings(max_examples=60)
@given(plans, st.integers(0, 2**128))
def test_a_stratum_is_the_same_whichever_others_there_are(plan, seed):
    alone = Plan(plan.arms, plan.block_sizes, {"site": ["s0"]}, plan.per_stratum)
    text = f"{seed:032x}"
    first = [row for row in make_list(plan, text) if row.stratum == "site=s0"]
    assert make_list(alone, text) == first


def test_two_strata_of_a_long_list_are_independent():
    rows = make_list(Plan(TWO, (4, 6), {"site": "xy"}, 20_000), SEED)
    by_stratum = {k: list(g) for k, g in groupby(rows, key=lambda row: row.stratum)}
    pairs = Counter((a.arm, b.arm) for a, b in zip(*by_stratum.values(), strict=False))
    total = sum(pairs.values())
    expected = dict.fromkeys([(a, b) for a in "AB" for b in "AB"], total / 4)
    assert chi_square(pairs, expected) < ONE_IN_100_000[1]
    assert pytest.approx(total / 2, rel=0.03) == pairs["A", "A"] + pairs["B", "B"]
