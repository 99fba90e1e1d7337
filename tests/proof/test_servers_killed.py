"""The supervisor killed hard: its servers end with it, and the next start finds the data."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from retraining.servers.places import state_folder

pytestmark = pytest.mark.proof
ROOT = Path(__file__).resolve().parents[2]
NAME = "killed"
WRITE = (
    "import os, psycopg; c = psycopg.connect(os.environ['DATABASE_URL'], autocommit=True); "
    "c.execute('create table if not exists kept (n int)'); c.execute('insert into kept values (1)')"
)
COUNT = (
    "import os, psycopg; c = psycopg.connect(os.environ['DATABASE_URL']); "
    "print(c.execute('select count(*) from kept').fetchone()[0])"
)


def command(*inner: str) -> list[str]:
    return [sys.executable, "-m", "retraining.servers", NAME, "--", *inner]


def environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}


def still_running() -> list[str]:
    """Command lines that name this test's state folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(state_folder(NAME)) in line:
            found.append(line)
    return found


def test_nothing_outlives_a_killed_supervisor_and_the_data_stay() -> None:
    first = subprocess.run(
        command(sys.executable, "-c", WRITE), cwd=ROOT, env=environment(), check=True
    )
    assert first.returncode == 0
    process = subprocess.Popen(
        command("sh", "-c", "echo up; exec sleep 60"),
        cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "up"
    assert still_running()
    process.send_signal(signal.SIGKILL)
    process.wait()
    gone = threading.Event()
    for _ in range(100):
        if not still_running():
            break
        gone.wait(0.1)
    assert still_running() == []
    again = subprocess.run(
        command(sys.executable, "-c", COUNT), cwd=ROOT, env=environment(), check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    assert int(again.stdout) >= 1
