"""Who covers a site: each change is a new row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.safety import cover as hours
from retraining.safety.models import SiteCover
from retraining.safety.selectors.cover import handlers_of
from retraining.trials.errors import Refused
from retraining.trials.models import Site


@dataclass(frozen=True)
class Named:
    """What a manager names for a site.

    Args:
        owner, deputy, lead, sponsor: staff who may handle alerts there.
        country: two capital letters.
        spans, holidays: hours of cover in plain values.
        route: telephone for alerts.
        tested_on: day of the test call; None where none was made.
        tested_by: who made it.
    """

    owner: User
    deputy: User
    lead: User
    sponsor: User
    country: str
    spans: Sequence[Mapping[str, Any]]
    holidays: Sequence[str]
    route: str
    tested_on: date | None
    tested_by: User | None


@transaction.atomic
def name_cover(*, site: Site, named: Named, by: User | None) -> SiteCover:
    """Name owner, deputy, hours and telephone of a site.

    A telephone number that has changed has not been tested, so the test of the old one is left out.

    Raises:
        Refused: the hours cannot be read, somebody named may not handle alerts there, owner and
            deputy are one person, or the test lies in the future or has no name.
    """
    Site.objects.select_for_update().get(pk=site.pk)
    _check(site, named)
    row = SiteCover.objects.create(
        site=site,
        owner=named.owner,
        deputy=named.deputy,
        lead=named.lead,
        sponsor=named.sponsor,
        country=named.country,
        spans=[dict(span) for span in named.spans],
        holidays=sorted(set(named.holidays)),
        route=named.route.strip(),
        route_tested_on=named.tested_on,
        route_tested_by=named.tested_by,
        at=clock.now(),
        by=by,
    )
    record("cover.named", by=by, object_type="site", object_ids=[site.pk], trial_id=site.trial_id)
    return row


def _check(site: Site, named: Named) -> None:
    try:
        hours.read(site.time_zone, named.spans, named.holidays)
    except hours.NoCover as error:
        raise Refused(_("The hours of cover cannot be read: %(why)s") % {"why": error}) from error
    handlers = handlers_of(site)
    people = (named.owner, named.deputy, named.lead, named.sponsor)
    if any(person.pk not in handlers for person in people):
        raise Refused(_("Everybody named needs a role that handles alerts at this site."))
    if named.owner.pk == named.deputy.pk:
        raise Refused(_("Owner and deputy are two people: one of them is away now and then."))
    if (named.tested_on is None) != (named.tested_by is None):
        raise Refused(_("Please say who made the test call, and on which day."))
    if named.tested_on is not None and named.tested_on > clock.local_date(site.time_zone):
        raise Refused(_("The test call cannot lie in the future."))
