"""Randomising people: at a short list and a very long one, and many at once against bare SQL."""

import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count

import psycopg
from django.conf import settings
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from bench.measure import RUNS, Figure
from bench.people import Listener
from retraining.accounts.models import User
from retraining.randomisation.models import ListSegment
from retraining.randomisation.services import allocate
from retraining.trials.models import Participant
from tests import cast
from tests.databases import _maintenance, _point_at, clone
from tests.randomisation.lists import the_list

SHORT, LONG = 1_000, 1_000_000
WARM, A_RUN, THREADS, CROWD = 10, 30, 8, 96
TARGET_LENGTH, TARGET_SHARE = 1.2, 3.0
_NUMBERS = count()
TRANSACTION = ("BEGIN", "COMMIT")

Work = Callable[[Sequence[int]], None]


def allocation_lengths(_listener: Listener) -> Iterator[Figure]:
    """One allocation with a thousand places in the stratum, and with a million, by turns."""
    with clone("lengths") as name:
        segment = the_list(madrid_low=["rmmr"] * (SHORT // 4))
        by = cast.max_the_manager()
        people = [cast.eligible(f"L{n}") for n in range(RUNS * A_RUN + WARM)]
        with _copy_of(name) as long_name:
            _lengthen(segment)
            _point_at(name)
            took: dict[str, list[float]] = {name: [], long_name: []}
            starts = range(WARM, len(people), A_RUN)
            for batch in (people[:WARM], *(people[n : n + A_RUN] for n in starts)):
                for database, runs in took.items():
                    _point_at(database)
                    runs.append(_one(batch, by))
    short, long = (runs[1:] for runs in took.values())  # the first warms up
    yield Figure(
        f"one allocation at {LONG} places / at {SHORT}",
        round(statistics.median(long), 3),
        "ms",
        floor=round(statistics.median(short), 3),
        ratio=round(statistics.median(b / a for a, b in zip(short, long, strict=True)), 2),
        target=TARGET_LENGTH,
        low=round(min(long), 3),
        high=round(max(long), 3),
    )


def _one(people: Sequence[Participant], by: User) -> float:
    """Milliseconds of one allocation: a run of them timed together."""
    connection.ensure_connection()
    begun = time.perf_counter()
    for person in people:
        allocate(participant=person, by=by)
    return (time.perf_counter() - begun) * 1000 / len(people)


def _lengthen(segment: ListSegment) -> None:
    """Places behind those of the list, of the size of real ones; none of them is reached."""
    slot = segment.slots.get(stratum__label="site=madrid;impact=low", position=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into randomisation_slot (segment_id, stratum_id, position, arm_sealed) "
            "select segment_id, stratum_id, g, arm_sealed from randomisation_slot, "
            "generate_series(%s, %s) g where id = %s",
            [SHORT + 1, LONG, slot.pk],
        )
        cursor.execute("vacuum analyze randomisation_slot")  # as a server has long done it
        cursor.execute("checkpoint")


def allocations_a_second(_listener: Listener) -> Iterator[Figure]:
    """Allocations from 8 threads, and a bare psycopg loop that sends the same statements."""
    with clone("crowd") as name:
        the_list(madrid_low=["rmmr"] * (CROWD // 4))
        people = [cast.eligible(f"C{n}").pk for n in range(CROWD)]
        by = cast.max_the_manager()
        with _copy_of(name):
            sent = {pk: _statements(pk, by) for pk in people}
        pairs = [
            (_in_copy(name, people, _django(by)), _in_copy(name, people, _bare(sent)))
            for _ in range(RUNS)
        ]
    ours, bare = (statistics.median(pair[n] for pair in pairs) for n in (0, 1))
    yield Figure(
        f"allocations a second from {THREADS} threads / the same statements by psycopg alone",
        round(ours, 1),
        "1/s",
        floor=round(bare, 1),
        ratio=round(statistics.median(b / a for a, b in pairs), 2),
        target=TARGET_SHARE,
        low=round(min(a for a, _b in pairs), 1),
        high=round(max(a for a, _b in pairs), 1),
    )


def _statements(pk: int, by: User) -> list[str]:
    """What one allocation sends, with its values, between BEGIN and COMMIT."""
    with CaptureQueriesContext(connection) as captured:
        allocate(participant=Participant.objects.get(pk=pk), by=by)
    sent = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in sent[1:] if sql not in TRANSACTION]  # the first one finds the person


def _django(by: User) -> Callable[[str], Work]:
    def of(_name: str) -> Work:
        def work(mine: Sequence[int]) -> None:
            for pk in mine:
                allocate(participant=Participant(pk=pk), by=by)
            connections.close_all()

        return work

    return of


def _bare(sent: dict[int, list[str]]) -> Callable[[str], Work]:
    def of(name: str) -> Work:
        def work(mine: Sequence[int]) -> None:
            with psycopg.connect(settings.TEST_DATABASE_URL, dbname=name) as bare:
                for pk in mine:
                    with bare.transaction():
                        for sql in sent[pk]:
                            bare.execute(sql)  # type: ignore[arg-type]

        return work

    return of


def _in_copy(name: str, people: Sequence[int], of: Callable[[str], Work]) -> float:
    """People a second, in a database of its own."""
    with _copy_of(name) as copy:
        work = of(copy)
        threads = [
            threading.Thread(target=work, args=(people[n::THREADS],)) for n in range(THREADS)
        ]
        begun = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return len(people) / (time.perf_counter() - begun)


@contextmanager
def _copy_of(name: str) -> Iterator[str]:
    """A copy of a database, gone afterwards; Django points at it meanwhile."""
    copy = f"{name}_{next(_NUMBERS)}"
    _point_at("postgres")
    with _maintenance() as server:
        server.execute(f"create database {copy} template {name}")
    _point_at(copy)
    try:
        yield copy
    finally:
        _point_at(name)
        with _maintenance() as server:
            server.execute(f"drop database if exists {copy} with (force)")
