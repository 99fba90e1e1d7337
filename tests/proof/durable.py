"""A PostgreSQL of its own with production durability, that a test may kill as hard as it likes."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
from django.core.management import call_command
from django.db import connection, connections

from retraining.protocol.services import load
from retraining.servers.embedded import servers
from retraining.servers.places import prepare
from tests.cast import open_sites
from tests.databases import LIBRARY

NAME = "durable"
TRIES = 600  # of a tenth of a second


@contextmanager
def running(database: str, *, fresh: bool) -> Iterator[None]:
    """Run the server while the block runs, with Django pointing at a database of it.

    Args:
        database: its name.
        fresh: whether it is made anew with the shipped trial and two sites.
    """
    with servers(NAME, durable=True) as found:
        parts = urlsplit(found["DATABASE_URL"])
        host = parse_qs(parts.query)["host"][0]
        if fresh:
            with psycopg.connect(host=host, user="retraining", dbname="postgres") as server:
                server.autocommit = True
                server.execute(f"drop database if exists {database} with (force)")
                server.execute(f"create database {database}")
        with _pointing_at(host, database):
            if fresh:
                call_command("migrate", verbosity=0)
                open_sites(load(path=LIBRARY, by=None).trial)
            yield


@contextmanager
def _pointing_at(host: str, database: str) -> Iterator[None]:
    before = {key: connections.settings["default"][key] for key in ("HOST", "NAME")}
    try:
        _point({"HOST": host, "NAME": database})
        yield
    finally:
        _point(before)


def _point(place: dict[str, str]) -> None:
    connections.close_all()
    connections.settings["default"].update(place)
    connection.settings_dict.update(place)


def kill_hard() -> None:
    """kill -9 of the server and of every process that it started; nothing is written any more."""
    pid = int((prepare(NAME).state / "postgres/data/postmaster.pid").read_text().split()[0])
    children = [child for child, parent in _parents().items() if parent == pid]
    os.kill(pid, signal.SIGKILL)
    for child in children:
        try:
            os.kill(child, signal.SIGKILL)
        except ProcessLookupError:
            continue  # it noticed by itself


def _parents() -> dict[int, int]:
    """{process: its parent}."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found[int(path.parent.name)] = int(fields[1])
    return found
