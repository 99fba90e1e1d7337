"""A person's phone with a player on it, for tests marked `browser`."""

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Page

from retraining.common import clock
from sessions.models import PlanItem, PlayEvent
from tests.live import a_browser_of, sign_in
from tests.one_minute import give_real_audio, load_one_minute_trial
from tests.sounds import item_of, started

LIMIT_S = 20.0
COUNT_WAITING = """async () => {
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open("player", 1);
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });
  const rows = await new Promise((resolve) => {
    const request = database.transaction("events").objectStore("events").getAll();
    request.onsuccess = () => resolve(request.result);
  });
  database.close();
  return rows.length;
}"""


class Phone:
    """One browser of Ana's, and what the server knows of what it plays."""

    def __init__(self, browser: Browser, address: str, item: PlanItem) -> None:
        self.item = item
        self.address = address
        self.path = f"/my/plan/{item.pk}/"
        self.context: BrowserContext = a_browser_of(browser, item.participant.user, address)
        self.page = self.open()

    def open(self) -> Page:
        """The player's page in a tab of its own, taken over by the script."""
        page = self.context.new_page()
        page.goto(self.path)
        page.wait_for_selector("[data-ready]")
        return page

    def sign_in_again(self) -> None:
        """A login session as after a mailed code."""
        user = self.item.participant.user
        assert user is not None
        sign_in(self.context, user, self.address)

    def play(self, seconds: float, page: Page | None = None) -> None:
        """Press Play and listen for so many seconds of the session."""
        page = page or self.page
        page.get_by_role("button", name="Play").or_(
            page.get_by_role("button", name="Carry on")
        ).first.click()
        at = self.position(page)
        page.wait_for_function(
            "t => document.querySelector('audio').currentTime >= t",
            arg=at + seconds,
            timeout=(seconds + LIMIT_S) * 1000,
        )

    def play_on(self, seconds: float) -> None:
        """Listen on for so many seconds, without a press."""
        self.page.wait_for_function(
            "t => document.querySelector('audio').currentTime >= t",
            arg=self.position() + seconds,
            timeout=(seconds + LIMIT_S) * 1000,
        )

    def pause(self, page: Page | None = None) -> None:
        """Press Pause."""
        (page or self.page).get_by_role("button", name="Pause").click()

    def position(self, page: Page | None = None) -> float:
        """Where the sound is, in seconds."""
        return float((page or self.page).evaluate("document.querySelector('audio').currentTime"))

    def waiting(self, page: Page | None = None) -> int:
        """Events that lie in the phone's own store."""
        return int((page or self.page).evaluate(COUNT_WAITING))

    def types(self) -> list[str]:
        """Types of the events that the server holds, in the order of the attempts."""
        rows = PlayEvent.objects.filter(plan_item=self.item).order_by("received_at", "seq")
        return list(rows.values_list("type", flat=True))

    def heard(self) -> float:
        """Seconds of media in the segments that the server holds."""
        rows = PlayEvent.objects.filter(plan_item=self.item, type="segment")
        return sum(row.payload["to"] - row.payload["from"] for row in rows)

    def until(self, holds: Callable[[], bool], page: Page | None = None) -> None:
        """Wait until something is true on the server; the browser goes on meanwhile."""
        page = page or self.page
        ends = clock.real_now().timestamp() + LIMIT_S
        while not holds():
            assert clock.real_now().timestamp() < ends, (
                f"it did not become true; held {self.types()}, waiting {self.waiting(page)}"
            )
            page.wait_for_timeout(100)


def a_phone(browser: Browser, address: str, *backgrounds: str, name: str = "Ana") -> Phone:
    """Somebody in week 1 with a session of one minute, and the player open on a phone."""
    load_one_minute_trial()
    item = item_of(started(name))
    give_real_audio(item, *backgrounds)
    return Phone(browser, address, item)
