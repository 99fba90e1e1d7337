"""Somebody in the first week, with a guided session that can be heard."""

from dataclasses import dataclass
from datetime import timedelta

from retraining.accounts.models import User
from retraining.common import clock
from sessions.content import script_of
from sessions.models import PlanItem
from sessions.services.rendering import render_script
from tests import cast


@dataclass(frozen=True)
class Listener:
    """A person, and the pages that are measured.

    Args:
        user: who signs in.
        item: an audio plan item whose sound exists.
        pages: (name, path) of Today, the weeks, the players of a short and a main session, and the
            reading.
    """

    user: User
    item: PlanItem
    pages: tuple[tuple[str, str], ...]


def a_listener(name: str = "Ana") -> Listener:
    """A participant two days into week 1; what is played is rendered with the real voice."""
    with clock.at(clock.real_now() - timedelta(days=3)):
        person = cast.randomised(name)
    items = {
        item.kind: item for item in PlanItem.objects.filter(participant=person, week=1, number=1)
    }
    short = items["short"]
    for item in (short, items["core"]):
        script = script_of(item)
        assert script is not None
        for background in ("none", "soft"):
            render_script(script=script, background=background)
    pages = (
        ("Today", "/my/"),
        ("weeks", "/my/weeks/"),
        ("player", f"/my/plan/{short.pk}/"),
        ("player of a main session", f"/my/plan/{items['core'].pk}/"),
        ("reading", f"/my/plan/{items['reading'].pk}/"),
    )
    return Listener(person.user, short, pages)
