"""Start and stop this checkout's own PostgreSQL and Valkey."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import AF_UNIX, SOCK_STREAM, socket
from typing import IO

import psycopg

from retraining.servers import children
from retraining.servers.places import PlaceError, Places, prepare, state_folder

DATABASE = "retraining"
ADDRESSES = ("DATABASE_URL", "REDIS_URL")
START_WITHIN_S = 30.0
POSTGRES_OPTIONS = {
    "max_connections": "250",
    "listen_addresses": "",
    "log_min_messages": "warning",
    "unix_socket_permissions": "0700",
}
# Tests may lose their data with the power; fault tests start a durable server of their own.
FAST_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class AlreadyRunning(Exception):
    """Another process runs the servers of this state folder."""


def addresses(name: str) -> dict[str, str] | None:
    """Addresses of the servers called `name` if they are up.

    Returns:
        {"DATABASE_URL": ..., "REDIS_URL": ...}, or None where they are down.
    """
    try:
        found = json.loads((state_folder(name) / "addresses.json").read_text())
    except (OSError, ValueError):
        return None
    return found if _answers(Path(found["socket"])) else None


def _answers(path: Path) -> bool:
    with socket(AF_UNIX, SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            tail = log.read_text(errors="replace").strip().splitlines()[-1:] if log.exists() else []
            raise PlaceError(
                f"a server did not start: {' '.join(tail) or 'no message'} (see {log})"
            )
        time.sleep(0.02)


def _initialise(places: Places) -> None:
    data = places.state / "postgres" / "data"
    if (data / "PG_VERSION").exists():
        return
    log = places.state / "initdb.log"
    process = children.start(
        [
            str(places.postgres_bin / "initdb"), "-D", str(data), "-U", "retraining",
            "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8", "--locale=C.UTF-8",
        ],
        log=log, as_user=places.owner, cwd=places.state / "postgres",
    )  # fmt: skip
    if process.wait() != 0:
        raise PlaceError(f"the database could not be created: see {log}")


def _start_postgres(places: Places, *, durable: bool) -> subprocess.Popen[bytes]:
    _initialise(places)
    options = POSTGRES_OPTIONS | ({} if durable else FAST_OPTIONS)
    options["unix_socket_directories"] = str(places.sockets)
    log = places.state / "postgres.log"
    command = [str(places.postgres_bin / "postgres"), "-D", str(places.state / "postgres" / "data")]
    for key, value in options.items():
        command += ["-c", f"{key}={value}"]
    process = children.start(
        command,
        death_signal=signal.SIGINT,
        log=log,
        as_user=places.owner,
        cwd=places.state / "postgres",
    )
    _wait_until(lambda: _answers(places.sockets / ".s.PGSQL.5432"), process, log)
    return process


def _start_valkey(places: Places) -> subprocess.Popen[bytes]:
    log = places.state / "valkey.log"
    address = places.sockets / "valkey.sock"
    process = children.start(
        [
            str(places.valkey), "--port", "0", "--unixsocket", str(address), "--appendonly", "yes",
            "--dir", str(places.state / "valkey"), "--daemonize", "no",
        ],
        log=log,
    )  # fmt: skip
    _wait_until(lambda: _answers(address), process, log)
    return process


def _create_database(places: Places) -> None:
    address = f"host={places.sockets} user=retraining dbname=postgres"
    deadline = time.monotonic() + START_WITHIN_S
    while True:
        try:
            connection = psycopg.connect(address, autocommit=True)
            break
        except psycopg.OperationalError:  # "the database system is starting up"
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
    with connection:
        known = connection.execute("select 1 from pg_database where datname = %s", (DATABASE,))
        if known.fetchone() is None:
            connection.execute(f"create database {DATABASE}")


def _lock(places: Places) -> IO[str]:
    handle = (places.state / "lock").open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        raise AlreadyRunning(f"already running: the servers in {places.state}") from None
    os.set_inheritable(handle.fileno(), False)
    return handle


@contextmanager
def servers(name: str, *, durable: bool = True) -> Iterator[dict[str, str]]:
    """Run both servers while the block runs.

    Args:
        name: name of the state folder ("run", "test", ...).
        durable: False trades safety against power loss for speed (tests only).

    Yields:
        {"DATABASE_URL": ..., "REDIS_URL": ...} for the environment of commands.

    Raises:
        AlreadyRunning: another process holds this state folder.
        PlaceError: a server cannot start; the message says why.
    """
    places = prepare(name)
    lock = _lock(places)
    running: list[tuple[subprocess.Popen[bytes], signal.Signals]] = []
    try:
        running.append((_start_postgres(places, durable=durable), signal.SIGINT))
        running.append((_start_valkey(places), signal.SIGTERM))
        _create_database(places)
        found = {
            "DATABASE_URL": f"postgresql://retraining@/{DATABASE}?host={places.sockets}",
            "REDIS_URL": f"unix://{places.sockets / 'valkey.sock'}",
        }
        places.address_file.write_text(
            json.dumps(found | {"socket": str(places.sockets / ".s.PGSQL.5432")})
        )
        yield found
    finally:
        places.address_file.unlink(missing_ok=True)
        for process, with_signal in reversed(running):
            children.stop(process, with_signal=with_signal, wait_s=20)
        lock.close()


def fail(message: str) -> int:
    """Print one clear line and give the exit status of bad input."""
    print(message, file=sys.stderr)
    return 2
