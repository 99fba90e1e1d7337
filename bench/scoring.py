"""`manage.py score` on 100,000 FIQR rows, file to file, against numpy doing the same."""

import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Figure, against
from bench.people import Listener

ROWS, ITEMS, TARGET = 100_000, 21, 4.0
ROOT = Path(__file__).resolve().parents[1]


def scoring(_listener: Listener) -> Iterator[Figure]:
    """Both as processes of their own, from starting Python to the last byte written."""
    with tempfile.TemporaryDirectory() as folder:
        answers, ours, floor = (Path(folder) / name for name in ("in.csv", "ours.csv", "floor.csv"))
        answers.write_text(_answers(), encoding="utf-8")
        score = ["manage.py", "score", "fiqr", "--in", answers, "--out", ours]
        numpy = [ROOT / "bench" / "numpy_fiqr.py", answers, floor]
        figure = against(
            "score 100,000 FIQR rows",
            lambda: _python(*score),
            lambda: _python(*numpy),
            target=TARGET,
            repeat=1,
        )
        if _values(ours) != _values(floor):
            raise AssertionError("the floor does not compute the same scores")
        yield figure


def _answers() -> str:
    chance = random.Random(20)
    names = ",".join(["id", *(f"q{n}" for n in range(1, ITEMS + 1))])
    rows = (
        f"P{n:06},{','.join(str(chance.randint(0, 10)) for _ in range(ITEMS))}" for n in range(ROWS)
    )
    return "".join(f"{line}\n" for line in (names, *rows))


def _python(*arguments: object) -> None:
    subprocess.run([sys.executable, *map(str, arguments)], check=True, cwd=ROOT, env={})


def _values(path: Path) -> list[tuple[str, str, float, str]]:
    """Id, scale, score and band of every row."""
    rows = (line.rstrip("\n").split(",") for line in path.open(encoding="utf-8"))
    next(rows)
    return [(row[0], row[1], round(float(row[2]), 9), row[4]) for row in rows]
