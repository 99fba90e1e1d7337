"""remarks.csv: what people said about sessions, by day and code, and nothing that tells an arm."""

import pytest

from retraining.reporting.datasets import remarks
from retraining.reporting.datasets.columns import REFUSED, cell
from retraining.reporting.datasets.people import Person
from retraining.trials.models import Participant
from retraining.trials.selectors import anchor_days
from sessions.services.listening import append_one
from sessions.services.remarks import say_not_today, say_worse
from tests.portal_my.days import item, on_day, starting

pytestmark = pytest.mark.django_db


def rows(person: Participant) -> list[list[str]]:
    """The cells of the person's rows, without the id."""
    days = anchor_days(person)
    someone = Person(person.pk, "p1", person.time_zone, "madrid", 1, person.version_id, days)
    found = remarks.read([someone])
    return [[cell(column.value(row)) for column in remarks.COLUMNS[1:]] for row in found]


def test_each_remark_is_a_row() -> None:
    ana = starting("Ana")
    with on_day(2):
        say_not_today(plan_item=item(ana, 1, "core"))
    with on_day(3):
        append_one(plan_item=item(ana, 1, "core"), type="stopped", delivery="audio", reason="tired")
    with on_day(9):
        say_worse(participant=ana)
    core, nowhere = ["1", "core", "1"], ["", "", ""]
    assert rows(ana) == [
        [*core, "not-today", "", "2"],
        [*core, "stopped", "tired", "3"],
        [*nowhere, "worse", "", "9"],
    ]


def test_no_column_is_made_from_what_tells_an_arm() -> None:
    assert {column.holds for column in remarks.COLUMNS} & REFUSED == set()
