"""A session that is opened before its audio is there, and what Today does for the player."""

import pytest
from playwright.sync_api import Browser, expect

from tests.live import a_browser_of, access_findings
from tests.one_minute import give_real_audio, load_one_minute_trial
from tests.players import Phone
from tests.sounds import item_of, started

pytestmark = pytest.mark.browser


def test_the_page_waits_and_shows_the_session_by_itself(browser: Browser, live: str) -> None:
    load_one_minute_trial()
    item = item_of(started("Ana"))
    context = a_browser_of(browser, item.participant.user, live)
    page = context.new_page()
    page.goto(f"/my/plan/{item.pk}/")
    expect(page.get_by_text("We are preparing this session")).to_be_visible()
    assert access_findings(page) == []
    give_real_audio(item)
    expect(page.get_by_role("button", name="Play")).to_be_visible(timeout=15_000)
    context.close()


def test_today_sends_what_an_earlier_page_could_not(phone: Phone) -> None:
    page = phone.page
    page.route("**/events/", lambda route: route.abort())
    phone.play(2)
    phone.pause()
    phone.until(lambda: phone.waiting() == 3)
    today = phone.context.new_page()
    page.close()
    today.goto("/my/")
    phone.until(lambda: phone.types()[:3] == ["started", "segment", "paused"], today)
    phone.until(lambda: phone.waiting(today) == 0, today)
    today.evaluate("navigator.serviceWorker.ready.then(() => null)")
