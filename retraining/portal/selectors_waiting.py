"""People who have agreed and are not randomised: who waits longest, and what is still lacking."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from retraining.common import clock
from retraining.portal.selectors_manage import TONES, people_of
from retraining.trials.models import ProtocolVersion
from retraining.trials.scope import Scope
from retraining.trials.standing import LABELS, Standing

PER_PAGE = 50
BEFORE = (Standing.ANSWERING, Standing.TO_CHECK, Standing.RENEW, Standing.READY)


@dataclass(frozen=True)
class WaitingRow:
    """One person who waits.

    Args:
        pk, code: whose row it is.
        site, zone: name of the site and its time zone.
        agreed_at: when the consent was signed.
        days: full days since.
        standing, tone: where the person stands, in words and as a tag.
        lacking: what is still missing, in words; none where the person can be randomised now.
    """

    pk: int
    code: str
    site: str
    zone: str
    agreed_at: datetime
    days: int
    standing: str | Promise
    tone: str
    lacking: list[str]


@dataclass(frozen=True)
class Waiting:
    """One page of those who wait."""

    page: Page[Any]
    rows: list[WaitingRow]


def waiting_since_consent(scope: Scope, number: str | None) -> Waiting:
    """People who agreed and are not randomised, the oldest consent first.

    Args:
        scope: whom the asker may see.
        number: of the page, as the address has it.
    """
    people = people_of(scope).filter(
        agreed_at__isnull=False, standing__in=[str(standing) for standing in BEFORE]
    )
    page = Paginator(people.order_by("agreed_at", "pk"), PER_PAGE).get_page(number)
    ages = dict(
        ProtocolVersion.objects.filter(trial_id=scope.trial_id).values_list(
            "pk", "content__randomisation__baseline_max_age_days"
        )
    )
    return Waiting(page, [_row(person, ages[person.version_id]) for person in page])


def _row(person: Any, max_age_days: int) -> WaitingRow:
    return WaitingRow(
        pk=person.pk,
        code=person.code,
        site=person.site.name,
        zone=person.site.time_zone,
        agreed_at=person.agreed_at,
        days=(clock.now() - person.agreed_at).days,
        standing=LABELS[person.standing],
        tone=TONES.get(person.standing, "plain"),
        lacking=_lacking(person, max_age_days),
    )


def _lacking(person: Any, max_age_days: int) -> list[str]:
    found = []
    if person.answered_at is None:
        found.append(_("first questions"))
    elif person.answered_at < clock.now() - timedelta(days=max_age_days):
        found.append(_("first questions again: more than %(n)d days old") % {"n": max_age_days})
    if person.verdict is None:
        found.append(_("eligibility"))
    if person.chosen_start is None:
        found.append(_("start day"))
    elif person.chosen_start <= clock.local_date(person.time_zone):
        found.append(_("another start day: the chosen one has passed"))
    return found
