"""Browsers that lack things, and storage that is wiped: the player still plays and saves."""

import pytest
from playwright.sync_api import expect

from tests.players import Phone
from tests.saving import save, saved_sounds

pytestmark = [pytest.mark.browser, pytest.mark.proof]  # it listens in real time

# What Chrome 90 on Android 8 does not have, and a few things that other old browsers lack.
ANDROID_8 = """
  delete Crypto.prototype.randomUUID;
  for (const name of ["locks", "mediaSession", "audioSession", "serviceWorker", "wakeLock",
                      "connection", "userAgentData"]) {
    Object.defineProperty(Navigator.prototype, name, { value: undefined });
  }
  if (window.StorageManager) { delete StorageManager.prototype.persist; }
  for (const name of ["structuredClone", "fetchLater", "SyncManager", "CompressionStream",
                      "AggregateError", "WeakRef", "reportError"]) {
    delete window[name];
  }
  for (const name of ["at", "findLast", "findLastIndex", "toSorted", "toReversed", "with"]) {
    delete Array.prototype[name];
  }
  delete String.prototype.at;
  delete Object.hasOwn;
  delete Object.groupBy;
  delete AbortSignal.timeout;
  delete AbortSignal.any;
  delete Promise.withResolvers;
  delete HTMLDialogElement.prototype.showModal;
  delete HTMLElement.prototype.showPopover;
  const fetchNow = window.fetch;
  window.fetch = (url, options = {}) => {
    const { keepalive, ...known } = options;  // passed over by old browsers
    return fetchNow(url, known);
  };
"""
WIPE = """async () => {
  localStorage.clear();
  for (const name of await caches.keys()) { await caches.delete(name); }
  for (const { name } of await indexedDB.databases()) {
    await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = request.onerror = resolve;
    });
  }
}"""


def test_android_8_with_chrome_90_plays_saves_and_offers_no_saving(phone: Phone) -> None:
    phone.context.add_init_script(ANDROID_8)
    page = phone.open()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    phone.play(2, page)
    phone.pause(page)
    phone.until(lambda: phone.types() == ["started", "segment", "paused"], page)
    phone.until(lambda: phone.waiting(page) == 0, page)
    phone.play(1, page)
    expect(page.locator("[data-offline]")).to_be_hidden()
    page.reload()
    page.wait_for_selector("[data-ready]")
    phone.until(lambda: "closed" in phone.types(), page)
    assert errors == []


def test_android_8_still_has_a_worker_and_saves(phone: Phone) -> None:
    keeps_worker = ANDROID_8.replace('"serviceWorker", ', "")
    assert keeps_worker != ANDROID_8
    phone.context.add_init_script(keeps_worker)
    page = phone.open()
    save(page)
    phone.context.set_offline(True)
    page.reload()
    page.wait_for_selector("[data-ready]")
    phone.play(2, page)
    phone.pause(page)
    assert phone.types() == []
    phone.context.set_offline(False)
    phone.until(lambda: "paused" in phone.types(), page)


def test_storage_that_is_wiped_while_it_plays_loses_nothing(phone: Phone) -> None:
    page = phone.page
    save(page)
    page.reload()
    page.wait_for_selector("[data-ready]")
    phone.play(2)
    page.evaluate(WIPE)
    at = phone.position()
    page.wait_for_function("t => document.querySelector('audio').currentTime >= t + 2", arg=at)
    phone.pause()
    phone.until(lambda: "paused" in phone.types())
    assert phone.heard() > 3.5
    # The page goes on with what it holds, and the next one is whole again.
    phone.play(1)
    page.reload()
    page.wait_for_selector("[data-ready]")
    phone.until(lambda: "closed" in phone.types())
    assert saved_sounds(page) == {}
    expect(page.locator("[data-offline-title]")).to_have_text("Save for offline")
    phone.play(1)
    save(page)


def test_a_saved_sound_that_is_wiped_is_played_from_the_server(phone: Phone) -> None:
    page = phone.page
    save(page)
    page.reload()
    page.wait_for_selector("[data-ready]")
    page.evaluate("caches.delete('saved-sound')")
    page.evaluate("document.querySelector('audio').load()")
    phone.play(2)
    phone.pause()
    phone.until(lambda: "paused" in phone.types())


def test_wiped_without_a_line_it_says_what_is_not_there(phone: Phone) -> None:
    page = phone.page
    save(page)
    phone.context.set_offline(True)
    page.evaluate("caches.delete('saved-sound')")
    page.goto(phone.path)
    expect(page.get_by_role("heading", name="There is no connection just now")).to_be_visible()
    expect(page.get_by_text("No session is saved here.")).to_be_visible()


def test_two_players_on_one_phone_do_not_lose_each_others_minutes(phone: Phone) -> None:
    """A saved session in one tab, the page of the server in another; no lock in this browser."""
    phone.context.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })"
    )
    first = phone.open()
    save(first)
    second = phone.context.new_page()
    second.goto(f"/my/offline/#session-{phone.item.pk}")
    second.wait_for_selector("[data-ready]")
    phone.play(2, first)
    phone.play(2, second)
    phone.pause(first)
    phone.pause(second)
    phone.until(lambda: phone.types().count("paused") == 2, second)
    phone.until(lambda: phone.waiting(second) == 0, second)
    assert phone.item.events.values("attempt").distinct().count() == 2
