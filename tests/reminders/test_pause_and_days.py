"""Reminders of the sessions follow the person's own days, a pause, and "Not today"."""

import uuid
from datetime import date, datetime, timedelta

import pytest

from retraining.reminders.finding import all_dues
from retraining.reminders.models import Message, MessageState
from retraining.reminders.rules import session_dues
from retraining.trials.models import Participant
from sessions.models import PlanItem, Remark, RemarkItem
from sessions.services.pausing import begin_pause, choose_days, end_pause
from tests.cast import randomised
from tests.reminders.moments import on_day, steps_of, sweep_at, wall

MONDAY = date(2026, 6, 1)
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def days_of_messages(days: tuple[int, ...]) -> list[tuple[str, int]]:
    opens = datetime.fromisoformat("2026-06-01T02:00Z")
    dues = session_dues([(1, MONDAY, opens)], 10, "Europe/Madrid", 4, days)
    return [(due.kind, (due.at.date() - MONDAY).days) for due in dues]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((), [("session", 0), ("session-again", 4)]),
        ((MON, TUE, WED, THU, FRI, SAT, SUN), [("session", 0), ("session-again", 4)]),
        ((WED, SAT), [("session", 2), ("session-again", 5)]),
        ((TUE,), [("session", 1)]),
        ((SUN,), [("session", 6)]),
        ((MON, TUE), [("session", 0)]),
        ((FRI, SUN), [("session", 4)]),
    ],
)
def test_messages_come_on_days_that_suit(
    days: tuple[int, ...], expected: list[tuple[str, int]]
) -> None:
    assert days_of_messages(days) == expected


@pytest.fixture
def ana(db: None) -> Participant:
    return randomised("Ana")


def kinds(subject_lists: list[list[str]]) -> int:
    return sum(len(found) for found in subject_lists)


def session_messages(person: Participant) -> list[tuple[str, str]]:
    rows = Message.objects.filter(participant=person, kind__startswith="session")
    return list(rows.order_by("pk").values_list("occasion", "kind"))


def pause(person: Participant, on: int, days: int, hour: int = 12) -> None:
    with on_day(person, on, hour=hour):
        begin_pause(participant=person, days=days, by=person.user)


def test_own_days_are_kept_to(ana: Participant) -> None:
    first = ana.chosen_start
    other = (first + timedelta(days=2)).weekday()
    choose_days(participant=ana, days=[other], by=ana.user)
    assert sweep_at(wall(ana, 1)) == []
    assert len(sweep_at(wall(ana, 3))) == 1
    assert [sweep_at(wall(ana, day)) for day in (4, 5, 6)] == [[], [], []]


def test_a_moved_week_is_announced_when_it_opens_and_not_before(ana: Participant) -> None:
    sweep_at(wall(ana, 1))
    pause(ana, 3, 5)
    for day in (8, 12):
        sweep_at(wall(ana, day))
        assert ("week-2", "session") not in session_messages(ana)
    sweep_at(wall(ana, 13))
    assert ("week-2", "session") in session_messages(ana)
    dues = {(due.kind, due.occasion): due.at for due in all_dues(ana)}
    assert dues["session", "week-2"] == wall(ana, 13, minute=0)
    assert dues["session-again", "week-2"] == wall(ana, 17, minute=0)


def test_no_word_about_the_sessions_during_a_pause_and_questions_go_on(ana: Participant) -> None:
    sweep_at(wall(ana, 1))
    pause(ana, 3, 7)  # to day 9; the second message of week 1 would go out on day 5
    assert sweep_at(wall(ana, 5)) == []
    message = Message.objects.get(participant=ana, kind="session-again", occasion="week-1")
    assert steps_of(message) == ["claimed", "cancelled"]
    assert message.states.get(state="cancelled").detail == "paused"
    questions = kinds([sweep_at(wall(ana, day)) for day in (7, 8)])
    assert questions == 1
    assert Message.objects.filter(participant=ana, kind="check-in").exists()


def test_after_a_pause_that_ended_early_words_come_again(ana: Participant) -> None:
    sweep_at(wall(ana, 1))
    pause(ana, 2, 10)
    with on_day(ana, 4):
        end_pause(participant=ana, by=ana.user)
    assert len(sweep_at(wall(ana, 5))) == 1


def not_today(person: Participant, said_at: datetime) -> None:
    Remark.objects.create(
        event_id=uuid.uuid4(),
        participant=person,
        plan_item=PlanItem.objects.filter(participant=person).first(),
        item=RemarkItem.NOT_TODAY,
        said_at=said_at,
    )


def test_not_today_waits_until_tomorrow(ana: Participant) -> None:
    not_today(ana, wall(ana, 1, hour=8))
    assert sweep_at(wall(ana, 1)) == []
    waits = MessageState.objects.get(message__participant=ana, state="waits")
    assert (waits.detail, waits.until) == ("snoozed", wall(ana, 2, minute=0))
    assert sweep_at(wall(ana, 2, hour=9, minute=59)) == []
    assert len(sweep_at(wall(ana, 2))) == 1


def test_not_today_says_nothing_of_questions(ana: Participant) -> None:
    opens = wall(ana, 7)
    not_today(ana, wall(ana, 7, hour=8))
    assert len(sweep_at(opens)) == 1
    assert Message.objects.get(participant=ana, kind="check-in").due_at <= opens
