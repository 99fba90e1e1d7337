"""Randomising in the browser: four pages, one act, and every way in which it must not happen."""

import re
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client
from django.utils import dateformat

from retraining.accounts import fresh
from retraining.accounts.limits import Limit
from retraining.common import clock
from retraining.portal import forms_manage
from retraining.randomisation.models import Allocation
from retraining.trials.models import Participant
from retraining.trials.services import withdrawal
from tests import cast
from tests.manage.pages import as_max, client_of, words
from tests.randomisation.lists import the_list

pytestmark = pytest.mark.django_db
PAGE = "/manage/people/1001/randomise/"


@pytest.fixture(autouse=True)
def _own_count_of_tries(monkeypatch) -> None:
    """The cache is shared with other test processes, whose users have the same ids."""
    monkeypatch.setattr(fresh, "PASSWORDS", Limit(f"again-{uuid4()}", amount=5, seconds=300))


@pytest.fixture
def ana() -> Participant:
    """Somebody who can be randomised."""
    the_list(madrid_low=["rmrm"])
    return cast.eligible("Ana")


def filled(client: Client, **changes: str) -> dict[str, str]:
    """The last page, filled as it is meant to be."""
    page = client.get(f"{PAGE}confirm/").content.decode()
    stamp = re.search(r'name="stamp" value="([^"]+)"', page)
    assert stamp, "the page has no stamp"
    return {"stamp": stamp.group(1), "number": "1001", "password": cast.PASSWORD, **changes}


def nobody() -> bool:
    return not Allocation.objects.exists()


def test_the_four_pages_in_order(ana: Participant) -> None:
    max_ = as_max()
    first = max_.get(PAGE)
    assert "Continue" in words(first)
    second = max_.get(f"{PAGE}group/")
    assert "Site Madrid" in words(second)
    assert "Impact low: fiqr total 60 or less" in words(second)
    assert "Randomise participant 1001?" in words(max_.get(f"{PAGE}confirm/"))
    assert nobody(), "looking randomises nobody"
    answer = max_.post(f"{PAGE}confirm/", filled(max_))
    assert (answer.status_code, answer.url) == (302, f"{PAGE}done/")
    made = Allocation.objects.get()
    last = words(max_.get(answer.url))
    at = dateformat.format(clock.local(made.at, "Europe/Madrid"), "H:i")
    start = dateformat.format(ana.chosen_start, "l j F")
    assert f"Randomised at {at} on" in last
    assert f"by Max. Starts on {start}." in last


def test_a_failing_check_is_named_and_there_is_no_way_on() -> None:
    the_list()
    cast.consented("Ana")
    max_ = as_max()
    said = words(max_.get(PAGE))
    assert "The first questions have not been answered." in said
    assert "Eligibility has not been confirmed. Confirm eligibility" in said
    assert "Continue" not in said
    assert max_.get(f"{PAGE}group/").url == PAGE
    assert "Your password" not in words(max_.get(f"{PAGE}confirm/"))
    assert max_.post(f"{PAGE}confirm/", {"number": "1001"}).status_code == 409
    assert nobody()


@pytest.mark.parametrize("number", ["", "1002", "x" * 500])
def test_another_number_typed(ana: Participant, number: str) -> None:
    max_ = as_max()
    page = max_.post(f"{PAGE}confirm/", filled(max_, number=number))
    assert page.status_code == 200
    assert "Please look at this again" in words(page)
    assert nobody()


@pytest.mark.parametrize("password", ["", "not the password"])
def test_another_password_typed(ana: Participant, password: str) -> None:
    max_ = as_max()
    page = max_.post(f"{PAGE}confirm/", filled(max_, password=password))
    assert page.status_code == 200
    assert "password" in words(page)
    assert 'value="not the password"' not in page.content.decode()
    assert nobody()


def test_too_many_passwords_close_the_door_even_for_the_right_one(ana: Participant) -> None:
    max_ = as_max()
    for _ in range(5):
        max_.post(f"{PAGE}confirm/", filled(max_, password="wrong"))
    page = max_.post(f"{PAGE}confirm/", filled(max_))
    assert "Too many tries" in words(page)
    assert nobody()


