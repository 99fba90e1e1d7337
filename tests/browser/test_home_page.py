"""The front door in a real browser."""

import pytest
from playwright.sync_api import Browser

from tests.live import a_browser_of, access_findings

pytestmark = pytest.mark.browser


def test_the_front_door_names_the_study_and_asks_no_other_host(browser: Browser, live: str) -> None:
    page = a_browser_of(browser, None, live).new_page()
    hosts = []
    page.on("request", lambda request: hosts.append(request.url))
    page.goto("/")
    assert page.get_by_role("heading", level=1).inner_text() == "The Guided Audio Study"
    assert "Retraining" not in page.content()
    assert hosts
    assert all(url.startswith((live, "data:")) for url in hosts)


def test_axe_finds_nothing(browser: Browser, live: str) -> None:
    page = a_browser_of(browser, None, live).new_page()
    page.goto("/")
    assert access_findings(page) == []
