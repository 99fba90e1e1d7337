"""A worker killed while it sends: the doubt is visible, and nothing goes twice."""

import asyncio
import contextvars
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from socket import socket

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.core import mail
from django.core.mail import get_connection
from django.db import connection

from retraining.common import clock
from retraining.reminders import services
from retraining.reminders.models import Message, MessageState, State
from tests.cast import invited, randomised
from tests.reminders.moments import on_day, queued

pytestmark = pytest.mark.proof


class Mute:
    """Takes the mail's text and then never answers, so that the sender hangs in the middle."""

    def __init__(self) -> None:
        self.has_text = threading.Event()

    async def handle_DATA(self, _server: object, _session: object, _envelope: object) -> str:
        self.has_text.set()
        await asyncio.Event().wait()
        return "250 never"


@pytest.fixture
def mute_mail_server() -> Iterator[tuple[int, threading.Event]]:
    """A mail server that hangs once it has the text."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    handler = Mute()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield port, handler.has_text
    controller.stop()


def sweeper(database: str, port: int) -> subprocess.Popen[bytes]:
    """A process of its own that runs the sweep once."""
    code = "import django; django.setup(); from retraining.reminders.services import sweep; sweep()"
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "retraining.settings.test",
        "DATABASE_URL": settings.TEST_DATABASE_URL.replace("/retraining?", f"/{database}?"),
        "TEST_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(port),
    }
    return subprocess.Popen([sys.executable, "-c", code], env=env)


def test_a_killed_worker_leaves_unknown_and_never_a_second_mail(
    committed_db: str, mute_mail_server: tuple[int, threading.Event]
) -> None:
    port, has_text = mute_mail_server
    invited("Ana")
    process = sweeper(committed_db, port)
    assert has_text.wait(30)
    process.send_signal(signal.SIGKILL)
    process.wait()
    message = Message.objects.get(kind="invitation")
    assert [s.state for s in message.states.all()] == [State.CLAIMED]
    services.sweep()  # another worker, at once: the claim holds
    assert [s.state for s in message.states.all()] == [State.CLAIMED]
    with clock.at(clock.now() + services.CLAIM_LASTS * 2):
        services.sweep()
    states = MessageState.objects.filter(message=message).order_by("pk")
    assert [s.state for s in states] == [State.CLAIMED, State.UNKNOWN]


def test_twenty_workers_send_one_mail(committed_db: str) -> None:
    invited("Ana")
    services.queue_what_is_due()
    number = Message.objects.get(kind="invitation").pk
    ends = at_once([lambda: services.deliver(number, get_connection())] * 20)
    assert sorted(ends) == [""] * 19 + [State.SENT]
    assert len(mail.outbox) == 1


def at_once(works: list[Callable[[], str | None]]) -> list[str | None]:
    """Run each in a thread of its own, all from the same moment of the trial's clock."""
    start = threading.Barrier(len(works))
    ends: list[str | None] = []

    def run(work: Callable[[], str | None]) -> None:
        start.wait()
        ends.append(work())
        connection.close()

    threads = [
        threading.Thread(target=contextvars.copy_context().run, args=(run, work)) for work in works
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


PEOPLE = ("Ana", "Bea", "Cleo", "Dora", "Eva", "Flo")


@pytest.fixture
def two_due_each(committed_db: str) -> Iterator[list[tuple[int, int]]]:
    """Day 7 at 10:01, with two wanted messages for each of six people."""
    people = [randomised(name) for name in PEOPLE]
    with on_day(people[0], 7):
        yield [
            (queued(p, "session-again", "week-1").pk, queued(p, "check-in", "week-1").pk)
            for p in people
        ]


def test_two_workers_with_a_message_each_keep_to_one_a_day(
    two_due_each: list[tuple[int, int]],
) -> None:
    for pair in two_due_each:
        ends = at_once([partial(services.deliver, number, get_connection()) for number in pair])
        assert ends.count(State.SENT) <= 1
        assert set(ends) <= {State.SENT, State.WAITS}  # neither is lost


def test_eight_sweeps_at_once_send_one_a_day_to_each(
    two_due_each: list[tuple[int, int]],
) -> None:
    at_once([services.sweep] * 8)
    assert sorted(sent.to[0] for sent in mail.outbox) == [
        f"{name.lower()}@people.example" for name in PEOPLE
    ]
