"""Composes and sends one message by e-mail. Participants' mails never name a condition or an arm."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from retraining.accounts.roles import ROLES, Role
from retraining.common.mail import send_mail
from retraining.reminders.models import Message
from retraining.trials.models import Invitation
from retraining.trials.services import invitations, staff
from retraining.trials.services.identity import email_of, name_of


def send(message: Message) -> None:
    """Send it now; the mail library's errors pass through."""
    if message.kind == "staff-invitation":
        _send_staff_invitation(message)
    else:
        _send_to_participant(message)


def _send_staff_invitation(message: Message) -> None:
    invitation = message.staff_invitation
    link = reverse("staff_invitation", args=[staff.link_token(invitation)])
    send_mail(
        to=invitation.email,
        sender_name="Retraining",
        subject=_("Your invitation to work on a trial"),
        template="mail/staff_invitation",
        context={
            "trial_title": invitation.trial.title,
            "role": ROLES[Role(invitation.role)].label,
            "link": settings.SITE_URL + link,
            "expires_at": invitation.expires_at,
        },
    )


def _subject(kind: str) -> str:
    return {
        "invitation": _("Your invitation"),
        "session": _("This week is open"),
        "session-again": _("This week is still open"),
        "check-in": _("A few questions for you"),
        "check-in-again": _("The questions are still open"),
    }[kind]


def _address(message: Message) -> str:
    if message.kind == "invitation":
        number = int(message.occasion.removeprefix("invitation-"))
        token = invitations.link_token(Invitation.objects.get(pk=number))
        return reverse("invitation", args=[token])
    if message.kind.startswith("session"):
        return reverse("today")
    return reverse("check_in", args=[message.occasion])


def _send_to_participant(message: Message) -> None:
    person = message.participant
    send_mail(
        to=email_of(person),
        sender_name=person.trial.public_name,
        subject=_subject(message.kind),
        template=f"mail/{message.kind.removesuffix('-again').replace('-', '_')}",
        context={
            "name": name_of(person),
            "public_name": person.trial.public_name,
            "site": person.site,
            "again": message.kind.endswith("-again"),
            "link": settings.SITE_URL + _address(message),
        },
    )
