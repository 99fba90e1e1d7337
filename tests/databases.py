"""Databases of the tests: clones of one migrated template with the shipped trial."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from retraining.protocol.services import load
from tests.cast import open_sites

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "retraining/protocol/library/mair_fibromyalgia"
CLONING_LOCK = 515_001


def _fingerprint() -> str:
    """Changes with anything that the template is made from."""
    whole = hashlib.sha256()
    files = [*ROOT.glob("**/migrations/*.py"), *LIBRARY.rglob("*"), Path(__file__)]
    files += [ROOT / "tests/cast.py", ROOT / "retraining/protocol/services.py"]
    for path in sorted(p for p in files if p.is_file() and ".venv" not in p.parts):
        whole.update(path.read_bytes())
    return whole.hexdigest()[:12]


def _maintenance() -> psycopg.Connection:
    return psycopg.connect(settings.TEST_DATABASE_URL, dbname="postgres", autocommit=True)


def _point_at(name: str) -> None:
    connections.close_all()
    connections.settings["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _build(name: str) -> None:
    _point_at(name)
    call_command("migrate", verbosity=0)
    version = load(path=LIBRARY, by=None)
    open_sites(version.trial)
    connections.close_all()


def template() -> str:
    """The name of the template database, built by the first process that asks."""
    name = f"template_{_fingerprint()}"
    with _maintenance() as server:
        server.execute("select pg_advisory_lock(%s)", [CLONING_LOCK])
        exists = server.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
        if exists is None:
            building = f"{name}_building"
            server.execute(f"drop database if exists {building} with (force)")
            server.execute(f"create database {building}")
            _build(building)
            server.execute(f"alter database {building} rename to {name}")
    return name


@contextmanager
def clone(purpose: str) -> Iterator[str]:
    """A database of one's own, gone afterwards; Django's connections point at it meanwhile."""
    source = template()
    name = f"test_{purpose}_{os.getpid()}"
    before = connections.settings["default"]["NAME"]
    with _maintenance() as server:
        server.execute("select pg_advisory_lock(%s)", [CLONING_LOCK])
        server.execute(f"drop database if exists {name} with (force)")
        server.execute(f"create database {name} template {source}")
        server.execute("select pg_advisory_unlock(%s)", [CLONING_LOCK])
    _point_at(name)
    try:
        yield name
    finally:
        _point_at(before)
        with _maintenance() as server:
            server.execute(f"drop database if exists {name} with (force)")
