"""Saving a session on the device: size before, question, progress, two at most, removing."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from sessions.content import script_of
from sessions.models import Rendition
from sessions.services.rendering import render_script
from sessions.services.smaller import make_smaller_of
from tests.live import access_findings, until
from tests.players import Phone
from tests.saving import open_panel, save, saved_sounds, saved_titles
from tests.sounds import item_of

pytestmark = [pytest.mark.browser, pytest.mark.proof]  # it listens in real time


def with_smaller_files(phone: Phone) -> dict[str, Rendition]:
    for normal in list(Rendition.objects.exclude(background__endswith="-small")):
        make_smaller_of(normal=normal)
    return {row.background: row for row in Rendition.objects.all()}


def size_of(row: Rendition) -> str:
    return f"{row.bytes / 1024:.1f} KB"


def test_the_size_stands_there_before_and_the_whole_file_is_kept(phone: Phone) -> None:
    page = phone.page
    row = Rendition.objects.get()
    panel = open_panel(page)
    expect(panel.get_by_text(size_of(row))).to_be_visible()
    expect(panel.get_by_text("Smaller file")).to_be_hidden()
    save(page)
    expect(panel.get_by_text(f"It takes {size_of(row)}.")).to_be_visible()
    expect(page.get_by_text("Saved on this device", exact=True)).to_be_visible()
    assert saved_sounds(page) == {f"/my/offline/sound/{phone.item.pk}/none.m4a": row.bytes}
    assert saved_titles(page) == ["Week 1, main session"]
    page.reload()
    page.wait_for_selector("[data-ready]")
    expect(page.get_by_text("Saved on this device", exact=True)).to_be_visible()
    assert page.evaluate("document.querySelector('audio').src").endswith("/none.m4a")
    assert "/my/offline/sound/" in page.evaluate("document.querySelector('audio').src")
    open_panel(page).get_by_role("button", name="Remove from this device").click()
    expect(panel.get_by_text("Removed from this device.")).to_be_visible()
    assert saved_sounds(page) == {}
    assert saved_titles(page) == []


def test_the_smaller_file_of_the_chosen_sound(phone_with: Callable[..., Phone]) -> None:
    phone = phone_with("none", "soft")
    rows = with_smaller_files(phone)
    page = phone.open()
    panel = open_panel(page)
    expect(panel.get_by_text(size_of(rows["none-small"]))).to_be_visible()
    page.get_by_text("Sound and screen").click()
    page.get_by_label("Soft").check()
    expect(panel.get_by_text(size_of(rows["soft-small"]))).to_be_visible()
    panel.get_by_label(re.compile("Smaller file")).check()
    save(page)
    path = f"/my/offline/sound/{phone.item.pk}/soft-small.m4a"
    assert saved_sounds(page) == {path: rows["soft-small"].bytes}
    page.reload()
    page.wait_for_selector("[data-ready]")
    until(page, "document.querySelector('audio').readyState >= 1")
    assert page.evaluate("document.querySelector('audio').src").endswith(path)
    phone.play(2, page)
    phone.pause(page)
    phone.until(lambda: "paused" in phone.types(), page)
    hashes = phone.item.events.filter(type="segment").values_list("content_hash", flat=True)
    assert set(hashes) == {rows["soft-small"].sha256}


def connection(page: Page, kind: str) -> None:
    page.evaluate(
        "type => Object.defineProperty(navigator, 'connection',"
        " { configurable: true, value: { type } })",
        kind,
    )


def test_wifi_only_asks_where_it_must_and_is_remembered(phone: Phone) -> None:
    page = phone.page
    panel = open_panel(page)
    connection(page, "cellular")
    panel.get_by_role("button", name="Save for offline").click()
    expect(panel.get_by_text("You are not on Wi-Fi.")).to_be_visible()
    panel.get_by_role("button", name="Not now").click()
    assert saved_sounds(page) == {}
    connection(page, "none of these")
    panel.get_by_role("button", name="Save for offline").click()
    expect(panel.get_by_text("Are you on Wi-Fi now?")).to_be_visible()
    expect(panel.get_by_role("button", name="Yes, save it")).to_be_focused()
    panel.get_by_role("button", name="Not now").click()
    panel.get_by_label("Save on Wi-Fi only").uncheck()
    page.reload()
    page.wait_for_selector("[data-ready]")
    panel = open_panel(page)
    assert not panel.get_by_label("Save on Wi-Fi only").is_checked()
    panel.get_by_role("button", name="Save for offline").click()
    expect(panel.get_by_text("Saved.", exact=True)).to_be_visible()
    panel.get_by_role("button", name="Remove from this device").click()
    panel.get_by_label("Save on Wi-Fi only").check()
    connection(page, "wifi")
    panel.get_by_role("button", name="Save for offline").click()
    expect(panel.get_by_text("Saved.", exact=True)).to_be_visible()


def test_a_third_one_takes_the_place_of_the_oldest(phone: Phone) -> None:
    page = phone.page
    kinds = ("core", "practice", "short")
    items = {kind: item_of(phone.item.participant, kind) for kind in kinds}
    for item in items.values():
        render_script(script=script_of(item), background="none")
    for kind in ("core", "practice"):
        page.goto(f"/my/plan/{items[kind].pk}/")
        page.wait_for_selector("[data-ready]")
        save(page)
    page.goto(f"/my/plan/{items['short'].pk}/")
    page.wait_for_selector("[data-ready]")
    panel = open_panel(page)
    panel.get_by_label("Save on Wi-Fi only").uncheck()
    panel.get_by_role("button", name="Save for offline").click()
    expect(panel.get_by_text("take the place of “Week 1, main session”")).to_be_visible()
    panel.get_by_role("button", name="Not now").click()
    assert len(saved_sounds(page)) == 2
    panel.get_by_role("button", name="Save for offline").click()
    panel.get_by_role("button", name="Put this one in its place").click()
    expect(panel.get_by_text("Saved.", exact=True)).to_be_visible()
    until(page, "caches.open('saved-sound').then((c) => c.keys()).then((k) => k.length === 2)")
    kept = {path.split("/")[4] for path in saved_sounds(page)}
    assert kept == {str(items["practice"].pk), str(items["short"].pk)}


def test_after_the_end_it_offers_to_free_the_room(phone: Phone) -> None:
    page = phone.page
    save(page)
    page.get_by_text("Saved on this device", exact=True).click()  # put away again
    page.get_by_role("button", name="Play").click()
    page.evaluate("document.querySelector('audio').playbackRate = 16")
    expect(page.get_by_role("heading", name="Finished.")).to_be_visible(timeout=20_000)
    offer = page.get_by_text("You have finished this one. You can remove it to free")
    expect(offer).to_be_visible()
    page.get_by_role("button", name="Remove from this device").click()
    expect(page.get_by_text("Removed from this device.")).to_be_visible()
    assert saved_sounds(page) == {}


def test_no_room_says_so_and_leaves_nothing_behind(phone: Phone) -> None:
    page = phone.page
    session = phone.context.new_cdp_session(page)
    until(page, "navigator.serviceWorker.controller !== null")
    # Above what the shell takes, below what the shell and a sound take.
    used = page.evaluate("navigator.storage.estimate().then((e) => e.usage)")
    session.send(
        "Storage.overrideQuotaForOrigin", {"origin": phone.address, "quotaSize": used + 50_000}
    )
    panel = open_panel(page)
    panel.get_by_label("Save on Wi-Fi only").uncheck()
    panel.get_by_role("button", name="Save for offline").click()
    expect(panel.get_by_text("There is not enough room on this device")).to_be_visible()
    assert saved_sounds(page) == {}
    assert saved_titles(page) == []
    expect(panel.get_by_role("button", name="Save for offline")).to_be_focused()
    session.send("Storage.overrideQuotaForOrigin", {"origin": phone.address})
    save(page)


def test_a_line_that_breaks_off_leaves_nothing_behind(phone: Phone) -> None:
    page = phone.page
    panel = open_panel(page)
    panel.get_by_label("Save on Wi-Fi only").uncheck()
    page.route("**/audio/none.m4a", lambda route: route.abort())
    panel.get_by_role("button", name="Save for offline").click()
    expect(panel.get_by_text("The connection broke off, so nothing")).to_be_visible(timeout=15_000)
    assert saved_sounds(page) == {}
    panel.get_by_role("button", name="Save for offline").click()
    panel.get_by_role("button", name="Stop saving").click()
    expect(panel.get_by_text("Nothing was saved.")).to_be_visible(timeout=15_000)


def test_a_session_that_changes_meanwhile_is_not_saved_by_halves(phone: Phone) -> None:
    page = phone.page
    panel = open_panel(page)
    panel.get_by_label("Save on Wi-Fi only").uncheck()

    def another_file(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "etag": '"another"'})

    page.route("**/audio/none.m4a", another_file)
    panel.get_by_role("button", name="Save for offline").click()
    expect(panel.get_by_text("This session has been changed. Load the page")).to_be_visible()
    assert saved_sounds(page) == {}


def test_without_a_worker_that_could_play_it_nothing_is_saved(phone: Phone) -> None:
    page = phone.page
    panel = open_panel(page)
    panel.get_by_label("Save on Wi-Fi only").uncheck()
    page.evaluate("() => { navigator.serviceWorker.register = () => Promise.reject(); }")
    panel.get_by_role("button", name="Save for offline").click()
    expect(panel.get_by_text("This browser does not let us save sessions.")).to_be_visible()
    assert saved_sounds(page) == {}


def test_the_browser_is_asked_to_keep_it_and_may_say_no(phone: Phone) -> None:
    page = phone.page
    page.evaluate("""() => {
      window.asked = 0;
      navigator.storage.persist = () => { window.asked += 1; return Promise.reject(); };
    }""")
    save(page)
    assert page.evaluate("window.asked") == 1


def test_axe_finds_nothing(phone: Phone) -> None:
    with_smaller_files(phone)
    page = phone.open()
    panel = open_panel(page)
    assert access_findings(page) == []
    panel.get_by_role("button", name="Save for offline").click()
    assert access_findings(page) == []
    panel.get_by_role("button", name="Yes, save it").click()
    expect(panel.get_by_text("Saved.", exact=True)).to_be_visible()
    assert access_findings(page) == []
    page.goto("/my/offline/")
    expect(page.get_by_role("link", name="Week 1, main session")).to_be_visible()
    assert access_findings(page) == []
