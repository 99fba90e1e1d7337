"""Where a person stands between invitation and first day, in words. Pure but for translation."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Standing(StrEnum):
    """The one thing that is true of a person now, in the order of the way through the trial."""

    INVITED = "invited"
    LAPSED = "lapsed"
    READING = "reading"
    ANSWERING = "answering"
    TO_CHECK = "to-check"
    RENEW = "renew"
    READY = "ready"
    RANDOMISED = "randomised"
    STARTED = "started"
    CANNOT = "cannot"
    OUT = "out"
    STOPPED = "stopped"
    LOST = "lost"
    DIED = "died"


LABELS: dict[str, str | Promise] = {
    Standing.INVITED: _("Invited"),
    Standing.LAPSED: _("Invitation ended"),
    Standing.READING: _("Consent not signed"),
    Standing.ANSWERING: _("First questions open"),
    Standing.TO_CHECK: _("Eligibility to confirm"),
    Standing.RENEW: _("Start day or answers to renew"),
    Standing.READY: _("Ready to randomise"),
    Standing.RANDOMISED: _("Randomised"),
    Standing.STARTED: _("Started"),
    Standing.CANNOT: _("Cannot take part"),
    Standing.OUT: _("Does not go on"),
    Standing.STOPPED: _("Stopped"),
    Standing.LOST: _("Lost to follow-up"),
    Standing.DIED: _("Died"),
}
WAITING = (Standing.READY, Standing.TO_CHECK, Standing.RENEW)
