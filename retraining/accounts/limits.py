"""Counts tries in the cache, in real time: so many within so many seconds, then none."""

from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True)
class Limit:
    """At most `amount` tries of one kind within `seconds` of the first.

    Args:
        name: what is counted, such as "fresh-code".
        amount: how many tries are let through.
        seconds: after how long the count begins anew.
    """

    name: str
    amount: int
    seconds: int

    def take(self, key: object) -> bool:
        """Count one try for `key` (an id, never an address); False once there are too many."""
        place = self._place(key)
        cache.add(place, 0, self.seconds)
        try:
            return cache.incr(place) <= self.amount
        except ValueError:  # it ran out between the two lines
            cache.set(place, 1, self.seconds)
            return True

    def left(self, key: object) -> int:
        """How many tries remain."""
        return max(0, self.amount - int(cache.get(self._place(key), 0)))

    def forget(self, key: object) -> None:
        """Begin anew, after a try that was right."""
        cache.delete(self._place(key))

    def _place(self, key: object) -> str:
        return f"limit:{self.name}:{key}"
