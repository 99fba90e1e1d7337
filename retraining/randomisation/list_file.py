"""The file of a randomisation list: its labels, its exact bytes, and the check of an upload."""

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import groupby, product

from retraining.common.findings import Finding

ALL = "all"  # the label of the only stratum where there are no factors
NUMBERS = ("position", "block", "block_size")
BLOCK_COLUMNS = NUMBERS[1:]
MAX_DIGITS = 7


@dataclass(frozen=True)
class Row:
    """One place of a list.

    Args:
        stratum: label, such as `site=x;sex=f`.
        position: from 1 within the stratum.
        block: from 1 within the stratum.
        block_size: places in this block.
        arm: code of the arm.
    """

    stratum: str
    position: int
    block: int
    block_size: int
    arm: str


COLUMNS = tuple(field.name for field in fields(Row))


class BadList(ValueError):
    """A list that cannot be used.

    Args:
        findings: all that is wrong, in the order of lines.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings))
        super().__init__("\n".join(str(finding) for finding in self.findings))


def stratum_labels(strata: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the labels of all strata, the first factor changing slowest.

    Args:
        strata: levels of each factor; where there are none, the one stratum is called `all`.
    """
    if not strata:
        return [ALL]
    levels = [[f"{factor}={level}" for level in levels] for factor, levels in strata.items()]
    return [";".join(combination) for combination in product(*levels)]


