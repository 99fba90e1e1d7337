"""A real install has no demo: neither its address, nor its app, nor its mailbox, nor its clock."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import django
django.setup()
from django.conf import settings
from django.urls import Resolver404, resolve

assert resolve("/my/").url_name == "today"
assert "retraining.demo" not in settings.INSTALLED_APPS
assert "demo" not in settings.EMAIL_BACKEND
assert not settings.CLOCK_MAY_MOVE
assert not settings.SIMULATED
for path in ("/demo/", "/demo/mail/", "/demo/mail/1/", "/demo/sign-in/max/"):
    try:
        resolve(path)
    except Resolver404:
        continue
    raise AssertionError(path)
"""


def in_production(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "retraining.settings.production",
        "SECRET_KEY": "a secret of a test that is long enough to be one, and says so itself",
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_demo_is_absent_in_production() -> None:
    done = in_production("-c", ASK)
    assert done.returncode == 0, done.stderr


def test_its_command_is_absent_too() -> None:
    done = in_production("manage.py", "demo_seed")
    assert done.returncode != 0
    assert "Unknown command" in done.stderr
