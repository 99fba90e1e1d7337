"""The same sound in half the bytes, for people who save it on a phone with little room.

It is made from the file itself, not from the text, so that a study's own recording gets one too.
"""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from sessions.encoding import decode, encode, seconds_of
from sessions.smaller_address import BIT_RATE, smaller_address

LENGTH_TOLERANCE = 0.1  # seconds


class OtherLength(Exception):
    """The smaller file is longer or shorter than the file it was made from."""


@dataclass(frozen=True)
class Smaller:
    """A smaller file: its address, and SHA-256, seconds and bytes of what came out."""

    address: str
    sha256: str
    seconds: float
    bytes: int


def make_smaller(source: Path, seconds: float) -> Smaller:
    """Encode a file again at about 32 kbit/s, beside it, under its own address.

    Args:
        source: ADDRESS.m4a.
        seconds: its length; what the encoder padded at the end is left out.

    Returns:
        What came out; the file is whole or absent, whatever stops us halfway.

    Raises:
        OtherLength: the length differs by more than 0.1 s.
    """
    address = smaller_address(source.stem)
    path = source.with_stem(address)
    temporary = path.with_name(f".{secrets.token_hex(4)}-{path.name}")
    try:
        sound, rate = decode(source)
        encode(sound[: round(seconds * rate)], rate, temporary, BIT_RATE)
        length = seconds_of(temporary)
        if abs(length - seconds) > LENGTH_TOLERANCE:
            raise OtherLength(f"{length:.2f} s came out instead of {seconds:.2f} s")
        content = temporary.read_bytes()
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return Smaller(address, hashlib.sha256(content).hexdigest(), seconds, len(content))
