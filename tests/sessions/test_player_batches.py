"""What a phone may post: read whole, or refused."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.batches import BadBatch, parse_batch

HASH = "0f" * 32


def test_reads_events_and_hash() -> None:
    body = json.dumps({"events": [{"id": "x"}], "content_hash": HASH}).encode()
    batch = parse_batch(body)
    assert batch.events == ({"id": "x"},)
    assert batch.content_hash == HASH


def test_the_hash_may_be_absent_or_empty() -> None:
    assert parse_batch(b'{"events": []}').content_hash == ""
    assert parse_batch(b'{"events": [], "content_hash": ""}').content_hash == ""


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b"null",
        b"{}",
        b'{"events": {}}',
        b'{"events": [1]}',
        b'{"events": [], "content_hash": 5}',
        b'{"events": [], "content_hash": "ABC"}',
        b'{"events": [{"rate": NaN}]}',
        b'{"events": [{"rate": Infinity}]}',
        b'{"events": [{"rate": 1e999}]}',
        b'{"events": [{"note": "\\u0000"}]}',
        b'{"events": [{"\\u0000": 1}]}',
        b'{"events": [{"note": "\\ud800"}]}',
        b'{"events": [{"n": ' + b"9" * 5000 + b"}]}",
        b'{"events": ' + b"[" * 60_000,
        b'{"events": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
        b"\xff\xfe{",
        b'{"events": [{"note": "\xff"}]}',
    ],
)
def test_refused(body: bytes) -> None:
    with pytest.raises(BadBatch):
        parse_batch(body)


@given(st.binary(max_size=300))
def test_never_fails_in_another_way(body: bytes) -> None:
    with contextlib.suppress(BadBatch):
        parse_batch(body)
