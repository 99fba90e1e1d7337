"""Starting: a taken port, a second start, a missing command: one clear line and exit 2."""

import os
import subprocess
import sys
from pathlib import Path
from socket import socket

ROOT = Path(__file__).resolve().parents[2]


def servers(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
    return subprocess.run(  # noqa: PLW1510 - the tests look at the status
        [sys.executable, "-m", *arguments], cwd=ROOT, env=clean | env, capture_output=True,
        text=True, timeout=60,
    )  # fmt: skip


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1]


def test_a_taken_port_is_one_clear_line() -> None:
    with socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        done = servers("retraining.servers.run", PORT=str(port))
    assert done.returncode == 2
    assert last_line(done.stderr).startswith(f"port {port} is taken")


def test_a_bad_port_is_one_clear_line() -> None:
    done = servers("retraining.servers.run", PORT="many")
    assert done.returncode == 2
    assert "PORT is many" in last_line(done.stderr)


def test_the_command_runs_beside_the_servers_and_nothing_stays() -> None:
    code = "import os, psycopg; psycopg.connect(os.environ['DATABASE_URL']); print(os.getppid())"
    done = servers("retraining.servers", "--fast", "start", "--", sys.executable, "-c", code)
    assert done.returncode == 0, done.stderr
    assert not Path(f"/proc/{done.stdout.strip()}").exists()


def test_a_second_start_says_that_it_runs_already() -> None:
    again = f"{sys.executable} -m retraining.servers --fast twice -- true"
    env = "env -u DATABASE_URL -u REDIS_URL"
    done = servers("retraining.servers", "--fast", "twice", "--", "sh", "-c", f"{env} {again}")
    assert done.returncode == 2
    assert "already running" in last_line(done.stderr)


def test_the_commands_own_exit_status_comes_through() -> None:
    done = servers("retraining.servers", "--fast", "start", "--", "sh", "-c", "exit 7")
    assert done.returncode == 7
