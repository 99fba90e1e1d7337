"""Compares two readings of everything blinded staff can see. Pure.

A finding says where the readings differ and never what stands there: who reads the findings stays
blind.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

# What differs by chance between two readings of one page. Nothing else may.
LEFT_OUT_HEADERS = frozenset({"Expires"})
LEFT_OUT_COOKIES = frozenset({"csrftoken", "login"})  # their values; not that they are set
LEFT_OUT_FIELDS = ("csrfmiddlewaretoken", "stamp", "once")  # hidden fields, made afresh each time
_FIELD = re.compile(
    rb'(<input[^>]*name="(?:' + "|".join(LEFT_OUT_FIELDS).encode() + rb')"[^>]*value=")[^"]*"'
)
_REQUEST_ID = re.compile(rb"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")
_REQUEST_ID_TEXT = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")


@dataclass(frozen=True)
class Seen:
    """One answer, mail or list of entries as it was read.

    Args:
        status: of an answer; 0 for anything else.
        headers: name and value, in order of the names.
        body: the bytes.
        log: lines that were logged meanwhile.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    log: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """A place where the two readings differ.

    Args:
        kind: page, header, file name, export, mail, log line, order, audit or error.
        who: the role that sees it, with its reach.
        where: the address, or what was read.
        detail: which header, file or line; never its words.
    """

    kind: str
    who: str
    where: str
    detail: str

    def as_json(self) -> dict[str, str]:
        """The finding as plain values."""
        return asdict(self)


class Requests:
    """Numbers the request ids of one reading in the order they were given."""

    def __init__(self) -> None:
        self.numbers: dict[bytes, int] = {}

    def given(self, request_id: str) -> None:
        """A request got this id."""
        self.numbers.setdefault(request_id.encode(), len(self.numbers) + 1)

    def masked(self, body: bytes) -> bytes:
        """The bytes with those ids, and the hidden fields that differ by chance, taken out."""
        return _REQUEST_ID.sub(self._number, _FIELD.sub(rb'\1"', body))

    def masked_text(self, text: str) -> str:
        """The same for a line of text."""
        return _REQUEST_ID_TEXT.sub(lambda found: self._number_text(found.group()), text)

    def _number(self, found: re.Match[bytes]) -> bytes:
        return self._number_text(found.group().decode()).encode()

    def _number_text(self, request_id: str) -> str:
        number = self.numbers.get(request_id.encode())
        return f"request {number}" if number else request_id


Reading = Mapping[tuple[str, str], Seen]


def findings(first: Reading, second: Reading) -> list[Finding]:
    """Every place at which two readings differ, and every page that failed."""
    found: list[Finding] = []
    for who, where in sorted(first.keys() | second.keys()):
        one, other = first.get((who, where)), second.get((who, where))
        if one is None or other is None:
            found.append(Finding("page", who, where, "reached in one reading only"))
        else:
            found += [Finding(kind, who, where, detail) for kind, detail in _differing(one, other)]
    return found


def _differing(one: Seen, other: Seen) -> Iterator[tuple[str, str]]:
    if one.status >= 500 or other.status >= 500:
        yield "error", f"status {max(one.status, other.status)}"
    elif one.status != other.status:
        yield "page", "status"
    yield from _headers(dict(one.headers), dict(other.headers))
    if one.log != other.log:
        yield "log line", _line(one.log, other.log)
    if one.body != other.body:
        yield from _bodies(one, other)


def _headers(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) != other.get(name):
            kind = "file name" if name.lower() == "content-disposition" else "header"
            yield kind, name


def _bodies(one: Seen, other: Seen) -> Iterator[tuple[str, str]]:
    files, others = _files(one.body), _files(other.body)
    if files is not None and others is not None:
        yield from _zips(files, others)
        return
    lines, other_lines = one.body.split(b"\n"), other.body.split(b"\n")
    if sorted(_words(one.body)) == sorted(_words(other.body)):
        kind = "order"
    elif "Content-Disposition" in dict(one.headers):
        kind = "export"
    elif one.status:
        kind = "page"
    else:
        kind = "mail" if dict(one.headers).get("To") else "audit"
    yield kind, _line(lines, other_lines)


def _words(body: bytes) -> list[bytes]:
    """Lines and elements: a list in another order has the same ones."""
    return re.split(rb"\s+|(?<=>)|(?=<)", body)


def _files(body: bytes) -> dict[str, bytes] | None:
    """The files of a zip; None where it is none."""
    if not body.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}
    except zipfile.BadZipFile:
        return None


def _zips(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    if list(one) != list(other):
        yield "file name", "names of the files in the zip"
        return
    different = [name for name in one if one[name] != other[name]]
    yield from (("export", name) for name in different)
    if not different:
        yield "export", "the zip itself"


def _line(one: Sequence[object], other: Sequence[object]) -> str:
    """The number of the first line that differs."""
    for number, (a, b) in enumerate(zip(one, other, strict=False), start=1):
        if a != b:
            return f"line {number}"
    return f"line {min(len(one), len(other)) + 1}"
