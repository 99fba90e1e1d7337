"""What a mail server answers decides: tried again later, failed, or in doubt; never two mails."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from socket import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from retraining.common import clock
from retraining.reminders import post, services
from retraining.reminders.models import Message, MessageState, State
from tests.cast import invited
from tests.reminders.moments import steps_of

pytestmark = pytest.mark.django_db
MINUTES = range(1, 181, 4)


class Clerk:
    """A mail server that answers as it is told, and takes everything once it was told all."""

    def __init__(self) -> None:
        self.at_recipient: list[str] = []
        self.at_data: list[str] = []
        self.after_text: list[str] = []
        self.hang_up_after: set[int] = set()  # numbers of mails taken after which it hangs up
        self.taken: list[str] = []
        self.connections = 0

    async def handle_EHLO(
        self, _server: SMTP, session: Session, _envelope: Envelope, host: str, answers: list[str]
    ) -> list[str]:
        session.host_name = host
        self.connections += 1
        return answers

    async def handle_RCPT(
        self, server: SMTP, _session: Session, envelope: Envelope, to: str, _options: list[str]
    ) -> str:
        answer = self.at_recipient.pop(0) if self.at_recipient else "250 OK"
        if answer == "hang up":
            server.transport.abort()
        if answer.startswith("250"):
            envelope.rcpt_tos.append(to)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        answer = self.after_text.pop(0) if self.after_text else "250 OK"
        if answer.startswith("250"):
            self.taken += envelope.rcpt_tos
        if len(self.taken) in self.hang_up_after:
            asyncio.get_running_loop().call_soon(server.transport.close)  # after this answer
        return answer


class Desk(SMTP):
    """Lets the clerk refuse the command DATA itself, before any text."""

    async def smtp_DATA(self, arg: str) -> None:
        answers = self.event_handler.at_data
        if answers:
            await self.push(answers.pop(0))
        else:
            await super().smtp_DATA(arg)


class Office(Controller):
    """The server around a clerk."""

    def factory(self) -> SMTP:
        return Desk(self.handler, **self.SMTP_kwargs)


@pytest.fixture
def clerk(settings: object) -> Iterator[Clerk]:
    """A mail server on a free port of this machine, to which the sweep sends."""
    handler = Clerk()
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Office(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port  # type: ignore[attr-defined]
    yield handler
    controller.stop()


def sweeps_until_it_ends(message: Message, begin: datetime) -> datetime:
    """Sweep every four minutes until the message is no longer put off; when that was."""
    for minute in MINUTES:
        with clock.at(begin + timedelta(minutes=minute)):
            services.sweep()
        if steps_of(message)[-1] != State.DEFERRED:
            return begin + timedelta(minutes=minute)
    raise AssertionError("it never ends")


def the_message() -> Message:
    return Message.objects.get(kind="invitation")


@pytest.mark.parametrize("answer", ["450 4.2.0 greylisted", "421 4.3.2 busy", "452 4.2.2 full"])
def test_a_refusal_for_now_at_the_recipient_is_tried_again(clerk: Clerk, answer: str) -> None:
    invited("Ana")
    clerk.at_recipient = [answer]
    begin = clock.now()
    services.sweep()
    services.sweep()  # at once: it is not yet time
    message = the_message()
    assert steps_of(message) == [State.CLAIMED, State.DEFERRED]
    end = sweeps_until_it_ends(message, begin)
    assert steps_of(message) == [State.CLAIMED, State.DEFERRED, State.CLAIMED, State.SENT]
    assert timedelta(minutes=2) <= end - begin <= timedelta(minutes=30)
    assert clerk.taken == ["ana@people.example"]


def test_a_refusal_for_now_after_the_text_is_tried_again(clerk: Clerk) -> None:
    invited("Ana")
    clerk.after_text = ["451 4.7.1 later"]
    begin = clock.now()
    services.sweep()
    assert steps_of(the_message()) == [State.CLAIMED, State.DEFERRED]
    sweeps_until_it_ends(the_message(), begin)
    assert clerk.taken == ["ana@people.example"]


def test_a_refused_command_spoils_nothing_for_the_next_mail(clerk: Clerk) -> None:
    for name in ("Ana", "Bea"):
        invited(name)
    clerk.at_data = ["451 later"]
    services.sweep()
    first, second = Message.objects.filter(kind="invitation").order_by("pk")
    assert steps_of(first) == [State.CLAIMED, State.DEFERRED]
    assert steps_of(second) == [State.CLAIMED, State.SENT]


@pytest.mark.parametrize("place", ["at_recipient", "after_text"])
def test_a_refusal_for_good_fails(clerk: Clerk, place: str) -> None:
    invited("Ana")
    setattr(clerk, place, ["550 5.1.1 nobody here"])
    services.sweep()
    with clock.at(clock.now() + timedelta(hours=3)):
        services.sweep()
    assert steps_of(the_message()) == [State.CLAIMED, State.FAILED]
    assert clerk.taken == []


def test_after_four_attempts_it_has_failed(clerk: Clerk) -> None:
    invited("Ana")
    clerk.at_recipient = ["450 later"] * 100
    begin = clock.now()
    services.sweep()
    sweeps_until_it_ends(the_message(), begin)
    tries = [State.CLAIMED, State.DEFERRED] * 3
    assert steps_of(the_message()) == [*tries, State.CLAIMED, State.FAILED]
    assert [step.attempt for step in the_message().states.order_by("pk")] == [
        1,
        1,
        2,
        2,
        3,
        3,
        4,
        4,
    ]


def test_a_server_that_says_421_is_asked_anew_for_the_next_mail(clerk: Clerk) -> None:
    for name in ("Ana", "Bea"):
        invited(name)
    clerk.at_recipient = ["421 closing"]
    services.sweep()
    assert clerk.taken == ["bea@people.example"]
    assert clerk.connections == 2


def test_a_server_that_hangs_up_between_mails_costs_no_mail(clerk: Clerk) -> None:
    for name in ("Ana", "Bea", "Cleo"):
        invited(name)
    clerk.hang_up_after = {1, 2}
    services.sweep()
    assert clerk.taken == [f"{name}@people.example" for name in ("ana", "bea", "cleo")]
    assert not MessageState.objects.filter(state=State.UNKNOWN).exists()


def test_a_server_that_hangs_up_within_a_mail_leaves_a_doubt_at_once(clerk: Clerk) -> None:
    for name in ("Ana", "Bea"):
        invited(name)
    clerk.at_recipient = ["hang up"]
    services.sweep()
    first, second = Message.objects.filter(kind="invitation").order_by("pk")
    assert steps_of(first) == [State.CLAIMED, State.UNKNOWN]
    assert steps_of(second) == [State.CLAIMED, State.SENT]
    with clock.at(clock.now() + timedelta(hours=3)):
        services.sweep()
    assert clerk.taken == ["bea@people.example"]


def test_two_doubts_end_the_sweep(clerk: Clerk) -> None:
    for name in ("Ana", "Bea", "Cleo", "Dora"):
        invited(name)
    clerk.at_recipient = ["hang up"] * 100
    services.sweep()
    assert MessageState.objects.filter(state=State.UNKNOWN).count() == 2
    assert MessageState.objects.filter(state=State.CLAIMED).count() == 2  # the others wait


def test_a_connection_is_renewed_after_some_mails(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert post.MAILS_A_CONNECTION == 50
    monkeypatch.setattr(post, "MAILS_A_CONNECTION", 2)
    for name in ("Ana", "Bea", "Cleo", "Dora", "Eva"):
        invited(name)
    services.sweep()
    assert len(clerk.taken) == 5
    assert clerk.connections == 3


def test_a_worker_that_dies_in_a_later_attempt_leaves_unknown(clerk: Clerk) -> None:
    invited("Ana")
    clerk.at_recipient = ["450 later"]
    services.sweep()
    message = the_message()
    later = clock.now() + timedelta(minutes=20)
    MessageState.objects.create(message=message, attempt=2, state=State.CLAIMED, at=later)
    with clock.at(later + services.CLAIM_LASTS + timedelta(minutes=1)):
        services.sweep()
        services.sweep()
    assert steps_of(message) == [State.CLAIMED, State.DEFERRED, State.CLAIMED, State.UNKNOWN]
    assert clerk.taken == []
