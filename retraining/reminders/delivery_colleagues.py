"""Mails to colleagues: that something happened, never a name, a value or an arm."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from retraining.audit.models import AuditEntry
from retraining.audit.selectors import HOLDS
from retraining.common import mail
from retraining.randomisation.models import Unblinding, Unsealing
from retraining.reminders.models import Message


def compose_to_colleague(message: Message) -> EmailMultiAlternatives:
    """Write the mail of a message to a member of staff; nothing is sent yet."""
    number = int(message.occasion.rpartition("-")[2])
    composers = {"unblinding": _unblinding, "unsealing": _unsealing}
    return composers.get(message.kind, _seal)(message, number)


def _unblinding(message: Message, number: int) -> EmailMultiAlternatives:
    row = Unblinding.objects.select_related("participant__trial", "by").get(pk=number)
    trial = row.participant.trial
    drill = trial.kind == "test"
    return mail.compose(
        to=message.addressee.email,
        sender_name="Retraining",
        subject=_("Drill: a participant was unblinded")
        if drill
        else _("A participant was unblinded"),
        template="mail/unblinding",
        context={
            "public_name": "Retraining",
            "trial_title": trial.title,
            "code": row.participant.code,
            "by": row.by.name,
            "when": date_format(row.at, "j F Y, H:i"),
            "reason": row.get_reason_display(),
            "emergency": row.kind == "emergency",
            "drill": drill,
        },
    )


def _unsealing(message: Message, number: int) -> EmailMultiAlternatives:
    row = Unsealing.objects.select_related("trial", "by", "plan").get(pk=number)
    drill = row.trial.kind == "test"
    return mail.compose(
        to=message.addressee.email,
        sender_name="Retraining",
        subject=_("Drill: an allocation list was unsealed")
        if drill
        else _("An allocation list was unsealed"),
        template="mail/unsealing",
        context={
            "public_name": "Retraining",
            "trial_title": row.trial.title,
            "by": row.by.name,
            "when": date_format(row.at, "j F Y, H:i"),
            "reason": row.reason,
            "plan": row.plan.version,
            "drill": drill,
        },
    )


def _seal(message: Message, number: int) -> EmailMultiAlternatives:
    check = AuditEntry.objects.get(pk=number)
    sealed, head = check.object_ids
    holds = check.reason == HOLDS
    return mail.compose(
        to=message.addressee.email,
        sender_name="Retraining",
        subject=_("The audit log today") if holds else _("The audit log does not hold"),
        template="mail/seal",
        context={
            "public_name": "Retraining",
            "when": date_format(check.at, "j F Y, H:i"),
            "sealed": sealed,
            "head": head,
            "holds": holds,
            "action_url": settings.SITE_URL + reverse("audit"),
            "action_label": _("Open the audit log"),
        },
    )
