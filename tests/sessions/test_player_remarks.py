"""What people say about a session, through the player and on pages: kept once, apart, for good."""

import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from retraining.common import clock
from retraining.common.classes import Holds
from retraining.trials.models import Participant
from sessions.models import PlanItem, PlayEvent, Remark
from sessions.selectors import snoozed_until
from sessions.tokens import player_token
from tests.plays import a_whole_play, event
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


def send(item: PlanItem, events: list[dict]) -> list[str]:
    response = Client().post(
        f"/my/plan/{item.pk}/events/",
        json.dumps({"events": events}),
        content_type="application/json",
        headers={"X-Player-Token": player_token(item.participant_id, item.pk)},
    )
    assert response.status_code == 200
    return response.json()["held"]


def answer(attempt: str, seq: int, item: str, value: object) -> dict:
    return event(attempt, seq, "answer", clock.now(), item=item, value=value)


def said(item: PlanItem) -> list[tuple[str, str]]:
    return list(Remark.objects.filter(plan_item=item).order_by("pk").values_list("item", "value"))


def test_answers_come_with_the_sitting_and_are_kept_once(item) -> None:
    heard = a_whole_play(item)
    attempt = heard[0]["attempt"]
    answers = [answer(attempt, 90, "followed", "slept"), answer(attempt, 91, "felt", "fine")]
    send(item, [*heard, *answers])
    again = answer(attempt, 92, "felt", "upsetting")
    assert send(item, [*answers, again]) != []
    assert said(item) == [("followed", "slept"), ("felt", "fine")]
    assert {row.attempt for row in Remark.objects.all()} == {uuid.UUID(attempt)}
    # The record is that of the listening alone.
    record = item.records.get()
    assert (record.completed, record.flags) == (True, [])


def test_an_answer_that_waited_for_eight_days_is_of_its_own_day(item) -> None:
    sat = clock.now()
    late = answer(str(uuid.uuid4()), 1, "felt", "difficult")
    with clock.at(sat + timedelta(days=8)):
        send(item, [late])
    assert abs(Remark.objects.get().said_at - sat) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("name", "value"), [("felt", "awful"), ("felt", None), ("felt", ["fine"]), ("pain", "7")]
)
def test_what_is_not_on_the_list_stays_in_the_event(item, name: str, value: object) -> None:
    assert len(send(item, [answer(str(uuid.uuid4()), 1, name, value)])) == 1
    assert PlayEvent.objects.get().type == "answer"
    assert not Remark.objects.exists()


def test_a_stop_is_a_remark_too(item) -> None:
    for reason in ("tired", "worse", "", "bored"):
        extra = {"reason": reason} if reason else {}
        send(item, [event(str(uuid.uuid4()), 1, "stopped", clock.now(), **extra)])
    assert said(item) == [("stopped", "tired"), ("stopped", "worse"), ("stopped", "no-reason")]


def test_nothing_in_a_remark_tells_an_arm() -> None:
    assert Holds.UNBLINDING not in Remark.field_classes.values()
    assert Remark.field_classes["value"] == Holds.HEALTH


def test_feeling_worse_beside_a_session(client, item) -> None:
    response = client.post(f"/my/plan/{item.pk}/rest/", follow=True)
    text = response.content.decode()
    assert "Take your time." in text
    assert "Ring +34 910 000 000" in text
    assert "In an emergency ring 112." in text
    assert "Nobody sees that at once." in text
    assert "Carry on listening" in text
    assert said(item) == [("stopped", "worse")]
    assert PlayEvent.objects.get(plan_item=item).payload["reason"] == "worse"
    # A look at the page says nothing.
    client.get(f"/my/plan/{item.pk}/rest/")
    assert Remark.objects.count() == 1


def test_feeling_worse_on_the_help_page(client, ana, item) -> None:
    assert 'action="/my/rest/"' in client.get("/my/help/").content.decode()
    response = client.post("/my/rest/", follow=True)
    assert "Take your time." in response.content.decode()
    row = Remark.objects.get()
    assert (row.participant, row.plan_item, row.item) == (ana, None, "worse")
    assert not PlayEvent.objects.exists()


def test_not_today_leads_back_kindly_and_quiets_until_tomorrow(client, ana, item) -> None:
    assert snoozed_until(ana) is None
    for _press in range(2):
        response = client.post(f"/my/plan/{item.pk}/not-today/", follow=True)
    assert response.redirect_chain == [("/my/", 302)]
    assert "That is fine. It stays open for you." in response.content.decode()
    assert said(item) == [("not-today", "")]
    until = snoozed_until(ana)
    assert until is not None
    there = clock.local(until, ana.time_zone)
    assert (there.hour, there.minute) == (ana.message_hour, 0)
    assert there.date() == clock.local_date(ana.time_zone) + timedelta(days=1)
    assert snoozed_until(ana, until) is None
    assert not PlayEvent.objects.exists()


def test_not_today_said_early_on_two_days_running(as_user) -> None:
    """At six in the morning the quiet of the day before still holds, and yet it is another day."""
    first = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    with clock.at(first):
        ana = started("Ana")
    ana.time_zone, ana.message_hour = "Europe/Madrid", 10
    ana.save(update_fields=["time_zone", "message_hour"])
    item, client = item_of(ana), as_user(ana.user)
    for days in (0, 1):
        with clock.at(first + timedelta(days=days)):
            client.post(f"/my/plan/{item.pk}/not-today/")
    assert Remark.objects.count() == 2
    with clock.at(first + timedelta(days=1, hours=6)):
        until = snoozed_until(ana)
    assert until == datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


def test_only_ones_own_and_only_what_is_open(client, ana, item, as_user) -> None:
    bea = as_user(started("Bea", "leeds").user)
    later = item_of(ana, week=5)
    for name in ("rest", "not-today"):
        assert bea.post(f"/my/plan/{item.pk}/{name}/").status_code == 404
        assert client.post(f"/my/plan/{later.pk}/{name}/").status_code == 404
    assert client.get(f"/my/plan/{item.pk}/not-today/").status_code == 405
    assert client.put("/my/rest/").status_code == 405
    assert not Remark.objects.exists()
