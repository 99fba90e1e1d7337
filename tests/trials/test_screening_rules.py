"""Who can take part, by rule: every criterion, the two ways to the diagnosis, and the wait."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retraining.trials import body
from retraining.trials.protocol_section import CRITERIA_2016, Criterion
from retraining.trials.screening_rules import judge, needs_body, possible_from

TODAY = date(2026, 11, 28)
CRITERIA = (
    Criterion("adult", "Adult", True, ask="Are you?"),
    Criterion("diagnosis", "Diagnosis", True, ask="Told?", rule=CRITERIA_2016),
    Criterion("ill", "Ill", False, ask="Ill?", talk=True),
    Criterion("course", "Course", False, ask="Course?", wait_days=365),
    Criterion("treatment", "Treatment", False, ask="New?", wait_days=28),
    Criterion("voice", "By voice", False, rule="risk-call"),
)
GOOD = {"adult": True, "diagnosis": True, "ill": False, "course": False, "treatment": False}


def _judge(meets_2016: bool | None = None, **changes: bool):
    return judge(CRITERIA, GOOD | changes, meets_2016=meets_2016, today=TODAY)


def test_nothing_stands_against_it() -> None:
    result = _judge()
    assert (result.eligible, result.reasons, result.talk) == (True, (), ())


def test_what_is_asked_by_voice_is_not_asked_here() -> None:
    assert "voice" not in GOOD
    assert _judge().eligible


@pytest.mark.parametrize(("meets", "eligible"), [(True, True), (False, False), (None, False)])
def test_without_the_diagnosis_the_2016_criteria_decide(meets, eligible) -> None:
    assert _judge(meets, diagnosis=False).eligible is eligible
    assert needs_body(CRITERIA, GOOD | {"diagnosis": False})
    assert not needs_body(CRITERIA, GOOD)


def test_what_is_talked_about_first_shuts_nobody_out() -> None:
    result = _judge(ill=True)
    assert (result.eligible, result.talk) == (True, ("ill",))


def test_the_longest_wait_counts_and_one_without_a_day_leaves_none() -> None:
    assert _judge(treatment=True).possible_from == date(2026, 12, 26)
    assert _judge(treatment=True, course=True).possible_from == date(2027, 11, 28)
    assert _judge(treatment=True, adult=False).possible_from is None


@given(st.fixed_dictionaries({key: st.booleans() for key in GOOD}), st.sampled_from([True, False]))
def test_reasons_are_exactly_the_unexpected_answers(answers, meets) -> None:
    result = judge(CRITERIA, answers, meets_2016=meets, today=TODAY)
    wrong = {key for key, value in answers.items() if value != GOOD[key]}
    if meets:
        wrong -= {"diagnosis"}
    assert set(result.reasons) | set(result.talk) == wrong
    assert result.eligible == (not wrong - {"ill"})
    if result.possible_from is not None:
        assert result.possible_from - TODAY in (timedelta(28), timedelta(365))


def test_no_wait_where_nothing_is_unmet() -> None:
    assert possible_from([], TODAY) is None


FOUR_REGIONS = ["shoulder-left", "shoulder-right", "hip-left", "hip-right"]
SEVEN = [*FOUR_REGIONS, "neck", "lower-back", "upper-arm-left"]
FIVE, NINE = (2, 2, 1), (3, 3, 3)


def _meets(areas, severities, symptoms=(), lasting=True) -> bool:
    given_ = dict(zip(body.SEVERITIES, severities, strict=True))
    return body.meets_criteria(areas, given_, symptoms, lasting=lasting)


@pytest.mark.parametrize(
    ("areas", "severities", "symptoms", "lasting", "met"),
    [
        (SEVEN, FIVE, (), True, True),
        (SEVEN, (2, 1, 1), (), True, False),  # SSS 4
        (SEVEN, (2, 1, 1), ("headache",), True, True),  # SSS 5
        (SEVEN, FIVE, (), False, False),  # not yet three months
        (SEVEN[:6], FIVE, (), True, False),  # WPI 6 needs SSS 9
        (SEVEN[:6], NINE, (), True, True),
        (FOUR_REGIONS, NINE, (), True, True),  # WPI 4
        (FOUR_REGIONS[:3], NINE, (), True, False),  # WPI 3
        # seven areas, but only three regions: jaw, chest and belly count for no region
        (["shoulder-left", "upper-arm-left", "lower-arm-left", "shoulder-right", "neck",
          "chest", "abdomen"], NINE, (), True, False),
        (["jaw-left", "jaw-right", "chest", "abdomen", "hip-left", "hip-right", "neck"],
         NINE, (), True, False),
    ],
)  # fmt: skip
def test_the_2016_criteria(areas, severities, symptoms, lasting, met) -> None:
    """Worked by hand from Wolfe 2016: regions, WPI and SSS."""
    assert _meets(areas, severities, symptoms, lasting) is met


def test_nineteen_areas_in_five_regions() -> None:
    assert [len(region.areas) for region in body.REGIONS] == [4, 4, 3, 3, 5]
    assert len(set(body.AREAS)) == 19
