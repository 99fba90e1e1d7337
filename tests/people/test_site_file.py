"""The green light: papers, a signed delegation log and training before a site may enrol."""

from datetime import timedelta

import pytest
from django.test import Client

from retraining.accounts.models import User
from retraining.common import clock
from retraining.randomisation.services import allocate
from retraining.trials.errors import Refused
from retraining.trials.models import Delegation, DelegationSignature, GreenLight, Participant, Site
from retraining.trials.selectors_readiness import (
    has_green_light,
    needs,
    recruitment_closed_because,
    recruitment_open,
)
from retraining.trials.services import invitations, readiness
from tests.cast import (
    PASSWORD,
    a_list,
    a_member_of_staff,
    eligible,
    joined,
    max_the_manager,
    signed,
    the_site,
    the_trial,
)
from tests.manage.pages import as_max, client_of, words

pytestmark = pytest.mark.django_db
TASKS = ("investigator", "consent", "eligibility", "randomise")
FILE = "/manage/sites/madrid/file/"


@pytest.fixture
def madrid() -> Site:
    """A site that has nothing yet."""
    site = the_site("madrid")
    readiness.take_green_light(site=site, reason="New", by=max_the_manager())
    return site


@pytest.fixture
def carla() -> User:
    """The principal investigator to be."""
    return a_member_of_staff("Carla", "clinician", "madrid")


def today(site: Site):
    return clock.local_date(site.time_zone)


def delegated(site: Site, user: User, task: str) -> Delegation:
    return readiness.delegate(
        site=site,
        user=user,
        task=task,
        starts_on=today(site),
        ends_on=None,
        by=max_the_manager(),
    )


def made_ready(site: Site, pi: User, *, without: str = "") -> None:
    """Everything but one thing."""
    manager = max_the_manager()
    for kind in ("ethics", "contract"):
        if kind != without:
            readiness.file_approval(
                site=site, kind=kind, day=today(site), reference="1/26", by=manager
            )
    for task in TASKS:
        if task != without:
            row = delegated(site, pi, task)
            if without != "investigator":
                readiness.sign_delegation(delegation=row, by=pi)
    for topic in ("gcp", "protocol"):
        if topic != without:
            readiness.record_training(site=site, user=pi, topic=topic, day=today(site), by=manager)


def test_with_everything_the_light_is_given_once(madrid: Site, carla: User) -> None:
    made_ready(madrid, carla)
    assert all(need.holds for need in needs(madrid))
    before = GreenLight.objects.count()
    for _press in range(2):
        readiness.give_green_light(site=madrid, by=max_the_manager())
    assert GreenLight.objects.count() == before + 1
    assert recruitment_open(the_trial(), madrid)


@pytest.mark.parametrize("without", ["ethics", "contract", *TASKS, "gcp", "protocol"])
def test_without_any_one_thing_it_is_refused(madrid: Site, carla: User, without: str) -> None:
    made_ready(madrid, carla, without=without)
    with pytest.raises(Refused, match="Still needed"):
        readiness.give_green_light(site=madrid, by=max_the_manager())
    assert not has_green_light(madrid)


def test_a_paper_that_ended_no_longer_counts(madrid: Site, carla: User) -> None:
    made_ready(madrid, carla)
    readiness.file_approval(
        site=madrid, kind="ethics", day=None, reference="", by=max_the_manager()
    )
    assert [need.key for need in needs(madrid) if not need.holds] == ["ethics"]


def test_a_line_counts_from_its_first_day_to_its_last(madrid: Site, carla: User) -> None:
    made_ready(madrid, carla)
    row = Delegation.objects.get(site=madrid, task="consent")
    tomorrow = today(madrid) + timedelta(days=1)
    new = readiness.end_delegation(delegation=row, last_day=tomorrow, by=max_the_manager())
    open_now = [need.key for need in needs(madrid) if not need.holds]
    assert open_now == ["consent"]  # the new line is not signed yet
    readiness.sign_delegation(delegation=new, by=carla)
    assert all(need.holds for need in needs(madrid, tomorrow))
    assert not all(need.holds for need in needs(madrid, tomorrow + timedelta(days=1)))


def test_only_the_investigator_signs(madrid: Site, carla: User) -> None:
    delegated(madrid, carla, "investigator")
    row = delegated(madrid, carla, "consent")
    with pytest.raises(Refused, match="Only the principal investigator"):
        readiness.sign_delegation(delegation=row, by=max_the_manager())
    first = readiness.sign_delegation(delegation=row, by=carla)
    assert readiness.sign_delegation(delegation=row, by=carla) == first
    assert DelegationSignature.objects.count() == 1


def test_one_investigator_at_a_time(madrid: Site, carla: User) -> None:
    row = delegated(madrid, carla, "investigator")
    clive = a_member_of_staff("Clive", "clinician", "leeds")
    with pytest.raises(Refused, match="one principal investigator"):
        delegated(madrid, clive, "investigator")
    yesterday = today(madrid) - timedelta(days=1)
    with pytest.raises(Refused, match="before the first"):
        readiness.end_delegation(delegation=row, last_day=yesterday, by=max_the_manager())


