"""What one can say beside a session: worse, not today, how it was; and reading it instead."""

import pytest
from playwright.sync_api import Page, expect

from sessions.models import PlayEvent, Remark
from tests.live import access_findings, until
from tests.one_minute import give_real_audio
from tests.players import Phone
from tests.sounds import item_of

pytestmark = pytest.mark.browser
AUDIO = "document.querySelector('audio')"


def to_the_end(phone: Phone) -> None:
    """Hear the last moments, so that the session ends."""
    phone.play(1)
    phone.page.evaluate(f"{AUDIO}.currentTime = 58.5")
    expect(phone.page.get_by_role("heading", name="Finished.")).to_be_visible(timeout=15_000)


def test_feeling_worse_is_one_press(phone: Phone) -> None:
    page = phone.page
    phone.play(3)
    page.evaluate(f"""() => {{
      window.volumes = [];
      {AUDIO}.addEventListener("volumechange", (e) => window.volumes.push(e.target.volume));
    }}""")
    page.get_by_role("button", name="I feel worse").click()
    expect(page.get_by_role("heading", name="The sound is off. Take your time.")).to_be_focused()
    expect(page.get_by_role("link", name="Ring +34 910 000 000")).to_be_visible()
    expect(page.get_by_text("In an emergency ring 112.")).to_be_visible()
    expect(page.get_by_text("Nobody sees that at once.")).to_be_visible()
    until(page, f"{AUDIO}.paused")
    volumes = page.evaluate("window.volumes")
    assert len(volumes) > 5
    assert volumes == sorted(volumes, reverse=True)
    phone.until(lambda: "stopped" in phone.types())
    assert Remark.objects.get().value == "worse"
    assert access_findings(page) == []
    page.get_by_role("button", name="Carry on listening").click()
    until(page, f"!{AUDIO}.paused && {AUDIO}.volume === 1")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    phone.until(lambda: phone.types().count("started") == 2)


def test_feeling_worse_before_anything_was_played(phone: Phone) -> None:
    phone.page.get_by_role("button", name="I feel worse").click()
    phone.until(lambda: phone.types() == ["stopped"])
    assert Remark.objects.get().value == "worse"


def test_going_on_while_the_sound_still_fades(phone: Phone) -> None:
    page = phone.page
    phone.play(2)
    page.get_by_role("link", name="Stop for now").click()
    page.get_by_role("button", name="Go on listening").click()
    phone.play_on(1.5)
    assert page.evaluate(f"[{AUDIO}.volume, {AUDIO}.paused]") == [1, False]
    page.get_by_role("link", name="Stop for now").click()
    page.get_by_role("button", name="Stop without saying why").click()
    expect(page.get_by_role("heading", name="That is fine. Rest now.")).to_be_focused()
    until(page, f"{AUDIO}.paused")
    phone.until(lambda: "stopped" in phone.types())
    assert Remark.objects.get().value == "no-reason"


def test_two_questions_after_the_end_and_no_more(phone: Phone) -> None:
    page = phone.page
    to_the_end(phone)
    first = page.get_by_role("group", name="Were you able to follow it?")
    second = page.get_by_role("group", name="How was it?")
    expect(first).to_be_visible()
    expect(second).to_be_hidden()
    assert access_findings(page) == []
    first.get_by_role("button", name="I slept").click()
    expect(first).to_be_hidden()
    expect(second.locator("legend")).to_be_focused()
    second.get_by_role("button", name="Upsetting").click()
    expect(page.get_by_text("Thank you.", exact=True)).to_be_focused()
    expect(page.get_by_role("link", name="Ring +34 910 000 000")).to_be_visible()
    phone.until(lambda: Remark.objects.count() == 2)
    assert {(row.item, row.value) for row in Remark.objects.all()} == {
        ("followed", "slept"),
        ("felt", "upsetting"),
    }
    assert {row.attempt for row in Remark.objects.all()} == set(
        PlayEvent.objects.values_list("attempt", flat=True)
    )
    assert access_findings(page) == []


def test_both_questions_can_be_left_out_and_wait_without_a_line(phone: Phone) -> None:
    page = phone.page
    to_the_end(phone)
    page.get_by_role("button", name="Leave it out").click()
    page.get_by_role("button", name="Leave it out").click()
    phone.until(lambda: "ended" in phone.types())
    assert not Remark.objects.exists()
    page.get_by_role("button", name="Hear it again").click()
    phone.context.set_offline(True)
    page.evaluate(f"{AUDIO}.currentTime = 58.5")
    page.get_by_role("button", name="All of it").click(timeout=15_000)
    phone.until(lambda: phone.waiting() > 0)
    phone.context.set_offline(False)
    phone.until(lambda: Remark.objects.filter(item="followed", value="all").exists())


def test_not_today_is_offered_before_and_not_in_the_middle(phone: Phone) -> None:
    page = phone.page
    later = page.get_by_role("button", name="Not today")
    expect(later).to_be_visible()
    phone.play(1)
    expect(later).to_be_hidden()
    phone.pause()
    page.goto("/my/")
    page.get_by_role("button", name="Not today").click()
    expect(page.get_by_text("That is fine. It stays open for you.")).to_be_visible()
    assert Remark.objects.get().item == "not-today"
    assert access_findings(page) == []


def test_reading_instead_counts_as_reading(phone: Phone) -> None:
    page = phone.page
    page.get_by_role("link", name="Read instead").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Settle")
    assert access_findings(page) == []
    page.wait_for_timeout(1500)
    page.get_by_role("link", name="Next part").click()
    page.get_by_role("link", name="Next part").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rest and close")
    assert access_findings(page) == []
    page.get_by_role("button", name="I have read this").click()
    expect(page.get_by_text("We have noted that you read this.")).to_be_visible()
    row = PlayEvent.objects.get()
    assert (row.delivery, row.type) == ("read", "read")
    assert 1 <= row.payload["read_s"] < 60


def test_a_reading_can_be_heard_beside_its_text(phone: Phone) -> None:
    reading = item_of(phone.item.participant, "reading")
    give_real_audio(reading)
    page = phone.page
    page.goto(f"/my/plan/{reading.pk}/")
    page.wait_for_selector("[data-ready]")
    phone.play(2.5)
    now = page.locator("[data-transcript] [aria-current]")
    expect(now).to_have_count(1)
    assert access_findings(page) == []
    phone.pause()
    events = PlayEvent.objects.filter(plan_item=reading)
    phone.until(lambda: events.filter(type="paused").exists())
    page.get_by_role("button", name="I have read this").click()
    expect(page.get_by_text("You have read this. It stays here for you.")).to_be_visible()
    assert set(events.values_list("delivery", flat=True)) == {"audio", "read"}


def test_the_help_pages_are_calm_without_a_player_too(phone: Phone) -> None:
    page: Page = phone.page
    page.goto("/my/help/")
    page.get_by_role("button", name="I feel worse").click()
    expect(page.get_by_role("heading", name="Take your time.")).to_be_visible()
    assert page.url.endswith("/my/rest/")
    assert access_findings(page) == []
    page.goto(f"{phone.path}stop/")
    page.get_by_role("button", name="I feel worse").click()
    expect(page.get_by_role("link", name="Carry on listening")).to_be_visible()
    assert access_findings(page) == []
    assert {(row.item, row.value) for row in Remark.objects.all()} == {
        ("worse", ""),
        ("stopped", "worse"),
    }
