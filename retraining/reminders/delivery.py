"""Composes and sends one message by e-mail. To participants, none names a condition or an arm."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from retraining.accounts.roles import ROLES, Role
from retraining.common import clock, mail
from retraining.reminders.delivery_colleagues import compose_to_colleague
from retraining.reminders.finding import SAFETY_ALERT
from retraining.reminders.models import Message
from retraining.reminders.rules import CHASED_KINDS
from retraining.safety.models import Level
from retraining.trials.models import Invitation, Participant
from retraining.trials.selectors import help_values
from retraining.trials.services import invitations, staff
from retraining.trials.services.identity import email_of, name_of


def compose(message: Message) -> EmailMultiAlternatives:
    """Write the mail of a message; nothing is sent yet."""
    if message.kind == "staff-invitation":
        return _staff_invitation(message)
    if message.kind == SAFETY_ALERT:
        return _safety_alert(message)
    if message.colleague_id is not None:
        return compose_to_colleague(message)
    return _to_participant(message)


def _until(moment: datetime, zone: str) -> str:
    day = date_format(clock.local(moment, zone), "l j F")
    return _("The link works once, until %(day)s.") % {"day": day}


def _staff_invitation(message: Message) -> EmailMultiAlternatives:
    invitation = message.invited
    link = reverse("staff_invitation", args=[staff.link_token(invitation)])
    return mail.compose(
        to=invitation.email,
        sender_name="Retraining",
        subject=_("Your invitation to work on a trial"),
        template="mail/staff_invitation",
        context={
            "public_name": "Retraining",
            "trial_title": invitation.trial.title,
            "role": ROLES[Role(invitation.role)].label,
            "action_url": settings.SITE_URL + link,
            "action_label": _("Accept the invitation"),
            "action_note": _until(invitation.expires_at, "UTC"),
        },
    )


def _safety_alert(message: Message) -> EmailMultiAlternatives:
    """Nothing of the person: no name, no number, not what they said."""
    notice = message.notice
    return mail.compose(
        to=notice.recipient.email,
        sender_name="Retraining",
        subject=_("An alert waits for you"),
        template="mail/safety_alert",
        context={
            "public_name": "Retraining",
            "site_name": notice.alert.participant.site.name,
            "level": Level(notice.level).label,
            "action_url": settings.SITE_URL + reverse("alert", args=[notice.alert_id]),
            "action_label": _("Open the alert"),
            "action_note": "",
        },
    )


def _subject(kind: str) -> str:
    return {
        "invitation": _("Your invitation"),
        "session": _("This week is open"),
        "session-again": _("This week is still open"),
        "check-in": _("A few questions for you"),
        "check-in-again": _("The questions are still open"),
        "visit": _("Questions about how you have been"),
        "visit-again": _("The questions are still open"),
        "visit-more": _("The questions are still open"),
        "visit-last": _("The questions are open for a few more days"),
    }[kind]


def _template(kind: str) -> str:
    """Name of the mail's template: the messages of an outcome share one."""
    if kind in CHASED_KINDS:
        return "visit"
    return kind.removesuffix("-again").replace("-", "_")


def _action(message: Message, person: Participant) -> dict[str, str]:
    """The one button of the mail: where it leads, what it says, and what to know about it."""
    note = ""
    if message.kind == "invitation":
        row = Invitation.objects.get(pk=int(message.occasion.removeprefix("invitation-")))
        path, label = reverse("invitation", args=[invitations.link_token(row)]), _("Read more")
        note = _until(row.expires_at, person.time_zone)
    elif message.kind.startswith("session"):
        path, label = reverse("today"), _("Open my page")
    else:
        path, label = reverse("check_in", args=[message.occasion]), _("Open the questions")
    return {"action_url": settings.SITE_URL + path, "action_label": label, "action_note": note}


def _to_participant(message: Message) -> EmailMultiAlternatives:
    person = message.person
    return mail.compose(
        to=email_of(person),
        sender_name=person.trial.public_name,
        subject=_subject(message.kind),
        template=f"mail/{_template(message.kind)}",
        context={
            "name": name_of(person),
            "public_name": person.trial.public_name,
            "site": person.site,
            "help": help_values(person),
            "again": message.kind.endswith(("-again", "-more", "-last")),
            **_action(message, person),
        },
    )
