"""One-time tokens: an HMAC over a row's id and nonce, remade whenever needed, stored nowhere."""

import secrets

from django.core.signing import Signer


def new_nonce() -> str:
    """43 URL-safe characters from 32 random bytes."""
    return secrets.token_urlsafe(32)


def token(purpose: str, row_id: int, nonce: str) -> str:
    """The token of a row: its id and a signature that covers the nonce."""
    signature = Signer(salt=f"retraining.{purpose}").signature(f"{row_id}:{nonce}")
    return f"{row_id}-{signature}"


def row_id(text: str) -> int | None:
    """The row that a token claims to belong to; None where the token has no such shape."""
    head = text.split("-", 1)[0]
    return int(head) if head.isdecimal() and len(head) < 19 else None


def matches(purpose: str, text: str, row: int, nonce: str) -> bool:
    """Whether `text` is the token of this row and nonce (in constant time)."""
    return secrets.compare_digest(text.encode(), token(purpose, row, nonce).encode())
