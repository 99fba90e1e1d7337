"""Work that one process at a time may do."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def alone(number: int) -> Iterator[bool]:
    """True for one process at a time, False for every other that asks meanwhile.

    The lock is the connection's own, outside any transaction: a crash gives it back, and it is
    given back here before the connection returns to its pool.

    Args:
        number: any fixed one; each kind of work has its own.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [number])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s)", [number])
