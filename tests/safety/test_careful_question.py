"""A question about suicide, where a protocol holds one: what stands before it and what follows."""

import tomllib
from pathlib import Path

import pytest

from retraining.safety.models import Alert
from retraining.trials.models import Participant, ProtocolVersion
from tests import cast
from tests.manage.pages import as_max
from tests.portal_my.days import browser_of, on_day, starting, words
from tests.safety.people import covered

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
PHQ_9 = ROOT / "docs/safety/phq_9.toml"
QUESTION = "/my/questions/week-1/q9/"


@pytest.fixture
def ana() -> Participant:
    """Ana, whose protocol asks the PHQ-9 each week and holds its optional alert rules."""
    covered()
    before = cast.the_trial().versions.get()
    weeks = {"instrument": "phq-9", "items": [f"q{n}" for n in range(1, 10)]}
    visits = [v | weeks if v["key"] == "week-{n}" else v for v in before.content["visits"]]
    rules = tomllib.loads(PHQ_9.read_text("utf-8"))["safety"]["alerts"]
    safety = before.content["safety"]
    content = before.content | {
        "visits": visits, "safety": safety | {"alerts": [*safety["alerts"], *rules]},
    }  # fmt: skip
    version = ProtocolVersion.objects.create(
        trial=before.trial, number=2, sha256="2" * 64, content=content
    )
    for document in before.documents.all():
        document.pk, document.version = None, version
        document.save(force_insert=True)
    return starting()


def test_before_it_stands_when_answers_are_read_and_whom_to_ring_now(ana: Participant) -> None:
    with on_day(7):
        said = words(browser_of(ana).get(QUESTION))
    when = "Monday, Tuesday, Wednesday, Thursday, Friday: 09:00 – 15:00"
    assert f"reads your answer at these times: {when}" in said
    assert "not read at night or at weekends" in said
    assert "ring 024" in said
    assert said.index(when) < said.index("ring 024") < said.index("Continue")


def test_other_questions_stand_alone(ana: Participant) -> None:
    with on_day(7):
        said = words(browser_of(ana).get("/my/questions/week-1/q8/"))
    assert "at these times" not in said
    assert "024" not in said


@pytest.mark.parametrize(("value", "rules"), [("0", 0), ("1", 1), ("2", 1)])
def test_a_yes_leads_to_help_at_once_and_raises_before_the_form_is_sent(
    ana: Participant, value: str, rules: int
) -> None:
    with on_day(7):
        client = browser_of(ana)
        answer = client.post(QUESTION, {"answer": value})
        assert ("/my/help/now/" in answer["Location"]) == bool(rules)
        assert Alert.objects.count() == rules
        if rules:
            assert "024" in words(client.get(answer["Location"]))


def test_staff_who_read_it_aloud_have_the_numbers_before_them(ana: Participant) -> None:
    with on_day(7):
        said = words(as_max().get("/manage/people/1001/questionnaires/week-1/phq-9/"))
    assert "One of these questions is about dark thoughts" in said
    assert said.index("ring 024") < said.index("Keep and send")
    with on_day(63):
        other = words(as_max().get("/manage/people/1001/questionnaires/post/hads/"))
    assert "Keep and send" in other
    assert "dark thoughts" not in other
