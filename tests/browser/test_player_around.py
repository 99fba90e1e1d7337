"""Around the sound: other tabs, the lock screen, the dark screen, stopping, no connection."""

import re

import pytest
from playwright.sync_api import Browser, expect

from sessions.models import PlayEvent
from tests.live import access_findings, sign_in, until, violations
from tests.players import Phone
from tests.sounds import item_of

pytestmark = pytest.mark.browser
HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_a_second_tab_says_that_the_first_one_plays(phone: Phone) -> None:
    first, second = phone.page, phone.open()
    phone.play(1, first)
    second.get_by_role("button", name="Play").click()
    expect(second.get_by_role("status").first).to_have_text(re.compile("Playing in another tab"))
    assert second.evaluate("document.querySelector('audio').paused")
    assert not first.evaluate("document.querySelector('audio').paused")
    phone.pause(first)
    expect(first.get_by_role("status").first).to_have_text("Paused.")
    phone.play(1, second)


def test_the_lock_screen_may_play_pause_and_stop_only(phone: Phone) -> None:
    page = phone.page
    page.evaluate("""() => {
      window.actions = {};
      navigator.mediaSession.setActionHandler = (name, handler) => {
        window.actions[name] = handler;
      };
    }""")
    phone.play(1)
    assert page.evaluate("Object.keys(window.actions).sort()") == ["pause", "play", "stop"]
    shown = page.evaluate(
        "[navigator.mediaSession.metadata.title, navigator.mediaSession.metadata.artist]"
    )
    assert shown == ["Week 1, main session", "The Guided Audio Study"]
    page.evaluate("window.actions.pause()")
    phone.until(lambda: "paused" in phone.types())
    assert PlayEvent.objects.get(type="paused").payload["reason"] == "lock-screen"


def test_a_hidden_page_plays_on_and_sends_at_once(phone: Phone) -> None:
    page = phone.page
    phone.play(2)
    page.evaluate(HIDE, True)
    phone.until(lambda: "hidden" in phone.types())
    assert not page.evaluate("document.querySelector('audio').paused")
    assert phone.heard() > 1.5
    page.wait_for_timeout(1500)
    page.evaluate(HIDE, False)
    phone.until(lambda: "visible" in phone.types())
    assert phone.heard() > 3


def test_stopping_with_pain_leads_to_help(phone: Phone) -> None:
    page = phone.page
    phone.play(2)
    page.get_by_role("link", name="Stop for now").click()
    heading = page.get_by_role("heading", name="You are stopping for now")
    expect(heading).to_be_focused()
    until(page, "document.querySelector('audio').paused")
    page.get_by_role("button", name="It hurts").click()
    expect(page.get_by_role("heading", name="That is fine. Rest now.")).to_be_focused()
    expect(page.get_by_role("link", name="Ring +34 910 000 000")).to_be_visible()
    phone.until(lambda: "stopped" in phone.types())
    assert PlayEvent.objects.get(type="stopped").payload["reason"] == "pain"
    assert page.url.endswith(phone.path)


def test_stopping_because_of_tiredness_or_not_at_all(phone: Phone) -> None:
    page = phone.page
    phone.play(1)
    page.get_by_role("link", name="Stop for now").click()
    page.get_by_role("button", name="Go on listening").click()
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    page.get_by_role("link", name="Stop for now").click()
    page.get_by_role("button", name="I am tired").click()
    expect(page.get_by_role("heading", name="That is fine. Rest now.")).to_be_visible()
    expect(page.get_by_role("link", name="Ring +34 910 000 000")).to_be_hidden()


def test_the_dark_screen_has_one_target_and_the_sound_goes_on(phone: Phone) -> None:
    page = phone.page
    phone.play(1)
    page.get_by_role("button", name="Dark screen").click()
    dark = page.get_by_role("dialog", name="Dark screen")
    expect(dark.get_by_role("button")).to_have_count(1)
    expect(dark.get_by_role("button", name="Show the player")).to_be_focused()
    assert violations(page) == []
    assert not page.evaluate("document.querySelector('audio').paused")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Dark screen")).to_be_focused()


def test_read_along_marks_the_sentence_that_is_heard(phone: Phone) -> None:
    page = phone.page
    page.get_by_text("Read along").click()
    phone.play(2.5)
    now = page.locator("[data-transcript] [aria-current]")
    expect(now).to_have_count(1)
    assert now.inner_text() in ("Hello.", "This is one short minute.")
    page.get_by_text("Parts of this session").click()
    expect(page.locator("[data-chapters] [aria-current=true]")).to_have_text(re.compile("Settle"))


