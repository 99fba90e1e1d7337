"""A reading: the text, its drawing, "I have read this"."""

import pytest
from django.test import Client

from retraining.trials.models import Participant
from sessions.content import script_of
from sessions.models import PlanItem, PlayEvent
from sessions.services.rendering import render_script
from tests.sessions.script_texts import ToneVoice
from tests.sounds import give_audio, item_of, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Participant:
    return started("Ana")


@pytest.fixture
def item(ana: Participant) -> PlanItem:
    return item_of(ana, "reading")


@pytest.fixture
def client(ana: Participant, as_user) -> Client:
    return as_user(ana.user)


def test_text_and_drawing(client, item) -> None:
    text = client.get(f"/my/plan/{item.pk}/").content.decode()
    assert "<h1>Week 1, something to read</h1>" in text
    assert "Keep taking your medicines" in text  # a fixed block, filled in
    assert f'src="/my/plan/{item.pk}/figure.svg"' in text
    assert 'alt=""' not in text
    assert "I have read this" in text
    assert "<audio" not in text
    assert "[pause" not in text


def test_i_have_read_this_once(client, item) -> None:
    for _press in range(2):
        response = client.post(f"/my/plan/{item.pk}/read/", follow=True)
    text = response.content.decode()
    assert "You have read this." in text
    assert "I have read this" not in text
    row = PlayEvent.objects.get(plan_item=item)
    assert (row.type, row.delivery) == ("read", "read")
    assert item.records.get().read
    assert client.get(f"/my/plan/{item.pk}/read/").status_code == 405


def test_it_can_be_heard_where_it_is_rendered(client, item) -> None:
    give_audio(item)
    text = client.get(f"/my/plan/{item.pk}/").content.decode()
    assert f"/my/plan/{item.pk}/audio/none.m4a" in text
    assert "stage--small" in text
    assert "I have read this" in text
    assert text.count("<audio") == 1
    assert "Not today" not in text  # a reading is an offer; there is nothing to put off


class QuickVoice(ToneVoice):
    """Hums at the pace of a person reading aloud."""

    def speak(self, text: str):
        return super().speak(text)[: round(0.44 * len(text.split()) * self.sample_rate)]


def test_it_stays_a_page_to_read_once_it_is_rendered(client, item) -> None:
    script = script_of(item)
    assert script is not None
    row = render_script(script=script, background="none", voice=QuickVoice())
    assert row.seconds == 60 * item.minutes
    assert row.chapters[0]["title"] == "What is known"
    text = client.get(f"/my/plan/{item.pk}/").content.decode()
    assert text.count("<h2>What is known</h2>") == 1
    assert text.index("data-audio") < text.index("<h2>What is known</h2>")
    # Each sentence has its time, so that it can be marked while it is heard.
    assert text.count("<span data-start=") > 10
