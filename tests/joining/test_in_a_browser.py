"""Joining as a person sees it: every page by axe in all themes, and the link of the mail."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Browser, Page, expect

from retraining.trials.services import invitations
from tests import cast
from tests.live import a_browser_of, access_findings
from tests.signing import mailed_code

pytestmark = pytest.mark.browser
NO = re.compile("rheumatologist|psychosis|epilepsy|several weeks|talking therapy|another study")
CLEAR = (
    "It stays the same",
    "by chance",
    "We do not know yet",
    "the study team at your",
    "Nobody: I",
)


def _path(person) -> str:
    return f"/invite/{invitations.link_token(person.invitations.get())}/"


def _fragment() -> str:
    """Path and fragment of the newest mail's link."""
    found = re.search(r"https?://[^/\s]+(/\S+#code=\S+)", mail.outbox[-1].body)
    assert found
    return found.group(1)


def _fine(page: Page) -> None:
    assert access_findings(page) == []
    page.set_viewport_size({"width": 360, "height": 800})


def test_from_the_mailed_link_to_the_first_day(browser: Browser, live: str, settings) -> None:
    settings.SITE_URL = live
    person = cast.invited("Ana")
    context = a_browser_of(browser, None, live)
    page = context.new_page()
    referrers = []
    page.on("request", lambda request: referrers.append(request.all_headers().get("referer", "")))
    page.goto(_path(person))
    _fine(page)
    page.get_by_label("This is my own device: keep me signed in for 90 days").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look in your mail")
    assert f"{live}/" in referrers
    assert not any("/invite/" in referrer for referrer in referrers)
    _fine(page)

    second = context.new_page()  # the mail's link, in the same browser
    second.goto(_fragment())
    expect(second.get_by_label("Code from the mail")).to_have_value(mailed_code())
    assert "#" not in second.url
    second.get_by_role("button", name="Sign in").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Before you start")
    _fine(second)

    second.get_by_role("link", name="Read the privacy notice").click()
    _fine(second)
    second.get_by_role("button", name="I have read this").click()
    _sees_that_it_fits(second)
    second.get_by_role("link", name="Read the information").click()
    _fine(second)
    second.get_by_role("button", name="I have read this").click()
    _sees_what_is_clear(second)
    second.get_by_role("link", name="Decide, and agree if you want to").click()
    for box in second.get_by_role("checkbox").all():
        box.check()
    second.get_by_label("Your name").fill("Ana Person")
    _fine(second)
    second.get_by_role("button", name="I agree and sign").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("You have agreed to take part")
    _fine(second)
    second.get_by_role("link", name="Read what you signed").click()
    _fine(second)
    second.get_by_role("link", name="What is left to do").click()
    second.get_by_role("link", name="Choose the day you start").click()
    _fine(second)
    second.get_by_label(re.compile("Tomorrow")).check()
    second.get_by_role("button", name="Continue").click()
    expect(second.get_by_text("You can still change it")).to_be_visible()
    _fine(second)


def _sees_that_it_fits(page: Page) -> None:
    """All three pages, without the diagnosis, by keyboard where one chooses."""
    page.get_by_role("link", name="See if the study fits you").click()
    _fine(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    _fine(page)
    yes = page.get_by_label("Yes", exact=True)
    for group in page.get_by_role("group").filter(has=yes).all():
        answer = "No" if NO.search(group.inner_text()) else "Yes"
        group.get_by_label(answer, exact=True).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Continue").click()
    _fine(page)
    for place in ("Left shoulder", "Right shoulder", "Left hip or buttock", "Neck", "Lower back",
                  "Left upper arm", "Right hip or buttock"):  # fmt: skip
        page.get_by_label(place, exact=True).check()
    page.get_by_role("button", name="Continue").click()
    _fine(page)
    for level in page.get_by_label("A clear problem, often there").all():
        level.check()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The study may fit you")
    _fine(page)
    page.get_by_role("link", name="Continue").click()


def _sees_what_is_clear(page: Page) -> None:
    """One answer that is not right, then the right ones."""
    page.get_by_role("link", name="See what is clear").click()
    _fine(page)
    page.get_by_label("It gets less").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Please try once more.")).to_be_visible()
    _fine(page)
    for right in CLEAR:
        page.get_by_label(re.compile(right)).check()
        page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Before you start")


def test_asking_and_saying_no(browser: Browser, live: str) -> None:
    person = cast.joined("Ana")
    page = a_browser_of(browser, person.user, live).new_page()
    page.goto("/my/join/ask/")
    page.get_by_label("What would you like to ask?").fill("May I drive?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("We have your question.")).to_be_visible()
    _fine(page)
    page.goto("/my/join/no/")
    _fine(page)
    page.get_by_role("button", name="I do not take part").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You do not take part")
    _fine(page)


def test_the_mailed_link_in_another_browser(browser: Browser, live: str, settings) -> None:
    settings.SITE_URL = live
    person = cast.invited("Ana")
    first = a_browser_of(browser, None, live).new_page()
    first.goto(_path(person))
    first.get_by_role("button", name="Continue").click()
    other = a_browser_of(browser, None, live).new_page()
    other.goto(_fragment())
    expect(other.get_by_text("not the one that asked for the code")).to_be_visible()
    _fine(other)


def test_the_town_of_the_device_is_taken_and_said(browser: Browser, live: str) -> None:
    person = cast.invited("Ana")
    context = browser.new_context(base_url=live, timezone_id="America/Lima")
    page = context.new_page()
    page.goto(_path(person))
    expect(page.get_by_label("A large town near you")).to_have_value("America/Lima")
    expect(page.get_by_text("The town was taken from this device")).to_be_visible()


def test_the_code_box_of_the_consent(browser: Browser, live: str) -> None:
    person = cast.joined("Ana")
    page = a_browser_of(browser, person.user, live).new_page()
    page.goto("/accounts/fresh/?next=/my/join/")
    _fine(page)
    page.get_by_role("button", name="Send me a code").click()
    _fine(page)
    page.get_by_label("Code from the mail").fill("BBBB-BBBB")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("This code does not fit")
    _fine(page)


@pytest.mark.parametrize("path", ["/", "/accounts/login/code/", "/invite/1-x/", "/accounts/login/"])
def test_pages_for_strangers(browser: Browser, live: str, path: str) -> None:
    page = a_browser_of(browser, None, live).new_page()
    page.goto(path)
    _fine(page)


def test_the_link_pasted_into_the_page_that_waits(browser: Browser, live: str, settings) -> None:
    settings.SITE_URL = live
    person = cast.invited("Ana")
    page = a_browser_of(browser, None, live).new_page()
    page.goto(_path(person))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look in your mail")
    page.goto(_fragment())
    expect(page.get_by_label("Code from the mail")).to_have_value(mailed_code())
