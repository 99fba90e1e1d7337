"""What a closure means for whom: newcomers wait, the others go on, and both arms read the same."""

import pytest

from retraining.randomisation.models import Allocation
from retraining.randomisation.selectors import stand
from retraining.randomisation.services import allocate
from retraining.trials.errors import Refused
from retraining.trials.models import Consent, Participant, Suspension
from retraining.trials.services import invitations, readiness
from tests import cast
from tests.manage.pages import as_max
from tests.manage.pages import words as staff_words
from tests.portal_my.days import browser_of, item, on_day, starting, words

pytestmark = pytest.mark.django_db
NOTICE = "The sessions rest for some days. There is nothing you need to do."
PAGE = "/manage/suspensions/"


def closed(what: str, notice: str = NOTICE, **place: object) -> Suspension:
    return readiness.suspend(
        trial=cast.the_trial(), what=what, reason="safety", notice=notice,
        by=cast.max_the_manager(), **place,
    )  # fmt: skip


def test_closed_joining_lets_nobody_in_at_any_step() -> None:
    cast.a_list()
    bea, cleo = cast.joined("Bea"), cast.eligible("Cleo")
    ready = cast.signed
    row = closed("recruitment", notice="")
    with pytest.raises(Refused, match="suspended"):
        cast.invited("Dora")
    with pytest.raises(Refused, match="cannot join just now"):
        ready(bea)
    assert not Consent.objects.filter(participant=bea).exists()
    assert not stand(cleo).ready
    with pytest.raises(Refused):
        allocate(participant=cleo, by=cast.max_the_manager())
    assert not Allocation.objects.exists()
    readiness.lift(suspension=row, by=cast.max_the_manager())
    assert allocate(participant=cleo, by=cast.max_the_manager()).position == 1
    assert invitations.invite(
        site=cast.the_site("madrid"), email="d@people.example", name="D", by=cast.max_the_manager()
    )


def test_closed_joining_takes_nothing_from_those_who_take_part() -> None:
    ana = starting()
    with on_day(2):
        before = words(browser_of(ana).get("/my/"))
        closed("recruitment", notice="")
        assert words(browser_of(ana).get("/my/")) == before
        assert browser_of(ana).get(f"/my/plan/{item(ana, 1, 'core').pk}/").status_code == 200


def one_of_each_arm() -> dict[str, Participant]:
    """{arm: somebody of it}, who started on the same day."""
    people = [starting(f"P{n}") for n in range(8)]
    arms = dict(Allocation.objects.values_list("participant", "arm__slug"))
    return {arms[one.pk]: one for one in people}


@pytest.mark.parametrize(
    ("what", "place"), [("sessions", {}), ("piece", {"week": 1, "kind": "core"})]
)
def test_both_programmes_close_at_once_and_read_the_same_words(what: str, place: dict) -> None:
    people = one_of_each_arm()
    assert set(people) == {"mair", "relaxation"}
    closed(what, **place)
    with on_day(2):
        today = {arm: words(browser_of(p).get("/my/")) for arm, p in people.items()}
        pages = {
            arm: words(browser_of(p).get(f"/my/plan/{item(p, 1, 'core').pk}/"))
            for arm, p in people.items()
        }
    assert NOTICE in today["mair"]
    assert NOTICE in pages["mair"]
    assert len(set(today.values())) == len(set(pages.values())) == 1


def test_nobody_who_takes_part_reads_the_reason() -> None:
    ana = starting()
    row = closed("sessions")
    with on_day(2):
        client = browser_of(ana)
        for address in ("/my/", f"/my/plan/{item(ana, 1, 'core').pk}/"):
            said = words(client.get(address)).lower()
            assert "safety" not in said
            assert str(row.get_reason_display()).lower() not in said


@pytest.mark.parametrize(
    "notice",
    [
        "The MAIR sessions rest for some days.",
        "We look at the relaxation programme. The rest goes on.",
        "Relaxation: closed.",
    ],
)
@pytest.mark.parametrize("what", ["sessions", "recruitment"])
def test_a_notice_that_names_a_programme_is_refused(what: str, notice: str) -> None:
    with pytest.raises(Refused, match="name a programme"):
        closed(what, notice=notice)
    assert not Suspension.objects.exists()
    form = {"what": what, "reason": "safety", "notice": notice}
    page = as_max().post(PAGE, form)
    assert "These words name a programme." in staff_words(page)
    assert not Suspension.objects.exists()


def test_plain_words_pass() -> None:
    assert closed("sessions", notice="Please relax: the sessions rest until Monday.")
