"""Staff may hear a text that nobody's plan names; a worker speaks it, and says why it cannot."""

import pytest

from retraining.audit.models import AuditEntry
from sessions import renditions
from sessions.models import Rendition, SoundOrder
from sessions.scripts import parse, text_hash
from sessions.services.authoring import ask_for_sound, forget_orders
from sessions.services.rendering import render_waiting
from tests.cast import max_the_manager, the_trial
from tests.sessions.script_texts import ToneVoice, script_text

pytestmark = pytest.mark.django_db
BODY = """[chapter Settle]
Hello there.

[pause 20s]

And so on.

[pause 20s]

[chapter Two]
Bye now."""


def ask(body: str = BODY) -> SoundOrder | None:
    source = script_text(body)
    return ask_for_sound(
        text_hash=text_hash(parse(source, "a.md", {})),
        source=source,
        blocks="",
        trial_id=the_trial().pk,
        by=max_the_manager(),
    )


def test_asking_twice_is_asking_once() -> None:
    first = ask()
    assert first is not None
    assert ask() == first
    assert AuditEntry.objects.filter(action="audio.asked").count() == 1


def test_a_worker_speaks_it_and_the_order_goes() -> None:
    order = ask()
    assert order is not None
    assert render_waiting(voice=ToneVoice()) == 1
    assert not SoundOrder.objects.exists()
    row = Rendition.objects.get()
    assert renditions.sounds_of(order.text_hash) == {"none": row}
    assert [cue["text"] for cue in row.cues] == ["Hello there.", "And so on.", "Bye now."]
    assert ask() is None


def test_what_does_not_fit_says_so_and_can_be_asked_for_again() -> None:
    order = ask("[chapter One]\nOnly this.")
    assert order is not None
    assert render_waiting(voice=ToneVoice()) == 0
    order.refresh_from_db()
    assert order.problem.startswith("too short for 1 min by")
    assert render_waiting(voice=ToneVoice()) == 0
    ask("[chapter One]\nOnly this.")
    order.refresh_from_db()
    assert order.problem == ""


def test_the_time_of_a_sweep_holds_for_orders_too() -> None:
    ask()
    assert render_waiting(seconds=-1, voice=ToneVoice()) == 0
    assert SoundOrder.objects.count() == 1


def test_what_nobody_needs_is_taken_back() -> None:
    order = ask()
    assert order is not None
    assert forget_orders(text_hashes=[order.text_hash, "0" * 64], by=max_the_manager()) == 1
    assert render_waiting(voice=ToneVoice()) == 0