def test_nobody_joins_without_a_green_light() -> None:
    invited_before, ready = joined("Ana"), eligible("Bea")
    site = the_site("madrid")
    readiness.take_green_light(site=site, reason="Ethics paused it", by=max_the_manager())
    assert "no green light" in recruitment_closed_because(site)
    with pytest.raises(Refused, match="no green light"):
        invitations.invite(site=site, email="c@people.example", name="C", by=max_the_manager())
    with pytest.raises(Refused, match="ring us"):
        signed(invited_before)
    page = words(as_max().get(f"/manage/people/{ready.code}/randomise/"))
    assert "Madrid has no green light yet" in page


def _green(site: Site, pi: User) -> None:
    made_ready(site, pi)
    readiness.give_green_light(site=site, by=max_the_manager())
    assert recruitment_closed_because(site) == ""


def _no_draw(person: Participant) -> str:
    with pytest.raises(Refused) as refused:
        allocate(participant=person, by=max_the_manager())
    return str(refused.value)


def test_an_ethics_approval_that_ends_closes_joining_until_another_is_filed(carla: User) -> None:
    a_list()
    site, ready = the_site("madrid"), eligible("Bea")
    _green(site, carla)
    paper = {"site": site, "kind": "ethics", "reference": "", "by": max_the_manager()}
    readiness.file_approval(day=None, **paper)
    why = "The ethics approval of Madrid has ended, so nobody can join there."
    assert recruitment_closed_because(site) == why
    assert _no_draw(ready) == why
    with pytest.raises(Refused, match="approval of Madrid has ended"):
        invitations.invite(site=site, email="c@people.example", name="C", by=max_the_manager())
    page = words(as_max().get(FILE))
    assert why in page
    assert "This site may enrol." not in page
    readiness.file_approval(day=today(site), **paper)
    assert recruitment_closed_because(site) == ""
    allocate(participant=ready, by=max_the_manager())


def test_where_the_investigators_line_ends_joining_is_closed_until_another_leads(
    madrid: Site, carla: User
) -> None:
    _green(madrid, carla)
    row = Delegation.objects.get(site=madrid, task="investigator")
    last = readiness.end_delegation(delegation=row, last_day=today(madrid), by=max_the_manager())
    readiness.sign_delegation(delegation=last, by=carla)
    assert recruitment_closed_because(madrid) == ""
    with clock.at(clock.now() + timedelta(days=1)):
        assert "No principal investigator of Madrid" in recruitment_closed_because(madrid)
        clive = a_member_of_staff("Clive", "clinician", "leeds")
        new = delegated(madrid, clive, "investigator")
        assert "No principal investigator of Madrid" in recruitment_closed_because(madrid)
        readiness.sign_delegation(delegation=new, by=clive)
        assert recruitment_closed_because(madrid) == ""


def test_what_another_site_lacks_closes_nothing_here(carla: User) -> None:
    madrid, leeds = the_site("madrid"), the_site("leeds")
    _green(madrid, carla)
    readiness.file_approval(site=leeds, kind="ethics", day=None, reference="", by=max_the_manager())
    assert recruitment_closed_because(madrid) == ""
    assert "Leeds has ended" in recruitment_closed_because(leeds)


def test_the_page_shows_what_is_missing_and_gives_the_light(madrid: Site, carla: User) -> None:
    client = as_max()
    assert "No green light" in words(client.get(FILE))
    assert client.post(FILE + "light/").status_code == 409
    made_ready(madrid, carla)
    assert client.post(FILE + "light/")["Location"] == FILE
    assert "This site may enrol." in words(client.get(FILE))
    client.post(FILE + "light/take/", {"reason": "Pause"})
    assert not has_green_light(madrid)


def test_the_forms_of_the_file(madrid: Site, carla: User) -> None:
    client, day = as_max(), today(madrid).isoformat()
    client.post(FILE + "add/paper/", {"kind": "ethics", "day": day, "reference": "EC 12"})
    client.post(FILE + "add/task/", {"user": carla.pk, "task": "investigator", "starts_on": day})
    client.post(FILE + "add/training/", {"user": carla.pk, "topic": "gcp", "day": day})
    client.post(FILE + "add/target/", {"from_month": day, "per_month": 3})
    page = words(client.get(FILE))
    assert "EC 12" in page
    assert "Carla Principal investigator of the site" in page
    assert "Carla Good clinical practice" in page
    assert madrid.recruitmenttarget_rows.get().per_month == 3
    assert client.get(FILE + "add/nothing/").status_code == 404


def test_the_investigator_signs_with_the_password(madrid: Site, carla: User) -> None:
    row = delegated(madrid, carla, "investigator")
    client: Client = client_of(carla)
    where = f"/clinic/delegations/madrid/{row.pk}/"
    assert where in client.get("/clinic/delegations/").content.decode()
    assert "This is not your password" in words(client.post(where, {"password": "wrong"}))
    assert client.post(where, {"password": PASSWORD})["Location"] == "/clinic/delegations/"
    assert row.signature.by == carla


def test_somebody_else_cannot_sign_on_their_page(madrid: Site, carla: User) -> None:
    row = delegated(madrid, carla, "investigator")
    clive = client_of(a_member_of_staff("Clive", "clinician", "leeds"))
    assert "Nothing to sign" in words(clive.get("/clinic/delegations/"))
    page = clive.post(f"/clinic/delegations/madrid/{row.pk}/", {"password": PASSWORD})
    assert "Only the principal investigator" in words(page)
    assert not DelegationSignature.objects.exists()


def test_whoever_holds_a_role_without_a_line_is_named(madrid: Site, carla: User) -> None:
    page = words(as_max().get(FILE))
    assert "With a role here, but on no line of this log: Carla" in page
