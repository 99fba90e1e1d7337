"""The weekly review: who said something at a site, and that somebody looked through all of it."""

from datetime import date

import pytest
from django.test import Client

from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.safety.models import SiteCover, WeeklyReview
from retraining.safety.services import raising, reviewing
from retraining.safety.services.reports import triage
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from retraining.trials.services.withdrawal import withdraw
from tests.cast import a_member_of_staff
from tests.manage.pages import client_of, rows, words
from tests.portal_my.days import starting
from tests.safety.people import covered, madrid

pytestmark = pytest.mark.django_db
PAGE = "/clinic/review/"
DONE = "/clinic/review/madrid/done/"
MONDAY, NEXT, THIRD = date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 14)


def feels_worse(person: Participant, day: date, name: str = "1") -> None:
    with clock.at(madrid(day, "10:00")):
        raising.remark_made(
            participant=person, item="worse", value="", occasion=name, by=person.user
        )


@pytest.fixture
def cover() -> SiteCover:
    return covered()


def mark(client: Client, day: date, wall: str = "12:00") -> None:
    until = madrid(day, wall)
    with clock.at(until):
        client.post(DONE, {"until": until.isoformat()})


def listed(client: Client, day: date) -> list[list[str]]:
    with clock.at(madrid(day, "13:00")):
        return [[row[1].split(" ,")[0], row[2]] for row in rows(client.get(PAGE))]


def test_the_list_holds_what_was_said_and_what_has_become_of_it(cover: SiteCover) -> None:
    ana = starting()
    feels_worse(ana, MONDAY)
    with clock.at(madrid(MONDAY, "11:00")):
        raising.call_asked(participant=ana, about="worse", by=ana.user)
        withdraw(participant=ana, level="sessions", reason="Too much", by=ana.user)
    assert listed(client_of(cover.owner), MONDAY) == [
        ["Said beside a session that they feel worse, are upset or in pain", "Not decided"],
        ["Asks for a call", "Nobody has taken it"],
        ["Stopped: Stop the sessions, keep the questionnaires", "a reason was given"],
    ]


def test_what_was_reviewed_and_dealt_with_is_gone_and_what_is_open_stays(cover: SiteCover) -> None:
    ana = starting()
    feels_worse(ana, MONDAY, "1")
    feels_worse(ana, MONDAY, "2")
    first = ana.reports.order_by("pk").first()
    triage(report=first, decision="usual", by=cover.owner)
    olga = client_of(cover.owner)
    assert [row[1] for row in listed(olga, MONDAY)] == [
        "Not decided", "Not an event: as is usual for this person",
    ]  # fmt: skip
    mark(olga, MONDAY)
    assert [row[1] for row in listed(olga, MONDAY)] == ["Not decided"]
    feels_worse(ana, NEXT, "3")
    assert len(listed(olga, NEXT)) == 2


def test_the_row_says_who_until_when_and_how_many_people(cover: SiteCover) -> None:
    feels_worse(starting(), MONDAY)
    mark(client_of(cover.deputy), MONDAY)
    row = WeeklyReview.objects.get()
    assert (row.by, row.people, row.until) == (cover.deputy, 1, madrid(MONDAY, "12:00"))
    entry = AuditEntry.objects.get(action="review.done")
    assert (entry.actor, entry.object_ids) == (cover.deputy, [cover.site_id])
    with pytest.raises(TypeError):
        WeeklyReview.objects.update(people=0)


def test_what_came_while_the_page_was_open_is_on_the_next_list(cover: SiteCover) -> None:
    feels_worse(starting(), MONDAY)
    olga = client_of(cover.owner)
    with clock.at(madrid(MONDAY, "12:00")):
        olga.post(DONE, {"until": madrid(MONDAY, "09:00").isoformat()})
    assert WeeklyReview.objects.get().people == 0
    assert len(listed(olga, MONDAY)) == 1


def test_a_review_is_due_after_a_week(cover: SiteCover) -> None:
    feels_worse(starting(), MONDAY)
    olga = client_of(cover.owner)
    with clock.at(madrid(MONDAY, "11:00")):
        assert "The first review is due." in words(olga.get(PAGE))
    mark(olga, MONDAY)
    with clock.at(madrid(NEXT, "11:59")):
        assert "That is more than a week ago." not in words(olga.get(PAGE))
    with clock.at(madrid(NEXT, "12:01")):
        assert "That is more than a week ago." in words(olga.get(PAGE))


def test_only_who_is_named_reviews_and_a_list_only_once(cover: SiteCover) -> None:
    feels_worse(starting(), MONDAY)
    until = madrid(MONDAY, "11:00")
    with clock.at(madrid(MONDAY, "12:00")):
        with pytest.raises(Refused, match="owner or the deputy"):
            reviewing.review(site=cover.site, until=until, people=1, by=cover.lead)
        with pytest.raises(Refused, match="ahead"):
            reviewing.review(
                site=cover.site, until=madrid(MONDAY, "12:01"), people=1, by=cover.owner
            )
        reviewing.review(site=cover.site, until=until, people=1, by=cover.owner)
        with pytest.raises(Refused, match="already"):
            reviewing.review(site=cover.site, until=until, people=1, by=cover.deputy)
        said = words(client_of(cover.lead).get(PAGE))
    assert "Olga or Dan reviews this site." in said
    assert "I have looked through" not in said
    assert WeeklyReview.objects.count() == 1


def test_another_site_and_other_roles_see_nothing(cover: SiteCover) -> None:
    feels_worse(starting(), MONDAY)
    leeds = client_of(a_member_of_staff("Clive", "clinician", "leeds"))
    said = words(leeds.get(PAGE))
    assert "Leeds" in said
    assert "Madrid" not in said
    until = madrid(MONDAY, "11:00").isoformat()
    assert leeds.post(DONE, {"until": until}).status_code == 404
    for role in ("rater", "assessor"):
        assert client_of(a_member_of_staff(role, role)).get(PAGE).status_code == 403


@pytest.mark.parametrize("until", ["", "yesterday", "2026-13-40T00:00:00Z", "2026-11-30T10:00:00"])
def test_a_moment_that_is_none_is_not_found(cover: SiteCover, until: str) -> None:
    assert client_of(cover.owner).post(DONE, {"until": until}).status_code == 404
    assert not WeeklyReview.objects.exists()