def stale(max_: Client, stamp: str) -> None:
    page = max_.post(f"{PAGE}confirm/", filled(max_, stamp=stamp))
    assert page.status_code == 409
    assert "Nobody was randomised" in words(page)
    assert nobody()


@pytest.mark.parametrize("stamp", ["", "nonsense", "WzFd:x:y"])
def test_a_page_that_we_never_made(ana: Participant, stamp: str) -> None:
    stale(as_max(), stamp)


def test_a_page_of_another_manager(ana: Participant) -> None:
    mia = cast.a_member_of_staff("Mia", "manager")
    stale(as_max(), filled(client_of(mia))["stamp"])


def test_a_page_of_another_person(ana: Participant) -> None:
    bea = cast.eligible("Bea")
    levels = {"site": "madrid", "impact": "low"}
    stale(as_max(), forms_manage.stamp(bea, cast.max_the_manager(), levels))


def test_a_page_with_another_group(ana: Participant) -> None:
    levels = {"site": "madrid", "impact": "high"}
    stale(as_max(), forms_manage.stamp(ana, cast.max_the_manager(), levels))


def test_a_page_that_was_open_too_long(ana: Participant, monkeypatch) -> None:
    max_ = as_max()
    old = filled(max_)["stamp"]
    real = signing.time.time
    monkeypatch.setattr(signing.time, "time", lambda: real() + 15 * 60 + 2)
    page = max_.post(f"{PAGE}confirm/", {"stamp": old, "number": "1001", "password": cast.PASSWORD})
    assert page.status_code == 409
    assert nobody()


def test_a_second_click_shows_the_first_result(ana: Participant) -> None:
    max_ = as_max()
    sent = filled(max_)
    max_.post(f"{PAGE}confirm/", sent)
    made = Allocation.objects.get()
    answer = max_.post(f"{PAGE}confirm/", sent, follow=True)
    assert answer.redirect_chain == [(f"{PAGE}done/", 302)]
    assert "nothing was done twice" in words(answer)
    assert Allocation.objects.get() == made


def test_a_second_manager_reads_whose_result_it_is(ana: Participant) -> None:
    mia = client_of(cast.a_member_of_staff("Mia", "manager"))
    hers = filled(mia)
    max_ = as_max()
    max_.post(f"{PAGE}confirm/", filled(max_))
    answer = mia.post(f"{PAGE}confirm/", hers, follow=True)
    assert "by Max" in words(answer)
    assert "nothing was done twice" in words(answer)
    assert Allocation.objects.get().by.name == "Max"


def test_every_page_leads_to_the_result_once_it_is_done(ana: Participant) -> None:
    cast.allocate(participant=ana, by=cast.max_the_manager())
    max_ = as_max()
    for page in (PAGE, f"{PAGE}confirm/"):
        assert max_.get(page).url == f"{PAGE}done/"


def test_there_is_no_result_before(ana: Participant) -> None:
    assert as_max().get(f"{PAGE}done/").url == PAGE


def test_somebody_who_stops_between_page_and_click_is_not_randomised(ana: Participant) -> None:
    max_ = as_max()
    sent = filled(max_)
    withdrawal.withdraw(participant=ana, level="sessions", reason="", by=ana.user)
    page = max_.post(f"{PAGE}confirm/", sent)
    assert page.status_code == 409
    assert "Has stopped." in words(page)
    assert nobody()


def test_the_list_ends_between_page_and_click() -> None:
    the_list(madrid_low=["rm"])
    people = [cast.eligible(name) for name in ("Ana", "Bea", "Cleo")]
    max_ = as_max()
    sent = filled(max_)
    for person in people[1:]:
        cast.allocate(participant=person, by=cast.max_the_manager())
    page = max_.post(f"{PAGE}confirm/", sent)
    assert page.status_code == 409
    assert "The list is used up here." in words(page)
    assert Allocation.objects.count() == 2
