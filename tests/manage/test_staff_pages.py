"""Staff: who holds which role, inviting to one, links again and closed, ending a role."""

import pytest

from retraining.accounts.models import User
from retraining.trials.models import StaffAssignment, StaffInvitation
from retraining.trials.services import staff
from tests import cast
from tests.manage.pages import as_max, client_of, rows, words

pytestmark = pytest.mark.django_db


def invited(role: str = "clinician", site: str | None = "madrid") -> StaffInvitation:
    return staff.invite_staff(
        trial=cast.the_trial(),
        email="nora@staff.example",
        role=role,
        site=cast.the_site(site) if site else None,
        by=cast.max_the_manager(),
    )


def role_of(user: User) -> StaffAssignment:
    return StaffAssignment.objects.get(user=user)


def test_the_list_says_what_each_role_means() -> None:
    cast.a_member_of_staff("Carla", "clinician", "madrid")
    found = {row[0].split()[0]: row[1:] for row in rows(as_max().get("/manage/staff/"))}
    assert found["Carla"][0].startswith("Clinician Sees how often people practise")
    assert found["Carla"][1] == "Madrid"
    assert found["Max"][1] == "All sites"
    assert found["Max"][-1] == "You"
    assert found["Carla"][-1] == "End Clinician, Carla"


def test_inviting_somebody_to_a_role() -> None:
    answer = as_max().post(
        "/manage/staff/invite/",
        {"email": "Nora@staff.example", "role": "clinician", "site": cast.the_site("leeds").pk},
    )
    assert (answer.status_code, answer.url) == (302, "/manage/staff/")
    link = StaffInvitation.objects.get()
    assert (link.email, link.role, link.site.slug) == ("nora@staff.example", "clinician", "leeds")
    assert "nora@staff.example" in words(as_max().get("/manage/staff/"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"role": "superuser"}, "Select a valid choice"),
        ({"role": ""}, "Please choose: Role"),
        ({"email": "nora"}, "not complete"),
        ({"role": "manager", "site": "madrid"}, "for the whole trial, not for one site"),
    ],
)
def test_a_form_with_a_mistake_invites_nobody(wrong: dict[str, str], said: str) -> None:
    sent = {"email": "nora@staff.example", "role": "clinician", "site": ""} | wrong
    if sent["site"]:
        sent["site"] = str(cast.the_site(sent["site"]).pk)
    page = as_max().post("/manage/staff/invite/", sent)
    assert page.status_code == 200
    assert said in words(page)
    assert not StaffInvitation.objects.exists()


def test_a_new_link_ends_the_old_one() -> None:
    old = invited()
    assert as_max().post(f"/manage/staff/invitations/{old.pk}/resend/").status_code == 302
    assert staff.find(staff.link_token(old)) is None
    new = StaffInvitation.objects.get(revoked_at=None)
    assert (new.email, new.role, new.site) == (old.email, old.role, old.site)


def test_a_closed_link_no_longer_works() -> None:
    link = invited()
    max_ = as_max()
    for _ in range(2):
        assert max_.post(f"/manage/staff/invitations/{link.pk}/revoke/").status_code == 302
    assert staff.find(staff.link_token(link)) is None
    assert "nora@staff.example" not in words(max_.get("/manage/staff/"))


@pytest.mark.parametrize("act", ["resend", "revoke"])
def test_a_link_that_was_used_or_never_was_is_not_found(act: str) -> None:
    link = invited()
    staff.accept_staff(invitation=link, name="Nora", password=cast.PASSWORD)
    max_ = as_max()
    assert max_.post(f"/manage/staff/invitations/{link.pk}/{act}/").status_code == 404
    assert max_.post(f"/manage/staff/invitations/99999/{act}/").status_code == 404


def test_ending_a_role_asks_once_and_works_at_once() -> None:
    carla = cast.a_member_of_staff("Carla", "clinician", "madrid")
    hers = client_of(carla)
    assert hers.get("/clinic/").status_code == 200
    max_ = as_max()
    page = f"/manage/staff/{role_of(carla).pk}/end/"
    assert "End the role Clinician of Carla?" in words(max_.get(page))
    assert role_of(carla).ends_on is None
    assert max_.post(page).status_code == 302
    assert hers.get("/clinic/").status_code == 404
    assert max_.get(page).status_code == 404
    assert "Roles that have ended" in words(max_.get("/manage/staff/"))


def test_nobody_ends_their_own_manager_role() -> None:
    max_ = as_max()
    own = role_of(cast.max_the_manager())
    page = max_.post(f"/manage/staff/{own.pk}/end/")
    assert page.status_code == 409
    assert "You cannot end your own manager role." in words(page)
    own.refresh_from_db()
    assert own.ends_on is None
