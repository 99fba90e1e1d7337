"""Who takes part: age, schooling, work and years of pain, asked once and exported without words."""

import uuid

import pytest

from retraining.reporting.datasets import participants
from retraining.reporting.datasets.people import everybody
from retraining.trials.errors import Refused
from retraining.trials.models import Background, Participant, TreatmentChange
from retraining.trials.scope import Scope
from tests import cast
from tests.manage.pages import as_max, words
from tests.people.lines import SAMPLES, a_line, corrected, today

pytestmark = pytest.mark.django_db
TOLD = ("age", "sex", "education", "work", "years_ill")


@pytest.fixture
def ana() -> Participant:
    return cast.eligible("Ana")


def place(person: Participant, rest: str = "") -> str:
    return f"/manage/people/{person.code}/log/background/{rest}"


def sent(person: Participant, **change: object) -> dict[str, object]:
    own = {"once": uuid.uuid4(), "day": today(person).isoformat(), "text": ""}
    return {**own, **SAMPLES[Background], **change}


def exported() -> dict[str, tuple[object, ...]]:
    """{site: what the file says of its person}."""
    scope = Scope(cast.the_trial(), None, frozenset(), frozenset())
    found = participants.read(everybody(scope, b"k" * 32))
    values = {c.name: c.value for c in participants.COLUMNS}
    return {values["site"](row): tuple(values[name](row) for name in TOLD) for row in found}


def test_it_is_written_down_once_the_person_can_take_part(ana: Participant) -> None:
    client, home = as_max(), f"/manage/people/{ana.code}/"
    assert "About the person To write down" in words(client.get(home))
    assert client.post(place(ana, "add/"), sent(ana))["Location"] == place(ana)
    said = "47 years old · Female · Upper school or a trade · On sick leave · pain for 9 years"
    assert said in words(client.get(place(ana)))
    assert "About the person Written down" in words(client.get(home))


def test_whoever_cannot_take_part_is_not_asked() -> None:
    bea = cast.consented("Bea")
    with pytest.raises(Refused, match="once it is confirmed"):
        a_line(bea, Background)
    home = words(as_max().get(f"/manage/people/{bea.code}/"))
    assert "About the person Asked once the person can take part" in home


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"age": 17}, "greater than or equal to 18"),
        ({"age": 111}, "less than or equal to 110"),
        ({"age": "forty"}, "whole number"),
        ({"years_ill": 48}, "This is more than the age"),
        ({"sex": ""}, "Sex"),
        ({"work": "none"}, "Work"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(ana, change, sentence) -> None:
    page = as_max().post(place(ana, "add/"), sent(ana, **change))
    assert page.status_code == 400
    assert sentence in words(page)
    assert not Background.objects.exists()


def test_a_second_line_is_a_correction_of_the_first(ana: Participant) -> None:
    row = a_line(ana, Background)
    with pytest.raises(Refused, match="written down already"):
        a_line(ana, Background, age=48)
    right = corrected(row, "typing", age=48)
    assert exported()["madrid"] == (48, "female", "upper", "sick", 9)
    corrected(right, "never")
    assert exported()["madrid"] == (None, None, None, None, None)


def test_the_export_has_codes_and_no_great_age(ana: Participant) -> None:
    a_line(ana, Background, "Speaks of her age.", age=97, years_ill=0)
    bea = cast.eligible("Bea", "leeds")
    a_line(bea, Background, age=None, years_ill=None, sex="unsaid")
    assert exported() == {
        "madrid": (90, "female", "upper", "sick", 0),
        "leeds": (None, "unsaid", "upper", "sick", None),
    }


def test_a_treatment_can_have_been_there_already(ana: Participant) -> None:
    row = a_line(ana, TreatmentChange, "Amitriptyline", change="ongoing")
    assert row.get_change_display() == "There already before the study"
