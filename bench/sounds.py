"""Sound: from the tap to the first sample, ranges against a bare read, rendering, folding."""

import json
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.test import Client
from playwright.sync_api import Page, sync_playwright

from bench.measure import Figure, against, median_of
from bench.people import Listener
from bench.serving import served
from retraining.common import clock
from sessions import renditions
from sessions.content import script_of
from sessions.library import read_script
from sessions.play_events import parse_event
from sessions.progress import fold
from sessions.rendering import render
from sessions.voice import SyntheticVoice
from tests.databases import LIBRARY
from tests.live import sign_in
from tests.plays import event, segment

MIB = 1024 * 1024
FAST_S, MOBILE_S, FASTER_THAN_REAL = 0.3, 1.0, 15.0
MOBILE = {
    "offline": False,
    "latency": 85,
    "downloadThroughput": 9e6 / 8,
    "uploadThroughput": 2e6 / 8,
}
TAP = """async () => {
  const audio = document.querySelector("audio");
  const begun = performance.now();
  const heard = new Promise((resolve) => {
    const look = () => (audio.currentTime > 0 ? resolve() : setTimeout(look, 5));
    look();
  });
  document.querySelector("[data-play]").click();
  await heard;
  return performance.now() - begun;
}"""


def tap_to_sound(listener: Listener) -> Iterator[Figure]:
    """Milliseconds from a press of Play to moving sound: this machine, and a 4G line."""
    path = dict(listener.pages)["player"]
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )

        def tap(line: dict | None) -> float:
            context = browser.new_context(viewport={"width": 360, "height": 800})
            sign_in(context, listener.user, address)
            page = context.new_page()
            _throttle(page, line)
            page.goto(f"{address}{path}")
            page.wait_for_selector("[data-ready]")
            page.wait_for_function("document.querySelector('audio').readyState >= 1")
            taken = float(page.evaluate(TAP))
            context.close()
            return taken

        for name, line, target in (("this machine", None, FAST_S), ("4G", MOBILE, MOBILE_S)):
            low, middle, high = median_of(lambda line=line: tap(line))
            yield Figure(
                f"tap to sound, {name}", round(middle), "ms", target=target * 1000,
                low=round(low), high=round(high),
            )  # fmt: skip
        browser.close()


def _throttle(page: Page, line: dict | None) -> None:
    if line is not None:
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", line)


def ranges(listener: Listener) -> Iterator[Figure]:
    """A protected range of one MiB against reading the same bytes from the bare file."""
    script = script_of(listener.item)
    assert script is not None
    path = renditions.path_of(renditions.on_disk(script)["none"])
    client = Client()
    client.force_login(listener.user)
    url = f"/my/plan/{listener.item.pk}/audio/none.m4a"

    def ask() -> None:
        response = client.get(url, headers={"Range": f"bytes=0-{MIB - 1}"})
        assert response.status_code == 206
        assert sum(len(part) for part in response.streaming_content) == MIB

    def bare() -> None:
        with path.open("rb") as file:
            assert len(file.read(MIB)) == MIB

    yield against("range of 1 MiB / bare file read", ask, bare, target=0)


def rendering(_listener: Listener) -> Iterator[Figure]:
    """How many times faster than real time one core renders a script it never spoke before."""
    script = read_script(LIBRARY / "mair" / "w1-practice-a.md")
    seconds = float(script.minutes or 0) * 60
    voice = SyntheticVoice()
    voice.speak("One sentence loads the voice.")

    def once() -> float:
        with tempfile.TemporaryDirectory() as folder:
            begun = time.process_time()  # of all threads, so it is the work of one core
            render(script, voice, "none", Path(folder))
            return seconds / (time.process_time() - begun)

    low, middle, high = median_of(once, runs=3)
    yield Figure(
        "rendering, times faster than real time on one core", round(middle, 1), "x",
        target=FASTER_THAN_REAL, low=round(low, 1), high=round(high, 1),
    )  # fmt: skip


def folding(_listener: Listener) -> Iterator[Figure]:
    """A record of 45 minutes in segments of 15 s against reading the same events as JSON."""
    attempt, now = str(uuid.uuid4()), clock.now()
    events = [event(attempt, 1, "started", now)]
    events += [segment(attempt, n + 2, now, 15.0 * n, 15.0 * n + 15) for n in range(180)]
    events.append(event(attempt, 182, "ended", now))
    lines = [json.dumps(one) for one in events]
    parsed = [parse_event(one, n) for n, one in enumerate(events, start=1)]
    assert fold(parsed, duration_s=2700).coverage_s == 2700
    yield against(
        "fold of a 45-minute record / reading its JSON",
        lambda: fold(parsed, duration_s=2700),
        lambda: [json.loads(line) for line in lines],
        target=0,
    )
