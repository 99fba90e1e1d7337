"""One person, two devices at once: both are kept, and neither time nor minutes count twice."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from retraining.common import clock
from sessions.models import ListeningRecord, PlayEvent
from sessions.tokens import player_token
from tests.plays import a_play, event, segment
from tests.sounds import item_of, started

pytestmark = pytest.mark.django_db


def test_two_devices_at_once() -> None:
    item = item_of(started("Ana"))
    begins = clock.now()
    phone = a_play(item, 600.0, begins=begins)
    tablet = a_play(item, 600.0, begins=begins + timedelta(minutes=4))
    with clock.at(begins + timedelta(hours=1)):
        for batch in (phone, tablet, phone):  # the phone sends once more what it was not sure of
            response = Client().post(
                f"/my/plan/{item.pk}/events/",
                json.dumps({"events": batch}),
                content_type="application/json",
                headers={"X-Player-Token": player_token(item.participant_id, item.pk)},
            )
            assert response.status_code == 200
    assert PlayEvent.objects.filter(plan_item=item).count() == len(phone) + len(tablet)
    record = ListeningRecord.objects.get(plan_item=item)
    assert record.coverage_s == 600.0  # the same ten minutes
    assert record.play_s == 1200.0  # sound ran in two places
    assert record.dwell_s == 14 * 60  # from the first to the last moment, once
    assert record.reheard_s == 600.0
    assert record.flags == ["overlap"]


def test_a_clock_that_jumps_in_the_middle() -> None:
    """The sound's own clock counts; the phone's is a hint, and a wrong one is flagged."""
    item = item_of(started("Ana"))
    begins = clock.now()
    events = a_play(item, 300.0, begins=begins)
    attempt = events[0]["attempt"]
    yesterday = begins - timedelta(days=1)
    events[-1:] = [
        segment(attempt, 9, yesterday, 300.0, 600.0),
        event(attempt, 10, "stopped", yesterday + timedelta(seconds=300)),
    ]
    with clock.at(begins + timedelta(hours=1)):
        Client().post(
            f"/my/plan/{item.pk}/events/",
            json.dumps({"events": events}),
            content_type="application/json",
            headers={"X-Player-Token": player_token(item.participant_id, item.pk)},
        )
    record = ListeningRecord.objects.get(plan_item=item)
    assert record.coverage_s == 600.0
    assert "clock-back" in record.flags
    assert record.dwell_s < 3600
