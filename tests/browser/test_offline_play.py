"""A saved session without a connection: played from the cache, sent when there is a line."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.cached_db import SessionStore
from playwright.sync_api import Page, expect

from retraining.trials.services.withdrawal import withdraw
from sessions.models import ListeningRecord, PlayEvent, Rendition
from tests.live import sign_in, until
from tests.players import Phone
from tests.saving import save, saved_sounds, saved_titles
from tests.sounds import started

pytestmark = [pytest.mark.browser, pytest.mark.proof]  # it listens in real time
SLICES = """async ([path, ranges]) => {
  const answers = [];
  for (const range of ranges) {
    const headers = range ? { Range: range } : {};
    const answer = await fetch(path, { headers, cache: "no-store" });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    answers.push([answer.status, answer.headers.get("Content-Range"), bytes.length, bytes[0]]);
  }
  return answers;
}"""


@pytest.fixture
def saved(phone: Phone) -> Phone:
    """A phone with its session saved, and the line cut."""
    save(phone.page)
    phone.context.set_offline(True)
    return phone


def open_without_a_line(phone: Phone) -> Page:
    page = phone.context.new_page()
    page.goto(phone.path)
    page.wait_for_selector("[data-ready]")
    return page


def finish(page: Page) -> None:
    page.get_by_role("button", name="Play").or_(
        page.get_by_role("button", name="Carry on")
    ).first.click()
    page.evaluate("document.querySelector('audio').playbackRate = 16")
    expect(page.get_by_role("heading", name="Finished.")).to_be_visible(timeout=20_000)


def test_a_whole_session_without_a_line_counts_in_full_when_it_is_back(saved: Phone) -> None:
    page = open_without_a_line(saved)
    saved.page.close()
    expect(page.get_by_role("heading", name="Week 1, main session")).to_be_visible()
    finish(page)
    assert saved.types() == []
    assert saved.waiting(page) >= 3
    expect(page.locator("[data-finished] [data-saved-too]")).to_contain_text("waiting to be sent")
    saved.context.set_offline(False)
    saved.until(lambda: ListeningRecord.objects.filter(completed=True).exists(), page)
    saved.until(lambda: saved.waiting(page) == 0, page)
    assert saved.types()[-1] == "ended"
    hashes = set(PlayEvent.objects.filter(type="segment").values_list("content_hash", flat=True))
    assert hashes == {Rendition.objects.get().sha256}


def test_the_next_page_with_a_line_sends_what_a_closed_one_left(saved: Phone) -> None:
    page = open_without_a_line(saved)
    saved.play(3, page)
    at = saved.position(page)
    saved.page.close()
    page.close()
    page = open_without_a_line(saved)
    saved.context.set_offline(False)
    page.goto("/my/")
    saved.until(lambda: "closed" in saved.types(), page)
    assert at - 1 < saved.heard() < at + 2


def test_the_list_shows_what_is_saved_and_plays_it(saved: Phone) -> None:
    page = saved.page
    page.goto("/my/weeks/")
    expect(page.get_by_role("heading", name="There is no connection just now")).to_be_visible()
    expect(page.get_by_role("link", name="+34 910 000 000")).to_be_visible()
    page.get_by_role("link", name="Week 1, main session").click()
    page.wait_for_selector("[data-ready]")
    saved.play(2, page)
    saved.pause(page)
    page.get_by_role("link", name="Saved on this device").click()
    expect(page.get_by_role("heading", name="On this device")).to_be_visible()
    page.get_by_role("button", name=re.compile("Remove.*: Week 1, main session")).click()
    expect(page.get_by_text("Removed from this device.")).to_be_visible()
    expect(page.get_by_text("No session is saved here.")).to_be_visible()
    assert saved_sounds(page) == {}
    assert saved.waiting(page) >= 3  # started, segment, paused: never removed


def test_carrying_on_begins_after_what_waits(saved: Phone) -> None:
    page = open_without_a_line(saved)
    saved.page.close()
    saved.play(16, page)
    saved.pause(page)
    page.reload()
    page.wait_for_selector("[data-ready]")
    expect(page.get_by_role("button", name="Carry on")).to_be_visible()
    expect(page.get_by_role("button", name="Start again")).to_be_visible()
    saved.play(1, page)
    assert 6 < saved.position(page) < 12


def test_the_worker_slices_as_a_server_does(phone: Phone) -> None:
    page = phone.page
    save(page)
    ((path, size),) = saved_sounds(page).items()
    asked = ["", "bytes=0-1", "bytes=10-", "bytes=-5", f"bytes={size}-", f"bytes=5-{size + 9}"]
    whole, first, rest, last, outside, beyond = page.evaluate(SLICES, [path, asked])
    assert whole[:3] == [200, None, size]
    assert first[:3] == [206, f"bytes 0-1/{size}", 2]
    assert rest[:3] == [206, f"bytes 10-{size - 1}/{size}", size - 10]
    assert last[:3] == [206, f"bytes {size - 5}-{size - 1}/{size}", 5]
    assert outside[:3] == [416, f"bytes */{size}", 0]
    assert beyond[:3] == [206, f"bytes 5-{size - 1}/{size}", size - 5]
    # The very same bytes as the server's.
    server = page.evaluate(SLICES, [f"{phone.path}audio/none.m4a", ["bytes=10-", "bytes=-5"]])
    assert [rest, last] == server


def test_a_login_that_ends_meanwhile_loses_nothing(saved: Phone) -> None:
    cookie = next(c for c in saved.context.cookies() if c["name"] == "login")
    SessionStore(cookie["value"]).delete()
    page = open_without_a_line(saved)
    saved.page.close()
    saved.play(2, page)
    saved.pause(page)
    saved.context.set_offline(False)
    saved.until(lambda: "paused" in saved.types(), page)
    assert saved.heard() > 1.5
    expect(page.get_by_role("link", name="Please sign in again")).to_be_visible()
    assert len(saved_sounds(page)) == 1  # signed out is not signing out


def test_signing_out_removes_what_is_saved_and_keeps_what_waits(phone: Phone) -> None:
    page = phone.page
    save(page)
    page.route("**/events/", lambda route: route.abort())
    phone.play(2)
    phone.pause()
    phone.until(lambda: phone.waiting() == 3)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/my/" not in url)
    assert saved_sounds(page) == {}
    assert saved_titles(page) == []
    assert phone.waiting() >= 3


def age(page: Page) -> None:
    """Make what is saved look like yesterday's."""
    page.evaluate("""() => new Promise((resolve) => {
      const request = indexedDB.open("saved", 1);
      request.onsuccess = () => {
        const transaction = request.result.transaction("sessions", "readwrite");
        const store = transaction.objectStore("sessions");
        store.getAll().onsuccess = (event) => {
          event.target.result.forEach((row) => store.put({ ...row, fresh: 1 }));
        };
        transaction.oncomplete = () => { request.result.close(); resolve(); };
      };
    })""")


