"""Lighthouse on Today, the weeks and the player: the median of five. Needs Node."""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, sync_playwright

from bench.measure import Figure
from bench.people import Listener
from bench.serving import served

PACKAGE = "lighthouse@12"  # the newest that runs on Node 20
FOLDER = Path(__file__).resolve().parents[1] / "node_modules"
CATEGORIES = ("performance", "accessibility", "best-practices")
RUNS, TARGET = 5, 98


def lighthouse(listener: Listener) -> Iterator[Figure]:
    """Scores from 0 to 100, as a phone with a slow line would get them."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        sys.stderr.write("Lighthouse needs Node and npm; it was left out.\n")
        return
    tool = FOLDER / "lighthouse" / "cli" / "index.js"
    if not tool.exists():
        subprocess.run(
            [npm, "install", "--silent", "--no-save", "--no-package-lock",
             "--prefix", str(FOLDER.parent), PACKAGE],
            check=True,
            env=os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"},
        )  # fmt: skip
    client = Client()
    client.force_login(listener.user)
    key = settings.SESSION_COOKIE_NAME
    with served() as address, _browser() as (context, port):
        context.add_cookies([{"name": key, "value": client.cookies[key].value, "url": address}])
        for name, path in listener.pages[:3]:
            command = [node, str(tool), address + path, f"--port={port}"]
            runs = [_scores(command) for _ in range(RUNS)]
            for category in CATEGORIES:
                values = [run[category] for run in runs]
                yield Figure(
                    f"Lighthouse, {name}, {category}", statistics.median(values), "of 100",
                    target=TARGET, low=min(values), high=max(values),
                )  # fmt: skip


@contextmanager
def _browser() -> Iterator[tuple[BrowserContext, int]]:
    """A browser that holds the sign-in itself: as a header some requests would go without it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", f"--remote-debugging-port={port}"],
        )
        yield context, port
        context.close()


def _scores(command: list[str]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        subprocess.run(
            [*command, "--quiet", "--output=json", f"--output-path={report}",
             f"--only-categories={','.join(CATEGORIES)}"],
            check=True,
        )  # fmt: skip
        found = json.loads(report.read_text("utf-8"))["categories"]
    return {name: round(100 * found[name]["score"]) for name in CATEGORIES}
