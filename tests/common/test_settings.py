"""Production starts with SECRET_KEY alone, is safe by default, and names what else is missing."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BARE = {
    "PATH": os.environ["PATH"],
    "DJANGO_SETTINGS_MODULE": "retraining.settings.production",
    "SECRET_KEY": "production secret key of this test, long enough, 0123456789 abcdefghijkl",
}


def manage(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: PLW1510 - the tests look at the status
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env={**BARE, **env}, capture_output=True, text=True,
    )  # fmt: skip


def test_check_deploy_passes_with_a_secret_key_alone() -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_without_a_secret_key_it_says_so() -> None:
    done = manage("check", SECRET_KEY="")
    assert done.returncode != 0
    assert "SECRET_KEY is not set" in done.stderr


def test_the_missing_database_is_named_at_first_need() -> None:
    done = manage("audit_verify")
    assert done.returncode != 0
    assert "DATABASE_URL is not set" in done.stderr


def test_the_demo_is_absent() -> None:
    done = manage("demo_seed")
    assert "Unknown command: 'demo_seed'" in done.stderr
