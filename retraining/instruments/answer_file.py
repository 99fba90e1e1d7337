"""Answers of many people as CSV: `id,q1,...,qN`, an empty cell for a missing answer. Pure.

Read strictly: whoever scores a trial wants to hear of a decimal comma or a shifted column, not to
have it guessed away. The first mistake is reported by line and column, and nothing is scored.
"""

import csv
import io
import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterator
from operator import getitem
from typing import NamedTuple, NoReturn

from retraining.instruments.base import Instrument, Item
from retraining.instruments.scoring import allowed_words

ID = "id"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
DECIMAL = re.compile(r"[+-]?\d+\.\d+")
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|m\u00e4r|mai|okt|dez"
DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?([T\s]+\d{1,2}:\d{2}.*)?"
    r"|\d{1,2}[-\s.]?[A-Za-z]{3,9}([-\s]\d{2,4})?"
    rf"|({MONTHS})[a-z]*[-\s.]+\d{{1,4}}(,?\s*\d{{4}})?",
    re.IGNORECASE,
)

Table = dict[str, int | None]


class BadFile(ValueError):
    """A file that cannot be scored.

    Args:
        line: line number from 1.
        text: what is wrong, with the column, in one sentence.
    """

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line
        self.text = text


class Person(NamedTuple):
    """One row: whose answers they are, and the numbers in the printed order."""

    id: str
    values: tuple[int | None, ...]


def read(instrument: Instrument, data: bytes) -> Iterator[Person]:
    """Read the rows of a file, one by one.

    Args:
        instrument: the questionnaire whose answers these are.
        data: the whole file, UTF-8.

    Raises:
        BadFile: at the first mistake.
    """
    # Strict quotes, so that a stray one cannot swallow the rows below it.
    reader = csv.reader(io.StringIO(_decoded(data), newline=""), strict=True)
    lines: dict[str, int] = {}
    line = 0
    tables = [_table(item) for item in instrument.items]
    numbers = _numbers(tables)
    width = len(tables) + 1
    try:
        _check_header(instrument, next(reader, []))
        line = reader.line_num
        for row in reader:
            line = reader.line_num
            if not row:
                continue
            if len(row) != width:
                raise BadFile(line, _wrong_row(instrument, tables, row))
            person = row[0]
            key = _checked_id(person, line)
            if lines.setdefault(key, line) != line:
                said = f"column 1 ({ID}): {person!r} stands in line {lines[key]} already"
                raise BadFile(line, said)
            try:
                values = numbers(row[1:])
            except KeyError:
                raise _bad_cell(instrument, tables, row, line) from None
            yield Person(person, values)
    except csv.Error as error:
        raise BadFile(line + 1, f"not readable as CSV: {error}") from None


def _checked_id(text: str, line: int) -> str:
    """An id as it is compared: neither spaces around it nor how an accent is coded tell apart."""
    key = text.strip()
    if not key:
        raise BadFile(line, f"column 1 ({ID}): empty")
    if "\0" in key:
        raise BadFile(line, f"column 1 ({ID}): {text!r} holds a NUL")
    return key if key.isascii() else unicodedata.normalize("NFC", key)


def _decoded(data: bytes) -> str:
    data = data.removeprefix(BYTE_ORDER_MARK)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _not_utf_8(data[: error.start].decode("utf-8"))


def _not_utf_8(before: str) -> NoReturn:
    """Say where the readable part of a file ends."""
    rows = csv.reader(io.StringIO(f"{before}?", newline=""))
    try:
        column = max(len(row) for row in deque(rows, maxlen=1))
    except csv.Error as error:
        raise BadFile(rows.line_num, f"not readable as CSV: {error}") from None
    raise BadFile(rows.line_num, f"column {column}: not UTF-8; save the file as UTF-8") from None


def _table(item: Item) -> Table:
    """What each text that may stand in a cell means."""
    means: Table = {str(number): number for number in item.allowed}
    return means | {str(code): None for code in item.missing_codes} | {"": None}


def _numbers(tables: list[Table]) -> Callable[[list[str]], tuple[int | None, ...]]:
    """What the cells of a row mean; KeyError where one means nothing."""
    first = tables[0]
    if all(table == first for table in tables):  # twice as fast, and true of most
        return lambda cells: tuple(map(first.__getitem__, cells))
    return lambda cells: tuple(map(getitem, tables, cells))


def _check_header(instrument: Instrument, row: list[str]) -> None:
    names = [ID, *(f"q{n}" for n in range(1, len(instrument.items) + 1))]
    if row == names:
        return
    whole = f"{ID},{names[1]},...,{names[-1]}" if len(names) > 2 else ",".join(names)
    if not row or ID not in row[0]:
        hint = "; columns are separated by commas" if row and ";" in row[0] else ""
        raise BadFile(1, f"column 1: the first line must be {whole}{hint}")
    if len(row) == 1 and ";" in row[0]:
        raise BadFile(1, f"column 1: columns are separated by commas: {whole}")
    pairs = enumerate(zip(row, names, strict=False), start=1)
    wrong = next((n for n, (found, name) in pairs if found != name), None)
    if wrong is not None:
        raise BadFile(1, f"column {wrong}: {row[wrong - 1]!r} in place of {names[wrong - 1]}")
    raise BadFile(1, f"{_wrong_width(row, len(names))}: the first line must be {whole}")


def _wrong_width(row: list[str], width: int) -> str:
    if len(row) < width:
        return f"column {len(row) + 1}: {len(row)} columns in place of {width}"
    return f"column {width + 1}: {len(row)} columns in place of {width} (a decimal comma?)"


def _wrong_row(instrument: Instrument, tables: list[Table], row: list[str]) -> str:
    """Too few or too many columns; where one cell alone can be a decimal comma, that cell."""
    width = len(tables) + 1
    places = [
        n
        for n in range(1, width)
        if len(row) == width + 1
        and DECIMAL_COMMA.fullmatch(f"{row[n]},{row[n + 1]}")
        and all(cell in table for table, cell in zip(tables, row[1:n], strict=False))
        and all(c in table for table, c in zip(tables[n:], row[n + 2 :], strict=True))
    ]
    if len(places) != 1:
        return _wrong_width(row, width)
    (n,) = places
    cell = f"{row[n]},{row[n + 1]}"
    return f"column {n + 1} (q{n}): {cell!r} {_why(instrument.items[n - 1], cell)}"


def _bad_cell(instrument: Instrument, tables: list[Table], row: list[str], line: int) -> BadFile:
    cells = zip(instrument.items, tables, row[1:], strict=True)
    place = next(n for n, (_item, table, cell) in enumerate(cells, 1) if cell not in table)
    item, cell = instrument.items[place - 1], row[place]
    return BadFile(line, f"column {place + 1} (q{place}): {cell!r} {_why(item, cell)}")


def _why(item: Item, cell: str) -> str:
    allowed = f"is not among {allowed_words(item)}"
    if DECIMAL_COMMA.fullmatch(cell):
        return f"has a decimal comma; it {allowed}"
    if DECIMAL.fullmatch(cell):
        return f"is not a whole number; it {allowed}"
    if DATE.fullmatch(cell):
        return f"looks like a date; it {allowed}"
    if cell != cell.strip():
        return "has spaces around it"
    return allowed
