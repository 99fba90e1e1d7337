"""The sweep: one mail per occasion, none where it is not wanted, every step written down."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from retraining.assessments.services import answer_all
from retraining.common import clock
from retraining.reminders import services
from retraining.reminders.models import Message, MessageState, State
from retraining.trials.models import Participant
from retraining.trials.services import invitations, withdrawal
from sessions.models import PlanItem
from sessions.services.listening import append_events, fold_item
from tests.cast import CALM_WEEK, invited, max_the_manager, randomised
from tests.plays import a_whole_play

pytestmark = pytest.mark.django_db


def first_morning(person: Participant, days: int = 0) -> object:
    """A moment just after the person's hour on a day of the programme."""
    wall = clock.from_wall(
        person.chosen_start + timedelta(days=days),
        clock.local(clock.now(), person.time_zone).time().replace(hour=10, minute=1),
        person.time_zone,
    )
    return clock.at(wall)


def subjects() -> list[str]:
    return [m.subject for m in mail.outbox]


def test_an_invitation_is_mailed_once_with_a_link_that_works() -> None:
    person = invited("Ana")
    services.sweep()
    services.sweep()
    assert subjects() == ["Your invitation"]
    body = mail.outbox[0].body
    token = body.split("/invite/")[1].split("/")[0]
    assert invitations.find(token).participant == person
    assert mail.outbox[0].to == ["ana@people.example"]


def test_the_token_is_stored_nowhere() -> None:
    person = invited("Ana")
    token = invitations.link_token(person.invitations.get())
    services.sweep()
    for model in (Message, MessageState):
        assert token not in str(list(model.objects.values()))
    assert token not in str(list(type(person.invitations.get()).objects.values()))


def test_a_resent_invitation_is_a_new_mail_and_the_old_link_is_dead() -> None:
    person = invited("Ana")
    old = invitations.link_token(person.invitations.get())
    services.sweep()
    invitations.resend(participant=person, by=max_the_manager())
    services.sweep()
    assert len(mail.outbox) == 2
    assert invitations.find(old) is None


def test_a_revoked_invitation_is_not_mailed() -> None:
    person = invited("Ana")
    invitations.revoke(participant=person, by=max_the_manager())
    services.sweep()
    assert mail.outbox == []


def test_the_week_is_announced_at_the_persons_hour_once() -> None:
    person = randomised("Ana")
    mail.outbox.clear()
    with first_morning(person):
        services.sweep()
        services.sweep()
    assert subjects() == ["This week is open"]


def test_before_the_hour_nothing_is_sent() -> None:
    person = randomised("Ana")
    person.message_hour = 15
    person.save(update_fields=["message_hour"])
    with first_morning(person):
        services.sweep()
    assert subjects() == []


def test_no_reminder_where_the_session_is_done() -> None:
    person = randomised("Ana")
    core = PlanItem.objects.get(participant=person, week=1, kind="core")
    with first_morning(person):
        append_events(plan_item=core, events=a_whole_play(core))
        fold_item(plan_item=core)
        services.sweep()
    assert subjects() == []
    steps = MessageState.objects.filter(message__kind="session")
    assert [(s.state, s.detail) for s in steps.order_by("pk")] == [
        (State.CLAIMED, ""),
        (State.CANCELLED, "done"),
    ]


@pytest.mark.parametrize("level", ["sessions", "questionnaires", "contact"])
def test_no_reminder_for_somebody_who_stopped(level: str) -> None:
    person = randomised("Ana")
    withdrawal.withdraw(participant=person, level=level, reason="", by=person.user)
    with first_morning(person):
        services.sweep()
    assert subjects() == []


def test_somebody_who_stopped_sessions_is_still_asked_the_questions() -> None:
    person = randomised("Ana")
    withdrawal.withdraw(participant=person, level="sessions", reason="", by=person.user)
    with first_morning(person, days=6):
        services.sweep()
    assert subjects() == ["A few questions for you"]


def test_questions_that_were_answered_are_not_announced_again() -> None:
    person = randomised("Ana")
    with first_morning(person, days=6):
        answer_all(participant=person, visit_key="week-1", answers=CALM_WEEK, by=person.user)
        services.sweep()
    assert "A few questions for you" not in subjects()


def test_a_worker_that_was_away_for_days_does_not_pour_out_old_mail() -> None:
    person = randomised("Ana")
    with first_morning(person, days=3):
        services.sweep()
    assert subjects() == []


def test_a_claim_without_an_end_becomes_unknown_and_is_not_sent_again() -> None:
    person = randomised("Ana")
    with first_morning(person):
        services.queue_what_is_due()
        message = Message.objects.get(kind="session")
        MessageState.objects.create(message=message, state=State.CLAIMED, at=clock.now())
    with first_morning(person), clock.at(clock.now() + timedelta(minutes=30)):
        services.sweep()
        assert message.states.filter(state=State.UNKNOWN).exists()
    assert "This week is open" not in subjects()


def test_a_mail_server_that_is_away_costs_nothing_but_time(settings) -> None:
    invited("Ana")
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    services.sweep()
    assert not MessageState.objects.exists()
    settings.EMAIL_BACKEND = backend
    services.sweep()
    assert subjects() == ["Your invitation"]


def test_a_refused_address_is_written_down_as_failed(monkeypatch) -> None:
    def refuse(*_args: object) -> int:
        raise smtplib.SMTPRecipientsRefused({"ana@people.example": (550, b"unknown")})

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)
    invited("Ana")
    services.sweep()
    assert MessageState.objects.filter(state=State.FAILED, detail="SMTPRecipientsRefused").exists()


def test_mails_name_no_condition_and_no_arm() -> None:
    person = randomised("Ana")
    with first_morning(person):
        services.sweep()
    with first_morning(person, days=6):
        services.sweep()
    assert len(mail.outbox) == 2
    for sent in mail.outbox:
        whole = (sent.message().as_string() + sent.alternatives[0][0]).lower()
        for word in ("retraining", "mair", "fibromyalgia", "amygdala", "relaxation"):
            assert word not in whole
        assert sent.from_email.startswith("The Guided Audio Study")
