"""The participant's own pages in a real browser: axe, 320 px, keyboard alone, no JavaScript."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page

from retraining.assessments.selectors import answers_of, response_of
from retraining.common import clock
from retraining.trials.models import Participant
from retraining.trials.selectors import withdrawal_level
from tests.cast import CALM_WEEK, eligible, randomised
from tests.live import a_browser_of, access_findings, sign_in
from tests.portal_my.days import hear

pytestmark = pytest.mark.browser
WEEK = "/my/questions/week-1/"


def started(days_ago: int, name: str = "Ana") -> Participant:
    """Somebody whose first day was so many days ago; the server keeps real time."""
    with clock.at(clock.real_now() - timedelta(days=days_ago + 1)):
        return randomised(name)


def page_of(browser: Browser, person: Participant, live: str) -> Page:
    return a_browser_of(browser, person.user, live).new_page()


def findings(page: Page, *addresses: str) -> list[str]:
    found = []
    for address in addresses:
        page.goto(address)
        found += [f"{address} {line}" for line in access_findings(page)]
    return found


def test_axe_finds_nothing_in_the_weeks(browser: Browser, live: str) -> None:
    ana = started(8)
    with clock.at(clock.real_now() - timedelta(days=1)):
        hear(ana, 1, "core", minutes=6)
        hear(ana, 1, "practice")
    page = page_of(browser, ana, live)
    addresses = ("/my/", "/my/weeks/", "/my/help/", "/my/details/", "/my/details/change/")
    assert findings(page, *addresses) == []


def test_axe_finds_nothing_around_a_pause_the_days_and_the_calendar(
    browser: Browser, live: str
) -> None:
    page = page_of(browser, started(8), live)
    assert findings(page, "/my/pause/", "/my/days/", "/my/calendar/") == []
    page.get_by_role("button", name="Make an address").click()
    page.get_by_role("link", name="Open in my calendar").wait_for()
    assert access_findings(page) == []
    page.goto("/my/pause/")
    page.get_by_label("For how many days").select_option("5")
    page.get_by_role("button", name="Pause from today").click()
    page.get_by_text("You have a pause until").wait_for()
    assert access_findings(page) == []
    assert findings(page, "/my/pause/", "/my/weeks/") == []
    page.goto("/my/pause/")
    page.get_by_role("button", name="End the pause today").click()
    page.get_by_text("Your pause has ended. Welcome back.").wait_for()


def test_axe_finds_nothing_in_the_questions(browser: Browser, live: str) -> None:
    page = page_of(browser, started(8), live)
    assert findings(page, WEEK, f"{WEEK}pain/", "/my/questions/week-8/") == []
    page.goto(f"{WEEK}pain/")
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("You have not chosen a number.").wait_for()
    assert access_findings(page) == []
    page.get_by_role("button", name="Leave it blank").click()
    for number in ("6", "7", "10", "2", "0", "0", "0"):
        page.locator(f"input[value='{number}']").check()
        assert access_findings(page) == []
        page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Your answers").wait_for()
    assert access_findings(page) == []
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Your answers are with us").wait_for()
    assert access_findings(page) == []


def test_axe_finds_nothing_where_the_questions_wait_for_an_hour(
    browser: Browser, live: str
) -> None:
    ana = started(8)
    hear(ana, 2, "core", minutes=1)
    page = page_of(browser, ana, live)
    assert findings(page, WEEK) == []
    assert page.get_by_role("heading", name="First a little time to yourself").is_visible()


def test_axe_finds_nothing_around_the_weeks(browser: Browser, live: str) -> None:
    waiting, ended = eligible("Wim"), started(70, "Eva")
    assert findings(page_of(browser, waiting, live), "/my/", "/my/weeks/") == []
    assert findings(page_of(browser, ended, live), "/my/", "/my/finished/") == []
    soon = randomised("Sol")
    assert findings(page_of(browser, soon, live), "/my/", "/my/weeks/") == []


def test_axe_finds_nothing_on_the_way_out(browser: Browser, live: str) -> None:
    ana = started(2)
    page = page_of(browser, ana, live)
    assert findings(page, "/my/stop/") == []
    page.goto("/my/stop/")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("alert").wait_for()
    assert access_findings(page) == []
    page.set_viewport_size({"width": 360, "height": 800})
    page.get_by_text("Stop the questionnaires too").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Yes, stop").wait_for()
    assert access_findings(page) == []
    page.get_by_role("button", name="Yes, stop").click()
    page.get_by_role("heading", name="It is done").wait_for()
    assert access_findings(page) == []
    assert withdrawal_level(ana) == "questionnaires"


def test_the_questions_by_keyboard_alone(browser: Browser, live: str) -> None:
    ana = started(8)
    page = page_of(browser, ana, live)
    page.goto(f"{WEEK}pain/")
    for expected in (*list(CALM_WEEK)[1:], "check"):
        page.locator("main").press("Tab")
        while page.evaluate("document.activeElement.name") != "answer":
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        if expected not in ("upset", "check"):  # the two safety questions are answered with No
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{WEEK}{expected}/")
    response = response_of(ana, "week-1")
    assert response is not None
    assert answers_of(response) == {**dict.fromkeys(CALM_WEEK, 1), "new_problem": 0, "upset": 0}


def test_the_questions_without_javascript(browser: Browser, live: str) -> None:
    ana = started(8)
    context = browser.new_context(
        base_url=live, java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    context.set_default_timeout(10_000)
    sign_in(context, ana.user, live)
    page = context.new_page()
    page.goto("/my/")
    page.get_by_role("link", name="Open the questions").click()
    page.get_by_role("link", name="Start").click()
    for number in ("4", "5", "6", "7", "0", "0", "0", "0"):
        page.locator(f"input[value='{number}']").check()
        page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send").click()
    page.get_by_role("link", name="Go to Today").click()
    page.get_by_role("link", name="Today is a hard day").wait_for()
    response = response_of(ana, "week-1")
    assert response is not None
    assert list(answers_of(response).values()) == [4, 5, 6, 7, 0, 0, 0, 0]


def test_no_page_is_heavy_or_asks_another_host(browser: Browser, live: str) -> None:
    page = page_of(browser, started(8), live)
    asked, weight = [], [0]

    def weigh(response) -> None:  # type: ignore[no-untyped-def]
        asked.append(response.url)
        weight[0] += len(response.body())

    page.on("response", weigh)
    page.goto("/my/", wait_until="networkidle")
    assert all(url.startswith((live, "data:")) for url in asked)
    assert 0 < weight[0] <= 250_000  # before compression; the bench holds the 100 kB on the wire
