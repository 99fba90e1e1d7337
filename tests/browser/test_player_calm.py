"""Nothing moves, sounds or stays lit unless somebody asks; everything works by keyboard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.live import sign_in, until
from tests.players import Phone

pytestmark = [pytest.mark.browser, pytest.mark.proof]  # it listens in real time
AUDIO = "document.querySelector('audio')"
WATCH_SAMPLES = """() => {
  const real = window.Audio;
  window.samples = [];
  window.Audio = function (url) {
    const audio = new real(url);
    window.samples.push(audio);
    return audio;
  };
}"""
STUB_LOCK = """grant => {
  window.released = 0;
  const request = async () => {
    if (!grant) {
      throw new DOMException("no", "NotAllowedError");
    }
    return { release: async () => { window.released += 1; } };
  };
  Object.defineProperty(Navigator.prototype, "wakeLock", { value: { request } });
}"""
HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def focused(page: Page) -> str:
    """Name and tag of what has the focus."""
    return str(
        page.evaluate(
            "document.activeElement.tagName + ' ' + document.activeElement.textContent.trim()"
        )
    )


def test_the_volume_is_tried_only_on_a_press_and_leaves_no_trace(phone: Phone) -> None:
    phone.context.add_init_script(f"({WATCH_SAMPLES})()")
    page = phone.open()
    page.wait_for_timeout(500)
    assert page.evaluate("window.samples.length") == 0
    page.get_by_role("button", name="Try the volume").click()
    expect(page.get_by_text("This is the voice. Set the volume on your device.")).to_be_visible()
    until(page, "window.samples[0].currentTime > 1.6 && window.samples[0].paused")
    assert page.evaluate("window.samples[0].currentTime") < 6
    assert page.evaluate(f"{AUDIO}.paused && {AUDIO}.currentTime") == 0
    assert phone.types() == []
    page.get_by_role("button", name="Try the volume").click()
    phone.play(0.5, page)
    assert page.evaluate("window.samples[1].paused")


def test_the_screen_stays_on_only_where_it_is_wished_and_looked_at(phone: Phone) -> None:
    phone.context.add_init_script(f"({STUB_LOCK})(true)")
    page = phone.open()
    page.get_by_text("Sound and screen").click()
    box = page.get_by_label("Keep the screen on")
    expect(box).not_to_be_checked()
    box.check()
    expect(page.get_by_text("The screen stays on while this page is open.")).to_be_visible()
    page.evaluate(HIDE, True)
    until(page, "window.released === 1")
    page.evaluate(HIDE, False)
    box.uncheck()
    until(page, "window.released === 2")


def test_a_refused_screen_is_told(phone: Phone) -> None:
    phone.context.add_init_script(f"({STUB_LOCK})(false)")
    page = phone.open()
    page.get_by_text("Sound and screen").click()
    page.get_by_label("Keep the screen on").click()
    expect(page.get_by_text("Your device did not allow it.")).to_be_visible()
    expect(page.get_by_label("Keep the screen on")).not_to_be_checked()


def test_the_shape_is_still_until_it_is_asked_to_move(phone: Phone, browser: Browser) -> None:
    moves = "getComputedStyle(document.querySelector('.stage__shape')).animationName"
    context = browser.new_context(base_url=phone.address, viewport={"width": 360, "height": 800})
    assert phone.item.participant.user is not None
    sign_in(context, phone.item.participant.user, phone.address)
    page = context.new_page()
    page.goto(phone.path)
    page.wait_for_selector("[data-ready]")
    phone.play(0.5, page)
    assert page.evaluate(moves) == "none"
    page.get_by_text("Sound and screen").click()
    page.get_by_label("Let the shape move slowly").check()
    assert page.evaluate(moves) == "swell"
    phone.pause(page)
    until(page, f"{moves} === 'none'")
    page.get_by_role("button", name="Play").click()
    # A device that asks for stillness is heard above all.
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(moves) == "none"
    expect(page.get_by_label("Let the shape move slowly")).to_be_hidden()
    context.close()


def test_the_page_follows_the_voice_only_where_that_is_wished(phone: Phone) -> None:
    page = phone.page
    page.set_viewport_size({"width": 320, "height": 400})
    page.get_by_text("Read along").click()
    phone.play(3)
    before = page.evaluate("scrollY")
    phone.play_on(6)
    assert page.evaluate("scrollY") == before
    page.get_by_label("Follow the voice").check()
    in_view = """() => {
      const now = document.querySelector("[data-transcript] [aria-current]");
      const box = now.getBoundingClientRect();
      return box.top >= 0 && box.bottom <= innerHeight;
    }"""
    phone.play_on(8)
    assert page.evaluate(in_view)


def test_a_walk_by_keyboard_alone(phone_with: Callable[..., Phone]) -> None:
    phone = phone_with("none", "soft")
    page = phone.page
    seen = []
    page.locator("h1").evaluate("e => { e.tabIndex = -1; e.focus(); }")
    for _press in range(12):
        page.keyboard.press("Tab")
        seen.append(focused(page))
    names = " | ".join(seen)
    order = ["Try the volume", "Play", "INPUT", "Back 15 seconds", "Stop for now", "Dark screen",
             "I feel worse", "Read instead", "Not today", "Sound and screen"]  # fmt: skip
    places = [names.index(name) for name in order]
    assert places == sorted(places), names
    page.get_by_role("button", name="Try the volume").focus()
    page.evaluate("document.querySelector('[data-play]').click()")  # a headset's key
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    page.get_by_role("link", name="Stop for now").focus()
    page.keyboard.press("Enter")
    assert focused(page) == "H2 You are stopping for now"
    page.get_by_role("button", name="Go on listening").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play")).to_be_focused()
    page.get_by_role("button", name="I feel worse").focus()
    page.keyboard.press("Space")
    assert focused(page) == "H2 The sound is off. Take your time."
    page.get_by_role("button", name="Carry on listening").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()


def test_the_focus_stays_where_a_part_was_chosen(phone: Phone) -> None:
    page = phone.page
    page.get_by_text("Parts of this session").click()
    second = page.locator("[data-chapters] [data-start]").nth(1).get_attribute("data-start")
    phone.play(float(second or 0) + 1)
    go = page.get_by_role("button", name=re.compile("Go to this part.*Settle"))
    go.focus()
    page.keyboard.press("Enter")
    until(page, f"{AUDIO}.currentTime < 5")
    expect(page.locator("[data-chapters] [aria-current=true]")).to_contain_text("Settle")
    assert focused(page) == "SPAN Settle"


def test_screen_readers_hear_little(phone: Phone) -> None:
    """What a live region says in ten seconds of playing: nothing."""
    page = phone.page
    phone.play(1)
    page.evaluate("""() => {
      window.said = [];
      for (const live of document.querySelectorAll("[role=status], [aria-live]")) {
        new MutationObserver(() => window.said.push(live.textContent))
          .observe(live, { childList: true, characterData: true, subtree: true });
      }
    }""")
    phone.play_on(10)
    assert page.evaluate("window.said") == []
    phone.pause()
    until(page, "window.said.length > 0")
    assert set(page.evaluate("window.said")) == {"Paused."}


def test_a_soft_beginning_in_the_middle_ends_at_full_volume(phone: Phone) -> None:
    page = phone.page
    phone.play(4)
    phone.pause()
    page.get_by_role("button", name="Play").click()
    until(page, f"!{AUDIO}.paused")
    assert page.evaluate(f"{AUDIO}.volume") < 1
    # Put aside within the fade: a frozen page must not whisper for the rest.
    page.evaluate(HIDE, True)
    assert page.evaluate(f"{AUDIO}.volume") == 1
