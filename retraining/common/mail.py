"""One way to send a mail: plain text and HTML from the same two templates, one recipient."""

from collections.abc import Mapping
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string


def compose(
    *, to: str, sender_name: str, subject: str, template: str, context: Mapping[str, object]
) -> EmailMultiAlternatives:
    """Write a mail without sending it.

    Args:
        to: one address.
        sender_name: what the recipient sees as sender.
        subject: one line; it never names a condition, a method or an arm.
        template: path without ending; `.txt` and `.html` must exist.
        context: for both templates.

    Returns:
        The mail; its `send()` raises smtplib.SMTPException or OSError where the server refuses.
    """
    values = {
        **context,
        "sender_name": sender_name,
        "subject": subject,
        "site_url": settings.SITE_URL,
        "simulated": settings.SIMULATED,
    }
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"{template}.txt", values),
        from_email=formataddr((sender_name, settings.DEFAULT_FROM_EMAIL)),
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string(f"{template}.html", values), "text/html")
    return mail


def send_mail(
    *, to: str, sender_name: str, subject: str, template: str, context: Mapping[str, object]
) -> None:
    """Compose a mail and send it now, outside any transaction (arguments: those of `compose`)."""
    compose(
        to=to, sender_name=sender_name, subject=subject, template=template, context=context
    ).send()
