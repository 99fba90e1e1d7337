"""FFMQ, SCS-SF, AAQ-II, CEQ, CSQ-8, PGIC, CGI-S: expected values by hand from the keys."""

import pytest

from retraining.instruments import registry
from retraining.instruments.scoring import BadAnswer
from tests.instruments.scored import band, only, scored, without

NO_SCORE = (None, "invalid")


def scores(code, values):
    return [value for value, _status, _band in scored(code, values).values()]


def test_ffmq_15_facets():
    # Value = 1 everywhere but one item of each facet; turned items give 6 less their number.
    assert scores("ffmq-15", [1] * 15) == [3, 1 + 5 + 1, 15, 15, 3, 43]
    # Items 1..5 at 4: observe 4+1+1, describe 4+5+1, aware 2+5+5, judge 2+5+5, react 4+1+1.
    assert scores("ffmq-15", [4] * 5 + [1] * 10) == [6, 10, 12, 12, 6, 46]


def test_ffmq_15_which_items_are_turned():
    moved = [
        n
        for n in range(1, 16)
        if only("ffmq-15", [5 if n == m else 3 for m in range(1, 16)])[0] < 45
    ]
    assert moved == [3, 4, 7, 8, 9, 13, 14]


def test_ffmq_24_facets():
    # Turned: describe 5, 11; aware all five; judge all five.
    assert scores("ffmq-24", [1] * 24) == [4, 1 + 1 + 5 + 5 + 1, 25, 25, 5, 72]
    assert scores("ffmq-24", [3] * 24) == [12, 15, 15, 15, 15, 72]


@pytest.mark.parametrize(
    ("facet", "items"),
    [
        ("observe", [6, 10, 15, 20]),
        ("describe", [1, 2, 5, 11, 16]),
        ("act-aware", [8, 12, 17, 22, 23]),
        ("non-judge", [4, 7, 14, 19, 24]),
        ("non-react", [3, 9, 13, 18, 21]),
    ],
)
def test_ffmq_24_which_items_belong_to_a_facet(facet, items):
    for number in range(1, 25):
        value = only("ffmq-24", without([3] * 24, number), facet)
        assert (value == NO_SCORE) == (number in items)


def test_scs_sf_is_a_mean_after_turning_six_items():
    # 1, 4, 8, 9, 11, 12 turned: 5 becomes 1. Others at 1 too: mean (6 x 5 + 6 x 1) / 12 = 3.
    assert only("scs-sf", [1] * 12) == (3.0, "complete")
    kind = [1, 5, 5, 1, 5, 5, 5, 1, 1, 5, 1, 1]
    assert scored("scs-sf", kind)["total"] == (5.0, "complete", "high")
    assert set(scores("scs-sf", kind)) == {5.0}
    # Kindness 2, 6 at 2 and 5: 3.5. Judgement 11, 12 at 2 and 1: (4 + 5) / 2 = 4.5.
    got = scored("scs-sf", [1, 2, 1, 1, 1, 5, 1, 1, 1, 1, 2, 1])
    assert got["self-kindness"][0] == 3.5
    assert got["self-judgement"][0] == 4.5


@pytest.mark.parametrize(
    ("twelfths", "label"), [(29, "low"), (30, "mid"), (41, "mid"), (42, "high"), (60, "high")]
)
def test_scs_sf_bands(twelfths, label):
    counted = [1 + min(4, max(0, twelfths - 12 - 4 * n)) for n in range(12)]
    printed = [
        6 - value if n in (1, 4, 8, 9, 11, 12) else value for n, value in enumerate(counted, 1)
    ]
    assert scored("scs-sf", printed)["total"] == (twelfths / 12, "complete", label)


def test_scs_sf_needs_all_twelve():
    assert only("scs-sf", without([3] * 12, 7)) == NO_SCORE


@pytest.mark.parametrize(
    ("values", "total", "label"),
    [
        ([1] * 7, 7, "below clinical cut-offs"),
        ([3] * 5 + [4] * 2, 23, "below clinical cut-offs"),
        ([3] * 4 + [4] * 3, 24, "about clinical cut-offs"),
        ([4] * 7, 28, "about clinical cut-offs"),
        ([4] * 6 + [5], 29, "above clinical cut-offs"),
        ([7] * 7, 49, "above clinical cut-offs"),
    ],
)
def test_aaq_ii(values, total, label):
    assert scored("aaq-ii", values)["total"] == (total, "complete", label)


def test_ceq_brings_percentages_to_one_to_nine():
    # Expectancy: 50 % is 5, item 5 is 6, 100 % is 9: 20. Credibility 7 + 8 + 9 = 24.
    got = scored("ceq", [7, 8, 9, 50, 6, 100])
    assert got["credibility"] == (24.0, "complete", None)
    assert got["expectancy"] == (20.0, "complete", None)
    # 10 % is 1.8 and 30 % is 3.4, with 2: 7.2.
    assert only("ceq", [1, 1, 1, 10, 2, 30], "expectancy") == (7.2, "complete")


@pytest.mark.parametrize(
    ("number", "lost"), [(1, "credibility"), (4, "expectancy"), (5, "expectancy")]
)
def test_ceq_a_missing_item_loses_its_scale(number, lost):
    got = scored("ceq", without([5, 5, 5, 50, 5, 50], number))
    assert [name for name, (value, _, _) in got.items() if value is None] == [lost]


def test_csq_8_numbers_are_scores_already():
    assert only("csq-8", [1] * 8) == (8.0, "complete")
    assert only("csq-8", [4, 1, 4, 1, 1, 4, 4, 1]) == (20.0, "complete")
    assert only("csq-8", without([4] * 8, 2)) == NO_SCORE


def test_csq_8_four_items_are_printed_the_other_way():
    items = registry.get("csq-8").items
    assert [n for n, item in enumerate(items, 1) if not item.descending] == [2, 4, 5, 8]


@pytest.mark.parametrize(("value", "label"), [(1, "responder"), (2, "responder")])
def test_pgic_responders(value, label):
    assert scored("pgic", [value])["change"] == (value, "complete", label)


@pytest.mark.parametrize("value", range(3, 8))
def test_pgic_others(value):
    assert scored("pgic", [value])["change"] == (value, "complete", "no responder")


def test_cgi_s_names_each_number_and_knows_not_assessed():
    labels = [band("cgi-s", [value], "severity") for value in range(1, 8)]
    assert labels[0] == "normal, not at all ill"
    assert labels[6] == "among the most extremely ill"
    assert len(set(labels)) == 7
    assert only("cgi-s", [0], "severity") == NO_SCORE
    with pytest.raises(BadAnswer, match="8 is not among"):
        scored("cgi-s", [8])


def test_only_a_rater_fills_in_the_cgi_s():
    raters = [c for c in registry.codes() if registry.get(c).filled_by == "rater"]
    assert raters == ["cgi-s"]
