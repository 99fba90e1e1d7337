"""The week of a site is looked through by whoever covers it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.safety.models import WeeklyReview
from retraining.safety.selectors.review import last_review, reviewers_of
from retraining.trials.errors import Refused
from retraining.trials.models import Site


@transaction.atomic
def review(*, site: Site, until: datetime, people: int, by: User) -> WeeklyReview:
    """Record that everything said at a site up to a moment was looked through.

    It closes no alert and decides about no report: what is open stands on the next list too.

    Args:
        site: whose week.
        until: the moment of the list that was read.
        people: how many people stood on it.
        by: owner or deputy of the site.

    Raises:
        Refused: not named for this site, the moment lies ahead, or the list was reviewed already.
    """
    Site.objects.select_for_update().get(pk=site.pk)
    if by not in reviewers_of(site):
        raise Refused(_("The owner or the deputy of this site reviews its week."))
    last, now = last_review(site), clock.now()
    if until > now:
        raise Refused(_("This moment lies ahead."))
    if last is not None and until <= last.until:
        raise Refused(_("Somebody has reviewed this list already. Please open it once more."))
    row = WeeklyReview.objects.create(site=site, until=until, people=people, at=now, by=by)
    record("review.done", by=by, object_type="site", object_ids=[site.pk], trial_id=site.trial_id)
    return row
