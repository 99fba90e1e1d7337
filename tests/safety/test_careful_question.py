"""A question about suicide, where a protocol holds one: what stands before it and what follows."""

import tomllib
from pathlib import Path

import pytest
from django.test import Client

from retraining.assessments import handing
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


def test_on_a_device_of_the_clinic_a_yes_leads_to_help_and_back_to_the_question(
    ana: Participant,
) -> None:
    part = "/handed-over/part/phq-9/"
    with on_day(7):
        row = handing.hand_over(participant=ana, visit="week-1", by=cast.max_the_manager())
        device = Client()
        device.post(f"/handed-over/open/{handing.link_token(row)}/")
        assert "ring 024" in words(device.get(f"{part}q9/"))
        answer = device.post(f"{part}q9/", {"answer": "1"})
        assert answer["Location"] == "/handed-over/help/phq-9/q9/"
        page = device.get(answer["Location"])
        assert "024" in words(page)
        main = page.content.decode().split("<main")[1].split("</main>")[0]
        assert f'href="{part}q9/"' in main
        assert 'href="/my/' not in main
        assert Alert.objects.count() == 1
        again = device.post(f"{part}q9/", {"answer": "1"})
        assert "/help/" not in again["Location"]
        assert device.post(f"{part}q8/", {"answer": "1"})["Location"].startswith(part)
        for address in ("phq-9/q8", "phq-9/joy", "hads/q1"):
            assert device.get(f"/handed-over/help/{address}/").status_code == 404, address
    assert Client().get("/handed-over/help/phq-9/q9/").status_code == 410
