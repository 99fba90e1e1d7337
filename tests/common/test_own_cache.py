"""The tests' own cache: what one test remembers, the next one does not see."""

import threading

import pytest
from django.core.cache import cache


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_begins_with_nothing_remembered(turn: int) -> None:
    assert cache.add("seen-before", turn)


def test_threads_of_a_test_share_its_cache() -> None:
    cache.set("word", "kept")
    found: list[str | None] = []
    thread = threading.Thread(target=lambda: found.append(cache.get("word")))
    thread.start()
    thread.join()
    assert found == ["kept"]
