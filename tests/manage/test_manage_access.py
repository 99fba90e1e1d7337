"""Who may open what under /manage/: sign-in, 404 for other tasks, 403 for other roles, methods."""

import pytest
from django.urls import reverse

from tests import cast
from tests.manage.pages import as_max, client_of

pytestmark = pytest.mark.django_db
MANAGER_PAGES = (
    "/manage/",
    "/manage/people/",
    "/manage/people/invite/",
    "/manage/people/1001/",
    "/manage/people/1001/eligibility/",
    "/manage/people/1001/randomise/",
    "/manage/people/1001/randomise/group/",
    "/manage/people/1001/randomise/confirm/",
    "/manage/people/1001/randomise/done/",
    "/manage/sites/",
    "/manage/sites/add/",
    "/manage/sites/madrid/",
    "/manage/staff/",
    "/manage/staff/invite/",
)
POST_ONLY = (
    "/manage/people/1001/who/",
    "/manage/people/1001/resend/",
    "/manage/people/1001/revoke/",
    "/manage/staff/invitations/1/resend/",
    "/manage/staff/invitations/1/revoke/",
)
GET_ONLY = ("/manage/", "/manage/people/", "/manage/people/1001/", "/manage/sites/")


@pytest.mark.parametrize("address", MANAGER_PAGES)
def test_a_stranger_is_asked_to_sign_in(client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("address", [*MANAGER_PAGES, "/manage/audit/"])
@pytest.mark.parametrize(("name", "role"), [("Carla", "clinician"), ("Stella", "statistician")])
def test_other_staff_find_nothing_here(address: str, name: str, role: str) -> None:
    cast.invited("Ana")
    assert client_of(cast.a_member_of_staff(name, role)).get(address).status_code == 404


def test_a_participant_finds_nothing_here() -> None:
    person = cast.joined("Ana")
    client = client_of(person.user)
    assert {client.get(address).status_code for address in MANAGER_PAGES} == {404}


@pytest.mark.parametrize("address", MANAGER_PAGES)
def test_the_monitor_reads_the_log_and_nothing_else(address: str) -> None:
    cast.invited("Ana")
    mona = client_of(cast.a_member_of_staff("Mona", "monitor"))
    assert mona.get(address).status_code == 403
    assert mona.get("/manage/audit/").status_code == 200


def test_the_manager_does_not_read_the_log() -> None:
    max_ = as_max()
    assert max_.get("/manage/audit/").status_code == 403
    assert max_.post("/manage/audit/check/").status_code == 403


@pytest.mark.parametrize("address", [a for a in MANAGER_PAGES if "1001" in a])
def test_an_unknown_number_is_not_found(address: str) -> None:
    assert as_max().get(address.replace("1001", "9999")).status_code == 404


@pytest.mark.parametrize("address", POST_ONLY)
def test_acts_are_posts(address: str) -> None:
    cast.invited("Ana")
    assert as_max().get(address).status_code == 405


@pytest.mark.parametrize("address", GET_ONLY)
def test_looks_are_gets(address: str) -> None:
    cast.invited("Ana")
    assert as_max().post(address).status_code == 405


def test_a_manager_whose_role_has_ended_finds_nothing() -> None:
    mia = cast.a_member_of_staff("Mia", "manager")
    client = client_of(mia)
    assert client.get("/manage/").status_code == 200
    cast.staff.end_assignment(assignment=mia.assignments.get(), by=cast.max_the_manager())
    assert client.get("/manage/").status_code == 404


def test_the_way_shows_what_may_be_done() -> None:
    page = as_max().get("/manage/").content.decode()
    assert all(f'href="/manage/{part}/"' in page for part in ("people", "sites", "staff"))
    assert "/manage/audit/" not in page
    mona = client_of(cast.a_member_of_staff("Mona", "monitor"))
    page = mona.get("/manage/audit/").content.decode()
    assert 'href="/manage/audit/"' in page
    assert "/manage/people/" not in page