def to_csv(rows: Iterable[Row]) -> str:
    r"""Return the list as CSV with a header, every line ended by \n; a commitment is over this."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(astuple(row) for row in rows)
    return out.getvalue()


def commitment(salt: bytes, csv: bytes) -> str:
    """Return the SHA-256 of the salt's bytes followed by the file's bytes, in hexadecimal.

    Published before the first allocation, it shows later that the list was not changed; the salt
    keeps anyone from trying out lists until one fits.
    """
    return hashlib.sha256(salt + csv).hexdigest()


def parse_list(
    text: str | bytes,
    *,
    arms: Mapping[str, int],
    strata: Mapping[str, Sequence[str]],
    every_stratum: bool = True,
    blocks: bool = True,
    path: str = "list.csv",
) -> list[Row]:
    """Read a list that someone made elsewhere, and check all of it.

    Args:
        text: the file; bytes are read as UTF-8, with or without a byte order mark.
        arms: {code: ratio} of the trial's arms.
        strata: levels of each stratum factor, in the order of the labels.
        every_stratum: whether each stratum, and each arm, needs rows; an extension may lack some.
        blocks: whether the list is made of whole blocks, each in the ratio of the arms; without
            them the columns `block` and `block_size` may be left out, and are not read.
        path: name of the file in findings.

    Returns:
        The rows in the order of the file.

    Raises:
        BadList: with everything that is wrong and its line.
    """
    labels = stratum_labels(strata)
    if not labels:
        raise BadList([Finding(path, 0, "a stratum factor of the trial has no levels yet")])
    check = _Check(path, arms, labels, blocks)
    lines = check.lines(text)
    header = [] if check.findings else check.header(lines)
    if check.findings:
        raise BadList(check.findings)
    rows = [check.row(line, header, cells) for line, cells in lines[1:]]
    placed = [row for row in rows if row is not None]
    # A row that could not be read would show up again as a gap.
    if len(placed) == len(rows):
        check.order(placed)
        if every_stratum:
            check.nothing_missing(placed)
    if check.findings:
        raise BadList(check.findings)
    return [row for _, row in placed]


Numbered = tuple[int, Row]


class _Check:
    """Collects findings while a list is read."""

    def __init__(
        self, path: str, arms: Mapping[str, int], labels: Sequence[str], blocks: bool
    ) -> None:
        self.path, self.with_blocks = path, blocks
        self.arms = arms
        self.labels = dict.fromkeys(labels)
        self.findings: list[Finding] = []

    def found(self, line: int, text: str) -> None:
        self.findings.append(Finding(self.path, line, text))

    def lines(self, text: str | bytes) -> list[tuple[int, list[str]]]:
        """Cells of every line that is not blank, with its number."""
        try:
            decoded = text if isinstance(text, str) else text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            self.found(line, "not UTF-8 text; save the file as CSV in UTF-8")
            return []
        reader = csv.reader(io.StringIO(decoded, newline=""), strict=True)
        try:
            return [(reader.line_num, cells) for cells in reader if cells]
        except csv.Error as error:
            self.found(reader.line_num, f"not CSV: {error}")
            return []

    def header(self, lines: Sequence[tuple[int, list[str]]]) -> list[str]:
        if not lines:
            self.found(0, "the file is empty")
            return []
        line, header = lines[0]
        for column in COLUMNS:
            may_lack = not self.with_blocks and column in BLOCK_COLUMNS
            if header.count(column) != 1 and not (may_lack and column not in header):
                problem = "missing" if column not in header else "there twice"
                self.found(line, f"column {column} is {problem}")
        for column in header:
            if column not in COLUMNS:
                known = ", ".join(COLUMNS)
                self.found(line, f"column {column!r} is unknown; the columns are {known}")
        if len(lines) == 1:
            self.found(0, "the list has no rows")
        return header

    def row(self, line: int, header: Sequence[str], cells: Sequence[str]) -> Numbered | None:
        """The row with its line; None where its place in the list cannot be told."""
        if len(cells) != len(header):
            self.found(line, f"{len(cells)} cells, not {len(header)}")
            return None
        given = dict(zip(header, cells, strict=True))
        if given["arm"] not in self.arms:
            self.found(line, f"unknown arm {given['arm']!r}")
        before = len(self.findings)
        numbers = NUMBERS if self.with_blocks else NUMBERS[:1]
        for name in numbers:
            if not _is_number(given[name]):
                self.found(line, f"{name} must be a whole number from 1, not {given[name]!r}")
        if given["stratum"] not in self.labels:
            known = f"the strata are such as {next(iter(self.labels))!r}"
            self.found(line, f"unknown stratum {given['stratum']!r}; {known}")
        if len(self.findings) > before:
            return None
        position, block, block_size = (
            int(given[name]) if name in numbers else 0 for name in NUMBERS
        )
        return line, Row(given["stratum"], position, block, block_size, given["arm"])

    def order(self, rows: Sequence[Numbered]) -> None:
        """Check that each stratum is numbered 1, 2, 3 ... and made of whole blocks, if of any."""
        by_stratum: dict[str, list[Numbered]] = defaultdict(list)
        for line, row in rows:
            by_stratum[row.stratum].append((line, row))
        for label, numbered in by_stratum.items():
            ordered = sorted(numbered, key=lambda item: (item[1].position, item[0]))
            before = len(self.findings)
            self.positions(label, ordered)
            if len(self.findings) == before and self.with_blocks:
                self.blocks(label, ordered)

    def positions(self, label: str, ordered: Sequence[Numbered]) -> None:
        last = 0
        for line, row in ordered:
            if row.position == last:
                self.found(line, f"position {row.position} of {label} is there twice")
            elif row.position > last + 1:
                self.found(line, f"position {last + 1} of {label} is missing")
            last = row.position

    def blocks(self, label: str, ordered: Sequence[Numbered]) -> None:
        runs = groupby(ordered, key=lambda item: item[1].block)
        for expected, (block, members) in enumerate(runs, start=1):
            group = list(members)
            line = group[0][0]
            sizes = {row.block_size for _, row in group}
            if block != expected:
                self.found(line, f"block {block} of {label} stands where block {expected} should")
                return
            if sizes != {len(group)}:
                told = " and ".join(str(size) for size in sorted(sizes))
                self.found(
                    line, f"block {block} of {label} has {len(group)} rows, block_size says {told}"
                )
            elif not self.in_ratio([row.arm for _, row in group]):
                ratio = ", ".join(f"{arm} {share}" for arm, share in self.arms.items())
                self.found(line, f"block {block} of {label} does not keep the ratio {ratio}")

    def in_ratio(self, block: Sequence[str]) -> bool:
        if not set(block) <= set(self.arms):
            return True  # said in its own line
        total = sum(self.arms.values())
        return all(block.count(arm) * total == len(block) * n for arm, n in self.arms.items())

    def nothing_missing(self, rows: Sequence[Numbered]) -> None:
        strata, arms = {row.stratum for _, row in rows}, {row.arm for _, row in rows}
        for label in self.labels:
            if label not in strata:
                self.found(0, f"stratum {label} has no rows")
        for arm in self.arms:
            if arm not in arms:
                self.found(0, f"arm {arm} has no rows")


def _is_number(cell: str) -> bool:
    digits = cell.isascii() and cell.isdigit() and len(cell) <= MAX_DIGITS
    return digits and not cell.startswith("0")