def test_a_session_that_was_changed_is_removed_and_offered_anew(phone: Phone) -> None:
    page = phone.page
    save(page)
    page.evaluate("""() => new Promise((resolve) => {
      const request = indexedDB.open("saved", 1);
      request.onsuccess = () => {
        const transaction = request.result.transaction("sessions", "readwrite");
        const store = transaction.objectStore("sessions");
        store.getAll().onsuccess = (event) => {
          const [row] = event.target.result;
          store.put({ ...row, sound: { ...row.sound, hash: "0".repeat(64) } });
        };
        transaction.oncomplete = () => { request.result.close(); resolve(); };
      };
    })""")
    page.reload()
    expect(page.get_by_text("The session has been changed since you saved it")).to_be_attached()
    assert saved_sounds(page) == {}
    assert "/my/offline/" not in page.evaluate("document.querySelector('audio').src")


def test_after_stopping_the_sessions_nothing_stays_on_the_device(phone: Phone) -> None:
    page = phone.page
    save(page)
    age(page)
    person = phone.item.participant
    withdraw(participant=person, level="sessions", reason="", by=person.user)
    page.goto("/my/")
    until(page, "caches.open('saved-sound').then((c) => c.keys()).then((k) => k.length === 0)")
    assert saved_titles(page) == []


def test_somebody_else_who_signs_in_finds_nothing_of_the_first(phone: Phone) -> None:
    page = phone.page
    save(page)
    age(page)
    sign_in(phone.context, started("Bea", "leeds").user, phone.address)
    page.goto("/my/")
    until(page, "caches.open('saved-sound').then((c) => c.keys()).then((k) => k.length === 0)")
    assert saved_titles(page) == []


def test_eight_days_without_a_line(saved: Phone, real_time_moves) -> None:
    page = open_without_a_line(saved)
    saved.page.close()
    finish(page)
    real_time_moves(timedelta(days=8).total_seconds())
    saved.context.set_offline(False)
    saved.until(lambda: ListeningRecord.objects.filter(completed=True).exists(), page)
    row = PlayEvent.objects.filter(type="segment").first()
    assert row is not None
    assert saved.heard() > 55
    saved.until(lambda: saved.waiting(page) == 0, page)
