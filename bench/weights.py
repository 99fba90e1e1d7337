"""What a phone loads: bytes of each page a participant sees, and whether another host is asked."""

import shutil
from collections.abc import Iterator

from playwright.sync_api import BrowserContext, sync_playwright

from bench.measure import Figure
from bench.people import Listener
from bench.serving import served
from tests.live import sign_in

FIRST_VIEW_KB, LATER_VIEW_KB = 100, 20
AUDIO = ".m4a"


class _Wire:
    """What one page loads, sound apart."""

    def __init__(self, context: BrowserContext, address: str, path: str) -> None:
        self.sizes: dict[str, float] = {}
        self.urls: dict[str, str] = {}
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.requestWillBeSent", self._asked)
        wire.on("Network.loadingFinished", self._came)
        page.goto(f"{address}{path}", wait_until="networkidle")
        page.close()

    def _asked(self, event: dict) -> None:
        self.urls[event["requestId"]] = event["request"]["url"]

    def _came(self, event: dict) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    @property
    def kilobytes(self) -> float:
        return sum(n for i, n in self.sizes.items() if AUDIO not in self.urls.get(i, "")) / 1000


def page_weights(listener: Listener) -> Iterator[Figure]:
    """Bytes over the wire with an empty cache and with a filled one, and requests elsewhere."""
    others: list[str] = []
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, path in listener.pages:
            context = browser.new_context(
                viewport={"width": 360, "height": 800},
                service_workers="block",  # what it fetches is not counted with the page
            )
            sign_in(context, listener.user, address)
            for view, target in (("first", FIRST_VIEW_KB), ("later", LATER_VIEW_KB)):
                wire = _Wire(context, address, path)
                yield Figure(f"{name}, {view} view", round(wire.kilobytes, 1), "kB", target=target)
                own = (address, "data:", "blob:")
                others += [url for url in wire.urls.values() if not url.startswith(own)]
            context.close()
        browser.close()
    yield Figure("requests to another host", len(others), "requests", target=0)
