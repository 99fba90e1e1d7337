"""Timing: the median of five runs, each long enough to mean something."""

import gc
import json
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

RUNS = 5


@dataclass(frozen=True)
class Figure:
    """One line of `make bench`.

    Args:
        name: what was measured.
        value: the median of five runs, in `unit`.
        unit: ms, kB, ratio, ...
        floor: the median of the floor measured in the same run; None where there is none.
        ratio: value / floor.
        target: the most that the ratio (or the value) should be.
        low, high: smallest and largest of the five.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None
    ratio: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None

    def print(self) -> None:
        """One JSON line."""
        print(json.dumps({k: v for k, v in asdict(self).items() if v is not None}), flush=True)


def times_ms(act: Callable[[], object], repeat: int) -> float:
    """Milliseconds of one call: `repeat` calls timed together."""
    gc.collect()
    begun = time.perf_counter()
    for _ in range(repeat):
        act()
    return (time.perf_counter() - begun) * 1000 / repeat


def median_of(measure: Callable[[], float], runs: int = RUNS) -> tuple[float, float, float]:
    """Smallest, median and largest of some runs of a measure."""
    values = [measure() for _ in range(runs)]
    return min(values), statistics.median(values), max(values)


def against(
    name: str,
    act: Callable[[], object],
    floor: Callable[[], object],
    *,
    target: float,
    repeat: int = 40,
) -> Figure:
    """Measure an act against its floor, in turns, so that both meet the same machine.

    Args:
        name: of the figure.
        act, floor: what is compared; both are warmed up first.
        target: the largest ratio wanted.
        repeat: calls per run.
    """
    for _ in range(5):
        act(), floor()
    pairs = [(times_ms(act, repeat), times_ms(floor, repeat)) for _ in range(RUNS)]
    value = statistics.median(p[0] for p in pairs)
    base = statistics.median(p[1] for p in pairs)
    return Figure(
        name,
        round(value, 3),
        "ms",
        floor=round(base, 3),
        ratio=round(statistics.median(p[0] / p[1] for p in pairs), 2),
        target=target,
        low=round(min(p[0] for p in pairs), 3),
        high=round(max(p[0] for p in pairs), 3),
    )


def machine() -> str:
    """What the figures were measured on."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    models = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    model = models[0] if models else platform.processor()
    return (
        f"{os.cpu_count()} cores, {model}, {platform.system()}, Python {platform.python_version()}"
    )
