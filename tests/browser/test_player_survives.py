"""Nothing that was heard is lost: reloads, double sends, lost lines, ended logins."""

import json

import pytest
from django.contrib.sessions.backends.cached_db import SessionStore
from playwright.sync_api import Route, expect

from sessions.models import ListeningRecord, PlayEvent
from tests.players import Phone
from tests.sounds import item_of

pytestmark = [pytest.mark.browser, pytest.mark.proof]  # it listens in real time
SAVED = "[data-saved]"


def sign_out_on_the_server(phone: Phone) -> None:
    """The login session ends elsewhere; the page learns of it as a real one would."""
    cookie = next(c for c in phone.context.cookies() if c["name"] == "login")
    SessionStore(cookie["value"]).delete()


def test_a_reload_in_the_middle_loses_nothing(phone: Phone) -> None:
    page = phone.page
    phone.play(6)
    at = phone.position()
    page.reload()
    page.wait_for_selector("[data-ready]")
    phone.until(lambda: "closed" in phone.types())
    assert phone.types() == ["started", "segment", "closed"]
    assert at - 0.5 < phone.heard() < at + 2
    phone.until(lambda: phone.waiting() == 0)
    # Nothing plays by itself, and carrying on is an offer.
    assert page.evaluate("document.querySelector('audio').paused")


def test_what_neither_request_nor_database_finished_is_sent_by_the_next_page(phone: Phone) -> None:
    page = phone.page
    phone.play(3)
    at = phone.position()
    phone.until(lambda: phone.types() == ["started"])
    # As on a slow phone: the page is gone before either has done its work.
    page.evaluate(
        """() => {
          IDBObjectStore.prototype.put = () => { throw new Error("gone"); };
          window.fetch = () => Promise.reject(new Error("gone"));
        }"""
    )
    page.reload()
    page.wait_for_selector("[data-ready]")
    phone.until(lambda: phone.types() == ["started", "segment", "closed"])
    assert at - 0.5 < phone.heard() < at + 2
    phone.until(lambda: phone.waiting() == 0)
    assert page.evaluate("localStorage.getItem('player-last')") is None


def test_carry_on_begins_where_it_was(phone: Phone) -> None:
    page = phone.page
    phone.play(16)
    phone.pause()
    phone.until(lambda: "paused" in phone.types())
    page.reload()
    page.wait_for_selector("[data-ready]")
    offer = page.get_by_role("button", name="Carry on from")
    expect(offer).to_be_visible()
    expect(page.get_by_role("button", name="Start again")).to_be_visible()
    begins = json.loads(page.get_attribute("[data-player]", "data-player") or "")["resume"]
    assert 0 < begins <= 6.5
    phone.play(2)
    phone.pause()
    phone.until(lambda: phone.types().count("segment") >= 3)
    later = PlayEvent.objects.filter(type="segment").latest("pk").payload
    assert abs(later["from"] - begins) < 0.1
    assert ListeningRecord.objects.get(plan_item=phone.item).coverage_s < 17.5


def test_a_batch_that_is_sent_twice_counts_once(phone: Phone) -> None:
    page = phone.page
    lost: list[bool] = []
    line_is_back: list[bool] = []

    def answer_is_lost(route: Route) -> None:
        if line_is_back:
            route.continue_()
            return
        lost.append(route.fetch().ok)
        route.abort()

    page.route("**/events/", answer_is_lost)
    phone.play(3)
    phone.pause()
    phone.until(lambda: phone.types() == ["started", "segment", "paused"])
    assert phone.waiting() == 3
    expect(page.locator(SAVED)).to_contain_text("waiting to be sent")
    line_is_back.append(True)
    page.evaluate("dispatchEvent(new Event('online'))")
    phone.until(lambda: phone.waiting() == 0)
    assert lost
    assert all(lost)
    assert phone.types() == ["started", "segment", "paused"]
    expect(page.locator(SAVED)).not_to_contain_text("waiting")


def test_the_line_is_lost_and_comes_back(phone: Phone) -> None:
    page = phone.page
    # The whole file is here before the line goes, as it is after the first seconds of a minute.
    page.wait_for_function("document.querySelector('audio').readyState >= 1")
    phone.play(1)
    phone.until(lambda: phone.types() == ["started"])
    phone.context.set_offline(True)
    at = phone.position()
    page.wait_for_function("t => document.querySelector('audio').currentTime >= t + 3", arg=at)
    phone.pause()
    expect(page.locator(SAVED)).to_contain_text("kept on this device")
    assert phone.waiting() == 2
    assert phone.types() == ["started"]
    phone.context.set_offline(False)
    phone.until(lambda: phone.types() == ["started", "segment", "paused"])
    phone.until(lambda: phone.waiting() == 0)
    assert phone.heard() > 3.5
    expect(page.locator(SAVED)).not_to_contain_text("kept on this device")


def test_what_waits_is_sent_by_the_next_page_that_is_opened(phone: Phone) -> None:
    page = phone.page
    page.route("**/events/", lambda route: route.abort())
    phone.play(2)
    phone.pause()
    page.wait_for_timeout(300)
    assert phone.waiting() == 3
    other = phone.context.new_page()
    page.close()
    other.goto(f"/my/plan/{item_of(phone.item.participant, 'reading').pk}/")
    phone.until(lambda: "paused" in phone.types(), other)


def test_an_ended_login_saves_on_and_asks_to_sign_in_again(phone: Phone) -> None:
    page = phone.page
    phone.play(2)
    sign_out_on_the_server(phone)
    phone.pause()
    phone.until(lambda: "paused" in phone.types())
    assert phone.heard() > 1.5
    link = page.get_by_role("link", name="Please sign in again")
    expect(link).to_be_visible()
    assert phone.waiting() == 0
    link.click()
    page.wait_for_url("**/accounts/**")
    assert f"next={phone.path}" in page.url.replace("%2F", "/")


def test_a_key_that_ran_out_keeps_the_queue_until_one_signs_in(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = phone.page
    monkeypatch.setattr("sessions.tokens.VALID_FOR", -1)
    sign_out_on_the_server(phone)
    phone.play(2)
    phone.pause()
    expect(page.get_by_role("link", name="Please sign in again")).to_be_visible()
    assert phone.waiting() == 3
    assert phone.types() == []
    monkeypatch.setattr("sessions.tokens.VALID_FOR", 60)
    phone.sign_in_again()
    page.reload()
    phone.until(lambda: "paused" in phone.types())
    phone.until(lambda: phone.waiting() == 0)


def test_a_fresh_key_is_fetched_by_whoever_is_signed_in(phone: Phone) -> None:
    page = phone.page

    def forget_the_key(route: Route) -> None:
        route.continue_(headers={**route.request.headers, "x-player-token": "gone"})

    page.route("**/events/", forget_the_key, times=1)
    phone.play(2)
    phone.pause()
    phone.until(lambda: "paused" in phone.types())
    phone.until(lambda: phone.waiting() == 0)
    expect(page.get_by_role("link", name="Please sign in again")).to_be_hidden()


def test_an_event_that_cannot_be_read_does_not_hold_up_the_others(phone: Phone) -> None:
    page = phone.page

    def spoil(route: Route) -> None:
        batch = json.loads(route.request.post_data or "{}")
        for event in batch["events"]:
            if event["type"] == "started":
                event["wall"] = "yesterday"
        route.continue_(post_data=json.dumps(batch))

    page.route("**/events/", spoil)
    phone.play(2)
    phone.pause()
    phone.until(lambda: phone.types() == ["segment", "paused"])
    phone.until(lambda: phone.waiting() == 1)
