"""Ids of an export: the same person has the same one in every export of a trial. Pure.

They are made from a secret of the install, so that nobody who holds the data alone can go from an
id to a person or to the number that the clinic knows. They say nothing of the order of joining.
"""

import base64
import hashlib
import hmac

LENGTH = 11  # base32 letters: 55 bits


def derived_key(master: bytes, trial: str) -> bytes:
    """The key of a trial's exports, from the install's identity key (HMAC-SHA-256, RFC 2104).

    Args:
        master: 32 bytes.
        trial: slug; each trial has ids of its own.
    """
    return hmac.digest(master, f"retraining.export.pseudonym:{trial}".encode(), hashlib.sha256)


def pseudonym(key: bytes, participant_id: int) -> str:
    """The id of a person: "p" and 11 letters or digits."""
    digest = hmac.digest(key, str(participant_id).encode(), hashlib.sha256)
    return "p" + base64.b32encode(digest).decode().lower()[:LENGTH]
