"""What every page's frame needs: names, look, help line, navigation."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from retraining.accounts.models import Theme
from retraining.portal.nav import my_items, staff_items
from retraining.trials.models import Participant, Site, Trial

PARTICIPANT_PREFIXES = ("/my/", "/invite/")
STAFF_PREFIXES = ("/clinic/", "/manage/", "/statistics/")


@dataclass(frozen=True)
class Help:
    """The help line at the foot of every participant page."""

    phone: str
    hours: str
    night_text: str
    site_name: str


def help_of(site: Site | None, night_text: str = "") -> Help | None:
    """The help line of a site."""
    if site is None:
        return None
    return Help(
        site.phone,
        site.hours,
        night_text or _("Messages and answers are not read at night."),
        site.name,
    )


def _theme(request: HttpRequest) -> str:
    chosen = (
        request.user.theme
        if request.user.is_authenticated
        else request.COOKIES.get("look", Theme.AUTO)
    )
    return str(chosen) if chosen in Theme.values else str(Theme.AUTO)


def _public_name() -> str:
    trial = Trial.objects.order_by("pk").values_list("public_name", flat=True).first()
    return trial or _("Guided Audio Study")


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page. Pages for participants never learn the product's name."""
    participant: Participant | None = getattr(request, "participant", None)
    values: dict[str, Any] = {
        "theme": SimpleLazyObject(lambda: _theme(request)),
        "simulated": settings.SIMULATED,
        "is_staff_page": request.path.startswith(STAFF_PREFIXES),
        "public_name": SimpleLazyObject(_public_name),
        "help": None,
        "nav": staff_items(request),
    }
    if participant is not None:
        values["nav"] = my_items(request)
        values["public_name"] = participant.trial.public_name
        values["help"] = help_of(
            participant.site, participant.version.content.get("safety", {}).get("night_text", "")
        )
    return values
