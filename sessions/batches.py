"""A batch of play events as a phone posts it: read whole, or refused with a sentence. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAX_BYTES = 64 * 1024  # what browsers let a page send while it is being closed
_HASH = re.compile(r"(?:[0-9a-f]{64})?", re.ASCII)


class BadBatch(ValueError):
    """A body that is no batch; nothing of it can be kept."""


@dataclass(frozen=True)
class Batch:
    """What was posted.

    Args:
        events: JSON objects, not looked into yet.
        content_hash: SHA-256 (hex) of the file that was played, "" where it is not known.
    """

    events: tuple[Mapping[str, Any], ...]
    content_hash: str


def parse_batch(body: bytes) -> Batch:
    """Read `{"events": [...], "content_hash": "..."}`.

    Raises:
        BadBatch: not such an object, or values that no database can hold.
    """
    try:
        value = json.loads(body, parse_constant=_refuse)
        _check_storable(value)
    except (ValueError, RecursionError) as error:
        raise BadBatch("not JSON that can be kept") from error
    if not isinstance(value, dict) or not isinstance(value.get("events"), list):
        raise BadBatch('"events" must be a list')
    content_hash = value.get("content_hash", "")
    if not isinstance(content_hash, str) or not _HASH.fullmatch(content_hash):
        raise BadBatch('"content_hash" must be a SHA-256 in hex')
    if not all(isinstance(event, dict) for event in value["events"]):
        raise BadBatch("every event must be a JSON object")
    return Batch(tuple(value["events"]), content_hash)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON number")


def _check_storable(value: object) -> None:
    """PostgreSQL's jsonb holds neither NUL, nor half a surrogate pair, nor an infinite number."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    text.encode("utf-8")
    if "\\u0000" in text:
        raise ValueError("NUL")
