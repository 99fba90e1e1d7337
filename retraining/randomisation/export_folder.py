"""The folder of an unsealing: lists, salts, allocations; checked without a server. Pure."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retraining.randomisation.verifying import Given, Segment

FORMAT = 1
INDEX, ALLOCATIONS, README = "unsealed.json", "allocations.csv", "README.txt"
COLUMNS = ("participant", "stratum", "position", "arm", "levels", "listed", "throw")
WORDS = """\
The allocation list of {trial}, unsealed.

segment-N.csv  the exact bytes of each segment of the list (none where dice decided)
unsealed.json  its salt and commitment
{allocations}  who got which place and arm, in the order in which it was done; with the
               stored dice where no list decided
codes.csv      which code of tables and exports stands for which arm: whoever analyses by
               code looks here last

Check everything:            manage.py allocation_verify --export FOLDER
Check a commitment by hand:  (printf SALT | xxd -r -p; cat segment-1.csv) | sha256sum
The commitments must be those that were published before the first allocation.
"""


class BadExport(ValueError):
    """A folder that is no unsealing; the text says why in one line."""


@dataclass(frozen=True)
class Unsealed:
    """What the folder holds."""

    trial: str
    segments: list[Segment]
    given: list[Given]
    allocations: int  # how many the index says there are


def files_for(trial: str, segments: Sequence[Segment], given: Sequence[Given]) -> dict[str, bytes]:
    """The files of the folder: {name: bytes}."""
    index = {
        "format": FORMAT,
        "trial": trial,
        "allocations": len(given),
        "segments": [
            {
                "number": s.number,
                "commitment": s.commitment,
                "salt": s.salt.hex(),
                "csv": f"segment-{s.number}.csv",
            }
            for s in segments
        ],
    }
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(one) for one in given)
    return {
        README: WORDS.format(trial=trial, allocations=ALLOCATIONS).encode(),
        INDEX: (json.dumps(index, indent=2) + "\n").encode(),
        ALLOCATIONS: out.getvalue().encode(),
        **{f"segment-{s.number}.csv": s.csv for s in segments},
    }


def _cells(one: Given) -> list[object]:
    return [
        one.participant,
        one.stratum,
        one.position,
        one.arm,
        json.dumps(dict(one.levels)),
        "yes" if one.listed else "no",
        "" if one.throw is None else json.dumps(dict(one.throw)),
    ]


def read_folder(folder: Path) -> Unsealed:
    """Read what `files_for` wrote.

    Raises:
        BadExport: a file is missing or cannot be read.
    """
    index = _index(folder)
    try:
        segments = [
            Segment(
                number=int(entry["number"]),
                commitment=str(entry["commitment"]),
                salt=bytes.fromhex(entry["salt"]),
                csv=_bytes(folder / Path(str(entry["csv"])).name),
            )
            for entry in index["segments"]
        ]
        trial, allocations = str(index["trial"]), int(index["allocations"])
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, BadExport):
            raise
        raise BadExport(f"{folder / INDEX}: not the index of an unsealing") from error
    return Unsealed(trial, segments, _given(folder / ALLOCATIONS), allocations)


def _index(folder: Path) -> Mapping[str, Any]:
    if not folder.is_dir():
        raise BadExport(f"{folder}: no such folder")
    try:
        index = json.loads(_bytes(folder / INDEX))
    except (ValueError, RecursionError) as error:
        if isinstance(error, BadExport):
            raise
        raise BadExport(f"{folder / INDEX}: not JSON") from error
    if not isinstance(index, dict) or index.get("format") != FORMAT:
        raise BadExport(f"{folder / INDEX}: not the index of an unsealing")
    return index


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadExport(f"{path}: cannot be read: {error.strerror}") from error


def _given(path: Path) -> list[Given]:
    line = 1
    try:
        reader = csv.DictReader(io.StringIO(_bytes(path).decode("utf-8-sig"), newline=""))
        if missing := set(COLUMNS) - set(reader.fieldnames or ()):
            raise BadExport(f"{path}:1: no column {', '.join(sorted(missing))}")
        found = []
        for row in reader:
            line = reader.line_num
            found.append(
                Given(
                    participant=row["participant"],
                    stratum=row["stratum"],
                    position=int(row["position"]),
                    arm=row["arm"],
                    levels=json.loads(row["levels"]),
                    listed={"yes": True, "no": False}[row["listed"]],
                    throw=json.loads(row["throw"]) if row["throw"] else None,
                )
            )
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        if isinstance(error, BadExport):
            raise
        raise BadExport(f"{path}:{line}: cannot be read as an allocation") from error
    return found
