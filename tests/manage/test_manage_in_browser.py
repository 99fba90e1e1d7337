"""The pages of managers and the monitor in a real browser: axe in all looks, and the one act."""

import pytest
from playwright.sync_api import Browser, expect

from retraining.assessments import correcting
from retraining.assessments.models import Response
from retraining.randomisation.models import Allocation
from retraining.safety.services.reports import tell_freely
from retraining.trials.services import staff
from retraining.trials.services.withdrawal import withdraw
from tests import cast
from tests.live import a_browser_of, access_findings
from tests.randomisation.lists import the_list

pytestmark = pytest.mark.browser
PERSON = "/manage/people/1001/"
# One of each kind; the whole matrix of addresses is walked elsewhere.
PAGES = (
    "/manage/",
    "/manage/waiting/",
    PERSON,
    f"{PERSON}eligibility/",
    "/manage/people/1002/randomise/",
    f"{PERSON}randomise/confirm/",
    "/manage/staff/",
    "/manage/samples/",
    "/manage/samples/results/",
    "/manage/data/queries/",
)
SAMPLES = ("/clinic/samples/", "/clinic/samples/1001/")
LIST_PAGES = ("/manage/list/", "/manage/list/upload/", "/manage/list/make/")


def test_axe_finds_nothing_on_any_page(browser: Browser, live: str) -> None:
    the_list()
    cast.eligible("Ana")
    cast.invited("Bea", "leeds")
    max_ = cast.max_the_manager()
    mona = cast.a_member_of_staff("Mona", "monitor")
    staff.invite_staff(
        trial=cast.the_trial(), email="nora@staff.example", role="monitor", site=None, by=max_
    )
    found = {}
    lena = cast.a_member_of_staff("Lena", "list-keeper")
    carla = cast.a_member_of_staff("Carla", "clinician")
    response = Response.objects.get(participant__code="1001", instrument="check-in")
    asked = correcting.ask(response=response, item="pain", text="Is it five?", by=max_)
    ana = response.participant
    withdraw(participant=ana, level="", reason="", by=ana.user, samples=True)
    clinic = ("/clinic/", "/clinic/queries/", f"/clinic/queries/{asked.pk}/", *SAMPLES)
    told = tell_freely(participant=ana, kind="health", by=ana.user)
    of_others = (
        (max_, (f"{PERSON}told/{told.pk}/",)),
        (mona, ("/manage/audit/",)),
        (lena, LIST_PAGES),
        (carla, clinic),
    )
    for user, addresses in ((max_, PAGES), *of_others):
        page = a_browser_of(browser, user, live).new_page()
        page.emulate_media(reduced_motion="reduce")
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            found[address] = access_findings(page)
    assert {address: lines for address, lines in found.items() if lines} == {}


def test_a_mistake_on_the_last_page_is_named_and_then_it_works(browser: Browser, live: str) -> None:
    the_list()
    cast.eligible("Ana")
    page = a_browser_of(browser, cast.max_the_manager(), live).new_page()
    page.goto(PERSON)
    page.get_by_role("link", name="Randomise", exact=True).click()
    page.get_by_role("link", name="Continue").click()
    page.get_by_role("link", name="This is right").click()
    page.get_by_label("Type the number of the person").fill("1010")
    page.get_by_label("Your password").fill(cast.PASSWORD)
    page.get_by_role("button", name="Randomise 1001").click()
    expect(page.get_by_role("alert")).to_contain_text("This is not the number on this page.")
    assert access_findings(page) == []
    assert page.get_by_label("Your password").input_value() == ""
    page.get_by_label("Type the number of the person").fill("1001")
    page.get_by_label("Your password").fill(cast.PASSWORD)
    page.get_by_role("button", name="Randomise 1001").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Participant 1001 is randomised")
    assert Allocation.objects.count() == 1


def test_going_back_after_it_shows_the_result_again(browser: Browser, live: str) -> None:
    the_list()
    cast.eligible("Ana")
    page = a_browser_of(browser, cast.max_the_manager(), live).new_page()
    page.goto(f"{PERSON}randomise/confirm/")
    page.get_by_label("Type the number of the person").fill("1001")
    page.get_by_label("Your password").fill(cast.PASSWORD)
    page.get_by_role("button", name="Randomise 1001").click()
    page.wait_for_url("**/done/")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Participant 1001 is randomised")
    assert Allocation.objects.count() == 1
