"""Nobody writes to a person whose identity was erased, and nothing is tried for ever."""

import logging

import pytest
from django.core import mail

from retraining.common import sealing
from retraining.reminders import services
from retraining.reminders.models import Message, State
from retraining.trials.models import Participant
from retraining.trials.services import identity
from tests.cast import invited, max_the_manager, randomised
from tests.reminders.moments import on_day, steps_of

pytestmark = pytest.mark.django_db


def erase(person: Participant) -> None:
    identity.erase(participant=person, by=max_the_manager(), reason="asked for it")


def test_nothing_is_found_for_somebody_who_was_erased(caplog: pytest.LogCaptureFixture) -> None:
    person = randomised("Ana")
    erase(person)
    before = Message.objects.count()
    with on_day(person, 1):
        services.sweep()
        services.sweep_for(participant=person)
    assert Message.objects.count() == before
    assert mail.outbox == []
    assert not caplog.records


def test_an_open_invitation_of_somebody_who_was_erased_is_not_mailed() -> None:
    person = invited("Ana")
    erase(person)
    services.sweep()
    assert not Message.objects.filter(participant=person).exists()


def test_a_message_in_the_outbox_is_cancelled_for_good(caplog: pytest.LogCaptureFixture) -> None:
    person = randomised("Ana")
    with on_day(person, 1):
        services.queue_what_is_due()
        erase(person)
        services.sweep()
        services.sweep()
    message = Message.objects.get(participant=person, kind="session")
    assert steps_of(message) == [State.CLAIMED, State.CANCELLED]
    assert message.states.latest("pk").detail == "erased"
    assert mail.outbox == []
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]


def test_a_wrong_key_of_the_install_cancels_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = randomised("Ana")
    with on_day(person, 1):
        services.queue_what_is_due()
        with monkeypatch.context() as wrong:
            wrong.setattr(sealing, "environment_key", lambda _name: b"0" * 32)
            services.sweep()
        assert steps_of(Message.objects.get(kind="session")) == []
        services.sweep()
    assert [sent.subject for sent in mail.outbox] == ["This week is open"]
