"""Real audio, really played: what is heard is saved, and the page says the truth."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from sessions.models import ListeningRecord, PlayEvent
from tests.players import Phone

pytestmark = pytest.mark.browser


def test_a_few_seconds_are_heard_saved_and_offered_again(phone: Phone) -> None:
    page = phone.page
    expect(page.get_by_text("Before you start")).to_be_visible()
    phone.play(3)
    expect(page.get_by_text("Before you start")).to_be_hidden()
    expect(
        page.get_by_text("Less than a minute left").or_(page.get_by_text("1 minute left"))
    ).to_be_visible()
    phone.pause()
    expect(page.get_by_role("status").first).to_have_text("Paused.")
    phone.until(lambda: phone.types() == ["started", "segment", "paused"])
    row = PlayEvent.objects.get(plan_item=phone.item, type="segment")
    assert row.payload["from"] == 0.0
    assert abs(row.payload["to"] - phone.position()) < 0.5
    # The two clocks of the phone agree on how long it ran.
    assert abs(row.payload["mono_ms"] / 1000 - row.payload["to"]) < 1.0
    assert len(row.content_hash) == 64
    phone.until(lambda: phone.waiting() == 0)


def test_every_fifteen_seconds_a_segment_is_sent(phone: Phone) -> None:
    phone.play(15.5)
    phone.until(lambda: "segment" in phone.types())
    assert phone.page.evaluate("document.querySelector('audio').paused") is False
    assert 14.5 < phone.heard() < 16.5


def test_the_end_is_clear_and_nothing_plays_after_it(phone: Phone) -> None:
    page = phone.page
    page.get_by_role("button", name="Play").click()
    # Sixteen times as fast, so that a minute is over in four seconds; the record knows the rate.
    page.evaluate("document.querySelector('audio').playbackRate = 16")
    finished = page.get_by_role("heading", name="Finished. You can put the phone down.")
    expect(finished).to_be_visible(timeout=20_000)
    phone.until(lambda: ListeningRecord.objects.filter(completed=True).exists())
    saved = page.locator("[data-finished] [data-saved-too]")
    expect(saved).to_be_visible()
    expect(saved).to_have_text("1 of 1 minute saved.")
    assert page.evaluate("document.querySelector('audio').paused")
    assert page.evaluate("navigator.mediaSession.playbackState") == "none"
    assert phone.types()[-1] == "ended"
    page.reload()
    expect(page.get_by_text("You have finished this one.")).to_be_visible()
    expect(page.get_by_role("button", name="Start again")).to_be_hidden()


def test_a_jump_to_the_end_does_not_complete(phone: Phone) -> None:
    phone.play(1)
    phone.page.evaluate("document.querySelector('audio').currentTime = 58.5")
    expect(phone.page.get_by_role("heading", name="Finished.")).to_be_visible(timeout=15_000)
    folded = ListeningRecord.objects.filter(plan_item=phone.item)
    phone.until(lambda: folded.filter(skipped_s__gt=50).exists())
    assert phone.types()[-1] == "ended"
    assert not folded.get().completed
    assert folded.get().coverage_s < 6
    seek = PlayEvent.objects.get(plan_item=phone.item, type="seek")
    assert seek.payload["source"] == "other"


def test_the_slider_goes_back_and_not_ahead(phone: Phone) -> None:
    page = phone.page
    slider = page.get_by_role("slider", name="Place in the session")
    phone.play(4)
    phone.pause()
    at = phone.position()
    slider.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("There is no skipping ahead.").first).to_be_visible()
    assert phone.position() <= at + 0.1
    page.keyboard.press("Home")
    page.wait_for_function("document.querySelector('audio').currentTime === 0")
    expect(slider).to_have_attribute("aria-valuetext", "0 minutes of 1")
    phone.play(1)
    page.get_by_role("button", name="Back 15 seconds").click()
    page.wait_for_function("document.querySelector('audio').currentTime < 1")
    phone.pause()
    seeks = PlayEvent.objects.filter(type="seek")
    phone.until(lambda: seeks.filter(payload__source="ui").exists())
    assert {row.payload["source"] for row in seeks} == {"keyboard", "ui"}
    # Within what was heard, End may go ahead by what the sound's clock lags behind at a pause.
    segments = PlayEvent.objects.filter(type="segment")
    heard_to = max(row.payload["to"] for row in segments)
    assert all(row.payload["to"] <= heard_to for row in seeks)


def test_another_sound_keeps_the_place(phone_with: Callable[..., Phone]) -> None:
    phone = phone_with("none", "soft")
    phone.play(3)
    at = phone.position()
    phone.page.get_by_text("Sound and screen").click()
    phone.page.get_by_label("Soft").check()
    phone.page.wait_for_function("document.querySelector('audio').src.endsWith('soft.m4a')")
    phone.page.wait_for_function("t => document.querySelector('audio').currentTime > t + 1", arg=at)
    assert phone.position() < at + 8
    phone.pause()
    phone.until(lambda: phone.types().count("segment") == 2)
    hashes = PlayEvent.objects.filter(type="segment").values_list("content_hash", flat=True)
    assert len(set(hashes)) == 2
    phone.page.reload()
    phone.page.wait_for_selector("[data-ready]")
    assert phone.page.get_by_label("Soft").is_checked()
