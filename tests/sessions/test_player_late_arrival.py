"""What was heard without a connection counts in full when it arrives up to thirty days later."""

from datetime import timedelta

import pytest
from django.test import Client

from retraining.common import clock
from retraining.trials.services.withdrawal import withdraw
from sessions.models import ListeningRecord, PlanItem
from sessions.tokens import player_token
from tests.plays import a_whole_play
from tests.sounds import item_of, started

pytestmark = pytest.mark.django_db


def send(item: PlanItem, events: list[dict], token: str):
    return Client().post(
        f"/my/plan/{item.pk}/events/",
        {"events": events},
        content_type="application/json",
        headers={"X-Player-Token": token},
    )


@pytest.mark.parametrize("days", [8, 29])
def test_a_session_counts_on_the_day_it_was_heard(days: int, real_time_moves) -> None:
    item = item_of(started("Ana", days_ago=1), "practice")
    token = player_token(item.participant_id, item.pk)
    heard_at = clock.now()
    events = a_whole_play(item, begins=heard_at)
    real_time_moves(timedelta(days=days).total_seconds())
    answer = send(item, events, token)
    assert answer.status_code == 200
    assert answer.json()["saved_minutes"] == item.minutes
    record = ListeningRecord.objects.get(plan_item=item)
    assert record.completed
    day = clock.local(heard_at, item.participant.time_zone).date()
    assert record.completed_days == [day.isoformat()]
    assert record.coverage_s == item.minutes * 60


def test_after_thirty_days_the_queue_waits_for_the_next_sign_in(real_time_moves, as_user) -> None:
    ana = started("Ana", days_ago=1)
    item = item_of(ana)
    token = player_token(ana.pk, item.pk)
    events = a_whole_play(item)
    real_time_moves(timedelta(days=31).total_seconds())
    assert send(item, events, token).status_code == 401
    fresh = as_user(ana.user).get(f"/my/plan/{item.pk}/token/").json()["token"]
    assert send(item, events, fresh).json()["saved_minutes"] == item.minutes


def test_what_was_heard_before_stopping_the_sessions_is_still_taken() -> None:
    ana = started("Ana", days_ago=1)
    item = item_of(ana)
    token = player_token(ana.pk, item.pk)
    events = a_whole_play(item, begins=clock.now() - timedelta(hours=2))
    withdraw(participant=ana, level="sessions", reason="", by=ana.user)
    answer = send(item, events, token)
    assert len(answer.json()["held"]) == len(events)
    assert ListeningRecord.objects.get(plan_item=item).completed
