"""`[[visits]]` of `protocol.toml`: what is asked, when. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from retraining.assessments.section_checks import problems
from retraining.instruments import registry

__all__ = ["Part", "Visit", "problems", "read", "read_ratings"]


@dataclass(frozen=True)
class Part:
    """One questionnaire of a visit, answered and sent by itself.

    Args:
        instrument: code; a visit holds an instrument once, so it names the part as well.
        items: names of the items asked, in order.
        sitting: 1 or 2; a second sitting is for another day, if the person likes.
        ages: its answers go out of date before randomisation and are then asked once more.
        needs_text: its words come from a text pack of the licence holder.
        value_set: national value set that it is scored with; empty where it needs none.
        title: neutral heading for participants; the instrument's own where empty.
    """

    instrument: str
    items: tuple[str, ...]
    sitting: int = 1
    ages: bool = True
    needs_text: bool = False
    value_set: str = ""
    title: str = ""


@dataclass(frozen=True)
class Visit:
    """One or more questionnaires at one time.

    Args:
        key: its stable name, such as "week-3".
        title: what the participant reads.
        anchor: the day it is counted from (day 1 is the anchor itself).
        opens_day, closes_day: days counted from the anchor; the window ends before `closes_day`.
        at: wall time at which it opens and closes.
        parts: its questionnaires in the order in which they are asked, the primary outcome first.
        before_randomisation: it closes for good once the person is randomised.
        good_for_days: how old its answers may be at randomisation; None: they do not age.
        flag_after_day: answers sent after this day are marked in the data; None: none are.
        repeated: it is one of a row of equal visits, such as the weekly ones.
        chased: it is an outcome: reminders and calls of its own follow until it closes.
        quiet: no message names it; it stands on the person's page while it is open.
    """

    key: str
    title: str
    anchor: str
    opens_day: int
    closes_day: int
    at: time
    parts: tuple[Part, ...]
    before_randomisation: bool = False
    good_for_days: int | None = None
    flag_after_day: int | None = None
    repeated: bool = False
    chased: bool = False
    quiet: bool = False

    @property
    def count(self) -> int:
        """How many questions all its parts hold together."""
        return sum(len(part.items) for part in self.parts)

    @property
    def is_long(self) -> bool:
        """Whether it has a list of parts to choose from, instead of one row of questions."""
        return len(self.parts) > 1

    @property
    def instruments(self) -> tuple[str, ...]:
        """Codes of its questionnaires."""
        return tuple(part.instrument for part in self.parts)

    def part(self, instrument: str) -> Part | None:
        """The part with this instrument."""
        return next((part for part in self.parts if part.instrument == instrument), None)

    def part_asking(self, item: str) -> Part | None:
        """The first part that asks an item of this name."""
        return next((part for part in self.parts if item in part.items), None)


def read(content: Mapping[str, Any]) -> tuple[Visit, ...]:
    """Every visit, repeated ones written out ("week-1" ... "week-8")."""
    chance = content.get("randomisation", {})
    ages = {chance.get("baseline_visit"): chance.get("baseline_max_age_days")}
    return tuple(visit for entry in content["visits"] for visit in _written_out(entry, ages))


def read_ratings(content: Mapping[str, Any]) -> tuple[Visit, ...]:
    """What blinded raters are asked about people: `[[ratings]]`, of the same shape as visits."""
    return tuple(visit for entry in content.get("ratings", []) for visit in _written_out(entry, {}))


def _written_out(entry: Mapping[str, Any], ages: Mapping[str, int | None]) -> list[Visit]:
    repeat = entry.get("repeat", 1)
    parts = _parts(entry)
    visits = []
    for n in range(1, repeat + 1):
        shift = (n - 1) * entry.get("every_days", 0)
        visits.append(
            Visit(
                key=entry["key"].replace("{n}", str(n)),
                title=entry["title"].replace("{n}", str(n)),
                anchor=entry["anchor"],
                opens_day=entry["opens_day"] + shift,
                closes_day=entry["closes_day"] + shift,
                at=time.fromisoformat(entry["at"]),
                parts=parts,
                before_randomisation=entry.get("before_randomisation", False),
                good_for_days=ages.get(entry["key"]),
                flag_after_day=entry.get("flag_after_day"),
                repeated=repeat > 1,
                chased=entry.get("chased", False),
                quiet=entry.get("quiet", False),
            )
        )
    return visits


def _parts(entry: Mapping[str, Any]) -> tuple[Part, ...]:
    """The parts of a visit; one that names an instrument itself has one part."""
    rows = entry.get("parts") or [{"instrument": entry["instrument"], "items": entry["items"]}]
    some_age = any(row.get("ages") for row in rows)
    return tuple(
        Part(
            instrument=row["instrument"],
            items=tuple(row.get("items") or _all_items(row["instrument"])),
            sitting=row.get("sitting", 1),
            ages=row.get("ages", not some_age),
            needs_text=row.get("needs_text", False),
            value_set=row.get("value_set", ""),
            title=row.get("title", ""),
        )
        for row in rows
    )


def _all_items(instrument: str) -> tuple[str, ...]:
    return tuple(item.name for item in registry.get(instrument).items)
