"""`make screenshots`: every page of every persona at 360 and 1280 px, Calm and Dim.

Follows the links of each persona's pages and takes each kind of page (url name) once. The few that
README shows are refreshed in docs/pictures.
"""

import base64
import os
import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retraining.settings.dev")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "screenshots"
PICTURES = ROOT / "docs" / "pictures"
VOICE_S = 90  # main sessions come first; whatever is not ready says so on its page
SHOTS = [(360, "calm"), (1280, "calm"), (360, "dim"), (1280, "dim")]
# persona, url name, width, theme -> picture of the README
README = {
    ("ana", "today", 360, "calm"): "participant.png",
    ("ana", "plan_item", 360, "dim"): "player.png",
    ("carla", "caseload", 1280, "calm"): "clinician.png",
    ("carla", "clinic_person", 1280, "calm"): "person.png",
    ("max", "manage_home", 1280, "calm"): "manager.png",
    ("stella", "statistics_home", 1280, "calm"): "statistician.png",
    ("mona", "audit", 1280, "calm"): "monitor.png",
}
TOGETHER = ("participant.png", "player.png", "person.png")  # side by side at the head of the README


def _shoot(page, persona: str, name: str) -> None:
    for width, theme in SHOTS:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("t => document.documentElement.dataset.theme = t", theme)
        path = FOLDER / persona / f"{name}-{width}-{theme}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=True)
        if picture := README.get((persona, name, width, theme)):
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / picture)


def walk(page, persona: str, address: str, first: str) -> int:
    """Take every kind of page that can be reached from `first`; how many there were."""
    from bench.walking import every_page

    count = 0
    for name in every_page(page, address, first):
        _shoot(page, persona, name)
        count += 1
    return count


def _sign_in(page, address: str, name: str) -> str:
    """Press the persona's button on the demo's front page; the path that follows."""
    page.goto(f"{address}/demo/")
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state("networkidle")
    return urlsplit(page.url).path


def _side_by_side(browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 560})
    images = "".join(
        f'<img style="height:520px;margin:20px 10px;border-radius:12px;object-fit:cover;'
        f'object-position:left top;{"width:234px" if name != "person.png" else "width:720px"}" '
        f'src="data:image/png;base64,{base64.b64encode((PICTURES / name).read_bytes()).decode()}">'
        for name in TOGETHER
    )
    page.set_content(f'<body style="margin:0;background:#d9d2c4;text-align:center">{images}')
    page.screenshot(path=PICTURES / "readme.png")


def main() -> int:
    """Seed, serve, walk."""
    django.setup()
    from django.core.management import call_command
    from playwright.sync_api import sync_playwright

    from retraining.demo.personas import personas
    from sessions.services.rendering import render_waiting
    from tests.live import a_browser_of, live_server

    call_command("migrate", verbosity=0)
    call_command("protocol", "load", str(ROOT / "retraining/protocol/library/mair_fibromyalgia"))
    call_command("demo_seed")
    print("Speaking what the player shows", flush=True)
    render_waiting(seconds=VOICE_S)
    shutil.rmtree(FOLDER, ignore_errors=True)
    with live_server() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = a_browser_of(browser, None, address).new_page()
        print(f"visitor: {walk(page, 'visitor', address, '/demo/')} pages", flush=True)
        for persona in personas():
            page = a_browser_of(browser, None, address).new_page()
            first = _sign_in(page, address, persona.name)
            print(f"{persona.slug}: {walk(page, persona.slug, address, first)} pages", flush=True)
        _side_by_side(browser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
