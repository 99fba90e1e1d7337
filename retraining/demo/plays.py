"""What a player would have sent of one sitting. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Stretch:
    """A stretch of one sitting: media seconds heard in one go, then a pause before the next."""

    start: float
    end: float
    pause: float = 0.0


def sitting(
    rng: Random, begins: datetime, stretches: list[Stretch], *, last: str | None
) -> list[dict[str, Any]]:
    """The batch of one sitting: started, a segment a stretch, paused between them, an end.

    Args:
        rng: where the ids come from.
        begins: when the person pressed play.
        stretches: in order.
        last: "ended", "stopped", or None where the phone has not sent the end.

    Returns:
        Play events as the protocol has them, in order.
    """
    attempt, moment = _id(rng), begins
    events: list[dict[str, Any]] = []

    def add(type: str, **values: Any) -> None:
        wall = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        number = len(events) + 1
        head = {"id": _id(rng), "attempt": attempt, "seq": number, "type": type, "wall": wall}
        events.append(head | values)

    add("started")
    for place, stretch in enumerate(stretches, start=1):
        heard = stretch.end - stretch.start
        moment += timedelta(seconds=heard)
        clock = {"mono_ms": round(heard * 1000) + rng.randint(5, 60), "rate": 1.0}
        add("segment", **{"from": stretch.start, "to": stretch.end}, **clock)
        if place < len(stretches):
            add("paused", reason="user")
            moment += timedelta(seconds=stretch.pause)
    if last is not None:
        add(last, **({"reason": rng.choice(("tired", "interrupted"))} if last == "stopped" else {}))
    return events


def whole(rng: Random, seconds: float) -> list[Stretch]:
    """The whole piece, one time in five with a short pause somewhere."""
    if rng.random() >= 0.2:
        return [Stretch(0.0, seconds)]
    middle = float(round(seconds * rng.uniform(0.2, 0.8)))
    return [Stretch(0.0, middle, pause=float(rng.randint(20, 300))), Stretch(middle, seconds)]


def lasts(stretches: list[Stretch]) -> timedelta:
    """From the first sound to the last, pauses between stretches included."""
    heard = sum(s.end - s.start for s in stretches)
    return timedelta(seconds=heard + sum(s.pause for s in stretches[:-1]))


def _id(rng: Random) -> str:
    return str(UUID(int=rng.getrandbits(128), version=4))
