"""Random draws that anyone can make again from a seed, with nothing but SHA-256.

A stream of numbers belongs to a seed and a label, so that streams do not touch each other. Block
number c (0, 1, 2 ...) of the stream is the SHA-256 of the text

    retraining-draws-1|SEED|LABEL|c

with SEED in lower-case hexadecimal and c in decimal; `printf %s TEXT | sha256sum` prints it. Each
block gives four words of 64 bits, most significant byte first.

This is a hash in counter mode, the shape of Hash_DRBG in NIST SP 800-90A Rev. 1 (2015).
"""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import count
from typing import TypeVar

T = TypeVar("T")

DOMAIN = "retraining-draws-1"
WORD_BYTES = 8
WORD_VALUES = 2 ** (8 * WORD_BYTES)


def words(seed: str, label: str) -> Iterator[int]:
    """Yield the endless stream of whole numbers from 0 to 2^64 - 1 of a seed and a label.

    Args:
        seed: hexadecimal digits; case does not matter.
        label: what the stream is for, such as a stratum; without `|`.
    """
    for number in count():
        text = f"{DOMAIN}|{seed.lower()}|{label}|{number}"
        digest = hashlib.sha256(text.encode()).digest()
        for start in range(0, len(digest), WORD_BYTES):
            yield int.from_bytes(digest[start : start + WORD_BYTES], "big")


def below(stream: Iterator[int], limit: int) -> int:
    """Draw a whole number from 0 to `limit` - 1, each exactly as likely.

    Words at or above the largest multiple of `limit` are thrown away, for their remainders would
    favour the small numbers (Lemire 2019, doi 10.1145/3230636, section 2).

    Args:
        stream: words of 64 bits.
        limit: from 1 to 2^64.
    """
    usable = WORD_VALUES - WORD_VALUES % limit
    word = next(stream)
    while word >= usable:
        word = next(stream)
    return word % limit


def shuffled(stream: Iterator[int], items: Sequence[T]) -> list[T]:
    """Return the items in an order drawn so that every order is exactly as likely.

    Fisher and Yates, in Durstenfeld's form (1964, doi 10.1145/364520.364540): from the last place
    down to the second, each changes places with one drawn from the first up to itself.
    """
    order = list(items)
    for place in range(len(order) - 1, 0, -1):
        drawn = below(stream, place + 1)
        order[place], order[drawn] = order[drawn], order[place]
    return order
