"""The blind is kept in the queries: nothing here reads a field that tells an arm."""

import ast
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from retraining import reporting
from retraining.common import clock
from retraining.common.access import Audience
from retraining.common.classes import Holds
from retraining.randomisation.models import Allocation
from retraining.reporting.datasets import archive
from retraining.reporting.datasets.columns import REFUSED, held_by
from retraining.reporting.services import export, refresh, refresh_waiting
from retraining.trials.selectors import current_assignments, scope_for
from sessions import content
from tests import cast
from tests.reporting.columns_read import read_of
from tests.reporting.crawl import everything
from tests.reporting.people import MADE, answer, day, listen, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    with clock.at(MADE):
        person = cast.randomised("Ana")
    listen(person, day(1), 1)
    answer(person, 1, (4, 5, 6, 4))
    return person


def test_pages_and_summaries_read_nothing_that_tells_an_arm(ana) -> None:
    users = [
        staff("Carla", "clinician", "madrid"),
        staff("Rita", "rater"),
        staff("Stella", "statistician"),
    ]
    with clock.at(day(15)), CaptureQueriesContext(connection) as queries:
        refresh_waiting()
        refresh(participant=ana)
        everything(users)
    assert len(queries) > 50
    assert read_of(queries, Holds.UNBLINDING) == set()


def test_the_export_reads_neither_arms_nor_people(ana) -> None:
    stella = staff("Stella", "statistician")
    scope = scope_for(current_assignments(stella, day(15).date()), Audience.STATISTICS)
    with clock.at(day(15)), CaptureQueriesContext(connection) as queries:
        export(scope=scope, reason="Check", by=stella).close()
    assert len(queries) > 10
    assert read_of(queries, Holds.UNBLINDING, Holds.IDENTIFYING) == set()


def test_no_module_of_the_package_imports_the_reader_of_arms() -> None:
    files = list(Path(reporting.__path__[0]).rglob("*.py"))
    assert len(files) > 20
    assert [file.name for file in files if "delivery" in imported(file)] == []
    assert "delivery" in imported(Path(content.__file__))  # the check can fail


def imported(file: Path) -> set[str]:
    """Last parts of every name that a module imports."""
    return {
        name.rsplit(".", 1)[-1]
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
    }


def test_a_query_for_an_arm_would_be_found(ana) -> None:
    with CaptureQueriesContext(connection) as queries:
        list(Allocation.objects.values_list("arm__slug"))
        cast.User.objects.first()
    assert "trials.Arm.slug" in read_of(queries, Holds.UNBLINDING)
    assert "accounts.User.email" in read_of(queries, Holds.IDENTIFYING)


COLUMNS = [(dataset, column) for dataset in archive.DATASETS for column in dataset.columns]


@pytest.mark.parametrize(("dataset", "column"), COLUMNS, ids=lambda one: one.name)
def test_no_column_is_made_from_a_refused_field(dataset, column) -> None:
    assert column.sources
    assert {held_by(source) for source in column.sources}.isdisjoint(REFUSED)
    assert column.holds not in REFUSED


def test_the_check_of_columns_can_fail() -> None:
    assert held_by("trials.Arm.slug") in REFUSED
    assert held_by("trials.Participant.user") in REFUSED
    with pytest.raises(LookupError):
        held_by("trials.Participant.shoe_size")


def test_every_health_field_that_is_read_is_declared(ana) -> None:
    stella = staff("Stella", "statistician")
    scope = scope_for(current_assignments(stella, day(15).date()), Audience.STATISTICS)
    with clock.at(day(15)), CaptureQueriesContext(connection) as queries:
        export(scope=scope, reason="Check", by=stella).close()
    declared = {source for _dataset, column in COLUMNS for source in column.sources}
    read = read_of(queries, Holds.HEALTH)
    assert "assessments.Answer.value" in read
    assert read <= declared
