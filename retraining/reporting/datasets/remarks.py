"""remarks.csv: one row for each thing that a person said about a session: a code, never a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from retraining.reporting.datasets.columns import Column, Dataset, Type, day_number
from retraining.reporting.datasets.people import Person
from sessions.models import PieceKind, Remark, RemarkItem
from sessions.remarks import VALUES

FIELDS = (
    "participant_id",
    "plan_item__week",
    "plan_item__kind",
    "plan_item__number",
    "item",
    "value",
    "said_at",
)
CODES = sorted({value for values in VALUES.values() for value in values})


@dataclass(frozen=True)
class RemarkRow:
    """A remark of a person."""

    person: Person
    remark: dict[str, Any]


def _of_item(name: str, label: str, type_: Type, allowed: str = "") -> Column[RemarkRow]:
    return Column(
        name,
        f"{label} Empty: said on a page without a session.",
        type_,
        lambda row: row.remark[f"plan_item__{name}"],
        (f"guided_sessions.PlanItem.{name}",),
        allowed=allowed,
    )


COLUMNS: tuple[Column[RemarkRow], ...] = (
    Column(
        "id",
        "The person, as in participants.csv.",
        Type.ID,
        lambda row: row.person.id,
        ("trials.Participant.id",),
    ),
    _of_item("week", "Week of the programme.", Type.WHOLE),
    _of_item("kind", "Kind of piece.", Type.TEXT, "|".join(PieceKind.values)),
    _of_item("number", "Number among the pieces of its kind in the week.", Type.WHOLE),
    Column(
        "item",
        "What was said: why one stopped, whether one could follow and how it was (after the end),"
        " that it is not for today, or that one feels worse.",
        Type.TEXT,
        lambda row: row.remark["item"],
        ("guided_sessions.Remark.item",),
        allowed="|".join(RemarkItem.values),
    ),
    Column(
        "value",
        "The answer, where there are several. Each could be left out.",
        Type.TEXT,
        lambda row: row.remark["value"] or None,
        ("guided_sessions.Remark.value",),
        allowed="|".join(CODES),
    ),
    Column(
        "said_day",
        "Day on which it was said, counted from the first day, which is day 1.",
        Type.WHOLE,
        lambda row: day_number(row.person.day(row.remark["said_at"]), row.person.start),
        ("guided_sessions.Remark.said_at", "trials.ParticipantDate.day"),
        unit="day",
    ),
)


def read(people: Sequence[Person]) -> list[RemarkRow]:
    """The rows of some people, in their order, then by the time they were said."""
    found = Remark.objects.filter(participant__in=[p.pk for p in people]).order_by("said_at", "pk")
    said: dict[int, list[dict[str, Any]]] = {}
    for remark in found.values(*FIELDS):
        said.setdefault(remark["participant_id"], []).append(remark)
    return [RemarkRow(person, remark) for person in people for remark in said.get(person.pk, [])]


DATASET = Dataset("remarks.csv", "a thing that a person said about a session", COLUMNS, read)
