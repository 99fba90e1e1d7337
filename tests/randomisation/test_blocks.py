"""Permuted blocks: balanced, in ratio, fair, independent, and the same again from a seed."""

import hashlib
from collections import Counter
from itertools import groupby, islice
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retraining.randomisation.blocks import (
    Arm,
    BadPlan,
    Plan,
    commitment,
    make_list,
    stratum_labels,
    to_csv,
)
from retraining.randomisation.draws import below, shuffled, words

TWO = (Arm("A", 1), Arm("B", 1))
SITES = {"site": ("x", "y"), "sex": ("f", "m")}


def plan(arms=TWO, blocks=(4, 6), strata=None, per_stratum=60):
    return Plan(arms, blocks, SITES if strata is None else strata, per_stratum)


def by_stratum(rows):
    return {label: list(group) for label, group in groupby(rows, key=lambda row: row.stratum)}


def naive(arms, sizes, label, least, seed):
    """The documented recipe once more, with its own arithmetic: one long text of hex digits."""
    digits = "".join(
        hashlib.sha256(f"retraining-draws-1|{seed}|{label}|{c}".encode()).hexdigest()
        for c in range(200)
    )
    numbers = [int(digits[i : i + 16], 16) for i in range(0, len(digits), 16)]

    def draw(limit):
        while True:
            number = numbers.pop(0)
            if number // limit < 2**64 // limit:
                return number - number // limit * limit

    lines, block = [], 0
    while len(lines) < least:
        block += 1
        size = sizes[draw(len(sizes))]
        left = "".join(code * (ratio * size // sum(arms.values())) for code, ratio in arms.items())
        for last in range(size - 1, 0, -1):
            swap = draw(last + 1)
            cut = list(left)
            cut[last], cut[swap] = cut[swap], cut[last]
            left = "".join(cut)
        for code in left:
            lines.append(f"{label},{len(lines) + 1},{block},{size},{code}\n")
    return "".join(lines)


def test_the_bytes_of_a_small_list():
    # printf %s 'retraining-draws-1|00ff|all|0' | sha256sum
    #   4f6fea91e22605df 6fc24c90499f7fd3 d359487d8dab1df9 93dec8d4225d3e30
    # The first word draws the only size. Then AABB: the fourth place changes with the fourth
    # (remainder of 4 is 3), the third with the second (remainder of 3 is 1: ABAB), the second
    # with the first (even: BAAB).
    assert to_csv(make_list(plan(blocks=(4,), strata={}, per_stratum=4), "00ff")) == (
        "stratum,position,block,block_size,arm\n"
        "all,1,1,4,B\n"
        "all,2,1,4,A\n"
        "all,3,1,4,A\n"
        "all,4,1,4,B\n"
    )


def test_the_same_list_by_a_second_way():
    arms = (Arm("A", 2), Arm("B", 1), Arm("C", 1))
    got = to_csv(make_list(plan(arms=arms, blocks=(12, 4, 8), per_stratum=30), "C0FFEE"))
    parts = [
        naive({"A": 2, "B": 1, "C": 1}, [4, 8, 12], f"site={site};sex={sex}", 30, "c0ffee")
        for site in "xy"
        for sex in "fm"
    ]
    assert got == "stratum,position,block,block_size,arm\n" + "".join(parts)


def test_a_seed_gives_its_list_again_and_another_seed_another():
    assert make_list(plan(), "ab" * 16) == make_list(plan(), "AB" * 16)
    assert make_list(plan(), "ab" * 16) != make_list(plan(), "ac" * 16)


def test_the_order_of_block_sizes_does_not_count():
    assert make_list(plan(blocks=(6, 4)), "1f") == make_list(plan(blocks=(4, 6)), "1f")


arm_plans = st.lists(st.integers(1, 3), min_size=2, max_size=4).flatmap(
    lambda ratios: st.builds(
        plan,
        arms=st.just(tuple(Arm(f"arm{n}", ratio) for n, ratio in enumerate(ratios))),
        blocks=st.sets(st.integers(1, 3), min_size=1).map(
            lambda times: tuple(n * sum(ratios) for n in times)
        ),
        per_stratum=st.integers(1, 40),
    )
)


@given(arm_plans, st.text("0123456789abcdef", min_size=1, max_size=64))
def test_every_block_of_every_stratum_is_whole_and_in_ratio(made, seed):
    strata = by_stratum(make_list(made, seed))
    assert list(strata) == ["site=x;sex=f", "site=x;sex=m", "site=y;sex=f", "site=y;sex=m"]
    for rows in strata.values():
        assert [row.position for row in rows] == list(range(1, len(rows) + 1))
        blocks = [list(group) for _, group in groupby(rows, key=lambda row: row.block)]
        assert [block[0].block for block in blocks] == list(range(1, len(blocks) + 1))
        assert len(rows) >= made.per_stratum > len(rows) - len(blocks[-1])
        for block in blocks:
            assert {row.block_size for row in block} == {len(block)}
            assert len(block) in made.block_sizes
            share = len(block) // sum(arm.ratio for arm in made.arms)
            expected = {arm.code: arm.ratio * share for arm in made.arms}
            assert Counter(row.arm for row in block) == expected


def within_theory(counts, options):
    """Each count within 4.5 standard deviations of a fair draw: wrong by chance once in 10^5."""
    total = sum(counts.values())
    mean = total / options
    spread = sqrt(total * (1 / options) * (1 - 1 / options))
    return len(counts) == options and all(abs(n - mean) < 4.5 * spread for n in counts.values())


def blocks_of(made, seed):
    return [
        list(group)
        for rows in by_stratum(make_list(made, seed)).values()
        for _, group in groupby(rows, key=lambda row: row.block)
    ]


def test_block_sizes_are_equally_likely():
    blocks = blocks_of(plan(blocks=(2, 4, 6), per_stratum=8000), "5eed")
    assert within_theory(Counter(len(block) for block in blocks[:-4]), 3)


def test_the_orders_within_a_block_are_equally_likely():
    blocks = blocks_of(plan(blocks=(4,), per_stratum=6000), "5eed")
    assert within_theory(Counter("".join(row.arm for row in block) for block in blocks), 6)


def test_a_stratum_tells_nothing_on_another():
    strata = by_stratum(make_list(plan(blocks=(2,), per_stratum=4000), "5eed"))
    first, second, *_ = strata.values()
    pairs = Counter((a.arm, b.arm) for a, b in zip(first[::2], second[::2], strict=True))
    assert within_theory(pairs, 4)


def test_a_new_site_leaves_the_lists_of_the_others_alone():
    two = by_stratum(make_list(plan(), "abc"))
    three = by_stratum(make_list(plan(strata=SITES | {"site": ("w", "x", "y")}), "abc"))
    assert len(three) == 6
    assert all(three[label] == rows for label, rows in two.items())


def test_labels_without_factors_and_in_the_given_order():
    assert stratum_labels({}) == ["all"]
    assert stratum_labels({"sex": ["f", "m"], "site": ["x"]}) == ["sex=f;site=x", "sex=m;site=x"]


def test_words_at_the_top_are_thrown_away():
    # 2^64 = 3 x 6148914691236517205 + 1: only the largest word would favour the remainder 0.
    assert below(iter([2**64 - 1, 2**64 - 2]), 3) == (2**64 - 2) % 3 == 2
    assert below(iter([2**64 - 1]), 2) == 1
    assert below(iter([2**64 - 1]), 1) == 0


def test_a_shuffle_goes_from_the_last_place_down():
    # Places 3, 2, 1 change with places 0, 1, 1: abcd -> dbca -> dcba -> dcba.
    assert shuffled(iter([4, 1, 1]), "abcd") == ["d", "c", "b", "a"]


def test_streams_differ_by_seed_and_label():
    streams = [("a", "x"), ("a", "y"), ("b", "x")]
    assert len({tuple(islice(words(*stream), 8)) for stream in streams}) == 3


def test_the_commitment_is_the_hash_of_salt_and_bytes():
    # printf 'saltstratum\n' | sha256sum
    assert commitment(b"salt", b"stratum\n") == (
        "d54069f2158e91c20ad0a485114f1ab0ed19832e2511a6136a26aa7ad008d823"
    )


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"arms": (Arm("A", 1),)}, "two arms"),
        ({"arms": (Arm("A", 1), Arm("A", 1))}, "twice"),
        ({"arms": (Arm("A", 1), Arm("B", 0))}, "ratio of arm B"),
        ({"arms": (Arm("A", 1), Arm("B", -1))}, "ratio of arm B"),
        ({"arms": (Arm("A", 1), Arm("", 1))}, "letters"),
        ({"arms": (Arm("A", 1), Arm("=B", 1))}, "letters"),
        ({"blocks": ()}, "at least one block size"),
        ({"blocks": (5,)}, "not a multiple of 2"),
        ({"blocks": (0,)}, "block size 0"),
        ({"blocks": (-2,)}, "block size -2"),
        ({"blocks": (4, 4)}, "twice"),
        ({"strata": {"site": ()}}, "no level"),
        ({"strata": {"site": ("x", "x")}}, "twice"),
        ({"strata": {"site": ("x;y",)}}, "letters"),
        ({"strata": {"a=b": ("x",)}}, "letters"),
        ({"per_stratum": 0}, "at least 1 row"),
        ({"per_stratum": 10**9}, "at most"),
        ({"strata": {f"f{n}": tuple("abcdefghij") for n in range(300)}}, "at most"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(change, text):
    with pytest.raises(BadPlan, match=text):
        plan(**change)


@pytest.mark.parametrize("seed", ["", "xyz", "0x1f", "1 f", "é", "1f\n", "0" * 257])
def test_a_seed_that_is_not_hexadecimal_is_refused(seed):
    with pytest.raises(BadPlan, match="seed"):
        make_list(plan(), seed)
