"""What a phone loads: bytes of the first view of Today, and whether another host is asked."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from socket import socket

from django.conf import settings
from django.db import connection
from playwright.sync_api import sync_playwright

from bench.measure import Figure
from retraining.accounts.models import User
from tests.live import sign_in

FIRST_VIEW_KB = 100


@contextmanager
def _served() -> Iterator[str]:
    """gunicorn as in production, with compressed and hashed static files."""
    with tempfile.TemporaryDirectory() as folder, socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "BENCH_STATIC": folder,
            "DATABASE_URL": settings.TEST_DATABASE_URL.replace(
                "/retraining?", f"/{connection.settings_dict['NAME']}?"
            ),
        }
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--no-input", "-v", "0"],
            env=env,
            check=True,
        )
        web = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "retraining.wsgi", "-b", f"127.0.0.1:{port}",
             "-k", "gthread", "--threads", "8", "--log-level", "error"],
            env=env,
        )  # fmt: skip
        try:
            _wait(f"http://127.0.0.1:{port}/healthz/")
            yield f"http://127.0.0.1:{port}"
        finally:
            web.terminate()
            web.wait(20)


def _wait(address: str) -> None:
    pause = threading.Event()
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            pause.wait(0.1)
    raise RuntimeError("the web server did not start")


def first_view() -> Iterator[Figure]:
    """Bytes over the wire for Today with an empty cache, and requests to other hosts."""
    user = User.objects.get(email="ana@people.example")
    with _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        context = browser.new_context(viewport={"width": 360, "height": 800})
        sign_in(context, user, address)
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        sizes: list[float] = []
        urls: list[str] = []
        wire.on("Network.loadingFinished", lambda e: sizes.append(e["encodedDataLength"]))
        wire.on("Network.requestWillBeSent", lambda e: urls.append(e["request"]["url"]))
        page.goto(f"{address}/my/", wait_until="networkidle")
        browser.close()
    others = [url for url in urls if not url.startswith((address, "data:", "blob:"))]
    yield Figure("today first view", round(sum(sizes) / 1000, 1), "kB", target=FIRST_VIEW_KB)
    yield Figure("today requests to another host", len(others), "requests", target=0)
