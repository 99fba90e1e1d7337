"""Pages and event batches against the floors of this stack."""

import itertools
import json
import uuid
from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.measure import Figure, against
from bench.people import Listener
from retraining.assessments.models import Response
from retraining.common import clock
from sessions.models import PlanItem
from sessions.tokens import player_token
from tests import cast
from tests.plays import segment
from tests.reporting.crowd import crowd

TODAY_RATIO, TODAY_QUERIES, BATCH_RATIO, CASELOAD_RATIO = 3.0, 8, 3.0, 1.5
ANSWER_RATIO = 4.0


def _get(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)


def today(listener: Listener) -> Iterator[Figure]:
    """Today of somebody in the first week against the empty frame."""
    client = Client()
    client.force_login(listener.user)
    yield against(
        "today / empty signed-in page",
        lambda: _get(client, "/my/"),
        lambda: _get(client, "/my/bench-empty/"),
        target=TODAY_RATIO,
    )
    with CaptureQueriesContext(connection) as queries:
        _get(client, "/my/")
    yield Figure("today queries", len(queries), "queries", target=TODAY_QUERIES)


def batches(listener: Listener) -> Iterator[Figure]:
    """A batch of four segments against one committed row behind the same token."""
    # None whose page is weighed: the floor's row is no event that a player could read.
    item = PlanItem.objects.get(
        participant=listener.item.participant_id, week=1, kind="practice", number=1
    )
    headers = {"X-Player-Token": player_token(item.participant_id, item.pk)}
    client = Client()

    def batch() -> None:
        attempt, now = str(uuid.uuid4()), clock.now()
        events = [segment(attempt, n + 1, now, 15.0 * n, 15.0 * n + 15) for n in range(4)]
        response = client.post(
            f"/my/plan/{item.pk}/events/",
            json.dumps({"events": events, "content_hash": ""}),
            content_type="application/json",
            headers=headers,
        )
        assert response.status_code == 200, response.content

    def row() -> None:
        assert client.post("/my/bench-row/", headers=headers).status_code == 200

    yield against("event batch of 4 / one committed row", batch, row, target=BATCH_RATIO)


def answers(_listener: Listener) -> Iterator[Figure]:
    """Saving one answer of a question page against one committed row of a signed-in person."""
    person = cast.consented("Quinn")
    client = Client()
    client.force_login(person.user)
    place, numbers = "/my/questions/baseline/part/check-in/pain/", itertools.cycle("0123456789")

    def answer() -> None:
        response = client.post(place, {"answer": next(numbers)})
        assert response.status_code == 302, response.content

    answer()
    begun = Response.objects.get(participant=person)

    def row() -> None:
        response = client.post("/my/bench-answer/", {"response": begun.pk})
        assert response.status_code == 302, response.content

    yield against("answer saved / one committed row", answer, row, target=ANSWER_RATIO)


def caseload(_listener: Listener) -> Iterator[Figure]:
    """The first page at 10,000 people against the same at 100, with all queries of the page."""
    clinician = cast.a_member_of_staff("Chris", "clinician")
    client = Client()
    client.force_login(clinician)
    crowd(100)
    few = against("caseload at 100", lambda: _get(client, "/clinic/"), lambda: None, target=0)
    crowd(9_900)
    many = against("caseload at 10,000", lambda: _get(client, "/clinic/"), lambda: None, target=0)
    yield Figure(
        "caseload at 10,000 / at 100",
        many.value,
        "ms",
        floor=few.value,
        ratio=round(many.value / few.value, 2),
        target=CASELOAD_RATIO,
        low=many.low,
        high=many.high,
    )
