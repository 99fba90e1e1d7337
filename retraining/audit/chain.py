"""The hash chain over audit entries. Pure.

hash(n) = SHA-256(hash(n-1) + canonical JSON of entry n); hash(0) is over 64 zeros. The same
construction as RFC 6962's simpler ancestors: any change to an entry breaks every later link.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

START = "0" * 64


@dataclass(frozen=True)
class Link:
    """A stored link beside the entry it seals, as plain values."""

    position: int
    previous_hash: str
    hash: str
    entry: Mapping[str, object]


def link_hash(previous: str, entry: Mapping[str, object]) -> str:
    """The hash of the link that seals `entry` after `previous` (64 hex digits)."""
    text = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256((previous + text).encode()).hexdigest()


def first_break(links: Iterable[Link]) -> int | None:
    """The position at which the chain does not hold, or None where it holds.

    Args:
        links: in order of position, from 1.
    """
    previous, expected = START, 1
    for link in links:
        whole = link.position == expected and link.previous_hash == previous
        if not whole or link.hash != link_hash(previous, link.entry):
            return expected
        previous, expected = link.hash, expected + 1
    return None
