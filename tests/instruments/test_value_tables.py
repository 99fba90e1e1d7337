"""Every cell of the EQ-5D-5L value sets and of the PROMIS-29 tables, written out."""

from decimal import ROUND_HALF_EVEN, Decimal

import pytest

from tests.instruments.scored import only, scored

# fragla/eq5d, data-raw/VT.csv: what levels 2 to 5 take away, for mobility, self-care, usual
# activities, pain and discomfort, anxiety and depression.
VALUE_SETS = {
    "england-2018": (
        ".058 .076 .207 .274",
        ".050 .080 .164 .203",
        ".050 .063 .162 .184",
        ".063 .084 .276 .335",
        ".078 .104 .285 .289",
    ),
    "uk-2026": (
        ".032 .058 .179 .279",
        ".038 .060 .162 .206",
        ".049 .086 .184 .212",
        ".056 .066 .371 .479",
        ".041 .126 .313 .391",
    ),
    "spain": (
        ".0839717 .0992505 .2497363 .337318",
        ".0500236 .053293 .1640509 .1961494",
        ".0440448 .0489321 .1351463 .153155",
        ".077983 .1011491 .2454973 .3818179",
        ".0807394 .1275334 .2704687 .3477585",
    ),
    "germany": (
        ".026 .042 .139 .224",
        ".050 .056 .169 .260",
        ".036 .049 .129 .209",
        ".057 .109 .404 .612",
        ".030 .082 .244 .356",
    ),
    "netherlands": (
        ".035 .057 .166 .203",
        ".038 .061 .168 .168",
        ".039 .087 .192 .192",
        ".066 .092 .360 .415",
        ".070 .145 .356 .421",
    ),
    "usa": (
        ".096 .122 .237 .322",
        ".089 .107 .220 .261",
        ".068 .101 .255 .255",
        ".060 .098 .318 .414",
        ".057 .123 .299 .321",
    ),
}
# The Dutch set takes this away once more where any level is above 1.
DUTCH = Decimal(".047")
CELLS = [
    (name, place, level, taken)
    for name, rows in VALUE_SETS.items()
    for place, row in enumerate(rows)
    for level, taken in enumerate(row.split(), start=2)
]


def test_there_are_six_sets_of_five_questions_and_four_levels():
    assert len(CELLS) == 6 * 5 * 4


@pytest.mark.parametrize(("name", "place", "level", "taken"), CELLS)
def test_each_level_of_each_question_takes_away_what_the_value_set_says(name, place, level, taken):
    profile = [1] * 5
    profile[place] = level
    left = 1 - Decimal(taken) - (DUTCH if name == "netherlands" else 0)
    expected = float(left.quantize(Decimal(".001"), ROUND_HALF_EVEN))
    assert only("eq-5d-5l", profile, "index", value_set=name) == (expected, "complete")


@pytest.mark.parametrize("level", [2, 3, 4, 5])
def test_the_dutch_constant_is_taken_once_whatever_the_number_of_levels_above_1(level):
    rows = [row.split() for row in VALUE_SETS["netherlands"]]
    left = 1 - DUTCH - sum(Decimal(row[level - 2]) for row in rows)
    assert only("eq-5d-5l", [level] * 5, "index", value_set="netherlands")[0] == float(left)


# An R script that quotes the PROMIS-29 manual: T for the sums 4, 5, ... 20 of a domain.
T_SCORES = {
    "physical-function": "22.5 26.6 28.9 30.5 31.9 33.2 34.4 35.6 36.7 "
    "37.9 39.2 40.5 41.9 43.5 45.5 48.3 57.0",
    "anxiety": "40.3 48.0 51.2 53.7 55.8 57.7 59.5 61.4 63.4 "
    "65.3 67.3 69.3 71.2 73.3 75.4 77.9 81.6",
    "depression": "41.0 49.0 51.8 53.9 55.7 57.3 58.9 60.5 62.2 "
    "63.9 65.7 67.5 69.4 71.2 73.3 75.7 79.4",
    "fatigue": "33.7 39.7 43.1 46.0 48.6 51.0 53.1 55.1 57.0 "
    "58.8 60.7 62.7 64.6 66.7 69.0 71.6 75.8",
    "sleep-disturbance": "32.0 37.5 41.1 43.8 46.2 48.4 50.5 52.4 54.3 "
    "56.1 57.9 59.8 61.7 63.8 66.0 68.8 73.3",
    "social-roles": "27.5 31.8 34.0 35.7 37.3 38.8 40.5 42.3 44.2 "
    "46.2 48.1 50.0 51.9 53.7 55.8 58.3 64.2",
    "pain-interference": "41.6 49.6 52.0 53.9 55.6 57.1 58.5 59.9 61.2 "
    "62.5 63.8 65.2 66.6 68.0 69.7 71.6 75.6",
}
UNBANDED = {"physical-function", "social-roles"}
SUMS = [
    (place, name, total, float(t))
    for place, (name, row) in enumerate(T_SCORES.items())
    for total, t in enumerate(row.split(), start=4)
]


def test_there_are_seven_domains_of_seventeen_sums():
    assert len(SUMS) == 7 * 17


def label(t):
    """The words of HealthMeasures for a symptom: 55, 60, 70."""
    if t < 55:
        return "within normal limits"
    if t < 60:
        return "mild"
    return "moderate" if t < 70 else "severe"


@pytest.mark.parametrize(("place", "name", "total", "t"), SUMS)
def test_each_sum_of_each_domain_has_the_t_score_of_the_table(place, name, total, t):
    values = [1 if place else 5] * 28 + [0]  # another sum everywhere else
    values[4 * place : 4 * place + 4] = [1 + min(4, max(0, total - 4 - 4 * n)) for n in range(4)]
    banded = None if name in UNBANDED else label(t)
    assert scored("promis-29", values)[name] == (t, "complete", banded)
