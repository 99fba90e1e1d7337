"""Which files may be a scan of a paper: told by their first bytes, never by their name. Pure."""

MAX_BYTES = 5 * 1024 * 1024
_FIRST_BYTES = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
MEDIA_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}


def kind_of(content: bytes) -> str:
    """The kind of a file: "pdf", "png" or "jpg"; empty where it is none of these."""
    found = (kind for kind, first in _FIRST_BYTES.items() if content.startswith(first))
    return next(found, "")
