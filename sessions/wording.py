"""What a participant reads about a guided session: titles, minutes and the player's own words.

Titles name week and kind only: never a programme. Sentences with a number come as one list a
sentence, from 0 minutes on, because only gettext knows the plurals of every language.
"""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sessions.models import PieceKind

TITLES: dict[str, str | Promise] = {
    PieceKind.CORE: gettext_lazy("Week %(week)d, main session"),
    PieceKind.PRACTICE: gettext_lazy("Week %(week)d, practice"),
    PieceKind.SHORT: gettext_lazy("Week %(week)d, short session"),
    PieceKind.READING: gettext_lazy("Week %(week)d, something to read"),
}
LETTERS = "ABCDEFG"
BACKGROUNDS: dict[str, str | Promise] = {
    "none": gettext_lazy("None"),
    "soft": gettext_lazy("Soft"),
}
STOP_REASONS: dict[str, str | Promise] = {
    "tired": gettext_lazy("I am tired"),
    "pain": gettext_lazy("It hurts"),
    "upset": gettext_lazy("It upset me"),
    "interrupted": gettext_lazy("Something came up"),
    "other": gettext_lazy("Another reason"),
}
NEEDS_HELP = ("pain", "upset")
WORSE = "worse"  # not among the reasons: it has a button of its own on every page
# Asked once after a session was heard to its end; both may be left out.
END_QUESTIONS: dict[str, tuple[str | Promise, dict[str, str | Promise]]] = {
    "followed": (
        gettext_lazy("Were you able to follow it?"),
        {
            "all": gettext_lazy("All of it"),
            "most": gettext_lazy("Most of it"),
            "some": gettext_lazy("Some of it"),
            "slept": gettext_lazy("I slept"),
            "no": gettext_lazy("No"),
        },
    ),
    "felt": (
        gettext_lazy("How was it?"),
        {
            "fine": gettext_lazy("Fine"),
            "difficult": gettext_lazy("Difficult"),
            "upsetting": gettext_lazy("Upsetting"),
        },
    ),
}


def title(kind: str, week: int, number: int = 1, siblings: int = 1) -> str:
    """Such as "Week 3, main session"; where a week has several of a kind, a letter follows.

    Args:
        kind: a `PieceKind`.
        week: week of the plan, from 1.
        number: place among those of the same kind and week, from 1.
        siblings: how many the week has.
    """
    words = str(TITLES[kind]) % {"week": week}
    return f"{words} {LETTERS[(number - 1) % len(LETTERS)]}" if siblings > 1 else words


def minutes(count: int) -> str:
    """Such as "12 minutes"."""
    return ngettext("%(n)d minute", "%(n)d minutes", count) % {"n": count}


def place(seconds: float) -> str:
    """Where to carry on from: whole minutes, below one whole seconds."""
    if seconds >= 60:
        return minutes(int(seconds // 60))
    whole = int(seconds)
    return ngettext("%(n)d second", "%(n)d seconds", whole) % {"n": whole}


def carry_on(seconds: float) -> str:
    """What the play button says where somebody stopped before."""
    return _("Carry on from %(place)s") % {"place": place(seconds)}


def saved(count: int, total: int) -> str:
    """How much of a session is kept, in whole minutes."""
    if count == 0:
        return _("What you hear is saved as you go.")
    return ngettext(
        "%(n)d of %(total)d minute saved.", "%(n)d of %(total)d minutes saved.", total
    ) % {"n": count, "total": total}


def player_words(total: int) -> dict[str, Any]:
    """Everything the player says by itself; lists run from 0 to `total` minutes."""
    counts = range(total + 1)
    return {
        "play": _("Play"),
        "pause": _("Pause"),
        "left": [_("Less than a minute left")]
        + [ngettext("%(n)d minute left", "%(n)d minutes left", n) % {"n": n} for n in counts[1:]],
        "at": [_("%(place)s of %(total)d") % {"place": minutes(n), "total": total} for n in counts],
        "saved": [saved(n, total) for n in counts],
        "waiting": [_waiting(n) for n in counts],
        "paused": _("Paused."),
        "interrupted": _("Paused by your device. Press Play when you are ready."),
        "headphones": _("Paused, because the headphones are off."),
        "finished": _("Finished. You can put the phone down."),
        "loading": _("Waiting for the connection. What you heard is kept."),
        "offline": _("The connection is gone. What you heard is kept on this device."),
        "broken": _("The sound could not be played. Press Play to try again."),
        "elsewhere": _("Playing in another tab. Pause it there first."),
        "tooFar": _("You can go back to any part you have heard. There is no skipping ahead."),
        "sample": _("This is the voice. Set the volume on your device."),
        "noSample": _("The sound could not be played. Please try again."),
        "awake": _("The screen stays on while this page is open."),
        "notAwake": _("Your device did not allow it. The sound plays on when the screen is off."),
        "thanks": _("Thank you."),
    }


def _waiting(count: int) -> str:
    if count == 0:
        return _("The last moments are waiting to be sent. They are kept on this device.")
    return ngettext(
        "%(n)d minute is waiting to be sent. It is kept on this device.",
        "%(n)d minutes are waiting to be sent. They are kept on this device.",
        count,
    ) % {"n": count}
