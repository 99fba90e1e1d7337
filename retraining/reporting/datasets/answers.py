"""answers.csv: one row for each item that somebody reached, with the answer that counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from retraining.assessments.models import Answer
from retraining.reporting.datasets import asked as asking
from retraining.reporting.datasets.asked import Asked
from retraining.reporting.datasets.columns import Column, Dataset, Type, day_number
from retraining.reporting.datasets.people import Person


class Given(NamedTuple):
    """An answer as it stands in the database."""

    value: int | None
    mode: str
    at: datetime
    correction: int | None


@dataclass(frozen=True)
class AnswerRow:
    """The newest answer to one item.

    Args:
        asked: the questionnaire.
        item: its name.
        given: the answer.
    """

    asked: Asked
    item: str
    given: Given


def read(people: Sequence[Person]) -> list[AnswerRow]:
    """The rows of some people, in their order, the protocol's, then that of the items."""
    asked = [(one, one.held) for one in asking.read(people)]
    newest: dict[tuple[int, str], Given] = {}
    rows = Answer.objects.filter(response__in=[held.pk for _one, held in asked if held])
    fields = ("response_id", "item", "value", "mode", "at", "correction_id")
    for pk, item, *values in rows.order_by("pk").values_list(*fields):
        newest[pk, item] = Given(*values)
    return [
        AnswerRow(one, item, newest[held.pk, item])
        for one, held in asked
        if held
        for item in one.part.items
        if (held.pk, item) in newest
    ]


def _of_asked(column: Column[Asked]) -> Column[AnswerRow]:
    return Column(
        column.name, column.label, column.type, lambda row: column.value(row.asked),
        column.sources, column.allowed, column.unit,
    )  # fmt: skip


COLUMNS: tuple[Column[AnswerRow], ...] = (
    *map(_of_asked, asking.heads("The largest counts.")),
    Column(
        "item",
        "Name of the item, as in instruments.csv. An item that was never reached has no row.",
        Type.TEXT,
        lambda row: row.item,
        ("assessments.Answer.item",),
    ),
    Column(
        "value",
        "The number printed at the ticked option. Empty: left blank on purpose.",
        Type.WHOLE,
        lambda row: row.given.value,
        ("assessments.Answer.value",),
    ),
    Column(
        "mode",
        "How the answer came to be entered.",
        Type.TEXT,
        lambda row: row.given.mode,
        ("assessments.Answer.mode",),
        allowed=asking.MODE,
    ),
    Column(
        "corrected",
        "1 where staff put the value right after it was sent, with a reason.",
        Type.YES_NO,
        lambda row: row.given.correction is not None,
        ("assessments.Answer.correction",),
    ),
    Column(
        "answered_day",
        "Day on which this value was entered, counted from the first day, which is day 1.",
        Type.WHOLE,
        lambda row: day_number(row.asked.day(row.given.at), row.asked.person.start),
        ("assessments.Answer.at", "trials.ParticipantDate.day"),
        unit="day",
    ),
)

DATASET = Dataset("answers.csv", "an item of a questionnaire that a person reached", COLUMNS, read)
