"""Adverse events by code: people and events, serious ones apart, for the committee alone."""

from datetime import date, timedelta

import pytest

from retraining.accounts.models import User
from retraining.common import clock
from retraining.randomisation.coded import people_by_code
from retraining.reporting.selectors.by_code import events_by_code
from retraining.safety.models import Change
from retraining.safety.selectors.tally import Count
from retraining.safety.services import events
from retraining.trials.models import Participant
from retraining.trials.scope import Scope
from tests import cast
from tests.blind.unsealed import unsealed
from tests.manage.pages import client_of, rows, words
from tests.reporting.people import MADE, day, staff
from tests.safety.test_events import known

pytestmark = pytest.mark.django_db
ONSET = date(2026, 1, 14)
PAGE = "/statistics/by-code/"


@pytest.fixture
def carla() -> User:
    return cast.a_member_of_staff("Carla", "clinician")


def people() -> dict[str, list[Participant]]:
    """Eight people by their code; four of each, for blocks of four and six hold two at least."""
    with clock.at(MADE):
        made = {p.pk: p for p in (cast.randomised(f"P{n}") for n in range(8))}
    coded = people_by_code(cast.the_trial())
    return {code: [made[pk] for pk in sorted(ids)] for code, ids in coded.items()}


def an_event(person: Participant, by: User, **changes: object):
    facts = {"aware_at": day(3), "onset": ONSET, **changes}
    return events.open_event(participant=person, report=None, known=known(**facts), by=by)


def some_events(carla: User) -> dict[str, list[Participant]]:
    """Of A: two of one person, one serious of another. Of B: one severe, judged to be related."""
    of = people()
    with clock.at(day(5)):
        ana, bea = of["A"][:2]
        (cleo,) = of["B"][:1]
        an_event(ana, carla)
        an_event(ana, carla, status="draft")
        an_event(bea, carla, seriousness=["hospital"])
        severe = an_event(cleo, carla, severity="severe")
        events.judge(
            event=severe, relatedness="possible", expected="", reason="R",
            by=cast.a_member_of_staff("Ines", "assessor"),
        )  # fmt: skip
        # None of these counts: taken back, and begun before chance had decided.
        taken_back = an_event(bea, carla, seriousness=["life-threatening"])
        events.record_facts(
            event=taken_back, change=Change.CORRECTION, by=carla,
            known=known(status="not-one", aware_at=day(3), onset=ONSET),
        )  # fmt: skip
        an_event(cleo, carla, onset=MADE.date() - timedelta(days=9))
    return of


def test_people_and_events_of_each_code(carla: User) -> None:
    some_events(carla)
    scope = Scope(cast.the_trial().pk, None, frozenset(), frozenset())
    found = dict(events_by_code(scope))
    assert found["A"].all == Count(people=2, events=3)
    assert found["A"].serious == Count(people=1, events=1)
    assert found["A"].severe == found["A"].related == Count(people=0, events=0)
    assert found["B"].all == found["B"].severe == found["B"].related == Count(people=1, events=1)
    assert found["B"].serious == Count(people=0, events=0)


def test_the_committee_reads_them_and_no_programme_or_person(carla: User) -> None:
    of = some_events(carla)
    with clock.at(day(6)):
        page = client_of(staff("Dorothea", "dmc")).get(PAGE)
    table = {row[0]: row[1:] for row in rows(page)}
    assert table["All"] == ["2", "3", "1", "1"]
    assert table["Serious"] == ["1", "1", "0", "0"]
    assert table["Severe"] == ["0", "0", "1", "1"]
    assert table["Judged to be related to taking part"] == ["0", "0", "1", "1"]
    said = words(page)
    for secret in ("mair", "relax", *(person.code for person in of["A"] + of["B"])):
        assert secret not in said.lower()


def test_a_trial_without_events_shows_noughts(carla: User) -> None:
    people()
    with clock.at(day(6)):
        page = client_of(staff("Dorothea", "dmc")).get(PAGE)
    assert {row[0]: row[1:] for row in rows(page)}["All"] == ["0", "0", "0", "0"]


def test_no_other_role_sees_them_by_code_not_even_after_the_unsealing(carla: User) -> None:
    some_events(carla)
    for role in ("manager", "clinician", "monitor", "support", "rater", "medic", "assessor"):
        other = cast.a_member_of_staff(f"The-{role}", role)
        assert client_of(other).get(PAGE).status_code == 404, role
    unsealed()
    client = client_of(cast.a_member_of_staff("Stella", "statistician"))
    assert client.get(PAGE).status_code == 403
    page = client.get("/statistics/codes/")
    assert page.status_code == 200
    assert "Adverse events" not in words(page)
    assert "Judged to be related to taking part" not in words(page)
