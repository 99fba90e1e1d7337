"""What "Save for offline" offers on the page of a guided session: files, sizes and words."""

import json
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from sessions import renditions
from sessions.models import Rendition
from sessions.playing import PlayerPage
from sessions.wording import carry_on


def offline_offer(page: PlayerPage) -> str:
    """JSON for the part of the page that saves.

    Args:
        page: an open, rendered plan item.

    Returns:
        `item`, `path`, `title`, `completed`, the `copies` that can be saved, and `words`.
    """
    item = page.place.item
    normal = renditions.on_disk(page.script)
    offer = {
        "item": item.pk,
        "path": reverse("plan_item", args=[item.pk]),
        "title": page.place.title,
        "completed": page.listening.completed,
        "copies": _copies(item.pk, normal),
        "words": offline_words(item.minutes),
    }
    return json.dumps(offer, ensure_ascii=False, separators=(",", ":"))


def _copies(item_id: int, normal: dict[str, Rendition]) -> list[dict[str, Any]]:
    smaller = renditions.smaller_on_disk(normal.values())
    found = [(row.background, row.background, row) for row in normal.values()]
    found += [(name, f"{name}{renditions.SMALLER}", row) for name, row in smaller.items()]
    return [
        {
            "background": background,
            "name": name,
            "small": name != background,
            "url": reverse("plan_item_audio", args=[item_id, name]),
            "hash": row.sha256,
            "bytes": row.bytes,
            "size": filesizeformat(row.bytes).replace("\xa0", " "),
        }
        for background, name, row in found
    ]


def offline_words(minutes: int) -> dict[str, Any]:
    """What the saving says; {size} and {title} are filled in on the page, in its own language.

    Args:
        minutes: of the session; `carry` runs from 0 to as many.
    """
    return {
        "save": _("Save for offline"),
        "isSaved": _("Saved on this device"),
        "kept": _("It takes {size}. You can hear it without a connection."),
        "heard": _("You have finished this one. You can remove it to free {size}, or keep it."),
        "done": _("Saved."),
        "removed": _("Removed from this device."),
        "replace": _("Two sessions are saved already. This one can take the place of “{title}”."),
        "replaceYes": _("Put this one in its place"),
        "mobile": _("You are not on Wi-Fi. Saving uses {size} of your mobile data."),
        "mobileYes": _("Save it anyway"),
        "unknown": _("Saving uses {size}. Are you on Wi-Fi now?"),
        "unknownYes": _("Yes, save it"),
        "noRoom": _(
            "There is not enough room on this device, so nothing was saved. "
            "You can try the smaller file, or remove something first."
        ),
        "broken": _("The connection broke off, so nothing was saved. You can try again later."),
        "changed": _("This session has been changed. Load the page again to save the new one."),
        "signedOut": _("You are signed out. Please sign in again to save this session."),
        "stopped": _("Nothing was saved."),
        "refused": _("This browser does not let us save sessions. You can still listen here."),
        "outdated": _(
            "The session has been changed since you saved it, so the saved one was removed. "
            "You can save the new one."
        ),
        "carry": [_("Carry on")] + [carry_on(60.0 * n) for n in range(1, minutes + 1)],
    }
