"""The weekly check-in: its four numbers, their mean, and its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retraining.instruments import registry
from retraining.instruments.base import Direction
from retraining.instruments.scoring import BadAnswer, UnknownRule, score

CHECK_IN = registry.get("check-in")
ITEMS = ["pain", "tiredness", "sleep", "interference"]


def scored(**answers):
    return {s.scale: (s.score, str(s.status)) for s in score(CHECK_IN, answers)}


def test_each_number_is_a_scale_and_symptoms_are_their_mean():
    # (3 + 6 + 8 + 4) / 4 = 21 / 4
    assert scored(pain=3, tiredness=6, sleep=8, interference=4) == {
        "pain": (3.0, "complete"),
        "tiredness": (6.0, "complete"),
        "sleep": (8.0, "complete"),
        "interference": (4.0, "complete"),
        "symptoms": (5.25, "complete"),
    }


@pytest.mark.parametrize("answers", [{"pain": 3, "tiredness": None, "sleep": 8}, {"pain": 3}])
def test_a_missing_answer_leaves_its_scale_and_the_mean_without_a_score(answers):
    got = scored(**answers)
    assert got["pain"] == (3.0, "complete")
    assert got["tiredness"] == got["interference"] == got["symptoms"] == (None, "invalid")


def test_the_ends_of_the_range():
    assert scored(**dict.fromkeys(ITEMS, 0))["symptoms"] == (0.0, "complete")
    assert scored(**dict.fromkeys(ITEMS, 10))["symptoms"] == (10.0, "complete")


def test_every_score_carries_its_rule_and_no_band():
    got = score(CHECK_IN, dict.fromkeys(ITEMS, 5), "v1")
    assert {(s.rule, s.band) for s in got} == {("v1", None)}
    assert got == score(CHECK_IN, dict.fromkeys(ITEMS, 5))


@given(st.fixed_dictionaries(dict.fromkeys(ITEMS, st.integers(0, 10) | st.none())))
def test_scores_stay_in_range_and_are_there_when_all_is_answered(answers):
    scales = {scale.name: scale for scale in CHECK_IN.scales}
    for got in score(CHECK_IN, answers):
        needs = ITEMS if got.scale == "symptoms" else [got.scale]
        assert (got.score is not None) == all(answers[name] is not None for name in needs)
        if got.score is not None:
            assert scales[got.scale].minimum <= got.score <= scales[got.scale].maximum


@pytest.mark.parametrize("value", [11, -1, 2.0, "3", True])
def test_a_number_that_is_not_offered_is_refused(value):
    with pytest.raises(BadAnswer, match="pain") as refused:
        score(CHECK_IN, {"pain": value})
    assert refused.value.item == "pain"


def test_unknown_items_rules_and_value_sets_are_refused():
    with pytest.raises(BadAnswer, match="no item 'mood'"):
        score(CHECK_IN, {"mood": 3})
    with pytest.raises(UnknownRule, match="known: v1"):
        score(CHECK_IN, {}, "v9")
    with pytest.raises(UnknownRule, match="no value set 'spain'"):
        score(CHECK_IN, {}, value_set="spain")


def test_its_words_are_all_there_and_do_not_name_the_condition():
    assert CHECK_IN.text_shipped
    assert all(CHECK_IN.texts[key].strip() for key in CHECK_IN.text_keys())
    words = " ".join(CHECK_IN.texts.values()).lower()
    for private in ("fibromyalgia", "retraining", "mair", "amygdala", "relaxation"):
        assert private not in words


def test_it_runs_from_none_to_worst():
    scored_items, others = CHECK_IN.items[:4], CHECK_IN.items[4:]
    assert [item.name for item in scored_items] == ITEMS
    assert all(item.allowed == (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) for item in scored_items)
    assert {item.name: item.allowed for item in others} == {
        "own_practice": (0, 1, 2, 3, 4, 5, 6, 7),
        "treatment": (0, 1),
        "new_problem": (0, 1),
        "upset": (0, 1, 2, 3),
    }
    assert {scale.direction for scale in CHECK_IN.scales} == {Direction.HIGHER_WORSE}


def test_the_registry_knows_its_codes():
    assert "check-in" in registry.codes()
    assert all(registry.get(code).code == code for code in registry.codes())
    with pytest.raises(registry.UnknownInstrument, match="check-in"):
        registry.get("mood-ring")
