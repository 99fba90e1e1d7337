"""The export as one zip: the data, the codebook and a note on how to read them."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import IO, Any

from retraining.common import clock, zips
from retraining.reporting.datasets import (
    answers,
    biomarkers,
    check_ins,
    doses,
    events,
    instruments,
    listening,
    outcomes,
    participants,
    remarks,
)
from retraining.reporting.datasets.arms import POOLED_WORDS, ArmFile
from retraining.reporting.datasets.columns import Column, Dataset, Type, cell
from retraining.reporting.datasets.people import Person, slices
from retraining.reporting.datasets.readme import FileNote, readme

DATASETS: tuple[Dataset[Any], ...] = (
    participants.DATASET,
    outcomes.DATASET,
    answers.DATASET,
    check_ins.DATASET,
    biomarkers.DATASET,
    listening.DATASET,
    doses.DATASET,
    remarks.DATASET,
    events.DATASET,
)
CODEBOOK = "codebook.csv"

Entry = tuple[str, Column[Any]]  # name of the file, one of its columns


def _book(name: str, label: str, value: Any) -> Column[Entry]:
    return Column(name, label, Type.TEXT, value, ())


CODEBOOK_COLUMNS: tuple[Column[Entry], ...] = (
    _book("file", "File of the export.", lambda e: e[0]),
    _book("column", "Head of the column.", lambda e: e[1].name),
    _book("label", "What it means.", lambda e: e[1].label),
    _book("type", "How to read it.", lambda e: e[1].type.value),
    _book("allowed", "Values that occur.", lambda e: e[1].allowed),
    _book("unit", "Unit.", lambda e: e[1].unit),
    _book("class", "Class of what it holds.", lambda e: e[1].holds.value),
    _book("rule", "Version of the rule that made it.", lambda e: e[1].rule),
    _book("source", "Fields it is made from.", lambda e: " ".join(e[1].sources)),
)


def write(to: IO[bytes], people: Sequence[Person], trial: str, arms: ArmFile | None = None) -> None:
    """Write the zip, a slice of people at a time.

    Args:
        to: where it goes.
        people: in the order of their pseudonyms.
        trial: slug, for the note.
        arms: one more file, a dummy arm or a code; None where the data are pooled.
    """
    notes = []
    datasets = (*DATASETS, arms.dataset) if arms else DATASETS
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for dataset in datasets:
            of_people = (row for some in slices(people) for row in dataset.read(some))
            rows = chain(of_people, dataset.rest(trial))
            notes.append(_file(archive, dataset.name, dataset.row, dataset.columns, rows))
        notes.append(
            _file(
                archive,
                instruments.NAME,
                instruments.ROW,
                instruments.COLUMNS,
                instruments.entries(),
            )
        )
        entries = [(dataset.name, column) for dataset in datasets for column in dataset.columns]
        entries += [(instruments.NAME, column) for column in instruments.COLUMNS]
        notes.append(
            _file(archive, CODEBOOK, "a column of the other files", CODEBOOK_COLUMNS, entries)
        )
        with archive.open(zips.entry("README.txt"), "w") as file:
            words = arms.words if arms else POOLED_WORDS
            file.write(readme(trial, clock.now().date(), notes, words).encode())


def _file(
    archive: zipfile.ZipFile,
    name: str,
    row: str,
    columns: Sequence[Column[Any]],
    rows: Iterable[Any],
) -> FileNote:
    digest, count = hashlib.sha256(), -1  # the first line is the head
    with archive.open(zips.entry(name), "w") as file:
        for line in _lines(columns, rows):
            file.write(line)
            digest.update(line)
            count += 1
    return FileNote(name, row, count, digest.hexdigest())


def _lines(columns: Sequence[Column[Any]], rows: Iterable[Any]) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        yield _taken(buffer)
        writer.writerow([cell(column.value(row)) for column in columns])
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
