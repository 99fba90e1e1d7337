"""A thousand people listen at once: each sends a batch every fifteen seconds, for a minute."""

import http.client
import json
import statistics
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.db import connection

from bench.measure import Figure
from bench.people import Listener
from bench.serving import served
from retraining.common import clock
from sessions.models import PlanItem, PlayEvent
from sessions.tokens import player_token
from tests.plays import event, segment
from tests.reporting.crowd import crowd

PEOPLE, EVERY_S, ROUNDS, P95_MS = 1000, 15.0, 4, 50.0
ITEMS = """
insert into guided_sessions_plan_item
  (recorded_at, participant_id, week, kind, number, minutes, planned_at)
select now(), p.id, 1, 'core', 1, 25, now() - interval '1 day'
from trials_participant p
where not exists (select from guided_sessions_plan_item i where i.participant_id = p.id)
order by p.id limit %(people)s
"""


@dataclass
class Phone:
    """One simulated player."""

    item: int
    token: str
    attempt: str = field(default_factory=lambda: str(uuid.uuid4()))
    seq: int = 0

    def batch(self, number: int) -> str:
        """The events of one round: the last fifteen seconds of sound."""
        now, events = clock.now(), []
        if number == 0:
            events.append(self._next(lambda n: event(self.attempt, n, "started", now, at=0.0)))
        start = number * EVERY_S
        events.append(self._next(lambda n: segment(self.attempt, n, now, start, start + EVERY_S)))
        return json.dumps({"events": events, "content_hash": ""})

    def _next(self, make):  # type: ignore[no-untyped-def]
        self.seq += 1
        return make(self.seq)


def listeners(_listener: Listener) -> Iterator[Figure]:
    """How long a batch takes from the moment it is due, and how many events were lost."""
    crowd(PEOPLE)
    with connection.cursor() as cursor:
        cursor.execute(ITEMS, {"people": PEOPLE})
    rows = PlanItem.objects.filter(kind="core").exclude(participant__user__isnull=False)
    phones = [Phone(pk, player_token(who, pk)) for pk, who in rows.values_list("pk", "participant")]
    phones = phones[:PEOPLE]
    before = PlayEvent.objects.count()
    with served() as address:
        waits, failures = _run(phones, address)
    kept = PlayEvent.objects.count() - before
    sent = sum(phone.seq for phone in phones)
    tenths = statistics.quantiles(waits, n=100)
    yield Figure(
        f"event batch of {len(phones)} listeners, 95th percentile",
        round(tenths[94] * 1000, 1),
        "ms",
        target=P95_MS,
        low=round(tenths[49] * 1000, 1),
        high=round(max(waits) * 1000, 1),
    )
    lost = sent - kept
    yield Figure("events of the listeners that were lost", lost, "events", target=0)
    yield Figure("batches that were refused", failures, "batches", target=0)


def _run(phones: list[Phone], address: str) -> tuple[list[float], int]:
    """Send all batches when they are due; seconds of each, and how many were refused."""
    local = threading.local()
    host = urlsplit(address).netloc
    gate = threading.Event()
    waits: list[float] = []
    failures: list[int] = []

    def send(phone: Phone, number: int, due: float) -> None:
        if not hasattr(local, "line"):
            local.line = http.client.HTTPConnection(host, timeout=30)
        headers = {"X-Player-Token": phone.token, "Content-Type": "application/json"}
        local.line.request("POST", f"/my/plan/{phone.item}/events/", phone.batch(number), headers)
        response = local.line.getresponse()
        response.read()
        waits.append(time.monotonic() - due)
        if response.status != 200:
            failures.append(response.status)

    begins = time.monotonic() + 1
    step = EVERY_S / len(phones)
    with ThreadPoolExecutor(24) as pool:
        for number in range(ROUNDS):
            for place, phone in enumerate(phones):
                due = begins + number * EVERY_S + place * step
                gate.wait(max(0.0, due - time.monotonic()))
                pool.submit(send, phone, number, due)
    return waits, len(failures)
