"""Clinic and statistics in a real browser: readable by all, drawn in every theme, no complaints."""

import zipfile
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from retraining.common import clock
from retraining.reporting.services import refresh_waiting
from retraining.trials.models import Participant
from tests import cast
from tests.live import a_browser_of, access_findings
from tests.reporting.people import answer, listen

pytestmark = pytest.mark.browser
SIGNED = {"Carla": "clinician", "Rita": "rater", "Stella": "statistician"}


@pytest.fixture
def ana(live: str) -> Participant:
    """Ana, in her fourth week by the real clock, has been silent for ten days."""
    began = clock.real_now() - timedelta(days=25)
    with clock.at(began):
        for name, role in SIGNED.items():
            cast.a_member_of_staff(name, role)
        ana = cast.randomised("Ana")
        cast.randomised("Bea", "leeds")
    listen(ana, began + timedelta(days=2), 1)
    listen(ana, began + timedelta(days=9), 2, share=0.6, last="stopped")
    listen(ana, began + timedelta(days=15), 3, "practice")
    answer(ana, 1, (6, 6, 6, 6))
    answer(ana, 3, (3, 4, 5, 3))
    refresh_waiting()
    return ana


def page_of(browser: Browser, live: str, name: str) -> tuple[Page, list[str]]:
    """A window of a member of staff, and what its console says."""
    user = cast.User.objects.get(email=f"{name.lower()}@staff.example")
    page = a_browser_of(browser, user, live, width=1280).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    return page, said


def test_from_the_caseload_to_the_person(browser: Browser, live: str, ana: Participant) -> None:
    page, said = page_of(browser, live, "Carla")
    page.goto("/clinic/")
    first = page.locator("tbody tr").first
    expect(first).to_contain_text("No session yet, 24 days after the start")  # Bea
    expect(page.locator("tbody tr").nth(1)).to_contain_text("No session for 10 days")
    assert access_findings(page) == []
    page.get_by_role("link", name=ana.code).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Person {ana.code}")
    drawn = page.get_by_role("img", name="Symptoms, mean of the four")
    expect(drawn).to_have_accessible_name(
        "Symptoms, mean of the four: 5.75 at the start, 3.75 in week 3: 2 points lower (better). "
        "No score in week 2."
    )
    page.get_by_text("The same scores as a table").click()
    expect(page.get_by_role("table", name="Scores by week")).to_contain_text("not answered")
    assert access_findings(page) == []
    assert said == []


def test_one_drawing_has_the_colours_of_each_theme(
    browser: Browser, live: str, ana: Participant
) -> None:
    page, said = page_of(browser, live, "Carla")
    page.goto(f"/clinic/people/{ana.code}/")
    colours = set()
    for theme in ("calm", "dim", "contrast"):
        page.evaluate("t => document.documentElement.dataset.theme = t", theme)
        colours.add(
            page.evaluate(
                "() => getComputedStyle(document.querySelector("
                "'.chart path[stroke=\"var(--chart-1)\"]')).stroke"
            )
        )
    assert len(colours) == 3
    assert all(colour.startswith("rgb(") for colour in colours)
    assert said == []


def test_the_rater_and_the_statistician(browser: Browser, live: str, ana: Participant) -> None:
    page, said = page_of(browser, live, "Rita")
    page.goto("/clinic/ratings/")
    due = page.get_by_role("table", name="Ratings that are due")
    expect(due.get_by_role("rowheader", name=ana.code)).to_be_visible()
    assert access_findings(page) == []
    assert said == []
    page, said = page_of(browser, live, "Stella")
    page.goto("/statistics/")
    assert access_findings(page) == []
    page.get_by_role("link", name="Download the data").click()
    page.get_by_role("button", name="Download").click()
    expect(page.get_by_role("heading", name="Please look at this again")).to_be_visible()
    said.clear()  # the browser notes the refused form
    assert access_findings(page) == []
    page.get_by_label("What is this export for?").fill("To try it out")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 12
    assert said == []
