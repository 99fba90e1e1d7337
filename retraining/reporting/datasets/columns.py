"""What a column of an export is. Declared once; the file and the codebook both come from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from django.apps import apps

from retraining.common.classes import Holds
from retraining.reporting.datasets.people import Person

Row = TypeVar("Row")


class Type(StrEnum):
    """Types of a column, as the codebook names them."""

    ID = "id"
    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    YES_NO = "yes/no"
    ISO_WEEK = "ISO week"


# From the least to the most sensitive: a column holds what its most sensitive source holds.
SENSITIVITY = (
    Holds.TECHNICAL,
    Holds.TRIAL,
    Holds.HEALTH,
    Holds.UNBLINDING,
    Holds.IDENTIFYING,
)
REFUSED = frozenset({Holds.UNBLINDING, Holds.IDENTIFYING})


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column.

    Args:
        name: head of the column.
        label: what it means, in a sentence for the codebook.
        type: how to read it.
        value: from a row of the dataset to a number, text, True, False or None.
        sources: model fields that it is made from, as "app.Model.field".
        allowed: values that occur, such as "0-10" or "sent|begun".
        unit: such as "s" or "day".
        rule: version of the rule that made it, or where it stands.
    """

    name: str
    label: str
    type: Type
    value: Callable[[Row], Any]
    sources: tuple[str, ...]
    allowed: str = ""
    unit: str = ""
    rule: str = ""

    @property
    def holds(self) -> Holds:
        """The most sensitive class among the sources."""
        return max((held_by(source) for source in self.sources), key=SENSITIVITY.index)


@dataclass(frozen=True)
class Dataset(Generic[Row]):
    """One file: its name, what a row is, its columns, and the reader of its rows.

    The reader takes people in the order of their pseudonyms and gives their rows in that order.
    `rest` takes the trial's slug and gives the rows of nobody in particular, which come last.
    """

    name: str
    row: str
    columns: tuple[Column[Row], ...]
    read: Callable[[Sequence[Person]], Sequence[Row]]
    rest: Callable[[str], Sequence[Row]] = lambda _trial: ()


def held_by(source: str) -> Holds:
    """The class of a model field.

    Raises:
        LookupError: no such model, or a field without a class.
    """
    app, model, name = source.split(".")
    classes: dict[str, Holds] = vars(apps.get_model(app, model))["field_classes"]
    return classes[name]


def cell(value: Any) -> str:
    """A value as it stands in a file: nothing for None, 1 and 0 for yes and no, full digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)


def day_number(day: date | None, start: date | None) -> int | None:
    """A day counted from the first one, which is day 1; the day before it is day 0."""
    return None if day is None or start is None else (day - start).days + 1


def iso_week(day: date | None) -> str | None:
    """The calendar week of a day, such as 2026-W03 (ISO 8601)."""
    if day is None:
        return None
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02d}"


def whole_seconds(seconds: float | None) -> int | None:
    """Seconds of listening, rounded: tenths of a second could tell one recording from another."""
    return None if seconds is None else round(seconds)
