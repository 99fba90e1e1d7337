"""The caseload page: order, words, filters, pages, reach and the trace it leaves."""

from collections.abc import Callable

import pytest
from django.test import Client

from retraining.accounts.models import User
from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.common.access import Audience
from retraining.reporting.models import CaseSummary
from retraining.reporting.services import refresh_waiting
from retraining.trials.models import Participant
from retraining.trials.selectors import current_assignments, scope_for
from tests import cast
from tests.reporting.people import MADE, answer, day, listen, staff

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def people() -> dict[str, Participant]:
    """Madrid: Ana is worse, Alba silent, Aida well. Leeds: Bea is well."""
    with clock.at(MADE):
        found = {name: cast.randomised(name) for name in ("Aida", "Alba", "Ana")}
        found["Bea"] = cast.randomised("Bea", "leeds")
    for name in ("Aida", "Ana", "Bea"):
        listen(found[name], day(1), 1)
        listen(found[name], day(8), 2)
        listen(found[name], day(9), 2, "practice")
    answer(found["Aida"], 1, (3, 4, 5, 3))
    answer(found["Ana"], 1, (8, 8, 8, 8))
    with clock.at(day(10)):
        refresh_waiting()
    return found


def shown(client: Client, query: str = "") -> list[str]:
    """Numbers of the rows, in order."""
    with clock.at(day(10)):
        response = client.get(f"/clinic/{query}")
    assert response.status_code == 200
    return [case.row.code for case in response.context["found"].page]


def test_who_needs_attention_stands_first_with_the_reason(as_user: SignIn, people) -> None:
    client = as_user(staff("Carla", "clinician", "madrid"))
    assert shown(client) == [people[name].code for name in ("Ana", "Alba", "Aida")]
    with clock.at(day(10)):
        page = client.get("/clinic/").content.decode()
    assert "Symptoms 2.25 points higher than at the start" in page
    assert "No session yet, 9 days after the start" in page
    assert "2 people of 3 need attention and stand first." in page
    assert "2 points lower (better)" in page
    assert "Symptoms from 5.75 to 3.75 of 10; lower is better" in page
    assert "Yesterday" in page


def test_only_people_of_ones_own_sites(as_user: SignIn, people) -> None:
    leeds = as_user(staff("Clive", "clinician", "leeds"))
    assert shown(leeds) == [people["Bea"].code]
    everywhere = as_user(staff("Chris", "clinician"))
    assert set(shown(everywhere)) == {person.code for person in people.values()}


def test_the_summaries_within_reach_are_those_of_the_people(people) -> None:
    for site in ("madrid", "leeds", None):
        user = staff(f"Carla{site}", "clinician", site)
        scope = scope_for(current_assignments(user, day(10).date()), Audience.CLINIC)
        assert scope is not None
        reached = set(Participant.objects.visible_to(scope).values_list("pk", flat=True))
        rows = set(CaseSummary.objects.visible_to(scope).values_list("pk", flat=True))
        assert rows == reached


def test_filters_and_sorting(as_user: SignIn, people) -> None:
    client = as_user(staff("Chris", "clinician"))
    code = {name: person.code for name, person in people.items()}
    assert shown(client, "?show=attention") == [code["Ana"], code["Alba"]]
    assert shown(client, "?show=attention&site=leeds") == []
    assert shown(client, "?site=leeds") == [code["Bea"]]
    by_number = sorted(code.values(), key=int)
    assert shown(client, "?sort=number") == by_number
    assert shown(client, "?sort=-number") == by_number[::-1]
    assert shown(client, "?sort=seen")[0] == code["Alba"]
    assert shown(client, "?sort=-symptoms")[:2] == [code["Ana"], code["Aida"]]


@pytest.mark.parametrize(
    "query", ["?sort=arm", "?sort=rank%3Bdrop", "?site=nowhere", "?show=x", "?page=x", "?page=-9"]
)
def test_an_unknown_wish_shows_the_ordinary_list(as_user: SignIn, people, query: str) -> None:
    client = as_user(staff("Chris", "clinician"))
    assert shown(client, query) == shown(client)


def test_pages_of_fifty(as_user: SignIn, people, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retraining.reporting.selectors.caseload.PER_PAGE", 2)
    client = as_user(staff("Chris", "clinician"))
    whole = shown(client) + shown(client, "?page=2")
    assert len(set(whole)) == 4
    with clock.at(day(10)):
        page = client.get("/clinic/?sort=number&page=2").content.decode()
    assert "3 to 4 of 4" in page
    assert "?sort=number&amp;page=1" in page


def test_the_look_is_one_entry_with_the_ids(as_user: SignIn, people) -> None:
    carla = staff("Carla", "clinician", "madrid")
    shown(as_user(carla), "?sort=number")
    entry = AuditEntry.objects.get(action="caseload.viewed")
    assert entry.actor == carla
    assert entry.object_type == "participant"
    assert entry.object_ids == [people[name].pk for name in ("Aida", "Alba", "Ana")]


def test_an_empty_caseload_says_what_comes_next(as_user: SignIn) -> None:
    client = as_user(staff("Carla", "clinician", "madrid"))
    with clock.at(day(10)):
        page = client.get("/clinic/").content.decode()
    assert "A manager randomises them." in page


def test_who_may_see_it(client: Client, as_user: SignIn) -> None:
    assert client.get("/clinic/").status_code == 302
    with clock.at(MADE):
        assert as_user(staff("Rita", "rater", "madrid")).get("/clinic/").status_code == 403
        for name, role in (("Max", "manager"), ("Stella", "statistician"), ("Mona", "monitor")):
            assert as_user(staff(name, role)).get("/clinic/").status_code == 404
        assert as_user(cast.joined("Ana").user).get("/clinic/").status_code == 404


def test_it_only_reads(as_user: SignIn) -> None:
    with clock.at(MADE):
        client = as_user(staff("Carla", "clinician", "madrid"))
        assert client.post("/clinic/").status_code == 405
