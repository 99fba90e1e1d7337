"""Reasons, changes and days in words, for staff pages."""

from collections.abc import Sequence
from datetime import date

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from retraining.reporting.attention import Code

MINIMAL_POINTS = 1.0


def number(value: float) -> str:
    """A score or a difference with at most two decimals, as a mean of four has: 2, 1.5, 5.75."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def points(value: float) -> str:
    """An amount of points: "1 point", "1.5 points"."""
    shown = number(abs(value))
    return _("1 point") if shown == "1" else _("%(n)s points") % {"n": shown}


def change(value: float | None) -> str:
    """A change since the start, with what it means: "1.5 points lower (better)".

    Less than a point of ten is about the same: 10 % is the least that people call minimal
    (IMMPACT, Dworkin 2008).
    """
    if value is None:
        return ""
    if round(value, 2) == 0:
        return _("The same")
    way = _("lower") if value < 0 else _("higher")
    if round(abs(value), 2) < MINIMAL_POINTS:
        return _("About the same (%(n)s %(way)s)") % {"n": number(abs(value)), "way": way}
    meaning = _("better") if value < 0 else _("worse")
    words = {"points": points(value), "way": way, "meaning": meaning}
    return _("%(points)s %(way)s (%(meaning)s)") % words


def spark_label(values: Sequence[float | None]) -> str:
    """What a line of symptom scores shows, for those who hear the page."""
    known = [value for value in values if value is not None]
    if not known:
        return _("No symptom score yet")
    if len(known) == 1:
        return _("Symptoms %(now)s of 10, the only score so far") % {"now": number(known[0])}
    ends = {"first": number(known[0]), "now": number(known[-1])}
    return _("Symptoms from %(first)s to %(now)s of 10; lower is better") % ends


def days_ago(day: date | None, today: date) -> str:
    """How long ago a day was: "Today", "Yesterday", "9 days ago"."""
    if day is None:
        return _("Not yet")
    gone = (today - day).days
    if gone <= 0:
        return _("Today")
    if gone == 1:
        return _("Yesterday")
    return _("%(n)d days ago") % {"n": gone}


def minutes_of(heard_s: float, whole: int) -> str:
    """How much of a guided session was heard: "12 of 25 min".

    Seconds are rounded before minutes are cut off: a file may be a tenth of a second shorter than
    its stated length, and which one is would tell the arms apart.
    """
    return _("%(heard)d of %(whole)d min") % {"heard": whole_minutes(heard_s), "whole": whole}


def whole_minutes(seconds: float) -> int:
    """Whole minutes, rounded down after rounding to a second (see `minutes_of`)."""
    return round(seconds) // 60


def minutes(seconds: float) -> str:
    """A length of time: "1 minute", "31 minutes"."""
    whole = whole_minutes(seconds)
    return ngettext("%(n)d minute", "%(n)d minutes", whole) % {"n": whole}


PLAIN = {
    Code.UNSENT: gettext_lazy("Some listening may still be on the phone"),
    Code.UNSURE: gettext_lazy("The times of a listening record cannot be right"),
    Code.STOPPED_SESSIONS: gettext_lazy("Has stopped the sessions"),
    Code.STOPPED_QUESTIONS: gettext_lazy("Has stopped the sessions and the questions"),
    Code.STOPPED_CONTACT: gettext_lazy("Wants no more contact"),
    Code.STOPPED_DATA: gettext_lazy("Wants no contact and no further use of answers"),
    Code.LOST: gettext_lazy("Lost to follow-up"),
    Code.DIED: gettext_lazy("Has died"),
}


def reason(stored: Sequence[object]) -> str:
    """The words of a stored reason.

    Args:
        stored: [code, number or None, ISO day or ""], as `attention.Reason.stored` made it.
    """
    code, amount, day = Code(str(stored[0])), stored[1], str(stored[2])
    count = float(amount) if isinstance(amount, (int, float)) else 0.0
    if code is Code.WORSE:
        return _("Symptoms %(points)s higher than at the start") % {"points": points(count)}
    if code is Code.QUIET:
        return _("No session for %(n)d days") % {"n": count}
    if code is Code.NOT_BEGUN:
        return _("No session yet, %(n)d days after the start") % {"n": count}
    if code is Code.CLOSING:
        return _closing(int(count), day)
    if code is Code.PAUSED:
        until = dateformat.format(date.fromisoformat(day), "j F")
        return _("Paused until %(day)s") % {"day": until}
    if code is Code.FINISHED:
        return _("Has finished the %(n)d weeks") % {"n": count}
    return str(PLAIN[code])


def _closing(days_left: int, opened: str) -> str:
    weekday = dateformat.format(date.fromisoformat(opened), "l")
    if days_left <= 0:
        return _("Questions open since %(day)s close today") % {"day": weekday}
    if days_left == 1:
        return _("Questions open since %(day)s close tomorrow") % {"day": weekday}
    return _("Questions open since %(day)s close in %(n)d days") % {"day": weekday, "n": days_left}
