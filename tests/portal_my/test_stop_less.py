"""Less than stopping: fewer messages or none, and samples alone."""

from datetime import timedelta

import pytest
from django.test import Client

from retraining.reminders.models import Message
from retraining.reminders.wanted import objection
from retraining.trials.errors import Refused
from retraining.trials.models import MessageChoice, Participant, ProtocolVersion, Withdrawal
from retraining.trials.selectors import withdrawal_level
from retraining.trials.selectors_stopping import messages_wanted
from retraining.trials.services import withdrawal
from tests.cast import joined
from tests.portal_my.days import browser_of, day_of, item, moment, starting, words

pytestmark = pytest.mark.django_db
MESSAGES, STOP = "/my/messages/", "/my/stop/"


@pytest.fixture
def ana() -> Participant:
    return starting()


@pytest.fixture
def client(ana: Participant) -> Client:
    return browser_of(ana)


def reason(person: Participant, kind: str) -> str | None:
    """Why a message about week 1 stays here; None where it leaves."""
    due = item(person, 1, "core").opens_at + timedelta(hours=6)
    message = Message.objects.create(
        participant=person, occasion="week-1", kind=kind, channel="email", due_at=due
    )
    found = objection(message, moment(day_of(1), "12:00"))
    return found.reason if found else None


@pytest.mark.parametrize(
    ("choice", "first", "second"),
    [("all", None, None), ("fewer", None, "not-wanted"), ("none", "not-wanted", "not-wanted")],
)
def test_what_each_choice_lets_through(
    ana: Participant, client: Client, choice: str, first: str | None, second: str | None
) -> None:
    assert client.post(MESSAGES, {"choice": choice})["Location"] == "/my/details/"
    assert reason(ana, "session") == first
    assert reason(ana, "session-again") == second
    assert withdrawal_level(ana) is None


def test_the_page_shows_what_is_chosen_now(ana: Participant, client: Client) -> None:
    assert messages_wanted(ana) == "all"
    client.post(MESSAGES, {"choice": "none"})
    page = client.get(MESSAGES)
    assert 'value="none" checked' in page.content.decode()
    assert "You still take part, whatever you choose." in words(page)
    client.post(MESSAGES, {"choice": "none"})
    assert MessageChoice.objects.filter(participant=ana).count() == 1


def test_an_unknown_choice_is_refused(ana: Participant, client: Client) -> None:
    assert client.post(MESSAGES, {"choice": "daily"}).status_code == 400
    with pytest.raises(Refused):
        withdrawal.choose_messages(participant=ana, choice="daily", by=ana.user)
    assert not MessageChoice.objects.filter(participant=ana).exists()


@pytest.fixture
def with_samples() -> Participant:
    """Somebody in a trial that takes samples."""
    person = joined()
    old = person.version
    content = {**old.content, "trial": {**old.content["trial"], "samples": True}}
    version = ProtocolVersion.objects.create(
        trial=old.trial, number=old.number + 1, sha256="0" * 64, content=content
    )
    person.version = version
    person.save()
    return person


def test_samples_alone_can_be_destroyed_and_nothing_else_stops(with_samples: Participant) -> None:
    client = browser_of(with_samples)
    page = client.post(STOP, {"samples": "on"})
    assert "Destroy the samples that you gave?" in words(page)
    assert "Once samples are destroyed, that cannot be undone." in words(page)
    client.post(STOP, {"samples": "on", "level": "", "sure": "1"})
    row = Withdrawal.objects.get(participant=with_samples)
    assert (row.level, row.samples) == ("", True)
    assert withdrawal_level(with_samples) is None
    assert "going to be destroyed" in words(client.get("/my/stop/done/"))
    assert "Destroy the samples" not in words(client.get(STOP))


def test_a_later_stop_keeps_the_wish_about_samples(with_samples: Participant) -> None:
    own = with_samples.user
    withdrawal.withdraw(participant=with_samples, level="", samples=True, reason="", by=own)
    row = withdrawal.withdraw(participant=with_samples, level="sessions", reason="", by=own)
    assert (row.level, row.samples) == ("sessions", True)
    back = withdrawal.undo(participant=with_samples, seen=row.pk, by=own)
    assert (back.level, back.samples) == ("", True)
