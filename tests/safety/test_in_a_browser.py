"""Safety's pages in a real browser: axe in all looks, and the two ways that matter most."""

import pytest
from playwright.sync_api import Browser, expect

from retraining.reporting.services import refresh_waiting
from retraining.safety.models import Alert, AlertStep, Event, Report
from retraining.safety.services import raising
from retraining.safety.services.answering import answer_report
from retraining.safety.services.reports import tell_freely
from tests.cast import a_member_of_staff, max_the_manager
from tests.live import a_browser_of, access_findings
from tests.safety.people import covered
from tests.sounds import started

pytestmark = pytest.mark.browser


def test_a_person_feels_worse_tells_more_and_asks_for_a_call(browser: Browser, live: str) -> None:
    covered()
    page = a_browser_of(browser, started("Ana").user, live).new_page()
    page.goto("/my/help/")
    assert access_findings(page) == []
    page.get_by_role("button", name="I feel worse").click()
    page.get_by_role("heading", name="Take your time.").wait_for()
    assert access_findings(page) == []
    page.goto("/my/tell/")
    assert access_findings(page) == []
    page.get_by_label("I have a new health problem, or one that got worse").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What is it?").fill("I fell and hurt my wrist")
    assert access_findings(page) == []
    page.get_by_role("button", name="Continue").click()
    for choice in ("In the last few days", "Fully", "No", "A night in hospital or more", "No"):
        page.get_by_label(choice, exact=True).check()
        page.get_by_role("button", name="Continue").click()
    page.get_by_text("We have it. Nothing more is needed here.").wait_for()
    assert access_findings(page) == []
    page.get_by_role("button", name="Please ring me").click()
    page.get_by_role("heading", name="We will ring you").wait_for()
    assert access_findings(page) == []
    page.goto("/my/help/contacts/")
    assert access_findings(page) == []
    rules = Alert.objects.order_by("pk").values_list("rule", flat=True)
    assert list(rules) == ["hospital", "call-wanted"]
    assert Report.objects.count() == 2
    assert Event.objects.count() == 1


def test_staff_take_an_alert_talk_and_close_it(browser: Browser, live: str) -> None:
    covered()
    ana = started("Ana")
    raising.call_asked(participant=ana, about="worse", by=ana.user)
    report = tell_freely(participant=ana, kind="health", by=ana.user)
    answer_report(report=report, item="what", value="A rash", by=ana.user)
    answer_report(report=report, item="care", value="hospital", by=ana.user)
    page = a_browser_of(browser, a_member_of_staff("Carla", "clinician"), live, width=1280)
    page = page.new_page()
    refresh_waiting()
    for path in ("/clinic/", f"/clinic/people/{ana.code}/"):
        page.goto(path)
        expect(page.get_by_role("link", name="A night in hospital")).to_be_visible()
        assert access_findings(page) == [], path
    page.goto("/clinic/alerts/")
    assert access_findings(page) == []
    page.get_by_role("link", name="A night in hospital").click()
    assert access_findings(page) == []
    page.get_by_role("button", name="I take this").click()
    expect(page.get_by_text("You have taken this alert.")).to_be_visible()
    page.get_by_role("button", name="Show name, numbers and words").click()
    expect(page.get_by_text("A rash")).to_be_visible()
    assert access_findings(page) == []
    page.get_by_label("Spoke to the person").check()
    page.get_by_label("Minutes of contact").fill("12")
    page.get_by_role("button", name="Write down").click()
    page.get_by_label("Closed it").check()
    page.get_by_role("button", name="Write down").click()
    expect(page.get_by_role("alert")).to_contain_text("Please choose how it ended")
    assert access_findings(page) == []
    page.get_by_label("If you close it: how did it end?").select_option("event")
    page.get_by_role("button", name="Write down").click()
    expect(page.get_by_text("Closed it: Recorded as an adverse event")).to_be_visible()
    assert AlertStep.objects.count() == 3
    event = Event.objects.get()
    for path in ("/clinic/review/", "/clinic/on-call/", "/clinic/events/",
                 f"/clinic/events/{event.pk}/facts/", f"/clinic/events/{event.pk}/"):  # fmt: skip
        page.goto(path)
        assert access_findings(page) == [], path


def test_axe_finds_nothing_where_the_cover_is_named_and_an_event_is_judged(
    browser: Browser, live: str
) -> None:
    covered()
    ana = started("Ana")
    report = tell_freely(participant=ana, kind="health", by=ana.user)
    answer_report(report=report, item="care", value="hospital", by=ana.user)
    page = a_browser_of(browser, max_the_manager(), live, width=1280).new_page()
    page.goto("/manage/sites/madrid/cover/")
    assert access_findings(page) == []
    ines = a_member_of_staff("Ines", "assessor")
    page = a_browser_of(browser, ines, live, width=1280).new_page()
    page.goto(f"/clinic/events/{Event.objects.get().pk}/")
    assert access_findings(page) == []
