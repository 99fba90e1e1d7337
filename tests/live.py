"""A live server and a real Chromium, for tests marked `browser`."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from retraining.accounts.models import User

# Playwright's own event loop runs in the test's thread; the ORM is called there on purpose.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
WIDTHS = (320, 1280)
THEMES = ("calm", "dim", "contrast")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class QuietHandler(WSGIRequestHandler):
    """Prints no request lines."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def live_server() -> Iterator[str]:
    """The application on a free port of this machine, each request in a thread of its own."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def sign_in(context: BrowserContext, user: User, address: str) -> None:
    """Give a browser the login session of somebody, as if they had just signed in."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


def a_browser_of(
    browser: Browser, user: User | None, address: str, *, width: int = 360
) -> BrowserContext:
    """A fresh browser window, signed in as `user` where one is given."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 800},
        locale="en-GB",
        reduced_motion="reduce",
    )  # a colour half-way through a fade has no contrast to speak of
    context.set_default_timeout(10_000)
    if user is not None:
        sign_in(context, user, address)
    return context


def until(page: Page, script: str, *, seconds: float = 15) -> None:
    """Wait until a script is true. Playwright's own waiting is refused by our CSP."""
    for _ in range(round(seconds * 10)):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"still not true after {seconds} s: {script}")


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds on the page as it stands: rule, target, why."""
    options: dict[str, object] = {"runOnly": {"type": "tag", "values": TAGS}}
    if rules is not None:
        options = {"runOnly": {"type": "rule", "values": rules}}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found
        for node in rule["nodes"]
    ]


def access_findings(page: Page) -> list[str]:
    """Axe in full once; contrast and target size for every other theme and width.

    Also what axe lacks: no sideways scrolling at 320 px.
    """
    found = []
    full = True
    page.wait_for_load_state()
    for theme in THEMES:
        page.evaluate("t => document.documentElement.dataset.theme = t", theme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            rules = None if full else ["color-contrast", "target-size"]
            full = False
            found += [f"{theme} {width}: {line}" for line in violations(page, rules)]
            overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if overflow > 0:
                found.append(f"{theme} {width}: {overflow} px wider than the window")
    return found
