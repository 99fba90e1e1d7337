"""What is saved on a phone, for tests marked `browser`."""

from playwright.sync_api import Locator, Page, expect

from tests.live import until

SOUNDS = """async () => {
  const cache = await caches.open("saved-sound");
  const sizes = {};
  for (const key of await cache.keys()) {
    const blob = await (await cache.match(key)).blob();
    sizes[new URL(key.url).pathname] = blob.size;
  }
  return sizes;
}"""
TITLES = """() => new Promise((resolve) => {
  const request = indexedDB.open("saved");
  request.onsuccess = () => {
    const database = request.result;
    if (!database.objectStoreNames.contains("sessions")) {
      database.close();
      resolve([]);
      return;
    }
    const rows = database.transaction("sessions").objectStore("sessions").getAll();
    rows.onsuccess = () => {
      database.close();
      resolve(rows.result.map((row) => row.title));
    };
  };
})"""


def saved_sounds(page: Page) -> dict[str, int]:
    """Paths of the saved sounds and their bytes."""
    return dict(page.evaluate(SOUNDS))


def saved_titles(page: Page) -> list[str]:
    """Titles that the device's own database names."""
    return list(page.evaluate(TITLES))


def open_panel(page: Page) -> Locator:
    """The part of the page that saves, unfolded."""
    panel = page.locator("[data-offline]")
    expect(panel).to_be_visible()
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    return panel


def save(page: Page) -> None:
    """Save the session of the page, on whatever line, and wait until it is there."""
    panel = open_panel(page)
    panel.get_by_label("Save on Wi-Fi only").uncheck()
    panel.get_by_role("button", name="Save for offline").click()
    expect(panel.get_by_text("Saved.", exact=True)).to_be_visible(timeout=15_000)
    until(page, "navigator.serviceWorker.controller !== null")
