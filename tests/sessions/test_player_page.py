"""The page of a guided session."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from retraining.common import clock, jobs
from retraining.trials.models import Participant
from retraining.trials.services.withdrawal import withdraw
from sessions.models import PlanItem, PlayEvent
from sessions.services.listening import receive
from tests.cast import a_member_of_staff
from tests.plays import a_play, a_whole_play
from tests.sounds import give_audio, item_of, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Participant:
    return started("Ana", days_ago=15)


@pytest.fixture
def item(ana: Participant) -> PlanItem:
    return item_of(ana, week=3)


@pytest.fixture
def client(ana: Participant, as_user) -> Client:
    return as_user(ana.user)


def page(client: Client, item: PlanItem) -> str:
    response = client.get(f"/my/plan/{item.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def setup_of(client: Client, item: PlanItem) -> dict:
    return json.loads(client.get(f"/my/plan/{item.pk}/").context["player"].data)


def test_shows_title_length_text_and_what_it_is(client, item) -> None:
    give_audio(item)
    text = page(client, item)
    assert "<h1>Week 3, main session</h1>" in text
    assert "About 28 minutes. Do not listen while driving" in text
    assert "Nothing here has to be done right." in text
    assert "This session is a draft" in text
    assert "The voice is made by a computer." in text
    assert text.count("<audio") == 1
    assert "autoplay" not in text


def test_the_length_before_a_short_session_is_its_own(client, ana) -> None:
    short = item_of(ana, "short")
    give_audio(short)
    assert "About 6 minutes. Do not listen while driving" in page(client, short)


def test_names_no_programme(client, item) -> None:
    row = give_audio(item)
    frame = page(client, item).split("data-transcript")[0].lower()
    for word in ("retraining", "mair", "relaxation", "amygdala", "fibromyalgia"):
        assert word not in frame
    assert row.address not in frame


def test_carry_on_is_offered_and_nothing_jumps(client, item) -> None:
    give_audio(item)
    assert setup_of(client, item)["resume"] == 0
    receive(plan_item=item, events=a_play(item, 400.0))
    setup = setup_of(client, item)
    # 400 s minus 10, back to the chapter that began at 120 s: the only place that has a time.
    assert (setup["resume"], setup["saved"]) == (120.0, 6)
    assert setup["heard"] == [[0.0, 400.0]]
    text = page(client, item)
    assert "Carry on from 2 minutes" in text
    assert "Start again" in text
    assert "6 of 28 minutes saved." in text


def test_finished_is_said_and_nothing_is_left_to_carry_on(client, item) -> None:
    give_audio(item)
    receive(plan_item=item, events=a_whole_play(item))
    text = page(client, item)
    assert "You have finished this one." in text
    assert "28 of 28 minutes saved." in text
    assert setup_of(client, item)["resume"] == 0


def test_backgrounds_are_offered_where_they_are_rendered(client, item) -> None:
    give_audio(item)
    assert "Sound behind the voice" not in page(client, item)
    give_audio(item, "soft")
    text = page(client, item)
    assert "Sound behind the voice" in text
    assert f"/my/plan/{item.pk}/audio/soft.m4a" in text


def test_before_there_is_audio_the_page_waits_and_asks_for_it(client, item, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(jobs, "wake", asked.append)
    text = page(client, item)
    page(client, item)
    assert "We are preparing this session" in text
    assert 'http-equiv="refresh"' in text
    assert asked == ["guided_sessions.render"]
    assert not PlayEvent.objects.exists()


def test_a_locked_week_says_when_and_shows_nothing(client, ana) -> None:
    later = item_of(ana, week=5)
    give_audio(later)
    text = page(client, later)
    opens = clock.local(later.opens_at, ana.time_zone)
    assert "This opens on" in text
    assert f"{opens:%A} {opens.day} {opens:%B}" in text
    assert "<audio" not in text
    assert "data-transcript" not in text
    with clock.at(later.opens_at + timedelta(minutes=1)):
        assert "<audio" in page(client, later)


def test_after_stopping_the_sessions_the_page_is_closed(client, ana, item) -> None:
    give_audio(item)
    withdraw(participant=ana, level="sessions", reason="", by=ana.user)
    text = page(client, item)
    assert "You have stopped the sessions" in text
    assert "<audio" not in text
    for path in ("listened/", "read/", "stop/"):
        assert client.post(f"/my/plan/{item.pk}/{path}").status_code == 404


def test_only_its_own_person(item, as_user) -> None:
    give_audio(item)
    path = f"/my/plan/{item.pk}/"
    assert as_user(started("Bea", "leeds").user).get(path).status_code == 404
    assert as_user(a_member_of_staff("Carla", "clinician")).get(path).status_code == 404
    assert Client().get(path).status_code == 302
    assert Client().get("/my/plan/999999/").status_code == 302
    assert as_user(item.participant.user).get("/my/plan/999999/").status_code == 404
    assert as_user(item.participant.user).post(path).status_code == 405


def test_the_page_is_cheap(client, item, django_assert_max_num_queries) -> None:
    give_audio(item)
    receive(plan_item=item, events=a_play(item, 400.0))
    page(client, item)
    with django_assert_max_num_queries(12):
        page(client, item)


def test_i_listened_is_kept_apart(client, item) -> None:
    give_audio(item)
    assert client.get(f"/my/plan/{item.pk}/listened/").status_code == 405
    response = client.post(f"/my/plan/{item.pk}/listened/", follow=True)
    assert response.redirect_chain == [(f"/my/plan/{item.pk}/", 302)]
    assert "We have noted that you listened to this." in response.content.decode()
    row = PlayEvent.objects.get(plan_item=item)
    assert (row.type, row.delivery) == ("self-report", "self")
    assert item.records.get().self_reported
    assert not item.records.get().completed


def test_the_page_with_all_its_text_is_small(client, item) -> None:
    give_audio(item)
    path = f"/my/plan/{item.pk}/"
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < 15_000
