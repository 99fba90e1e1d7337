"""Whether allocations follow from the lists that were committed to, and from stored dice. Pure.

One check for both ways of asking: of the running system, and of an export that anyone can read
years later with nothing but this package. Sources: CONSORT 2025 items 17 to 19; design of the
commitment in `list_file.commitment`.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from retraining.randomisation.list_file import commitment
from retraining.randomisation.minimisation import Placed, fall
from retraining.randomisation.protocol_section import label
from retraining.randomisation.throwing import weigh

NEEDED = ("stratum", "position", "arm")
Place = tuple[str, int]  # label of the stratum, position


@dataclass(frozen=True)
class Segment:
    """A piece of the list as it was kept: its number, commitment, salt and exact bytes."""

    number: int
    commitment: str
    salt: bytes
    csv: bytes


@dataclass(frozen=True)
class Given:
    """One allocation as it was kept.

    Args:
        participant: the person's number.
        stratum: its label.
        position: within the stratum.
        arm: code of the arm.
        levels: {factor: level} that the person had.
        listed: whether a slot of the list was used.
        throw: dice, settings, imbalance and probability where dice decided; None otherwise.
    """

    participant: str
    stratum: str
    position: int
    arm: str
    levels: Mapping[str, str]
    listed: bool
    throw: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Verdict:
    """What was found. `problems` name places, never an arm."""

    segments: list[dict[str, Any]]
    allocations: int
    thrown: int
    problems: list[str]

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.problems

    def as_dict(self) -> dict[str, Any]:
        """The verdict as JSON prints it."""
        return {
            "holds": self.holds,
            "segments": self.segments,
            "allocations": self.allocations,
            "by_dice": self.thrown,
            "problems": self.problems,
        }


def verify(
    segments: Sequence[Segment],
    given: Sequence[Given],
    slots: Mapping[Place, str] | None = None,
    allocations: int | None = None,
) -> Verdict:
    """Check commitments, slots, order, uniqueness, strata, arms and dice.

    Args:
        segments: by number.
        given: allocations in the order in which they were made.
        slots: {place: arm} of the slots as they lie in the database; None where there is none.
        allocations: how many there should be, where something says so.
    """
    problems: list[str] = []
    told = []
    listed: dict[Place, str] = {}
    ends: dict[str, int] = defaultdict(int)
    for segment in segments:
        holds = commitment(segment.salt, segment.csv) == segment.commitment
        told.append({"number": segment.number, "commitment": segment.commitment, "holds": holds})
        if not holds:
            problems.append(f"segment {segment.number}: salt and file do not give the commitment")
        try:
            rows = _rows(segment)
        except ValueError as error:
            problems.append(f"segment {segment.number}: {error}")
            continue
        last = dict(ends)
        for stratum, position, arm in rows:
            listed[stratum, last.get(stratum, 0) + position] = arm
            ends[stratum] += 1
    if slots is not None:
        problems += _of_slots(listed, slots)
    if allocations not in (None, len(given)):
        problems.append(f"{len(given)} allocations where the index says {allocations}")
    problems += _of_people(given)
    problems += [text for one in given if one.listed for text in _of_list(one, listed)]
    thrown = [one for one in given if not one.listed]
    problems += _of_dice(thrown)
    return Verdict(told, len(given), len(thrown), problems)


def _rows(segment: Segment) -> list[tuple[str, int, str]]:
    try:
        reader = csv.DictReader(io.StringIO(segment.csv.decode("utf-8-sig"), newline=""))
        if set(NEEDED) - set(reader.fieldnames or ()):
            raise ValueError("a column is missing")
        return [(row["stratum"], int(row["position"]), row["arm"]) for row in reader]
    except (UnicodeDecodeError, csv.Error, KeyError, TypeError, ValueError) as error:
        raise ValueError("the file is not a list") from error


def _of_slots(listed: Mapping[Place, str], slots: Mapping[Place, str]) -> Iterator[str]:
    for place in sorted(listed.keys() | slots.keys()):
        if place not in slots:
            yield f"{_name(place)}: the list has it, the slots do not"
        elif place not in listed:
            yield f"{_name(place)}: a slot that no list has"
        elif listed[place] != slots[place]:
            yield f"{_name(place)}: the slot holds another arm than the list"


def _of_people(given: Sequence[Given]) -> Iterator[str]:
    """Nobody twice, no place twice, none left out, each after the one before it."""
    seen: set[str] = set()
    last: dict[str, int] = defaultdict(int)
    for one in given:
        if one.participant in seen:
            yield f"participant {one.participant} was allocated twice"
        seen.add(one.participant)
        expected = last[one.stratum] + 1
        if one.position != expected:
            yield f"{_name((one.stratum, one.position))}: used where {expected} was next"
        last[one.stratum] = one.position


def _of_list(one: Given, listed: Mapping[Place, str]) -> Iterator[str]:
    place = (one.stratum, one.position)
    if place not in listed:
        yield f"{_name(place)}: no list has it"
    elif listed[place] != one.arm:
        yield f"{_name(place)}: the allocation has another arm than the list"
    if set(label(one.levels).split(";")) != set(one.stratum.split(";")):
        yield f"{_name(place)}: the person's levels belong to another stratum"


def _of_dice(thrown: Iterable[Given]) -> Iterator[str]:
    """Make every throw again from the people before it."""
    before: list[Placed] = []
    for one in thrown:
        name = _name((one.stratum, one.position))
        if one.throw is None:
            yield f"{name}: neither a slot nor dice"
        else:
            try:
                yield from _again(name, one, one.throw, before)
            except (KeyError, ValueError, TypeError, ZeroDivisionError):
                yield f"{name}: what was stored of the throw cannot be read"
        before.append(Placed(one.levels, one.arm))


def _again(
    name: str, one: Given, throw: Mapping[str, Any], before: Sequence[Placed]
) -> Iterator[str]:
    odds = weigh(throw["settings"], before, one.levels)
    if odds.imbalance != throw["imbalance"]:
        yield f"{name}: the people before give another imbalance"
    if {code: str(share) for code, share in odds.probability.items()} != throw["probability"]:
        yield f"{name}: the people before give other odds"
    if fall(odds.probability, int(throw["dice"])) != one.arm:
        yield f"{name}: the dice give another arm"


def _name(place: Place) -> str:
    return f"stratum {place[0]} position {place[1]}"
