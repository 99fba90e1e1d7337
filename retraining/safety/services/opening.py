"""A site of a live trial takes people in only where somebody answers its alerts."""

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.safety.selectors.cover import opening_gaps
from retraining.trials.errors import Refused
from retraining.trials.models import Site
from retraining.trials.selectors_readiness import has_green_light
from retraining.trials.services import readiness, staff


class NotCovered(Refused):
    """Something is lacking before alerts may be raised at the site."""


@transaction.atomic
def save_site(*, site: Site, by: User | None) -> Site:
    """Create or change a site. One that is open already can be changed whatever is lacking.

    Raises:
        NotCovered: it would open in a live trial, and nobody could answer its alerts.
        Refused: another site of the trial has this short name.
    """
    was_open = Site.objects.filter(pk=site.pk, is_open=True).exists()
    if site.is_open and not was_open:
        _refuse_uncovered(site)
    return staff.save_site(site=site, by=by)


@transaction.atomic
def give_green_light(*, site: Site, by: User) -> None:
    """Let a site enrol. Twice changes nothing.

    Raises:
        NotCovered: nobody could answer alerts of this site of a live trial.
        Refused: something else that the site needs is not there.
    """
    if not has_green_light(site):
        _refuse_uncovered(site)
    readiness.give_green_light(site=site, by=by)


def _refuse_uncovered(site: Site) -> None:
    if missing := opening_gaps(site):
        raise NotCovered(
            _("Nobody can join yet. Still needed for alerts: %(list)s.")
            % {"list": "; ".join(missing)}
        )
