"""EQ-5D-5L, EQ VAS and PROMIS-29: expected values by hand from value sets and tables."""

import pytest

from retraining.instruments import registry
from retraining.instruments.base import Direction
from tests.instruments.scored import band, only, scored, without

NO_SCORE = (None, "invalid")


@pytest.mark.parametrize(
    ("value_set", "profile", "index"),
    [
        # 1 - (.050 + .063 + .276 + .289)
        ("england-2018", [1, 2, 3, 4, 5], 0.322),
        ("england-2018", [5, 5, 5, 5, 5], -0.285),
        ("uk-2026", [2, 2, 2, 2, 2], 0.784),
        ("uk-2026", [5, 5, 5, 5, 5], -0.567),
        # .0839717 + .0500236 + .0440448 + .077983 + .0807394 = .3367625
        ("spain", [2, 2, 2, 2, 2], 0.663),
        # .337318 + .1961494 + .153155 + .3818179 + .3477585 = 1.4161988
        ("spain", [5, 5, 5, 5, 5], -0.416),
        ("germany", [5, 5, 5, 5, 5], -0.661),
        ("germany", [1, 1, 1, 1, 2], 0.97),
        # .035 and the constant .047
        ("netherlands", [2, 1, 1, 1, 1], 0.918),
        ("netherlands", [5, 5, 5, 5, 5], -0.446),
        ("usa", [5, 5, 5, 5, 5], -0.573),
        ("usa", [1, 1, 3, 1, 1], 0.899),
    ],
)
def test_eq_5d_index(value_set, profile, index):
    assert only("eq-5d-5l", profile, "index", value_set=value_set) == (index, "complete")


@pytest.mark.parametrize("value_set", registry.get("eq-5d-5l").value_sets)
def test_eq_5d_full_health_is_1_and_takes_no_constant(value_set):
    assert only("eq-5d-5l", [1] * 5, "index", value_set=value_set) == (1.0, "complete")


def test_eq_5d_has_the_six_value_sets_that_are_known():
    known = ["england-2018", "uk-2026", "spain", "germany", "netherlands", "usa"]
    assert list(registry.get("eq-5d-5l").value_sets) == known


@pytest.mark.parametrize("number", range(1, 6))
def test_eq_5d_a_missing_answer_leaves_no_index(number):
    for gap in (None, 9):
        values = [gap if n == number else 1 for n in range(1, 6)]
        assert only("eq-5d-5l", values, "index", value_set="spain") == NO_SCORE


def test_eq_vas():
    assert only("eq-vas", [0], "vas") == (0.0, "complete")
    assert only("eq-vas", [100], "vas") == (100.0, "complete")
    assert only("eq-vas", [999], "vas") == NO_SCORE
    assert only("eq-vas", [None], "vas") == NO_SCORE


DOMAINS = [
    ("physical-function", 22.5, 57.0),
    ("anxiety", 40.3, 81.6),
    ("depression", 41.0, 79.4),
    ("fatigue", 33.7, 75.8),
    ("sleep-disturbance", 32.0, 73.3),
    ("social-roles", 27.5, 64.2),
    ("pain-interference", 41.6, 75.6),
]


@pytest.mark.parametrize(("place", "name", "low", "high"), [(n, *d) for n, d in enumerate(DOMAINS)])
def test_promis_tables_at_both_ends_and_their_items(place, name, low, high):
    assert only("promis-29", [1] * 28 + [0], name) == (low, "complete")
    assert only("promis-29", [5] * 28 + [0], name) == (high, "complete")
    for number in range(1, 30):
        lost = only("promis-29", without([3] * 28 + [3], number), name) == NO_SCORE
        assert lost == (4 * place < number <= 4 * place + 4)


@pytest.mark.parametrize(
    ("name", "middle"),  # raw 12
    [
        ("physical-function", 36.7),
        ("anxiety", 63.4),
        ("depression", 62.2),
        ("fatigue", 57.0),
        ("sleep-disturbance", 54.3),
        ("social-roles", 44.2),
        ("pain-interference", 61.2),
    ],
)
def test_promis_tables_in_the_middle(name, middle):
    assert only("promis-29", [3] * 28 + [0], name)[0] == middle


def test_promis_pain_intensity_and_bands():
    got = scored("promis-29", [3] * 28 + [7])
    assert got["pain-intensity"] == (7.0, "complete", None)
    assert got["anxiety"][2] == "moderate"  # 63.4
    assert got["fatigue"][2] == "mild"  # 57.0
    assert got["sleep-disturbance"][2] == "within normal limits"  # 54.3
    assert got["physical-function"][2] is None
    assert band("promis-29", [5] * 28 + [0], "fatigue") == "severe"


def test_promis_two_domains_run_the_good_way():
    good = [
        scale.name
        for scale in registry.get("promis-29").scales
        if scale.direction is Direction.HIGHER_BETTER
    ]
    assert good == ["physical-function", "social-roles"]
