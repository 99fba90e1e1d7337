"""A real worker on a real broker sends a reminder through a real mail server, once."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from email.message import Message as Mail
from socket import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from celery import current_app
from django.conf import settings

from retraining.common import clock
from retraining.reminders.models import MessageState, State
from retraining.trials.models import Participant
from tests.cast import randomised

WITHIN_S = 60


class Sink(MessageHandler):
    """Keeps every mail and tells when one arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[Mail] = []
        self.arrived = threading.Condition()

    def handle_message(self, message: Mail) -> None:
        with self.arrived:
            self.mails.append(message)
            self.arrived.notify_all()

    def wait_for(self, number: int) -> bool:
        """Whether that many mails arrive in time."""
        with self.arrived:
            return self.arrived.wait_for(lambda: len(self.mails) >= number, WITHIN_S)


@pytest.fixture
def sink() -> Iterator[tuple[Sink, int]]:
    """A mail server on a free port of this machine."""
    handler = Sink()
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


@pytest.fixture
def worker(committed_db: str, sink: tuple[Sink, int]) -> Iterator[subprocess.Popen[bytes]]:
    """A Celery worker of its own queue, on this test's database and mail server."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "retraining.settings.test",
        "DATABASE_URL": settings.TEST_DATABASE_URL.replace("/retraining?", f"/{committed_db}?"),
        "TEST_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(sink[1]),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "retraining.celery", "worker", "-Q", committed_db,
         "-c", "2", "-l", "warning", "--without-gossip", "--without-mingle"],
        env=env,
    )  # fmt: skip
    yield process
    process.terminate()
    process.wait(20)


def zone_where_it_is_noon() -> str:
    """A zone whose clocks show 12 now, so that a message is due by day whenever this test runs."""
    shift = 12 - clock.real_now().hour
    return f"Etc/GMT{-shift:+d}" if shift else "Etc/GMT"


def ana_whose_first_day_is_today() -> Participant:
    zone = zone_where_it_is_noon()
    with clock.at(clock.real_now() - timedelta(days=1)):
        person = randomised("Ana")
    Participant.objects.filter(pk=person.pk).update(time_zone=zone, message_hour=11)
    return person


def test_the_worker_sends_the_weeks_reminder_once(
    worker: subprocess.Popen[bytes], sink: tuple[Sink, int], committed_db: str
) -> None:
    handler, _port = sink
    ana_whose_first_day_is_today()
    for _ in range(3):  # three wake-ups, two worker processes, one mail
        current_app.send_task("reminders.sweep", queue=committed_db)
    assert handler.wait_for(1)
    current_app.send_task("reminders.sweep", queue=committed_db)
    done = threading.Event()
    done.wait(3)  # what must not come needs a moment to show that it does not
    subjects = [mail["Subject"] for mail in handler.mails]
    assert subjects.count("This week is open") == 1
    assert MessageState.objects.filter(message__kind="session", state=State.SENT).count() == 1
