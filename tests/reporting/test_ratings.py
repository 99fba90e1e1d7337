"""What a rater sees: numbers of people who agreed to take part, and that nothing is due."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from retraining.accounts.models import User
from retraining.audit.models import AuditEntry
from retraining.common import clock
from tests import cast
from tests.reporting.people import MADE, staff

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def main_of(client: Client) -> str:
    with clock.at(MADE):
        response = client.get("/clinic/ratings/")
    assert response.status_code == 200
    return response.content.decode().split("<main")[1].split("</main>")[0]


def test_numbers_and_nothing_else(as_user: SignIn) -> None:
    with clock.at(MADE):
        ana = cast.randomised("Ana")
        alba = cast.consented("Alba")
        invited = cast.joined("Aida")
        bea = cast.randomised("Bea", "leeds")
    shown = main_of(as_user(staff("Rita", "rater", "madrid")))
    assert "Before the draw" in shown
    assert set(re.findall(r"\b1\d{3}\b", shown)) == {ana.code, alba.code}
    assert invited.code not in shown
    assert bea.code not in shown
    assert "/clinic/people/" not in shown
    entry = AuditEntry.objects.get(action="ratings.viewed")
    assert entry.object_ids == [ana.pk, alba.pk]


def test_what_people_do_changes_nothing_on_the_page(as_user: SignIn) -> None:
    rita = as_user(staff("Rita", "rater", "madrid"))
    with clock.at(MADE):
        ana = cast.eligible("Ana")
    before = main_of(rita)
    with clock.at(MADE):
        cast.a_list()
        cast.allocate(participant=ana, by=cast.max_the_manager())
        cast.make_plan(participant=ana)
    assert main_of(rita) == before


def test_before_anybody_takes_part(as_user: SignIn) -> None:
    shown = main_of(as_user(staff("Rita", "rater", "madrid")))
    assert "Nobody at your site has agreed to take part yet." in shown


def test_who_may_see_it(client: Client, as_user: SignIn) -> None:
    assert client.get("/clinic/ratings/").status_code == 302
    with clock.at(MADE):
        carla = as_user(staff("Carla", "clinician", "madrid"))
        assert carla.get("/clinic/ratings/").status_code == 403
        assert as_user(staff("Stella", "statistician")).get("/clinic/ratings/").status_code == 404
        rita = as_user(staff("Rita", "rater", "madrid"))
        assert rita.post("/clinic/ratings/").status_code == 405
        assert rita.get("/clinic/people/1001/").status_code == 403
