"""Lost to follow-up, death and moves: what staff record, and what it stops."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from retraining.common import clock
from retraining.reminders.models import Message
from retraining.reminders.services import sweep_for
from retraining.reminders.wanted import objection
from retraining.reporting.models import CaseSummary
from retraining.reporting.services import refresh_waiting
from retraining.trials.errors import Refused
from retraining.trials.models import Contact, Ending, Move, Participant
from retraining.trials.scope import Scope
from retraining.trials.selectors_logs import ending_of, sites_when_drawn
from retraining.trials.services import logs
from sessions.pausing import calendar_owner, calendar_token
from sessions.services.pausing import open_calendar
from tests.cast import eligible, max_the_manager, the_site
from tests.manage.pages import as_max, words
from tests.people.lines import CALL, a_line, call_list, corrected, today
from tests.portal_my.days import browser_of, day_of, item, moment, on_day, starting

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Participant:
    return starting()


def why_not_sent(person: Participant, kind: str) -> str | None:
    due = item(person, 1, "core").opens_at + timedelta(hours=6)
    message = Message.objects.create(
        participant=person, occasion="week-1", kind=kind, channel="email", due_at=due
    )
    found = objection(message, moment(day_of(1), "12:00"))
    return found.reason if found else None


def test_lost_needs_two_calls_and_a_letter(ana: Participant) -> None:
    lost = {"kind": "lost", "reason": "no-answer"}
    with pytest.raises(Refused, match="two calls and a letter"):
        a_line(ana, Ending, **lost)
    call_list(ana)
    a_line(ana, Ending, **lost)
    assert ending_of(ana).kind == "lost"
    with on_day(1):
        assert "Lost to follow-up" in words(as_max().get(f"/manage/people/{ana.code}/"))


def test_a_talk_in_between_begins_the_call_list_anew(ana: Participant) -> None:
    call_list(ana)
    a_line(ana, Contact, days_ago=1, **CALL)
    with pytest.raises(Refused):
        a_line(ana, Ending, kind="lost", reason="no-answer")


def test_a_message_about_to_leave_stays_after_a_death(ana: Participant) -> None:
    assert why_not_sent(ana, "session") is None
    a_line(ana, Ending)
    assert why_not_sent(ana, "session-again") == "ended"


def test_after_a_death_nothing_is_sent_and_nobody_signs_in(ana: Participant) -> None:
    with on_day(1, "06:00"):
        a_line(ana, Ending)
    client = browser_of(ana)
    assert client.get("/my/").status_code == 302
    with on_day(1, "12:00"):
        mail.outbox.clear()
        sweep_for(participant=ana)
        Client().post("/accounts/login/code/", {"email": ana.user.email})
    assert mail.outbox == []


def test_the_calendar_closes_with_a_death(ana: Participant) -> None:
    token = calendar_token(open_calendar(participant=ana, by=ana.user))
    assert calendar_owner(token) == ana
    a_line(ana, Ending)
    assert calendar_owner(token) is None


def test_a_death_recorded_in_error_is_taken_out_and_the_person_is_back(ana: Participant) -> None:
    row = a_line(ana, Ending)
    ana.user.refresh_from_db()
    assert not ana.user.is_active
    corrected(row, "other-person")
    assert ending_of(ana) is None
    ana.user.refresh_from_db()
    assert ana.user.is_active
    assert browser_of(ana).get("/my/").status_code == 200


def test_death_stands_before_lost(ana: Participant) -> None:
    a_line(ana, Ending)
    call_list(ana)
    a_line(ana, Ending, kind="lost", reason="address")
    assert ending_of(ana).kind == "died"


def test_nobody_is_randomised_after_an_ending() -> None:
    person = eligible("Bea")
    a_line(person, Ending)
    page = words(as_max().get(f"/manage/people/{person.code}/randomise/"))
    assert "No longer takes part." in page


def test_the_caseload_urges_nobody_after_an_ending(ana: Participant) -> None:
    with on_day(20):
        a_line(ana, Ending)
        refresh_waiting()
    codes = [reason[0] for reason in CaseSummary.objects.get(pk=ana.pk).reasons]
    assert codes == ["died"]


def move(person: Participant, site: str, zone: str) -> Move:
    return logs.add(
        Move,
        participant=person,
        day=today(person),
        text="",
        once=uuid.uuid4(),
        by=max_the_manager(),
        values=logs.move_values(person, the_site(site), zone),
    )


def test_a_move_changes_site_and_zone_and_keeps_where_chance_drew(ana: Participant) -> None:
    move(ana, "leeds", "Europe/London")
    ana.refresh_from_db()
    assert (ana.site.slug, ana.time_zone) == ("leeds", "Europe/London")
    scope = Scope(ana.trial_id, None, frozenset(), frozenset())
    assert sites_when_drawn(scope) == {ana.pk: "madrid"}


def test_a_move_that_never_was_is_taken_back(ana: Participant) -> None:
    first = move(ana, "leeds", "Europe/London")
    ana.refresh_from_db()
    second = move(ana, "leeds", "Europe/Lisbon")
    with pytest.raises(Refused, match="later move"):
        logs.correct(
            row=first, number=ana.code, why="never", day=first.day, text="", once=uuid.uuid4(),
            by=max_the_manager(), values={},
        )  # fmt: skip
    for row in (second, first):
        logs.correct(
            row=row, number=ana.code, why="never", day=row.day, text="", once=uuid.uuid4(),
            by=max_the_manager(), values={},
        )  # fmt: skip
    ana.refresh_from_db()
    assert (ana.site.slug, ana.time_zone) == ("madrid", "Europe/Madrid")


@pytest.mark.parametrize(
    ("site", "zone"), [("madrid", "Europe/Madrid"), ("madrid", "Europe/Nowhere")]
)
def test_a_move_to_nowhere_is_refused(ana: Participant, site: str, zone: str) -> None:
    with pytest.raises(Refused):
        move(ana, site, zone)
    assert clock.local_date("Europe/Madrid") == today(ana)
