"""What the answer of a mail server means for a message. Pure."""

import smtplib
from datetime import timedelta
from enum import Enum

RETRY_AFTER = (timedelta(minutes=5), timedelta(minutes=20), timedelta(minutes=60))
"""How long to wait after the first, second and third refusal for now; the fourth is for good."""


class Answer(Enum):
    """How a sending ended that did not end well."""

    LATER = "not taken, try again"
    NEVER = "not taken, and will not be"
    DOUBT = "taken or not: nobody knows"


def meaning(error: smtplib.SMTPException | OSError) -> Answer:
    """What an error of sending one mail to one recipient says.

    A reply of 4xx or 5xx says that the mail was not taken (RFC 5321, 4.2.1), whichever command it
    answers. Where the connection broke there was no reply, and the mail may have gone.
    """
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Answer.NEVER  # raised before anything was said
    code = _code(error)
    if 400 <= code < 500:
        return Answer.LATER
    return Answer.NEVER if 500 <= code < 600 else Answer.DOUBT


def _code(error: smtplib.SMTPException | OSError) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return int(next((code for code, _text in error.recipients.values()), 0))
    if isinstance(error, smtplib.SMTPResponseException):
        return int(error.smtp_code)
    return 0
