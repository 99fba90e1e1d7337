"""Codes that people read in a mail and type, or paste. Pure but for Django's keyed hash."""

import secrets

from django.utils.crypto import salted_hmac

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels, so no words; no digits to mistake (RFC 8628, 6.1)
LENGTH = 8


def new_code() -> str:
    """Eight letters in two groups, such as "BCDF-GHJK": 20^8 possibilities."""
    text = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
    return f"{text[:4]}-{text[4:]}"


def plain(code: str) -> str:
    """What counts of a typed code: its letters, large; blanks and dashes do not matter."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def digest(code: str, owner: object) -> str:
    """A keyed hash of a code that belongs to one person."""
    value = f"{owner}:{plain(code)}"
    return salted_hmac("retraining.code", value, algorithm="sha256").hexdigest()


def matches(code: str, owner: object, kept: str) -> bool:
    """Whether a typed code is the one whose digest was kept (in constant time)."""
    return secrets.compare_digest(digest(code, owner), kept)
