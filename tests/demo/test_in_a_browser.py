"""The demo as a visitor sees it: one click to be somebody, a mail whose links work."""

import pytest
from playwright.sync_api import Browser, expect

from retraining.demo.models import StoredMail
from retraining.reminders.services import sweep
from tests import cast
from tests.demo.conftest import mailbox
from tests.live import a_browser_of, access_findings

pytestmark = pytest.mark.browser


def test_from_the_front_page_to_a_persona_and_back(browser: Browser, live: str) -> None:
    cast.a_member_of_staff("Carla", "clinician", "madrid")
    page = a_browser_of(browser, None, live).new_page()
    page.goto("/demo/?still=1")
    assert access_findings(page) == []
    page.get_by_role("button", name="Sign in as Carla Rubio").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Caseload")
    page.goto("/demo/?still=1")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    page.goto("/clinic/")
    assert page.url.startswith(f"{live}/accounts/")


def test_the_link_in_a_mail_leaves_its_frame(browser: Browser, live: str, settings) -> None:
    settings.SITE_URL = live
    cast.invited("Ana")
    with mailbox():
        sweep()
    kept = StoredMail.objects.get(to="ana@people.example")
    page = a_browser_of(browser, None, live).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/demo/mail/")
    assert access_findings(page) == []
    page.get_by_role("link", name=kept.subject).first.click()
    assert access_findings(page) == []
    frame = page.frame_locator("iframe")
    expect(frame.get_by_text("Ana", exact=False).first).to_be_visible()
    frame.get_by_role("link", name="Read more").click()
    page.wait_for_url("**/invite/**")
    assert said == []
