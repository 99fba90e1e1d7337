"""Taking events in: replays are inert, batches take turns, a wrong clock moves no day."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from retraining.audit.models import AuditEntry
from retraining.common import clock
from sessions import selectors
from sessions.listening_rules import DEFAULT_RULE
from sessions.models import ListeningRecord, PlanItem, PlayEvent
from sessions.services import listening
from tests.cast import randomised
from tests.plays import a_play, a_whole_play


def an_open_item(kind: str = "short") -> PlanItem:
    """A piece of week 1, on the evening of its first day."""
    person = randomised("Ana")
    return PlanItem.objects.select_related("participant__version").get(
        participant=person, week=1, kind=kind
    )


def that_evening(item: PlanItem) -> object:
    return clock.at(item.opens_at + timedelta(hours=14))


@pytest.mark.django_db
def test_a_replayed_batch_adds_neither_event_nor_audit_entry() -> None:
    item = an_open_item()
    with that_evening(item):
        events = a_whole_play(item)
        for _ in range(3):
            held = listening.append_events(plan_item=item, events=events)
            assert sorted(held.ids) == sorted(event["id"] for event in events)
    assert PlayEvent.objects.filter(plan_item=item).count() == len(events)
    assert AuditEntry.objects.filter(action="listening.started").count() == 1


@pytest.mark.django_db
def test_a_clock_from_the_future_puts_nothing_on_a_day_that_has_not_come() -> None:
    item = an_open_item()
    with that_evening(item):
        wrong = clock.now() + timedelta(days=2000)
        listening.receive(plan_item=item, events=a_whole_play(item, begins=wrong))
        today = clock.local_date(item.participant.time_zone).isoformat()
        now = clock.now()
    record = ListeningRecord.objects.get(plan_item=item)
    assert record.completed_days == [today]
    assert record.last_at <= now


@pytest.mark.django_db
def test_a_clock_from_the_past_puts_nothing_before_the_first_day() -> None:
    item = an_open_item()
    with that_evening(item):
        wrong = clock.now() - timedelta(days=9000)
        listening.receive(plan_item=item, events=a_whole_play(item, begins=wrong))
    record = ListeningRecord.objects.get(plan_item=item)
    assert record.first_at == item.opens_at


@pytest.mark.django_db
def test_a_new_rule_finds_everything_to_fold_and_adds_beside() -> None:
    item = an_open_item()
    with that_evening(item):
        listening.receive(plan_item=item, events=a_whole_play(item))
    assert list(selectors.items_to_fold(DEFAULT_RULE)) == []
    assert list(selectors.items_to_fold("another")) == [item]


@pytest.mark.django_db
def test_one_record_that_cannot_be_folded_does_not_hold_up_the_others(monkeypatch) -> None:
    item = an_open_item()
    other = PlanItem.objects.get(participant=item.participant, week=1, kind="core")
    with that_evening(item):
        listening.append_events(plan_item=item, events=a_play(item, 60))
        listening.append_events(plan_item=other, events=a_play(other, 60))
    real = listening.folded

    def broken(plan_item: PlanItem, *rest: object) -> object:
        if plan_item == item:
            raise ValueError("a row that cannot be read")
        return real(plan_item, *rest)

    monkeypatch.setattr(listening, "folded", broken)
    listening.fold_waiting()
    assert ListeningRecord.objects.filter(plan_item=other).exists()
    assert not ListeningRecord.objects.filter(plan_item=item).exists()


def test_a_batch_that_is_slow_to_commit_is_not_passed_over(committed_db: str) -> None:
    item = an_open_item("core")
    events = a_play(item, 60)
    wrote, finish = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            listening.append_events(plan_item=item, events=events[:1])
            wrote.set()
            finish.wait(1.0)
        connection.close()

    with that_evening(item):
        thread = threading.Thread(target=slow)
        thread.start()
        wrote.wait(20)
        listening.append_events(plan_item=item, events=events[1:])
        listening.fold_item(plan_item=item)
        finish.set()
        thread.join()
        listening.fold_waiting()
    record = ListeningRecord.objects.get(plan_item=item)
    assert record.coverage_s == 60
    assert record.last_event_id == PlayEvent.objects.order_by("-pk").first().pk


def test_one_batch_sent_twice_at_once_in_opposite_order_does_not_deadlock(
    committed_db: str,
) -> None:
    item = an_open_item("core")
    errors: list[Exception] = []
    for _ in range(5):
        events = [event for n in range(20) for event in a_play(item, 30 + n)]
        start = threading.Barrier(2)

        def send(batch: list[dict[str, object]], start: threading.Barrier = start) -> None:
            start.wait()
            try:
                listening.append_events(plan_item=item, events=batch)
            except Exception as error:
                errors.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=send, args=(batch,)) for batch in (events, events[::-1])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert errors == []