def test_an_old_browser_plays_and_saves(phone: Phone) -> None:
    phone.context.add_init_script("""
      delete Crypto.prototype.randomUUID;
      for (const name of ["locks", "mediaSession", "audioSession", "serviceWorker"]) {
        Object.defineProperty(Navigator.prototype, name, { value: undefined });
      }
      delete HTMLDialogElement.prototype.showModal;
    """)
    page = phone.open()
    phone.play(2, page)
    phone.pause(page)
    phone.until(lambda: phone.types() == ["started", "segment", "paused"], page)
    expect(page.get_by_role("button", name="Dark screen")).to_be_hidden()


def test_without_a_database_of_its_own_the_phone_still_sends(phone: Phone) -> None:
    phone.context.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    page = phone.open()
    phone.play(2, page)
    phone.pause(page)
    phone.until(lambda: "paused" in phone.types(), page)


def test_without_javascript_one_listens_and_says_so(phone: Phone, browser: Browser) -> None:
    user = phone.item.participant.user
    phone.context.close()
    context = browser.new_context(
        base_url=phone.address, viewport={"width": 360, "height": 800}, java_script_enabled=False
    )
    sign_in(context, user, phone.address)
    page = context.new_page()
    page.goto(phone.path)
    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.locator("[data-stage]")).to_be_hidden()
    assert page.locator("audio").bounding_box()["width"] > 250
    page.get_by_role("button", name="I listened to this").click()
    expect(page.get_by_text("We have noted that you listened to this.")).to_be_visible()
    assert PlayEvent.objects.get().delivery == "self"
    context.close()


FORGET_WORKER = (
    "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.getRegistrations())"
    ".then(all => Promise.all(all.map(one => one.unregister()))).then(() => null)"
)


def test_where_the_script_fails_the_plain_player_appears(phone: Phone) -> None:
    phone.page.evaluate(FORGET_WORKER)  # it would answer with a copy that it has kept
    page = phone.context.new_page()
    page.route("**/player/outbox.js", lambda route: route.abort())
    page.goto(phone.path)
    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.get_by_role("button", name="I listened to this")).to_be_visible()
    page.close()


def test_no_connection_shows_the_kept_page(phone: Phone) -> None:
    page = phone.page
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    phone.until(lambda: page.evaluate("caches.keys().then(names => names.length)") == 1)
    kept = page.evaluate(
        "caches.keys().then(n => caches.open(n[0])).then(c => c.keys())"
        ".then(r => r.map(q => new URL(q.url).pathname))"
    )
    assert [path for path in kept if not path.startswith("/static/")] == ["/my/offline/"]
    page.reload()
    phone.context.set_offline(True)
    page.goto("/my/weeks/")
    expect(page.get_by_role("heading", name="There is no connection just now")).to_be_visible()
    # In its own colours: the style sheets are kept too.
    colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert colour == "rgb(246, 241, 231)"
    phone.context.set_offline(False)


def test_axe_finds_nothing(phone_with) -> None:
    phone = phone_with("none", "soft")
    page = phone.page
    assert access_findings(page) == []
    page.get_by_text("Read along").click()
    page.get_by_text("Parts of this session").click()
    phone.play(2)
    assert access_findings(page) == []
    page.get_by_role("link", name="Stop for now").click()
    assert access_findings(page) == []
    page.get_by_role("button", name="It upset me").click()
    assert access_findings(page) == []
    for path in (f"/my/plan/{item_of(phone.item.participant, 'reading').pk}/",
                 f"{phone.path}stop/",
                 f"/my/plan/{item_of(phone.item.participant, week=4).pk}/",
                 "/my/offline/"):  # fmt: skip
        page.goto(path)
        assert access_findings(page) == [], path


def test_the_script_of_the_page_is_small(phone: Phone) -> None:
    sizes = phone.page.evaluate("""async () => {
      const names = performance.getEntriesByType("resource").map((r) => r.name);
      const scripts = [...new Set(names)].filter((name) => name.endsWith(".js"));
      const packed = await Promise.all(scripts.map(async (name) => {
        const zipped = (await fetch(name)).body.pipeThrough(new CompressionStream("gzip"));
        return (await new Response(zipped).arrayBuffer()).byteLength;
      }));
      return [scripts.length, packed.reduce((sum, size) => sum + size, 0)];
    }""")
    assert sizes[0] >= 10
    assert sizes[1] < 28_000
