"""A page of the caseload costs the same however many people there are."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from retraining.accounts.models import User
from retraining.common import clock
from retraining.reporting.selectors.caseload import ATTENTION, SORTS, Asked, cases
from retraining.trials.models import Trial
from retraining.trials.scope import Scope
from tests import cast
from tests.reporting.crowd import crowd
from tests.reporting.people import day, staff

pytestmark = pytest.mark.django_db


def plan_of(trial: Trial, asked: Asked, site: str | None) -> str:
    """How PostgreSQL reads the first page."""
    sites = frozenset({cast.the_site(site).pk}) if site else None
    scope = Scope(trial.pk, sites, frozenset(), frozenset())
    return cases(scope, asked, None)[:50].explain()


def test_the_first_page_is_read_from_an_index_without_sorting() -> None:
    trial = crowd(6_000)
    plans = [
        plan_of(trial, Asked(), None),
        plan_of(trial, Asked(), "leeds"),
        plan_of(trial, Asked(), "madrid"),  # one in twenty
        plan_of(trial, Asked(show=ATTENTION), None),
        *(plan_of(trial, Asked(sort=sort), None) for sort in SORTS if "number" not in sort),
    ]
    for plan in plans:
        assert "using cases_" in plan
        assert "Sort" not in plan
        assert "Seq Scan" not in plan
    assert "cases_of_a_site" in plans[2]
    unsorted = cases(Scope(trial.pk, None, frozenset(), frozenset()), Asked(), None)
    assert "Sort" in unsorted.order_by("minutes")[:50].explain()  # the check can fail


def test_as_many_queries_for_thousands_as_for_a_few(as_user: Callable[[User], Client]) -> None:
    client = as_user(staff("Chris", "clinician"))
    counts = []
    for more in (60, 2_000):
        crowd(more)
        with clock.at(day(10)), CaptureQueriesContext(connection) as queries:
            page = client.get("/clinic/")
        assert len(page.context["found"].page) == 50
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
