"""`make run`: servers, database, the shipped trial, web, demo seed, then worker and beat.

Ctrl-C (or SIGTERM) ends all of it; a second run goes on with the data of the first.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from socket import AF_INET, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket

from retraining.servers import children
from retraining.servers.embedded import ADDRESSES, AlreadyRunning, fail, servers
from retraining.servers.places import CHECKOUT, PlaceError, state_folder

TRIAL = "retraining/protocol/library/mair_fibromyalgia"
WEB_WITHIN_S = 60.0
HOST = "127.0.0.1"


class StepFailed(Exception):
    """A step of the start went wrong; its own output has said how."""


class Stop(BaseException):
    """Somebody asked us to end."""


def _say(text: str) -> None:
    print(text, flush=True)


def _port() -> int:
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise StepFailed(f"PORT is {text}: give a number from 1 to 65535")
    return int(text)


def _require_free(port: int) -> None:
    with socket(AF_INET, SOCK_STREAM) as probe:
        probe.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise StepFailed(
                f"port {port} is taken: end what uses it, or run `make run PORT={port + 1}`"
            ) from None


def _environment(found: dict[str, str]) -> dict[str, str]:
    return os.environ | found | {"DJANGO_SETTINGS_MODULE": "retraining.settings.dev"}


class Runner:
    """The processes of one run.

    Args:
        env: environment of every child.
        port: where the web server listens.
    """

    def __init__(self, env: dict[str, str], port: int) -> None:
        self.env = env
        self.port = port
        self.running: list[subprocess.Popen[bytes]] = []

    def step(self, text: str, command: Sequence[str]) -> None:
        """Run a command to its end, saying what it is and how long it took."""
        _say(f"  {text} ...")
        begun = time.monotonic()
        process = children.start(command, env=self.env, cwd=CHECKOUT)
        self.running.append(process)
        if process.wait() != 0:
            raise StepFailed(f"{text}: failed (see above)")
        self.running.remove(process)
        _say(f"  {text}: done in {time.monotonic() - begun:.1f} s")

    def start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start something that stays."""
        process = children.start(command, env=self.env, cwd=CHECKOUT)
        self.running.append(process)
        return process

    def wait_for_web(self, web: subprocess.Popen[bytes]) -> None:
        """Wait for the first page."""
        address = f"http://{HOST}:{self.port}/healthz/"
        deadline = time.monotonic() + WEB_WITHIN_S
        while True:
            if web.poll() is not None or time.monotonic() > deadline:
                raise StepFailed("the web server did not start (see above)")
            try:
                with urllib.request.urlopen(address, timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)

    def stop(self) -> None:
        """End everything: ask all at once, so that the slowest alone decides how long it takes."""
        alive = [process for process in self.running if process.poll() is None]
        for process in alive:
            process.send_signal(signal.SIGTERM)
        for process in alive:
            children.stop(process, with_signal=None, wait_s=8)


def _manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def _web(port: int) -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "retraining.wsgi", "--bind", f"{HOST}:{port}",
        "--worker-class", "gthread", "--workers", "2", "--threads", "16",
        "--log-level", "warning", "--graceful-timeout", "5",
    ]  # fmt: skip


def _celery(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "celery", "-A", "retraining.celery", *arguments]


def _run(env: dict[str, str], port: int) -> None:
    runner = Runner(env, port)
    try:
        runner.step("Database tables", _manage("migrate", "--verbosity", "0"))
        runner.step("The shipped trial", _manage("protocol", "load", TRIAL))
        web = runner.start(_web(port))
        runner.wait_for_web(web)
        _say(f"\nRetraining is on http://localhost:{port}/demo/  (Ctrl-C ends it)\n")
        runner.step("Simulated participants", _manage("demo_seed"))
        beat_file = state_folder("run") / "beat"
        runner.start(
            _celery(
                "worker",
                "-Q",
                "default,audio",
                "-c",
                "2",
                "-l",
                "warning",
                "--without-gossip",
                "--without-mingle",
            )
        )
        runner.start(_celery("beat", "-l", "warning", "--pidfile=", "-s", str(beat_file)))
        _say("  Worker and beat run; audio is rendered in the background (see /demo/).")
        _wait(runner.running)
    finally:
        runner.stop()


def _wait(running: list[subprocess.Popen[bytes]]) -> None:
    while True:
        ended = [p for p in running if p.poll() is not None]
        if ended:
            raise StepFailed(f"a process ended by itself: {ended[0].args!r}")
        time.sleep(1)


def _stop(_number: int, _frame: object) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the tidying up is not interrupted
    raise Stop


def _servers() -> AbstractContextManager[dict[str, str]]:
    given = [name for name in ADDRESSES if os.environ.get(name)]
    if len(given) == 1:
        raise StepFailed(f"only {given[0]} is set: set DATABASE_URL and REDIS_URL, or neither")
    if given:
        return nullcontext({})
    _say("  PostgreSQL and Valkey ...")
    return servers("run")


def main() -> int:
    """Run until asked to stop; 2 with one clear line where that cannot be."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        port = _port()
        _require_free(port)
        _say("Retraining starts")
        with _servers() as found:
            _run(_environment(found), port)
    except Stop:
        _say("\nStopped. The data stay for the next `make run`; `make reset` throws them away.")
        return 0
    except (StepFailed, PlaceError, AlreadyRunning) as error:
        return fail(str(error))
    except OSError as error:
        return fail(f"cannot run: {error.strerror}: {error.filename or ''}".strip(": "))
    return 0


if __name__ == "__main__":
    sys.exit(main())
