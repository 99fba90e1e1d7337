"""What the mails say, and what they never say."""

import re

import pytest
from django.core import mail

from retraining.common import clock
from retraining.reminders.delivery import compose
from retraining.reminders.models import Message
from retraining.trials.services import staff
from tests import cast

NEVER = re.compile(r"retraining|mair\b|relaxation|amygdala|insula|fibromyalgia|mindful", re.I)
KINDS = {
    "session": "week-1",
    "session-again": "week-1",
    "check-in": "week-1",
    "check-in-again": "week-1",
}


def _message(person, kind: str, occasion: str) -> Message:
    return Message.objects.create(
        participant=person, occasion=occasion, kind=kind, channel="email", due_at=clock.now()
    )


def _texts(sent) -> str:
    html = sent.alternatives[0].content
    return "\n".join([sent.subject, sent.from_email, sent.body, html])


@pytest.mark.django_db
def test_the_invitation_says_who_invites_and_where_to_read_more():
    person = cast.invited("Ana")
    number = person.invitations.get().pk
    compose(_message(person, "invitation", f"invitation-{number}")).send()
    (sent,) = mail.outbox
    assert sent.to == ["ana@people.example"]
    assert sent.subject == "Your invitation"
    assert sent.from_email.startswith("The Guided Audio Study <")
    for text in (sent.body, sent.alternatives[0].content):
        assert "Hello Ana," in text
        assert "The study team in Madrid would like to invite you" in text
        assert f"/invite/{number}-" in text
        assert "+34 910 000 000" in text
        assert "The link works once, until" in text


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_no_mail_to_a_participant_names_product_condition_or_method(kind):
    person = cast.joined("Ana")
    compose(_message(person, kind, KINDS[kind])).send()
    (sent,) = mail.outbox
    assert "Hello Ana," in sent.body
    assert NEVER.search(_texts(sent)) is None


def test_the_list_of_forbidden_words_can_fail():
    assert NEVER.search("Welcome to Retraining") is not None


@pytest.mark.django_db
def test_a_staff_invitation_names_trial_and_role():
    invitation = staff.invite_staff(
        trial=cast.the_trial(), email="new@staff.example", role="clinician", site=None, by=None
    )
    compose(
        Message.objects.create(
            staff_invitation=invitation,
            occasion=f"staff-invitation-{invitation.pk}",
            kind="staff-invitation",
            channel="email",
            due_at=clock.now(),
        )
    ).send()
    (sent,) = mail.outbox
    assert sent.to == ["new@staff.example"]
    assert "Clinician" in sent.body
    assert f"/accounts/staff/{invitation.pk}-" in sent.body
