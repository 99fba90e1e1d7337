"""Authenticated encryption of single values (AES-256-GCM). Pure: keys come in as bytes.

A sealed value is `nonce (12 bytes) + ciphertext + tag (16 bytes)`. The context is bound to it: a
value moved to another row or column does not open. Source: NIST SP 800-38D.
"""

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NONCE_BYTES = 12
KEY_BYTES = 32


class CannotOpen(ValueError):
    """The key is wrong or destroyed, the value was altered, or it belongs elsewhere."""


def new_key() -> bytes:
    """A fresh random key of 32 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, text: str, context: str) -> bytes:
    """Encrypt `text`.

    Args:
        key: 32 bytes.
        text: what to hide.
        context: where it will stand, such as "consent.typed_name:17".

    Returns:
        The sealed value.
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text.encode(), context.encode())


def unseal(key: bytes, sealed: bytes | memoryview, context: str) -> str:
    """Decrypt what `seal` made with the same key and context.

    Raises:
        CannotOpen: key, value or context is not the one it was sealed with.
    """
    value = bytes(sealed)
    try:
        opened = AESGCM(key).decrypt(value[:NONCE_BYTES], value[NONCE_BYTES:], context.encode())
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("the value cannot be opened with this key") from error
    return opened.decode()


def environment_key(name: str) -> bytes:
    """A key of the environment: IDENTITY_KEY or ALLOCATION_KEY.

    Returns:
        32 bytes.

    Raises:
        ImproperlyConfigured: it is not set, or is not 32 bytes in URL-safe base64.
    """
    try:
        key = base64.urlsafe_b64decode(getattr(settings, name))
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"{name} is not set: give 32 random bytes in URL-safe base64")
    return key
