"""The connection to the mail server of one sweep, renewed where it is worn or broken."""

import contextlib
import smtplib

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

MAILS_A_CONNECTION = 50  # many servers hang up after some number; we do so first


class Post:
    """A connection that is checked before each mail, so that no mail is claimed for a dead one."""

    def __init__(self) -> None:
        self._backend: BaseEmailBackend = get_connection()
        self._mails = 0

    def ready(self) -> BaseEmailBackend:
        """An open connection for the next mail.

        Raises:
            smtplib.SMTPException, OSError: the server is away or lets nobody in.
        """
        if self._mails and (self._mails >= MAILS_A_CONNECTION or not self._answers()):
            self.close()
        if not self._mails:
            self._backend.open()
        self._mails += 1
        return self._backend

    def close(self) -> None:
        """Hang up; a server that has done so already is no news."""
        with contextlib.suppress(smtplib.SMTPException, OSError):
            self._backend.close()
        self._mails = 0

    def _answers(self) -> bool:
        # RSET also clears what a refused mail left behind: after a refusal of DATA the next MAIL
        # would otherwise be refused as a second one, and the wrong person's message would fail.
        smtp = getattr(self._backend, "connection", None)
        if not isinstance(smtp, smtplib.SMTP):
            return True  # a backend that keeps mails instead of sending them
        try:
            return smtp.rset()[0] == 250
        except (smtplib.SMTPException, OSError):
            return False
