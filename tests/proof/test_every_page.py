"""Every page that each role reaches by links, on the simulated trial: axe, contrast, width."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from bench.walking import every_page
from retraining.accounts.models import User
from retraining.demo.seeding import Seeding, seed
from tests import cast
from tests.demo.conftest import Opened, opened, people
from tests.live import a_browser_of, access_findings, live_server

__all__ = ["opened"]  # a fixture
pytestmark = [pytest.mark.proof, pytest.mark.browser]
SOME = (  # in every stage, with alerts and an adverse event among them
    "Ana Prieto",
    "Bea Thornton",
    "June Ackroyd",
    "Claire Ramsden",
    "Joanne Dyson",
    "Victoria Fuentes",
    "Priya Nair",
    "Isabel Cano",
)
AT_WORK = {"Lina": "list-keeper", "Dora": "dmc", "Mia": "medic"}  # whom the demo does not show
FIRST = {  # where each of them begins, and how many pages there are at least
    "ana.prieto@people.example": ("/", 15),
    "bea.thornton@people.example": ("/", 15),
    "june.ackroyd@people.example": ("/", 12),
    "max@staff.example": ("/manage/", 40),
    "carla@staff.example": ("/clinic/", 10),
    "diana@staff.example": ("/clinic/", 10),
    "wanda@staff.example": ("/clinic/alerts/", 3),
    "ines@staff.example": ("/clinic/events/", 2),
    "rita@staff.example": ("/clinic/ratings/", 2),
    "stella@staff.example": ("/statistics/", 4),
    "mona@staff.example": ("/manage/audit/", 1),
    "lina@staff.example": ("/manage/list/", 1),
    "dora@staff.example": ("/statistics/by-code/", 1),
    "mia@staff.example": ("/", 1),
}


@pytest.fixture(scope="module")
def address(opened: Opened) -> Iterator[str]:
    with opened("every_page"):
        assert seed(Seeding(people=people(*SOME)))
        for name, role in AT_WORK.items():
            cast.a_member_of_staff(name, role)
        with live_server() as found:
            yield found


@pytest.mark.parametrize("email", FIRST)
def test_every_page_can_be_used_by_everybody(email: str, address: str, browser: Browser) -> None:
    first, at_least = FIRST[email]
    page = a_browser_of(browser, User.objects.get(email=email), address).new_page()
    findings: dict[str, list[str]] = {}
    for name in every_page(page, address, first):
        assert name, f"a link of {email} leads to no page: {page.url}"
        findings[name] = access_findings(page)
        page.set_viewport_size({"width": 360, "height": 800})
    assert {name: found for name, found in findings.items() if found} == {}
    assert len(findings) >= at_least, sorted(findings)
