"""What scoring can do that published questionnaires need: turned items, gaps, bands, value sets."""

from dataclasses import replace
from fractions import Fraction

import pytest

from retraining.instruments.base import (
    INVALID,
    Bands,
    Direction,
    Instrument,
    Item,
    Outcome,
    Rule,
    Scale,
    ScaleRule,
    Section,
    Status,
)
from retraining.instruments.combine import Combine, How, Lookup, Total
from retraining.instruments.scoring import UnknownRule, score

ITEMS = tuple(Item(f"q{n}", (1, 2, 3, 4, 5)) for n in range(1, 5))
BANDS = Bands((8.0, 12.0), ("low", "middle", "high"), cut_belongs_below=True, source="a book")


def instrument(*scale_rules, value_sets=()):
    return Instrument(
        code="made-up",
        version="1",
        items=ITEMS,
        scales=tuple(Scale(part.scale, 0, 20, Direction.NONE) for part in scale_rules),
        rules=(Rule("strict", scale_rules, "a book"),),
        licence="none",
        text_shipped=False,
        source="a book",
        value_sets=value_sets,
    )


def one(scorer, answers, bands=None):
    (got,) = score(instrument(ScaleRule("total", scorer, bands)), answers)
    return got.score, str(got.status), got.band


def answers(*values):
    return {f"q{n}": value for n, value in enumerate(values, start=1)}


def test_a_sum_and_a_mean():
    assert one(Combine(ITEMS), answers(1, 2, 3, 5)) == (11.0, "complete", None)
    assert one(Combine(ITEMS, How.MEAN), answers(1, 2, 3, 5)) == (2.75, "complete", None)


def test_turned_items_change_lowest_for_highest():
    # 1 + (6 - 2) + 3 + (6 - 5)
    assert one(Combine(ITEMS, turned={"q2", "q4"}), answers(1, 2, 3, 5))[0] == 9.0
    # Items that begin at 0 as well: 0..3 turns 1 into 2.
    assert Combine((Item("a", (0, 1, 2, 3)),), turned={"a"})({"a": 1}).score == 2.0


def test_a_missing_item_takes_the_mean_of_the_others_where_enough_are_there():
    half = Combine(ITEMS, needed=2)
    # Mean of 2, 3, 5 is 10/3; four times that.
    assert one(half, answers(2, None, 3, 5)) == (40 / 3, "prorated", None)
    assert one(half, answers(2, None, None, 5)) == (14.0, "prorated", None)
    assert one(half, answers(2, None, None, None)) == (None, "invalid", None)
    assert one(Combine(ITEMS, needed=0), {}) == (None, "invalid", None)


def test_prorating_turns_items_before_the_mean_is_taken():
    # q4 = 5 turns into 1: mean of 3 and 1 is 2.
    assert one(Combine(ITEMS, needed=2, turned={"q4"}), {"q1": 3, "q4": 5})[0] == 8.0


def test_a_factor_is_exact():
    # 9 thirds are 3, not 2.9999999999999996.
    assert one(Combine(ITEMS, times=Fraction(1, 3)), answers(1, 1, 2, 5))[0] == 3.0


@pytest.mark.parametrize(
    ("values", "band"),
    [((1, 1, 1, 5), "low"), ((1, 1, 2, 5), "middle"), ((1, 1, 5, 5), "middle"), ((5,) * 4, "high")],
)
def test_a_cut_that_belongs_below(values, band):
    assert one(Combine(ITEMS), answers(*values), BANDS)[2] == band


def test_a_cut_that_belongs_above():
    above = replace(BANDS, cut_belongs_below=False)
    assert [above.label(s) for s in (7.9, 8.0, 11.9, 12.0)] == ["low", "middle", "middle", "high"]


def test_no_score_no_band():
    assert one(Combine(ITEMS), {}, BANDS) == (None, "invalid", None)


def test_bands_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="label"):
        Bands((1.0,), ("low",), cut_belongs_below=True, source="")
    with pytest.raises(ValueError, match="rise"):
        Bands((2.0, 2.0), ("a", "b", "c"), cut_belongs_below=True, source="")


