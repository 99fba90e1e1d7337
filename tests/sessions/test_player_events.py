"""Where play events come in: the token, the answers, and nothing lost or taken twice."""

import json
import time
import uuid
from typing import Any

import pytest
from django.core.signing import TimestampSigner, b62_encode
from django.test import Client

from retraining.audit.models import AuditEntry
from retraining.common import clock
from sessions.models import ListeningRecord, PlanItem, PlayEvent
from sessions.tokens import player_token
from tests.plays import a_play, a_whole_play, event
from tests.sounds import item_of, started

pytestmark = pytest.mark.django_db
HASH = "ab" * 32


@pytest.fixture
def item() -> PlanItem:
    return item_of(started("Ana"))


def token_of(item: PlanItem) -> str:
    return player_token(item.participant_id, item.pk)


def old_token(item: PlanItem, days: float) -> str:
    class Earlier(TimestampSigner):
        def timestamp(self) -> str:
            return b62_encode(int(time.time() - days * 86_400))

    return Earlier(salt="sessions.player").sign(f"{item.participant_id}:{item.pk}")


def send(item: PlanItem, events: Any, *, token: str | None = None, client: Client | None = None):
    headers = {"X-Player-Token": token_of(item) if token is None else token}
    return (client or Client(enforce_csrf_checks=True)).post(
        f"/my/plan/{item.pk}/events/",
        json.dumps({"events": events, "content_hash": HASH}),
        content_type="application/json",
        headers=headers,
    )


def test_a_batch_is_kept_and_named(item: PlanItem) -> None:
    events = a_play(item, 400.0)
    response = send(item, events)
    assert response.status_code == 200
    assert response.json() == {
        "held": [e["id"] for e in events],
        "saved_minutes": 6,
        "signed_in": False,
    }
    rows = PlayEvent.objects.filter(plan_item=item)
    assert {row.content_hash for row in rows} == {HASH}
    assert {row.delivery for row in rows} == {"audio"}


def test_sent_again_mixed_and_in_pieces_nothing_changes(item: PlanItem) -> None:
    events = a_play(item, 400.0)
    send(item, events[2:])
    send(item, list(reversed(events)))
    again = send(item, events)
    assert sorted(again.json()["held"]) == sorted(e["id"] for e in events)
    assert PlayEvent.objects.filter(plan_item=item).count() == len(events)
    assert ListeningRecord.objects.get(plan_item=item).coverage_s == 400.0


def test_a_whole_play_completes_and_a_jump_to_the_end_does_not(item: PlanItem) -> None:
    attempt, now = str(uuid.uuid4()), clock.now()
    jump = [
        event(attempt, 1, "started", now),
        event(attempt, 2, "seek", now, **{"from": 0.0, "to": 1499.0, "source": "other"}),
        event(attempt, 3, "segment", now,
              **{"from": 1499.0, "to": 1500.0, "mono_ms": 1000, "rate": 1.0}),
        event(attempt, 4, "ended", now),
    ]  # fmt: skip
    assert send(item, jump).json()["saved_minutes"] == 0
    record = ListeningRecord.objects.get(plan_item=item)
    assert (record.completed, record.coverage_s, record.skipped_s) == (False, 1.0, 1499.0)
    assert send(item, a_whole_play(item)).json()["saved_minutes"] == 25
    record.refresh_from_db()
    assert record.completed


def test_the_token_still_works_when_nobody_is_signed_in(item: PlanItem, as_user) -> None:
    assert send(item, a_play(item, 20.0), client=Client()).json()["signed_in"] is False
    signed_in = as_user(item.participant.user)
    assert send(item, a_play(item, 20.0), client=signed_in).json()["signed_in"] is True


@pytest.mark.parametrize("days", [31, 400])
def test_an_old_token_is_refused(item: PlanItem, days: int) -> None:
    assert send(item, a_play(item, 20.0), token=old_token(item, days)).status_code == 401
    assert send(item, a_play(item, 20.0), token=old_token(item, 29)).status_code == 200


@pytest.mark.parametrize("token", ["", "x", "1:2", "1:2:abc:def"])
def test_no_token_or_a_forged_one(item: PlanItem, token: str) -> None:
    response = send(item, a_play(item, 20.0), token=token)
    assert response.status_code == 401
    assert response.json() == {"error": "sign in"}
    assert not PlayEvent.objects.exists()


def test_a_token_covers_one_person_and_one_item(item: PlanItem) -> None:
    practice = item_of(item.participant, "practice")
    bea = item_of(started("Bea", "leeds"))
    events = a_play(item, 20.0)
    assert send(item, events, token=token_of(practice)).status_code == 404
    assert send(item, events, token=token_of(bea)).status_code == 404
    crossed = player_token(bea.participant_id, item.pk)
    assert send(item, events, token=crossed).status_code == 404
    assert not PlayEvent.objects.exists()


def test_ids_of_somebody_else_are_not_said_to_be_held(item: PlanItem) -> None:
    bea = item_of(started("Bea", "leeds"))
    events = a_play(bea, 20.0)
    send(bea, events)
    assert send(item, events).json()["held"] == []
    assert PlayEvent.objects.filter(plan_item=item).count() == 0


def test_one_bad_event_is_named_and_nothing_is_kept(item: PlanItem) -> None:
    events = a_play(item, 400.0)
    events[1] = {**events[1], "rate": "fast"}
    response = send(item, events)
    assert response.status_code == 422
    assert response.json()["index"] == 1
    assert not PlayEvent.objects.exists()


@pytest.mark.parametrize("wall", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_clock_outside_the_calendar_is_named(item: PlanItem, wall: str) -> None:
    events = [{**a_play(item, 20.0)[0], "wall": wall}]
    assert send(item, events).status_code == 422


def test_what_is_no_batch(item: PlanItem) -> None:
    address = f"/my/plan/{item.pk}/events/"
    headers = {"X-Player-Token": token_of(item)}
    for body in (b"", b"{", b"[]", b'{"events": [{"note": "\\u0000"}]}', b"\xff"):
        response = Client().post(address, body, content_type="application/json", headers=headers)
        assert response.status_code == 400, body
    large = b'{"events": [], "x": "' + b"y" * 66_000 + b'"}'
    response = Client().post(address, large, content_type="application/json", headers=headers)
    assert response.status_code == 413
    assert Client().get(address).status_code == 405


def test_more_events_than_a_player_sends(item: PlanItem) -> None:
    many = [{"id": str(n)} for n in range(501)]
    assert send(item, many).status_code == 413


def test_start_and_completion_are_the_two_audit_entries(item: PlanItem) -> None:
    before = AuditEntry.objects.count()
    send(item, a_whole_play(item))
    send(item, a_play(item, 20.0)[1:])
    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)[before:]
    assert list(actions) == ["listening.started", "listening.completed"]


def test_a_fresh_token_for_whoever_is_signed_in(item: PlanItem, as_user) -> None:
    address = f"/my/plan/{item.pk}/token/"
    fresh = as_user(item.participant.user).get(address).json()["token"]
    assert send(item, a_play(item, 20.0), token=fresh).status_code == 200
    json_only = {"accept": "application/json"}
    assert Client().get(address, headers=json_only).status_code == 401
    bea = started("Bea", "leeds")
    assert as_user(bea.user).get(address, headers=json_only).status_code == 404


def test_an_arriving_batch_asks_the_database_little(
    item: PlanItem, django_assert_max_num_queries
) -> None:
    events = a_play(item, 900.0)[1:4]
    with django_assert_max_num_queries(7):  # two of them open and close the transaction
        assert send(item, events).status_code == 200
