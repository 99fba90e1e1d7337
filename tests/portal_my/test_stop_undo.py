"""Taking a stop back: by oneself for 24 hours, once, and never over the head of a later choice."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.trials.errors import Refused
from retraining.trials.models import Participant, Withdrawal
from retraining.trials.selectors import withdrawal_level
from retraining.trials.selectors_stopping import newest_withdrawal, undo_until
from retraining.trials.services import withdrawal
from tests.cast import joined, max_the_manager
from tests.portal_my.days import browser_of, moment, starting, words

pytestmark = pytest.mark.django_db
STOP, DONE, UNDO = "/my/stop/", "/my/stop/done/", "/my/stop/undo/"
LEVELS = ["sessions", "questionnaires", "contact", "data"]
SPRING, AUTUMN = date(2027, 3, 27), date(2026, 10, 24)  # the days before Madrid's clocks change


@pytest.fixture
def ana() -> Participant:
    return starting()


@pytest.fixture
def client(ana: Participant) -> Client:
    return browser_of(ana)


def stop(person: Participant, level: str, at: datetime | None = None) -> Withdrawal:
    with clock.at(at or clock.now()):
        return withdrawal.withdraw(participant=person, level=level, reason="", by=person.user)


def take_back(person: Participant, row: Withdrawal, at: datetime) -> None:
    with clock.at(at):
        withdrawal.undo(participant=person, seen=row.pk, by=person.user)


def test_the_button_takes_it_back_and_today_is_as_before(ana: Participant, client: Client) -> None:
    client.post(STOP, {"level": "contact", "sure": "1"})
    page = client.get(DONE)
    row = Withdrawal.objects.get(participant=ana)
    assert f'name="seen" value="{row.pk}"' in page.content.decode()
    assert "You can take it back until" in words(page)
    assert client.post(UNDO, {"seen": row.pk})["Location"] == "/my/"
    assert withdrawal_level(ana) is None
    assert "You have stopped" not in words(client.get("/my/"))
    assert client.get(DONE)["Location"] == STOP


def test_taking_it_back_twice_does_it_once(ana: Participant, client: Client) -> None:
    row = stop(ana, "sessions")
    for _press in range(2):
        assert client.post(UNDO, {"seen": row.pk}).status_code == 302
    assert Withdrawal.objects.filter(participant=ana).count() == 2
    assert AuditEntry.objects.filter(action="withdrawal.undone").count() == 1


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_24_hours_are_24_hours_in_a_night_with_a_clock_change(day: date) -> None:
    person = joined()
    row = stop(person, "questionnaires", moment(day, "20:00"))
    ends = row.at + timedelta(hours=24)
    wall = clock.local(ends, "Europe/Madrid").hour
    assert wall == (21 if day == SPRING else 19)
    assert undo_until(person, ends - timedelta(seconds=1)) == ends
    assert undo_until(person, ends) is None
    with pytest.raises(Refused, match="ring us"):
        take_back(person, row, ends)
    take_back(person, row, ends - timedelta(seconds=5))
    assert withdrawal_level(person) is None


def test_a_page_of_before_cannot_take_a_later_choice_back(ana: Participant, client: Client) -> None:
    """Staff record more on the telephone while the page is still open."""
    own = stop(ana, "sessions")
    staff = max_the_manager()
    withdrawal.withdraw(participant=ana, level="contact", reason="", by=staff)
    response = client.post(UNDO, {"seen": own.pk})
    assert response.status_code == 409
    assert "Something has changed since" in words(response)
    assert withdrawal_level(ana) == "contact"
    assert undo_until(ana) is None


def test_nobody_takes_back_what_another_person_chose(ana: Participant) -> None:
    bea = joined("Bea", "leeds")
    row = stop(ana, "sessions")
    with pytest.raises(Refused):
        withdrawal.undo(participant=bea, seen=row.pk, by=bea.user)
    with pytest.raises(Refused):
        withdrawal.undo(participant=ana, seen=row.pk, by=bea.user)
    assert withdrawal_level(ana) == "sessions"


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30])
def test_an_id_that_is_none_changes_nothing(ana: Participant, client: Client, seen: str) -> None:
    stop(ana, "sessions")
    assert client.post(UNDO, {"seen": seen}).status_code == 409
    assert withdrawal_level(ana) == "sessions"


def test_a_get_takes_nothing_back(ana: Participant, client: Client) -> None:
    stop(ana, "sessions")
    assert client.get(UNDO).status_code == 405


def test_after_a_talk_staff_record_that_somebody_goes_on(ana: Participant) -> None:
    stop(ana, "contact", clock.now() - timedelta(days=3))
    with pytest.raises(Refused, match="write down"):
        withdrawal.resume_after_talk(participant=ana, reason=" ", by=max_the_manager())
    row = withdrawal.resume_after_talk(
        participant=ana, reason="Rang us, wants to go on.", by=max_the_manager()
    )
    assert withdrawal_level(ana) is None
    assert b"Rang us" not in bytes(row.reason_sealed)
    with pytest.raises(Refused, match="not stopped"):
        withdrawal.resume_after_talk(participant=ana, reason="again", by=max_the_manager())


class StackOfChoices(TestCase):
    """Whatever is chosen and taken back, the newest row holds what a stack would hold."""

    @given(st.lists(st.sampled_from([*LEVELS, "undo"]), max_size=8))
    def test_the_newest_row_is_the_top_of_the_stack(self, acts: list[str]) -> None:
        person = joined()
        stack: list[tuple[str, Withdrawal]] = []
        for act in acts:
            if act == "undo" and stack:
                withdrawal.undo(participant=person, seen=stack.pop()[1].pk, by=person.user)
            elif act != "undo":
                row = stop(person, act)
                top = stack[-1][0] if stack else None
                if top is None or LEVELS.index(act) > LEVELS.index(top):
                    stack.append((act, row))
            assert withdrawal_level(person) == (stack[-1][0] if stack else None)
        newest = newest_withdrawal(person)
        assert newest is None or newest.level == (stack[-1][0] if stack else "")
