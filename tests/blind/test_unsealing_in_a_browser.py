"""The pages of the end of the blind in a real browser: readable by all, no complaints."""

import pytest
from playwright.sync_api import Browser, Page, expect

from retraining.accounts.second_factor import current_code
from tests import cast
from tests.blind.unsealed import lock_all, unsealed
from tests.live import a_browser_of, access_findings

pytestmark = pytest.mark.browser


def page_of(browser: Browser, live: str, name: str, role: str) -> tuple[Page, list[str]]:
    """A window of a new member of staff, and what its console says."""
    user = cast.a_member_of_staff(name, role)
    page = a_browser_of(browser, user, live).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    return page, said


def test_from_the_plan_to_the_folder(browser: Browser, live: str) -> None:
    cast.randomised("Ana")
    page, said = page_of(browser, live, "Stella", "statistician")
    page.goto("/statistics/plan/")
    page.get_by_role("textbox", name="Version").fill("1.0")
    for part, value in (("day", "5"), ("month", "1"), ("year", "2026")):
        page.locator(f"[name=dated_{part}]").fill(value)
    page.get_by_label("SHA-256 of the file").fill("ab" * 32)
    page.get_by_role("button", name="File the plan").click()
    expect(page.get_by_role("rowheader", name="1.0")).to_be_visible()
    assert access_findings(page) == []
    assert said == []
    lock_all()
    page, said = page_of(browser, live, "Lena", "list-keeper")
    page.goto("/manage/list/")
    page.get_by_role("link", name="Unseal the list").click()
    assert access_findings(page) == []
    page.get_by_label("What is it unsealed for?").fill("Final analysis")
    page.get_by_label("Type the short name of the trial").fill("mair-fibromyalgia")
    page.get_by_label("Your password").fill(cast.PASSWORD)
    lena = cast.User.objects.get(email="lena@staff.example")
    page.get_by_label("Code from your authenticator app").fill(current_code(lena))
    page.get_by_role("button", name="Unseal the list").click()
    expect(page.get_by_role("heading", name="The folder")).to_be_visible()
    assert access_findings(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the folder").click()
    assert download.value.suggested_filename == "mair-fibromyalgia-unsealed.zip"
    assert said == []


def test_what_the_statistician_sees_then(browser: Browser, live: str) -> None:
    cast.randomised("Ana")
    page, said = page_of(browser, live, "Stella", "statistician")
    page.goto("/statistics/blinding/")
    assert access_findings(page) == []
    page.get_by_role("link", name="Export").click()
    page.get_by_label("What is this export for?").fill("Trying the analysis")
    page.get_by_label("With a made-up arm").check()
    assert access_findings(page) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename.endswith("-dummy-arms.zip")
    unsealed()
    page.goto("/statistics/")
    page.get_by_role("link", name="Tables by code").click()
    assert access_findings(page) == []
    page.get_by_role("link", name="Blinding").click()
    expect(page.get_by_role("heading", name="Credibility and expectancy, by code")).to_be_visible()
    assert access_findings(page) == []
    assert said == []
