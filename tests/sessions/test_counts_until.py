"""Main sessions count until day 70 or until the last questions are sent; later is kept beside."""

from datetime import datetime

import pytest

from retraining.trials.models import Participant
from sessions import selectors
from sessions.models import ListeningRecord, PlayEvent
from sessions.selectors import core_counts_until, weeks_of
from sessions.services.listening import append_one, fold_item, receive
from tests.plays import a_play, a_whole_play
from tests.portal_my.days import day_of, hear, item, moment, on_day, starting

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Participant:
    return starting("Ana")


def record(person: Participant, week: int, kind: str = "core") -> ListeningRecord:
    return ListeningRecord.objects.get(plan_item=item(person, week, kind))


def sent(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """The questions after the programme were sent; the shipped protocol has none yet."""
    asked = {"post": at}
    monkeypatch.setattr(selectors, "submitted_at", lambda _person, visit: asked.get(visit))


def test_it_ends_with_day_70_where_the_person_is(ana: Participant) -> None:
    assert core_counts_until(ana) == moment(day_of(71), "00:00")


def test_or_when_the_last_questions_are_sent(
    ana: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(monkeypatch, moment(day_of(60)))
    assert core_counts_until(ana) == moment(day_of(60))
    sent(monkeypatch, moment(day_of(80)))
    assert core_counts_until(ana) == moment(day_of(71), "00:00")


def test_a_session_finished_on_day_70_counts(ana: Participant) -> None:
    with on_day(70, "20:00"):
        hear(ana, 8, "core")
    row = record(ana, 8)
    assert (row.completed, row.done, row.completed_ever, row.late_play_s) == (True, True, True, 0)


def test_afterwards_it_is_kept_and_played_on_but_does_not_count(ana: Participant) -> None:
    with on_day(71, "09:00"):
        hear(ana, 8, "core")
        assert weeks_of(ana)[7].of("core")[0].done  # the person sees that it is finished
    row = record(ana, 8)
    assert (row.completed, row.done, row.completed_ever) == (False, False, True)
    assert row.late_play_s == row.play_s == row.coverage_s == 28 * 60


def test_what_was_heard_before_is_not_lost(ana: Participant) -> None:
    with on_day(70, "20:00"):
        hear(ana, 8, "core", minutes=23)  # 82 %
    with on_day(72, "09:00"):
        hear(ana, 8, "core")
    row = record(ana, 8)
    assert (row.completed, row.completed_ever) == (True, True)
    assert (row.play_s, row.late_play_s) == (51 * 60, 28 * 60)


def test_part_before_and_part_after_is_not_done_in_time(ana: Participant) -> None:
    with on_day(70, "20:00"):
        hear(ana, 8, "core", minutes=15)
    with on_day(71, "09:00"):
        hear(ana, 8, "core")
    assert (record(ana, 8).completed, record(ana, 8).completed_ever) == (False, True)


def test_heard_in_time_without_a_connection_counts_when_it_arrives(ana: Participant) -> None:
    piece = item(ana, 8, "core")
    with on_day(69, "20:00"):
        events = a_whole_play(piece)
    with on_day(85):
        receive(plan_item=piece, events=events)
    assert record(ana, 8).completed
    assert record(ana, 8).late_play_s == 0


def test_reading_counts_as_done_in_time_only(ana: Participant) -> None:
    with on_day(70):
        append_one(plan_item=item(ana, 7, "core"), type="read", delivery="read")
    with on_day(71):
        append_one(plan_item=item(ana, 8, "core"), type="read", delivery="read")
    early, late = record(ana, 7), record(ana, 8)
    assert (early.completed, early.done, early.read) == (False, True, True)
    assert (late.completed, late.done, late.read) == (False, False, True)


def test_a_word_that_it_was_heard_is_kept_apart(ana: Participant) -> None:
    with on_day(10):
        append_one(plan_item=item(ana, 2, "core"), type="self-report", delivery="self")
    row = record(ana, 2)
    assert (row.self_reported, row.completed, row.done, row.completed_ever) == (
        True, False, False, False,
    )  # fmt: skip


def test_a_practice_counts_on_and_says_what_came_late(ana: Participant) -> None:
    with on_day(72):
        hear(ana, 8, "practice")
    row = record(ana, 8, "practice")
    assert (row.completed, row.done, len(row.completed_days)) == (True, True, 1)
    assert row.late_play_s == row.play_s == 720


def test_the_questions_end_the_count_at_once(
    ana: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    piece = item(ana, 8, "core")
    sent(monkeypatch, moment(day_of(58), "12:00"))
    with on_day(58, "10:00"):
        receive(plan_item=piece, events=a_play(piece, 1000))
    with on_day(58, "12:01"):
        receive(plan_item=piece, events=a_whole_play(piece))
    assert not record(ana, 8).completed
    assert PlayEvent.objects.filter(plan_item=piece, type="started").count() == 2


def test_a_seek_far_ahead_after_the_end_does_not_undo_what_is_done(ana: Participant) -> None:
    piece = item(ana, 8, "core")
    with on_day(60):
        hear(ana, 8, "core", minutes=23)
    with on_day(75):
        events = a_play(piece, 10)
        jump = events[1] | {"id": "11111111-1111-4111-8111-111111111111", "type": "seek"}
        receive(plan_item=piece, events=[*events, jump | {"from": 1380, "to": 1680, "seq": 9}])
    row = fold_item(plan_item=piece)
    assert (row.completed, row.completed_ever, row.skipped_s) == (True, True, 300)
