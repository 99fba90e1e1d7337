"""The demo's front page before anybody is there, and who it refuses."""

import pytest
from django.test import Client
from django.urls import reverse

from retraining.demo import services
from retraining.demo.models import SeedStep
from retraining.demo.personas import personas

pytestmark = pytest.mark.django_db


def test_it_answers_at_once_before_the_seed_and_renews_itself(client: Client) -> None:
    page = client.get(reverse("demo"))
    text = page.content.decode()
    assert page.status_code == 200
    assert int(page.headers["Refresh"]) > 0
    assert "Simulated" in text
    assert "Getting ready" in text
    assert text.count("Not here yet") == len(personas())
    assert "<form" not in text.split("Be one of them")[1].split("Read every mail")[0]


def test_it_can_be_held_still(client: Client) -> None:
    assert "Refresh" not in client.get(reverse("demo") + "?still=1").headers


def test_it_shows_how_far_the_seeding_is(client: Client) -> None:
    first = services.begin(step=SeedStep.PEOPLE, total=1)
    services.advance(progress=first)
    services.begin(step=SeedStep.WEEKS, total=70)
    again = services.begin(step=SeedStep.WEEKS, total=99)
    services.advance(progress=again)
    text = client.get(reverse("demo")).content.decode()
    assert 'value="1" max="70"' in text
    steps = client.get(reverse("demo")).context["steps"]
    assert [(step.key, step.ready) for step in steps] == [
        ("people", True), ("weeks", False), ("sums", False)
    ]  # fmt: skip


def test_a_step_keeps_when_it_began_and_ended() -> None:
    row = services.begin(step=SeedStep.SUMS, total=2)
    services.advance(progress=row)
    assert row.ended is None
    services.advance(progress=row)
    assert row.ended is not None
    assert row.started <= row.ended


def test_signing_in_as_somebody_who_is_not_there_yet_says_so(client: Client) -> None:
    answer = client.post(reverse("demo_sign_in", args=["ana"]), follow=True)
    assert answer.request["PATH_INFO"] == reverse("demo")
    assert "Ana Prieto is not here yet" in answer.content.decode()


def test_nobody_else_can_be_signed_in_as(client: Client) -> None:
    assert client.post("/demo/sign-in/carmen/").status_code == 404
    assert client.post("/demo/sign-in/nobody/").status_code == 404
    assert client.post("/demo/sign-in/max@staff.example/").status_code == 404


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_signing_in_takes_a_form_alone(client: Client, method: str) -> None:
    assert getattr(client, method)(reverse("demo_sign_in", args=["ana"])).status_code == 405


def test_signing_in_takes_a_form_of_ours_alone() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(reverse("demo_sign_in", args=["ana"])).status_code == 403


@pytest.mark.parametrize("name", ["demo", "demo_mailbox"])
def test_pages_take_no_posts(client: Client, name: str) -> None:
    assert client.post(reverse(name)).status_code == 405
