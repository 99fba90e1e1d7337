"""Many at once: real threads, each with a connection of its own."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, connections

from retraining.trials.models import Participant
from tests import cast


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run every act in its own thread, let go at the same moment.

    Returns:
        What each returned, or the error that it raised, in the order of the acts.
    """
    results: list[Any] = [None] * len(acts)
    barrier = threading.Barrier(len(acts))

    def run(number: int) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(30)
            results[number] = acts[number]()
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not any(thread.is_alive() for thread in threads)
    return results


def a_crowd(size: int) -> list[Participant]:
    """People of one stratum who are ready to be randomised."""
    return [cast.eligible(f"P{number}") for number in range(size)]
