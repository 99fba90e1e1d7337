"""Inviting somebody, sending the link again, closing it."""

import pytest

from retraining.trials.errors import InvitedBefore
from retraining.trials.models import Invitation, Participant, ProtocolVersion, Site, Trial
from retraining.trials.services import identity, invitations, staff
from tests import cast
from tests.manage.pages import as_max, client_of, words

pytestmark = pytest.mark.django_db


def form(**changes: object) -> dict[str, object]:
    filled = {"site": cast.the_site("madrid").pk, "email": "ana@people.example", "name": "Ana"}
    return {**filled, **changes}


def test_an_invitation_makes_a_person_with_a_number_and_an_open_link() -> None:
    answer = as_max().post("/manage/people/invite/", form(phone="+34 600"))
    assert (answer.status_code, answer.url) == (302, "/manage/people/1001/")
    person = Participant.objects.get()
    assert (person.code, person.site.slug, person.user) == ("1001", "madrid", None)
    assert identity.email_of(person) == "ana@people.example"
    link = Invitation.objects.get(participant=person)
    assert (link.by.name, link.spent_at, link.revoked_at) == ("Max", None, None)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "ana@"}, "not complete"),
        ({"email": ""}, "Please fill in: E-mail address"),
        ({"name": " "}, "Please fill in: Name"),
        ({"site": ""}, "Please choose: Site"),
        ({"site": "0"}, "Select a valid choice"),
        ({"name": "x" * 121}, "120"),
    ],
)
def test_a_form_with_a_mistake_says_so_and_invites_nobody(wrong: dict, said: str) -> None:
    answer = as_max().post("/manage/people/invite/", form(**wrong))
    assert answer.status_code == 200
    assert said in words(answer)
    assert not Participant.objects.exists()


def test_a_closed_site_takes_nobody() -> None:
    site = cast.the_site("madrid")
    site.is_open = False
    staff.save_site(site=site, by=cast.max_the_manager())
    assert "Select a valid choice" in words(as_max().post("/manage/people/invite/", form()))
    assert not Participant.objects.exists()


@pytest.mark.parametrize("before", [cast.invited, cast.joined])
@pytest.mark.parametrize("typed", ["ana@people.example", " Ana@People.Example "])
def test_an_address_that_is_in_the_trial_already_is_told_with_its_number(before, typed) -> None:
    before("Ana", "leeds")
    answer = as_max().post("/manage/people/invite/", form(email=typed))
    assert answer.status_code == 200
    assert "1001 has this address already." in words(answer)
    assert Participant.objects.count() == 1


def test_who_sees_another_site_alone_is_told_no_number() -> None:
    cast.invited("Ana", "leeds")
    mia = client_of(cast.a_member_of_staff("Mia", "manager", "madrid"))
    answer = mia.post("/manage/people/invite/", form())
    said = words(answer)
    assert "Somebody with this address is in the trial already, at another site." in said
    assert "1001" not in answer.content.decode()
    assert "Leeds" not in said
    assert Participant.objects.count() == 1


def test_the_service_refuses_it_too() -> None:
    cast.joined("Ana", "leeds")
    with pytest.raises(InvitedBefore, match="in the trial already") as refused:
        cast.invited("Ana", "madrid")
    assert refused.value.code == "1001"


def test_an_address_whose_data_were_removed_is_new_again() -> None:
    identity.erase(participant=cast.joined("Ana"), by=None, reason="not enrolled")
    assert cast.invited("Ana").code == "1002"


def test_another_trial_may_have_the_address_too() -> None:
    cast.invited("Ana")
    there = Trial.objects.create(slug="other", title="Other", public_name="O", kind="test")
    version = cast.the_trial().versions.get()
    ProtocolVersion.objects.create(trial=there, number=1, sha256="0" * 64, content=version.content)
    site = Site.objects.create(
        trial=there, slug="porto", name="Porto", phone="1", hours="9 to 15",
        crisis_text="Ring 112.", time_zone="Europe/Lisbon",
    )  # fmt: skip
    cast.green_light(site)
    by = cast.max_the_manager()
    new = invitations.invite(site=site, email="ana@people.example", name="Ana", by=by)
    assert new.participant.trial == there


def test_a_new_link_ends_the_old_one() -> None:
    person = cast.invited("Ana")
    old = person.invitations.get()
    answer = as_max().post("/manage/people/1001/resend/")
    assert (answer.status_code, answer.url) == (302, "/manage/people/1001/")
    assert invitations.find(invitations.link_token(old)) is None
    new = person.invitations.order_by("-pk").first()
    assert invitations.find(invitations.link_token(new)) == new


def test_a_closed_link_no_longer_works_and_closing_twice_changes_nothing() -> None:
    person = cast.invited("Ana")
    max_ = as_max()
    for _ in range(2):
        assert max_.post("/manage/people/1001/revoke/").status_code == 302
    link = person.invitations.get()
    assert invitations.find(invitations.link_token(link)) is None
    assert "No link is open" in words(max_.get("/manage/people/1001/"))


@pytest.mark.parametrize("act", ["resend", "revoke"])
def test_nothing_happens_to_the_link_of_somebody_who_has_accepted(act: str) -> None:
    cast.joined("Ana")
    answer = as_max().post(f"/manage/people/1001/{act}/")
    assert answer.status_code == 409
    assert "already accepted" in words(answer)
    assert Invitation.objects.count() == 1
    assert Invitation.objects.get().revoked_at is None


@pytest.mark.parametrize("act", ["resend", "revoke", "who"])
def test_acts_on_a_number_of_nobody_are_not_found(act: str) -> None:
    assert as_max().post(f"/manage/people/9999/{act}/").status_code == 404
