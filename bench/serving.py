"""gunicorn as in production, with compressed and hashed static files, on a free port."""

import os
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


@contextmanager
def served() -> Iterator[str]:
    """The address of a web server on this process's database and audio."""
    with tempfile.TemporaryDirectory() as folder, socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "BENCH_STATIC": folder,
            "TEST_AUDIO_ROOT": str(settings.AUDIO_ROOT),
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
             "-k", "gthread", "--workers", "2", "--threads", "16", "--log-level", "error"],
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