def test_a_value_set_is_needed_where_there_are_some_and_reaches_the_scorer():
    def weighted(given, value_set):
        return Outcome({"north": 0.5, "south": 0.7}[value_set] * given["q1"], Status.COMPLETE)

    made = instrument(ScaleRule("index", weighted), value_sets=("north", "south"))
    assert score(made, {"q1": 2}, value_set="north")[0].score == 1.0
    for value_set in (None, "east"):
        with pytest.raises(UnknownRule, match="known: north, south"):
            score(made, {"q1": 2}, value_set=value_set)


def test_rules_stand_beside_each_other_and_the_first_is_the_default():
    strict = instrument(ScaleRule("total", Combine(ITEMS)))
    lenient = Rule(
        "lenient",
        (ScaleRule("total", Combine(ITEMS, needed=1)),),
        "a book",
        unverified=True,
        doubt="the book",
    )
    both = replace(strict, rules=(*strict.rules, lenient))
    assert score(both, {"q1": 2})[0].status is Status.INVALID
    got = score(both, {"q1": 2}, "lenient")[0]
    assert (got.score, got.status, got.rule) == (8.0, Status.PRORATED, "lenient")


def test_a_rule_must_score_every_scale_in_order():
    total = ScaleRule("total", Combine(ITEMS))
    with pytest.raises(ValueError, match="must score total"):
        replace(instrument(total), rules=(Rule("half", (), ""),))


def test_shipped_text_must_be_whole():
    with pytest.raises(ValueError, match="no text for title, intro, q1"):
        replace(instrument(ScaleRule("total", Combine(ITEMS))), text_shipped=True)


def test_a_score_is_missing_exactly_where_it_is_invalid():
    assert INVALID.score is None
    for value, status in ((None, Status.COMPLETE), (1.0, Status.INVALID)):
        with pytest.raises(ValueError, match="missing exactly"):
            Outcome(value, status)


def test_a_doubt_is_named_exactly_where_a_rule_is_unverified():
    for unverified, doubt in ((True, ""), (False, "the book")):
        with pytest.raises(ValueError, match="say what is unverified"):
            Rule("v1", (), "a book", unverified=unverified, doubt=doubt)


def test_items_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="one option text"):
        Item("q1", (0, 1), options=("no",))
    with pytest.raises(ValueError, match="must rise"):
        Item("q1", (1, 0))
    with pytest.raises(ValueError, match="missing code"):
        Item("q1", (0, 1), missing_codes=(1,))


def test_sections_must_hold_all_items_in_order():
    made = instrument(ScaleRule("total", Combine(ITEMS)))
    assert replace(made, sections=(Section("all", ("q1", "q2", "q3", "q4")),)).sections
    for names in (("q1", "q2", "q3"), ("q2", "q1", "q3", "q4")):
        with pytest.raises(ValueError, match="sections must hold"):
            replace(made, sections=(Section("all", names),))


def test_options_keep_their_number_whatever_the_order_of_printing():
    down = Item("q1", (0, 1, 2), options=("a", "b", "c"), descending=True)
    assert down.printed() == (2, 1, 0)
    assert [down.option_key(value) for value in down.printed()] == ["c", "b", "a"]
    ends = Item("q1", (0, 1, 2), low="none", high="all")
    assert [ends.option_key(value) for value in ends.printed()] == ["none", "", "all"]


def test_required_items_are_never_filled_in():
    careful = Combine(ITEMS, needed=2, required=("q4",))
    assert one(careful, answers(1, 2, 3, None)) == (None, "invalid", None)
    assert one(careful, answers(None, 2, 3, 4)) == (12.0, "prorated", None)


def test_a_total_is_there_where_all_its_parts_are():
    total = Total((Combine(ITEMS[:2], needed=1), Combine(ITEMS[2:], times=Fraction(1, 3))))
    assert one(total, answers(1, 2, 3, 5)) == (17 / 3, "complete", None)
    assert one(total, answers(4, None, 1, 2)) == (9.0, "prorated", None)
    assert one(total, answers(1, 2, 3, None)) == (None, "invalid", None)


def test_a_table_is_read_only_where_every_item_is_there():
    table = Lookup(Combine(ITEMS[:2], needed=1), {n: n * 10.0 for n in range(2, 11)})
    assert one(table, answers(1, 2, 3, 5)) == (30.0, "complete", None)
    assert one(table, answers(1, None, 3, 5)) == (None, "invalid", None)
