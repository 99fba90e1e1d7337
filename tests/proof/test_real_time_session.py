"""A guided session at its own speed, from the press of Play to the end."""

import pytest
from playwright.sync_api import Browser, expect

from sessions.models import ListeningRecord
from tests.live import a_browser_of, until
from tests.one_minute import give_real_audio, load_one_minute_trial
from tests.sounds import item_of, started

pytestmark = [pytest.mark.proof, pytest.mark.browser]
AUDIO = "document.querySelector('audio')"


def test_a_session_to_its_end_on_a_phone_and_at_a_desk(browser: Browser, live: str) -> None:
    """At its own speed, on two screens at once; the end is said, and nothing plays after it."""
    load_one_minute_trial()
    person = started("Ana")
    items = [item_of(person), item_of(person, "practice")]
    pages = []
    for item, width in zip(items, (360, 1280), strict=True):
        give_real_audio(item)
        context = a_browser_of(browser, person.user, live, width=width)
        page = context.new_page()
        page.goto(f"/my/plan/{item.pk}/")
        page.wait_for_selector("[data-ready]")
        page.get_by_role("button", name="Play").click()
        pages.append(page)
    for page, item in zip(pages, items, strict=True):
        finished = page.get_by_role("heading", name="Finished. You can put the phone down.")
        expect(finished).to_be_visible(timeout=90_000)
        expect(page.locator("[data-finished] [data-saved-too]")).to_have_text(
            "1 of 1 minute saved."
        )
        assert page.evaluate(f"{AUDIO}.paused")
        ended = ListeningRecord.objects.filter(plan_item=item, completed=True)
        until(page, "document.querySelector('audio').ended")
        for _ in range(100):
            if ended.exists():
                break
            page.wait_for_timeout(100)
        record = ended.get()
        assert record.flags == []
        assert abs(record.play_s - 60) < 3
    for page in pages:
        page.context.close()
