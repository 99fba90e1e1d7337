"""Expected against actual recruitment, and the staff contact that people really had, by site."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.utils.dateformat import format as date_words
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from retraining.common import clock
from retraining.portal.selectors_manage import sites_of
from retraining.reporting import charts
from retraining.reporting.drawing import draw
from retraining.trials.models import DateKind, Participant, ParticipantDate, Site
from retraining.trials.scope import Scope
from retraining.trials.selectors_logs import contact_minutes
from retraining.trials.selectors_readiness import expected_by_month


@dataclass(frozen=True)
class MonthRow:
    """A month: people who were to be randomised by its end, and who were."""

    month: date
    expected: int
    actual: int
    expected_in_all: int
    actual_in_all: int


@dataclass(frozen=True)
class SiteProgress:
    """How far a site is, month by month.

    Args:
        name: of the site.
        rows: from the first month with a target or a person to this one.
        sentence: the newest state in words.
        svg: the same as a drawing; None where there is nothing to draw.
        minutes: staff contact in all.
        people: who had any.
    """

    name: str
    rows: list[MonthRow]
    sentence: str
    svg: SafeString | None
    minutes: int
    people: int


def progress(scope: Scope) -> list[SiteProgress]:
    """Every site that the scope reaches, by name."""
    drawn = _randomised(scope)
    minutes = contact_minutes(scope)
    sites = dict(Participant.objects.visible_to(scope).values_list("pk", "site_id"))
    return [
        _site(
            site,
            drawn.get(site.pk, Counter()),
            [n for pk, n in minutes.items() if sites[pk] == site.pk],
        )
        for site in sites_of(scope)
    ]


def _randomised(scope: Scope) -> dict[int, Counter[date]]:
    """{site id: {first day of a month: people randomised in it}}."""
    rows = ParticipantDate.objects.filter(
        kind=DateKind.RANDOMISED, participant__in=Participant.objects.visible_to(scope)
    ).order_by("pk")
    newest = {
        pk: (site, day)
        for pk, site, day in rows.values_list("participant_id", "participant__site_id", "day")
    }
    found: dict[int, Counter[date]] = {}
    for site, day in newest.values():
        found.setdefault(site, Counter())[day.replace(day=1)] += 1
    return found


def _site(site: Site, drawn: Counter[date], minutes: list[int]) -> SiteProgress:
    rows = month_rows(site, drawn, clock.local_date(site.time_zone))
    return SiteProgress(
        name=site.name,
        rows=rows,
        sentence=_sentence(rows),
        svg=draw(charts.two_lines(*_points(rows))) if len(rows) > 1 else None,
        minutes=sum(minutes),
        people=len(minutes),
    )


def month_rows(site: Site, drawn: Counter[date], today: date) -> list[MonthRow]:
    """Every month from the first with a target or a person to this one."""
    begun = site.recruitmenttarget_rows.order_by("from_month").values_list("from_month", flat=True)
    firsts = [day for day in (*begun[:1], *drawn) if day <= today]
    if not firsts:
        return []
    expected = expected_by_month(site, min(firsts), today)
    actual = [drawn[month] for month in expected]
    totals = zip(accumulate(expected.values()), accumulate(actual), strict=True)
    return [
        MonthRow(month, wanted, have, *both)
        for (month, wanted), have, both in zip(expected.items(), actual, totals, strict=True)
    ]


def _sentence(rows: list[MonthRow]) -> str:
    if not rows:
        return _("No target is set, and nobody is randomised yet.")
    words = {"actual": rows[-1].actual_in_all, "expected": rows[-1].expected_in_all}
    return (
        _("%(actual)d randomised so far, %(expected)d expected by the end of this month.") % words
    )


def _points(rows: list[MonthRow]) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    names = [date_words(row.month, "M y") for row in rows]
    expected = [(name, row.expected_in_all) for name, row in zip(names, rows, strict=True)]
    actual = [(name, row.actual_in_all) for name, row in zip(names, rows, strict=True)]
    return expected, actual
