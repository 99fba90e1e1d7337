"""The mail backend of the demo: every mail is kept in a table, and none leaves the machine."""

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from retraining.common import clock
from retraining.demo.models import StoredMail


class MailboxBackend(BaseEmailBackend):
    """Keeps mails for the page /demo/mail/."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each mail once for each of its recipients; how many mails there were."""
        now = clock.now()
        StoredMail.objects.bulk_create(
            StoredMail(
                to=to,
                subject=str(mail.subject)[:300],
                text=str(mail.body),
                html=_html(mail),
                sent_at=now,
            )
            for mail in email_messages
            for to in mail.recipients()
        )
        return len(email_messages)


def _html(mail: EmailMessage) -> str:
    alternatives = mail.alternatives if isinstance(mail, EmailMultiAlternatives) else []
    found = (str(content) for content, kind in alternatives if kind == "text/html")
    return next(found, "")
