"""A double press sends once; a mailed code fills its box; errors take the focus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

STATIC = Path(__file__).parents[2] / "static"
HOST = "http://study.test"
PAGE = """<!doctype html><html lang="en"><title>x</title><body>
<form method="post" action="/send/"><input name="code" aria-label="code"><button>Go</button></form>
<script type="module" src="/static/js/page.js"></script>
<script type="module" src="/static/js/code-from-fragment.js"></script></body></html>"""
SUMMARY = """<!doctype html><html lang="en"><title>x</title><body>
<div class="govuk-error-summary" data-module="govuk-error-summary"><ul><li>
<a href="#id_code">Please fill in</a></li></ul></div><input id="id_code" aria-label="code">
<script type="module" src="/static/js/page.js"></script></body></html>"""

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose host answers from this folder only."""
    opened = browser.new_page()
    opened.route(f"{HOST}/**", answer)
    yield opened
    opened.close()


def answer(route: Route) -> None:
    path = route.request.url.removeprefix(HOST).split("?")[0]
    if path.startswith("/static/"):
        route.fulfill(path=STATIC / path.removeprefix("/static/"))
    elif path == "/send/":
        route.fulfill(status=204)
    else:
        route.fulfill(body=SUMMARY if path == "/summary/" else PAGE, content_type="text/html")


def test_a_second_press_at_once_sends_nothing(page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.goto(f"{HOST}/form/")
    page.wait_for_load_state("networkidle")
    page.evaluate(
        "document.querySelector('button').click(); document.querySelector('button').click()"
    )
    page.wait_for_timeout(300)
    assert sent.count("POST") == 1


def test_a_code_behind_the_hash_fills_the_box(page: Page) -> None:
    page.goto(f"{HOST}/form/?next=/my/#code=AB12CD")
    page.wait_for_function("document.querySelector('input').value === 'AB12CD'")
    assert page.url == f"{HOST}/form/?next=/my/"


def test_a_strange_hash_is_left_alone(page: Page) -> None:
    page.goto(f"{HOST}/form/#code=<script>")
    page.wait_for_load_state("networkidle")
    assert page.input_value("input") == ""


def test_the_error_summary_takes_the_focus_and_leads_to_the_box(page: Page) -> None:
    page.goto(f"{HOST}/summary/")
    page.wait_for_function("document.activeElement.classList.contains('govuk-error-summary')")
    page.click("a")
    assert page.evaluate("document.activeElement.id") == "id_code"
