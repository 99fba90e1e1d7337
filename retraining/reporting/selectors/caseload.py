"""The caseload: who needs attention first. Pages, filters and sorting happen in the database."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q

from retraining.common import clock
from retraining.reporting import wording
from retraining.reporting.attention import NEEDS_ATTENTION_BELOW, needs_attention
from retraining.reporting.models import CaseSummary, CaseSummaryQuerySet
from retraining.trials.models import Site
from retraining.trials.scope import Scope

PER_PAGE = 50
ATTENTION = "attention"
SORTS = {
    "": ("rank", "participant_id"),
    "number": ("participant_id",),
    "seen": (F("last_seen").asc(nulls_first=True), "participant_id"),
    "symptoms": (F("symptoms_change").asc(nulls_last=True), "participant_id"),
    "-number": ("-participant_id",),
    "-seen": (F("last_seen").desc(nulls_last=True), "-participant_id"),
    "-symptoms": (F("symptoms_change").desc(nulls_last=True), "participant_id"),
}


@dataclass(frozen=True)
class Asked:
    """What the address of the page asks for; an unknown value counts as not given.

    Args:
        show: "attention" for those who need it, else everybody.
        site: slug of a site, or "".
        sort: a key of SORTS; "" is by need.
        page: number of the page, as text.
    """

    show: str = ""
    site: str = ""
    sort: str = ""
    page: str = "1"


@dataclass(frozen=True)
class SiteCount:
    """A site within reach, and how many of its people are in the caseload."""

    pk: int
    slug: str
    name: str
    everybody: int
    needing: int


@dataclass(frozen=True)
class Caseload:
    """One page of the list.

    Args:
        page: rows as `Case`.
        sites: the sites within reach.
        site: slug of the site that is shown alone, or "".
        only_needing: whether only those who need attention are shown.
    """

    page: Page[Any]
    sites: list[SiteCount]
    site: str
    only_needing: bool

    @property
    def shown_sites(self) -> list[SiteCount]:
        """The sites whose people are listed."""
        return [one for one in self.sites if self.site in ("", one.slug)]

    @property
    def everybody(self) -> int:
        """People at the shown sites."""
        return sum(one.everybody for one in self.shown_sites)

    @property
    def needing(self) -> int:
        """Of them, those who need attention."""
        return sum(one.needing for one in self.shown_sites)

    @property
    def ids(self) -> list[int]:
        """Participant ids of the rows that are shown."""
        return [case.row.pk for case in self.page.object_list]


@dataclass(frozen=True)
class Case:
    """A row of the list, worded.

    Args:
        row: the summary, with `code` and `zone` of the person.
        today: the day in that zone.
        site: name of the site.
    """

    row: Any
    today: date
    site: str

    @property
    def alert(self) -> bool:
        """Whether somebody should act."""
        return needs_attention(self.row.rank)

    @property
    def reasons(self) -> list[str]:
        """Every reason in words, the weightiest first."""
        return [wording.reason(stored) for stored in self.row.reasons]

    @property
    def seen(self) -> str:
        """When the person last listened, read or answered."""
        at: datetime | None = self.row.last_seen
        return wording.days_ago(clock.local_date(self.row.zone, at) if at else None, self.today)

    @property
    def change(self) -> str:
        """The change of symptoms in words."""
        return wording.change(self.row.symptoms_change)

    @property
    def trend(self) -> str:
        """What the sparkline shows, read out."""
        return wording.spark_label(self.row.symptoms)


def caseload(scope: Scope, asked: Asked) -> Caseload:
    """One page of the people whom `scope` reaches, in three queries whatever their number."""
    sites = site_counts(scope)
    chosen = next((one for one in sites if one.slug == asked.site), None)
    only = asked.show == ATTENTION
    count = sum(one.needing if only else one.everybody for one in sites if chosen in (None, one))
    rows = cases(scope, asked, chosen.pk if chosen else None)
    pages = Paginator(rows, PER_PAGE)
    vars(pages)["count"] = count  # known already: no second count
    page = pages.get_page(asked.page)
    names = {one.pk: one.name for one in sites}
    page.object_list = [
        Case(row, clock.local_date(row.zone), names[row.site_id]) for row in page.object_list
    ]
    return Caseload(page, sites, chosen.slug if chosen else "", only)


def cases(scope: Scope, asked: Asked, site_id: int | None) -> CaseSummaryQuerySet:
    """The summaries in order, with number and zone of each person."""
    rows = CaseSummary.objects.visible_to(scope)
    if site_id is not None:
        rows = rows.filter(site_id=site_id)
    if asked.show == ATTENTION:
        rows = rows.filter(rank__lt=NEEDS_ATTENTION_BELOW)
    rows = rows.annotate(code=F("participant__code"), zone=F("participant__time_zone"))
    return rows.order_by(*SORTS.get(asked.sort, SORTS[""]))


def site_counts(scope: Scope) -> list[SiteCount]:
    """The sites within reach that have people in the caseload, by name."""
    rows = (
        CaseSummary.objects.visible_to(scope)
        .order_by()
        .values("site_id")
        .annotate(
            everybody=Count("pk"), needing=Count("pk", filter=Q(rank__lt=NEEDS_ATTENTION_BELOW))
        )
    )
    counts = {row["site_id"]: row for row in rows}
    sites = Site.objects.filter(pk__in=counts).order_by("name").values_list("pk", "slug", "name")
    return [
        SiteCount(pk, slug, name, counts[pk]["everybody"], counts[pk]["needing"])
        for pk, slug, name in sites
    ]
