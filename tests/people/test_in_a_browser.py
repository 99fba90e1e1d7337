"""A manager's day and a participant's stop, in a real browser, with axe in all looks."""

import pytest
from playwright.sync_api import Browser, Page, expect

from retraining.trials.models import Contact, Note, Suspension
from retraining.trials.selectors import withdrawal_level
from retraining.trials.selectors_logs import standing_rows
from tests import cast
from tests.live import a_browser_of, access_findings
from tests.people.lines import a_line

pytestmark = pytest.mark.browser
PERSON = "/manage/people/1001/"


def looked_at(page: Page, found: dict[str, list[str]]) -> None:
    lines = access_findings(page)
    if lines:
        found[page.url] = lines


def test_a_manager_s_day(browser: Browser, live: str) -> None:
    ana = cast.randomised("Ana")
    a_line(ana, Note, "Prefers the afternoon.")
    page = a_browser_of(browser, cast.max_the_manager(), live, width=1280).new_page()
    found: dict[str, list[str]] = {}
    page.goto(PERSON)
    looked_at(page, found)
    page.get_by_role("link", name="Contacts").click()
    page.get_by_role("link", name="Add a contact").first.click()
    looked_at(page, found)
    for label, choice in (
        ("With whom", "The person"),
        ("Why", "The sessions"),
        ("How", "Telephone"),
        ("What came of it", "Reached"),
    ):
        page.get_by_label(label, exact=True).select_option(label=choice)
    page.get_by_label("Day", exact=True).fill("2026-01-05")
    page.get_by_label("Minutes").fill("12")
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name="Correct the line of 5 January 2026").click()
    page.get_by_label("Minutes").fill("21")
    page.get_by_label("Typed wrongly").check()
    page.get_by_label("Type the number of the person").fill("1001")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row")).to_have_count(3)
    looked_at(page, found)
    assert [row.minutes for row in standing_rows(Contact, ana)] == [21]
    page.get_by_role("link", name="Notes").click()
    page.get_by_role("button", name="Show text").click()
    expect(page.get_by_role("main")).to_contain_text("Prefers the afternoon.")
    for address in ("/manage/sites/madrid/file/", "/manage/recruitment/", f"{PERSON}stop/"):
        page.goto(address)
        looked_at(page, found)
    page.goto("/manage/suspensions/")
    page.get_by_label("All sessions, in both programmes").check()
    page.get_by_label("Why?").select_option(label="A technical fault")
    page.get_by_label("What participants read").fill("The sessions rest for some days.")
    page.get_by_role("button", name="Close it now").click()
    expect(page.get_by_role("row")).to_have_count(2)
    looked_at(page, found)
    assert Suspension.objects.count() == 1
    assert found == {}


def test_somebody_stops_and_takes_it_back(browser: Browser, live: str) -> None:
    ana = cast.randomised("Ana")
    page = a_browser_of(browser, ana.user, live).new_page()
    found: dict[str, list[str]] = {}
    page.goto("/my/stop/")
    looked_at(page, found)
    page.get_by_label("Do not use my answers any more").check()
    page.get_by_role("button", name="Continue").click()
    looked_at(page, found)
    page.get_by_role("button", name="Yes, stop").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("It is done")
    looked_at(page, found)
    assert withdrawal_level(ana) == "data"
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("main")).to_contain_text("You have taken it back.")
    assert withdrawal_level(ana) is None
    page.goto("/my/messages/")
    looked_at(page, found)
    page.get_by_label("Fewer messages").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/my/details/")
    assert found == {}
