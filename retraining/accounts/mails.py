"""Mails of sign-in. They go out at once; in whose name is said by a package above this one."""

import logging
import smtplib
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.common.mail import send_mail

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Frame:
    """In whose name a mail goes out.

    Args:
        sender: what stands in the sender line and at the head of the mail.
        help: phone, hours, site_name and night_text of the help line; empty for staff.
    """

    sender: str
    help: Mapping[str, str] = field(default_factory=dict)


def frame_of(user: User) -> Frame:
    """The frame for this person, by the function that settings.SIGN_IN_MAIL_FRAME names."""
    frame: Frame = import_string(settings.SIGN_IN_MAIL_FRAME)(user)
    return frame


def _send(*, user: User, subject: str, template: str, context: Mapping[str, object]) -> bool:
    frame = frame_of(user)
    try:
        send_mail(
            to=user.email,
            sender_name=frame.sender,
            subject=subject,
            template=f"mail/{template}",
            context={"public_name": frame.sender, "help": frame.help, **context},
        )
    except (smtplib.SMTPException, OSError) as error:
        log.error("a %s mail could not be sent: %s", template, type(error).__name__)
        return False
    return True


def send_sign_in_code(*, user: User, code: str, url: str) -> bool:
    """Mail the code for signing in.

    Args:
        user: a participant.
        code: as it is typed.
        url: the page that takes it, with the code behind "#" so that no server sees it.

    Returns:
        Whether the mail server took it.
    """
    return _send(
        user=user,
        subject=_("Your code for signing in"),
        template="sign_in_code",
        context={
            "code": code,
            "action_url": url,
            "action_label": _("Sign in"),
            "action_note": _("The button works in the browser that you began in."),
        },
    )


def send_fresh_code(*, user: User, code: str) -> bool:
    """Mail a code that confirms once more who is there. Returns whether the server took it."""
    return _send(
        user=user,
        subject=_("Your code to confirm"),
        template="fresh_code",
        context={"code": code},
    )


def send_password_link(*, user: User, url: str) -> bool:
    """Mail a member of staff the link for a new password. Returns whether the server took it."""
    return _send(
        user=user,
        subject=_("Choose a new password"),
        template="password_link",
        context={"action_url": url, "action_label": _("Choose a new password")},
    )
