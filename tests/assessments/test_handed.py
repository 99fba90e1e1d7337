"""A device handed over in the clinic: opens once, shows one visit, reaches nothing else, ends."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from retraining.assessments import handing, selectors
from retraining.assessments.models import HandOver, Response
from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from tests import cast
from tests.manage.pages import as_max, words

pytestmark = pytest.mark.django_db
PART = "/handed-over/part/check-in/"


def link(person: Participant) -> str:
    row = handing.hand_over(participant=person, visit="baseline", by=cast.max_the_manager())
    return f"/handed-over/open/{handing.link_token(row)}/"


def opened(person: Participant, device: Client | None = None) -> Client:
    device = device or Client()
    assert device.post(link(person))["Location"] == "/handed-over/"
    return device


def test_the_manager_makes_a_link_and_the_device_opens_it() -> None:
    ana = cast.consented("Ana")
    max_ = as_max()
    page = max_.post(
        f"/manage/people/{ana.code}/questionnaires/baseline/hand-over/"
    ).content.decode()
    path = re.search(r"/handed-over/open/[^/\"]+/", page).group()  # type: ignore[union-attr]
    assert "Press the button" in words(max_.get(path))
    assert max_.post(path)["Location"] == "/handed-over/"
    assert max_.get("/manage/people/").status_code == 302  # whoever was signed in is signed out
    assert "First questions" in words(max_.get("/handed-over/"))


def test_answers_are_kept_as_handed_over_by_whoever_did_it() -> None:
    ana = cast.consented("Ana")
    device = opened(ana)
    answer = device.post(f"{PART}pain/", {"answer": "4"})
    assert answer["Location"] == f"{PART}tiredness/"
    response = Response.objects.get(participant=ana)
    assert (response.mode, response.by) == ("handed-over", cast.max_the_manager())
    assert selectors.answers_of(response) == {"pain": 4}


def test_it_reaches_nothing_else() -> None:
    ana = cast.consented("Ana")
    device = opened(ana)
    for address in ("/my/", "/my/help/", "/manage/", "/clinic/"):
        assert device.get(address).status_code == 302, address
    assert device.get(f"{PART}joy/").status_code == 404
    page = device.get("/handed-over/").content.decode()
    assert 'href="/my/' not in page.split("<main")[1].split("</main>")[0]


def test_a_link_opens_once_and_within_the_hour() -> None:
    ana = cast.consented("Ana")
    first = link(ana)
    assert Client().post(first).status_code == 302
    assert Client().post(first).status_code == 410
    second = link(ana)
    with clock.at(clock.now() + timedelta(hours=1)):
        assert Client().post(second).status_code == 410
    assert Client().get("/handed-over/open/1-nonsense/").status_code == 410


def test_it_ends_when_all_is_sent() -> None:
    ana = cast.consented("Ana")
    device = opened(ana)
    cast.answer(ana)
    assert "Please give the device back." in words(device.get("/handed-over/"))
    assert device.get("/handed-over/").status_code == 410
    assert list(HandOver.objects.get().steps.values_list("state", flat=True)) == ["opened", "ended"]
    kept = AuditEntry.objects.filter(action__startswith="device.").order_by("pk")
    assert [(entry.action, entry.actor, entry.object_ids) for entry in kept] == [
        ("device.handed_over", cast.max_the_manager(), [ana.pk]),
        ("device.opened", None, [ana.pk]),
        ("device.given_back", None, [ana.pk]),
    ]


def test_the_person_can_give_it_back_in_the_middle() -> None:
    ana = cast.consented("Ana")
    device = opened(ana)
    device.post(f"{PART}pain/", {"answer": "4"})
    device.post("/handed-over/end/")
    assert device.get(f"{PART}tiredness/").status_code == 410
    assert selectors.answers_of(Response.objects.get()) == {"pain": 4}


def test_a_visit_that_is_not_open_is_not_handed_over() -> None:
    with pytest.raises(Refused):
        handing.hand_over(
            participant=cast.randomised("Ana"), visit="post", by=cast.max_the_manager()
        )


def test_no_device_holds_it_overnight() -> None:
    ana = cast.consented("Ana")
    device = opened(ana)
    with clock.at(clock.now() + timedelta(hours=12, minutes=1)):
        assert device.get("/handed-over/").status_code == 410
