"""People who have agreed and are not randomised: who waits longest, and what is still lacking."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from retraining.common import clock
from retraining.portal.selectors_manage import TONES, people_of
from retraining.trials.models import Consent, ProtocolVersion, Risk, TalkKind, TalkRequest
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
    people = people.annotate(told=F("risk"), plan_told_at=F("plan_at"), **_of_consent())
    page = Paginator(people.order_by("agreed_at", "pk"), PER_PAGE).get_page(number)
    rules = {
        pk: _Rules(days, bool(countersign))
        for pk, days, countersign in ProtocolVersion.objects.filter(
            trial_id=scope.trial_id
        ).values_list(
            "pk", "content__randomisation__baseline_max_age_days", "content__consent__countersign"
        )
    }
    return Waiting(page, [_row(person, rules) for person in page])


@dataclass(frozen=True)
class _Rules:
    """What a protocol version asks: how old answers may be, and a second signature."""

    max_age_days: int
    countersign: bool


def _of_consent() -> dict[str, Combinable]:
    """What makes a consent final besides the verdict."""
    signed = Consent.objects.filter(participant=OuterRef("pk")).order_by("-pk")
    unclear = TalkRequest.objects.filter(
        participant=OuterRef("pk"), kind=TalkKind.COMPREHENSION, done=None
    )
    return {
        "talk_open": Exists(unclear),
        "signed_under": Subquery(signed.values("version")[:1]),
        "countersigned": Subquery(signed.values("countersignature")[:1]),
    }


def _row(person: Any, rules: dict[int, _Rules]) -> WaitingRow:
    return WaitingRow(
        pk=person.pk,
        code=person.code,
        site=person.site.name,
        zone=person.site.time_zone,
        agreed_at=person.agreed_at,
        days=(clock.now() - person.agreed_at).days,
        standing=LABELS[person.standing],
        tone=TONES.get(person.standing, "plain"),
        lacking=[*_unfinished(person, rules), *_lacking(person, rules[person.version_id])],
    )


def _unfinished(person: Any, rules: dict[int, _Rules]) -> list[str]:
    """What the consent lacks, for staff to do."""
    found = []
    if person.told is None:
        found.append(_("the call"))
    elif person.told == Risk.PLAN:
        found.append(_("a plan or an attempt was told in the call"))
    if person.talk_open:
        found.append(_("the talk about what was not clear"))
    if rules[person.signed_under].countersign and person.countersigned is None:
        found.append(_("countersignature"))
    return found


def _lacking(person: Any, rules: _Rules) -> list[str]:
    found, max_age_days = [], rules.max_age_days
    if person.answered_at is None:
        found.append(_("first questions"))
    elif person.answered_at < clock.now() - timedelta(days=max_age_days):
        found.append(_("first questions again: more than %(n)d days old") % {"n": max_age_days})
    if person.verdict is None:
        found.append(_("eligibility"))
    elif person.plan_told_at is not None and person.plan_told_at > person.verdict_at:
        found.append(_("eligibility again: a plan or an attempt was told since"))
    if person.chosen_start is None:
        found.append(_("start day"))
    elif person.chosen_start <= clock.local_date(person.time_zone):
        found.append(_("another start day: the chosen one has passed"))
    return found
