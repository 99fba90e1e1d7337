"""Which bytes a `Range` header asks for; examples after RFC 9110, sections 14.1.2 and 14.2."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.ranges import MAX_BYTES, Part, Unsatisfiable, wanted

TAG = '"abc"'
DATE = "Sun, 22 Nov 2026 10:00:00 GMT"


def ask(header: str, size: int = 10_000, if_range: str = "") -> Part | None:
    return wanted(header, size, etag=TAG, last_modified=DATE, if_range=if_range)


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [
        ("bytes=0-1", 0, 1),  # what Safari asks first
        ("bytes=0-499", 0, 499),
        ("bytes=500-999", 500, 999),
        ("bytes=-500", 9500, 9999),
        ("bytes=9500-", 9500, 9999),
        ("bytes=0-0", 0, 0),
        ("bytes=-1", 9999, 9999),
        ("bytes=9999-9999", 9999, 9999),
        ("bytes=0-", 0, 9999),
        ("bytes=9000-20000", 9000, 9999),
        ("bytes=-20000", 0, 9999),
        ("bytes= 1-2 ", 1, 2),
        ("Bytes=1-2", 1, 2),
    ],
)
def test_one_range(header: str, start: int, end: int) -> None:
    assert ask(header) == Part(start, end)


@pytest.mark.parametrize("header", ["", "items=0-5", "bytes", "bytes=0-0,-1", "bytes=0-1, 4-5"])
def test_the_whole_file(header: str) -> None:
    assert ask(header) is None


@pytest.mark.parametrize(
    "header",
    ["bytes=10000-", "bytes=10000-10001", "bytes=-0", "bytes=5-2", "bytes=-", "bytes=", "bytes=a-b",
     "bytes=1", "bytes=1-2-3", "bytes=+1-2", "bytes=0x1-2", "bytes=٣-٤", f"bytes={'9' * 30}-"],
)  # fmt: skip
def test_nothing_can_be_answered(header: str) -> None:
    with pytest.raises(Unsatisfiable):
        ask(header)


def test_an_empty_file_has_no_ranges() -> None:
    with pytest.raises(Unsatisfiable):
        ask("bytes=0-", size=0)
    with pytest.raises(Unsatisfiable):
        ask("bytes=-5", size=0)


def test_an_answer_is_at_most_one_mebibyte() -> None:
    size = 12_000_000
    assert ask("bytes=0-", size) == Part(0, 1_048_575)
    assert ask("bytes=5000000-", size) == Part(5_000_000, 6_048_575)
    assert ask("bytes=-3000000", size) == Part(9_000_000, 10_048_575)
    assert ask("bytes=11500000-", size) == Part(11_500_000, 11_999_999)


@pytest.mark.parametrize(
    ("if_range", "honoured"),
    [("", True), (TAG, True), (f" {TAG} ", True), ('"other"', False), (f"W/{TAG}", False),
     (DATE, True), ("Wed, 21 Oct 2015 07:28:00 GMT", False), ("Sun, 22 Nov 2026", False)],
)  # fmt: skip
def test_if_range_must_name_this_very_file(if_range: str, honoured: bool) -> None:
    assert ask("bytes=0-1", if_range=if_range) == (Part(0, 1) if honoured else None)


def test_a_file_without_a_date_is_known_by_its_tag_alone() -> None:
    for if_range, honoured in ((TAG, True), (DATE, False)):
        part = wanted("bytes=0-1", 9, etag=TAG, if_range=if_range)
        assert part == (Part(0, 1) if honoured else None)


@given(st.text(max_size=40), st.integers(0, 5_000_000))
def test_any_header_has_an_answer_inside_the_file(header: str, size: int) -> None:
    for text in (header, f"bytes={header}"):
        try:
            part = ask(text, size)
        except Unsatisfiable:
            continue
        if part is not None:
            assert 0 <= part.start <= part.end < size
            assert part.length <= MAX_BYTES


@given(st.integers(1, 5_000_000), st.data())
def test_asking_on_from_the_last_byte_gives_the_whole_file(size: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, size - 1))
    while at < size:
        part = ask(f"bytes={at}-", size)
        assert part is not None
        assert part.start == at
        at = part.end + 1
    assert at == size
