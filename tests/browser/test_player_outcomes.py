"""What happens around a session has a defined outcome: calls, headphones, clocks, the way back."""

from dataclasses import replace

import pytest
from django.db.models import QuerySet
from playwright.sync_api import expect

from sessions import protocol_section
from sessions.models import ListeningRecord, PlayEvent
from tests.live import until
from tests.players import Phone

pytestmark = [pytest.mark.browser, pytest.mark.proof]  # it listens in real time
AUDIO = "document.querySelector('audio')"
CLOCK_BACK_A_DAY = """() => {
  const real = Date;
  window.Date = class extends real {
    constructor(...given) {
      super(...(given.length ? given : [real.now() - 86400000]));
    }
    static now() { return real.now() - 86400000; }
  };
}"""
TWO_OUTPUTS = """() => {
  const devices = new EventTarget();
  window.outputs = 2;
  devices.enumerateDevices = async () =>
    Array.from({ length: window.outputs }, () => ({ kind: "audiooutput" }));
  Object.defineProperty(Navigator.prototype, "mediaDevices", { value: devices });
}"""


def folded(phone: Phone) -> QuerySet[ListeningRecord]:
    """The record of what was heard; it is made a moment after the events are kept."""
    return ListeningRecord.objects.filter(plan_item=phone.item)


def test_a_phone_call_pauses_and_nothing_goes_on_by_itself(phone: Phone) -> None:
    page = phone.page
    phone.play(2)
    page.evaluate(f"{AUDIO}.pause()")  # as the system does it: nobody pressed anything
    expect(page.get_by_role("status").first).to_have_text(
        "Paused by your device. Press Play when you are ready."
    )
    phone.until(lambda: "paused" in phone.types())
    assert PlayEvent.objects.get(type="paused").payload["reason"] == "interruption"
    assert phone.heard() > 1.5
    page.wait_for_timeout(700)
    assert page.evaluate(f"{AUDIO}.paused")
    phone.play(1)
    phone.pause()
    phone.until(lambda: phone.types().count("paused") == 2)
    # One sitting: the call did not end it.
    assert phone.types().count("started") == 1


def test_headphones_that_are_pulled_out_pause_and_plugging_in_does_not(phone: Phone) -> None:
    phone.context.add_init_script(f"({TWO_OUTPUTS})()")
    page = phone.open()
    change = """n => {
      window.outputs = n;
      navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
    }"""
    phone.play(1, page)
    page.evaluate(change, 3)
    page.wait_for_timeout(300)
    assert not page.evaluate(f"{AUDIO}.paused")
    page.evaluate(change, 2)
    expect(page.get_by_role("status").first).to_have_text("Paused, because the headphones are off.")
    phone.until(lambda: "paused" in phone.types(), page)
    assert PlayEvent.objects.get(type="paused").payload["reason"] == "headphones"


def test_a_clock_that_is_set_back_changes_no_minute(phone: Phone) -> None:
    page = phone.page
    phone.play(2)
    page.evaluate(CLOCK_BACK_A_DAY)
    phone.play_on(2)
    phone.pause()
    phone.until(lambda: "paused" in phone.types())
    phone.until(lambda: folded(phone).filter(coverage_s__gt=3).exists())
    record = folded(phone).get()
    assert abs(record.coverage_s - phone.position()) < 1
    assert abs(record.play_s - record.coverage_s) < 1
    assert record.dwell_s < 60
    assert "clock-back" in record.flags


def test_the_way_back_plays_nothing_and_offers_to_carry_on(phone: Phone) -> None:
    page = phone.page
    phone.play(13)
    page.get_by_role("link", name="Today").first.click()
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    phone.until(lambda: "closed" in phone.types())
    page.go_back()
    page.wait_for_selector("[data-ready]")
    assert page.evaluate(f"{AUDIO}.paused")
    assert phone.heard() > 12
    phone.play(1)
    phone.pause()
    phone.until(lambda: phone.types().count("started") == 2)
    phone.until(lambda: phone.waiting() == 0)


def test_ahead_only_where_the_protocol_allows_it(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    expect(phone.page.get_by_role("button", name="Ahead 15 seconds")).to_have_count(0)
    silent = protocol_section.read
    allowing = lambda content: replace(silent(content), forward_skip=True)  # noqa: E731
    monkeypatch.setattr(protocol_section, "read", allowing)
    page = phone.open()
    phone.play(1, page)
    page.get_by_role("button", name="Ahead 15 seconds").click()
    until(page, f"{AUDIO}.currentTime > 15")
    phone.pause(page)
    phone.until(lambda: "paused" in phone.types(), page)
    # What was passed over is no listening.
    phone.until(lambda: folded(phone).filter(skipped_s__gt=12).exists(), page)
