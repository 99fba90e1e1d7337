"""What every page's frame needs: names, look, help line, navigation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from retraining.accounts.models import Theme
from retraining.portal.nav import my_items, staff_items
from retraining.trials.models import Participant
from retraining.trials.selectors import first_public_name, help_values, participant_of

SIGN_IN_PREFIX = "/accounts/"
STAFF_PREFIXES = ("/clinic/", "/manage/", "/statistics/")


def _theme(request: HttpRequest) -> str:
    chosen = (
        request.user.theme
        if request.user.is_authenticated
        else request.COOKIES.get("look", Theme.AUTO)
    )
    return str(chosen) if chosen in Theme.values else str(Theme.AUTO)


def _person(request: HttpRequest) -> Participant | None:
    """The participant whose page this is; on the sign-in pages, the one who is signed in."""
    person: Participant | None = getattr(request, "participant", None)
    if person is None and request.path.startswith(SIGN_IN_PREFIX):
        person = participant_of(request.user) if request.user.is_authenticated else None
    return person


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page. Pages for participants never learn the product's name."""
    participant = _person(request)
    values: dict[str, Any] = {
        "theme": SimpleLazyObject(lambda: _theme(request)),
        "simulated": settings.SIMULATED,
        "is_staff_page": request.path.startswith(STAFF_PREFIXES),
        "public_name": SimpleLazyObject(lambda: first_public_name() or _("Guided Audio Study")),
        "help": None,
        "nav": staff_items(request),
    }
    if participant is not None:
        # A device handed over in the clinic leads nowhere else.
        values["nav"] = [] if getattr(request, "handed", None) else my_items(request)
        values["public_name"] = participant.trial.public_name
        values["help"] = help_values(participant)
    return values
