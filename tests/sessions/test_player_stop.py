"""Stopping for now, without JavaScript: a gentle end, and help where it hurt or upset."""

import pytest
from django.test import Client

from retraining.trials.models import Participant
from sessions.models import PlanItem, PlayEvent
from tests.sounds import item_of, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Participant:
    return started("Ana")


@pytest.fixture
def item(ana: Participant) -> PlanItem:
    return item_of(ana)


@pytest.fixture
def client(ana: Participant, as_user) -> Client:
    return as_user(ana.user)


@pytest.mark.parametrize(
    ("reason", "with_help"),
    [("tired", False), ("pain", True), ("upset", True), ("interrupted", False), ("other", False)],
)
def test_a_reason(client, item, reason: str, with_help: bool) -> None:
    response = client.post(f"/my/plan/{item.pk}/stop/", {"reason": reason}, follow=True)
    text = response.content.decode()
    assert "That is fine. Rest now." in text
    assert ("<div data-stopped-help hidden>" not in text) is with_help
    row = PlayEvent.objects.get(plan_item=item)
    assert (row.type, row.payload["reason"]) == ("stopped", reason)
    # What was said stands in no address.
    assert reason not in response.redirect_chain[0][0]


def test_no_reason_and_a_strange_one(client, item) -> None:
    for data in ({}, {"reason": "bored"}):
        response = client.post(f"/my/plan/{item.pk}/stop/", data)
        assert response.status_code == 200
        assert response.context["form"].errors["reason"]
        assert "govuk-error-message" in response.content.decode()
    assert not PlayEvent.objects.exists()
    assert client.get(f"/my/plan/{item.pk}/stopped/").status_code == 200


def test_only_ones_own(item, as_user) -> None:
    bea = as_user(started("Bea", "leeds").user)
    for path in ("stop/", "stopped/", "stopped/help/"):
        assert bea.get(f"/my/plan/{item.pk}/{path}").status_code == 404
    assert bea.post(f"/my/plan/{item.pk}/stop/", {"reason": "pain"}).status_code == 404
    assert not PlayEvent.objects.exists()
