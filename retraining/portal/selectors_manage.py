"""What /manage/ shows of people: recruitment, who waits, and the list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, DateTimeField, F, OuterRef, Q, Subquery, Value, When
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retraining.assessments.models import VisitDone
from retraining.common import clock
from retraining.common.ui import Chip
from retraining.randomisation import selectors as randomisation
from retraining.randomisation.selectors import Supply
from retraining.trials.models import Participant, ProtocolVersion, Site, Trial
from retraining.trials.queries import ParticipantQuerySet
from retraining.trials.scope import Scope
from retraining.trials.standing import LABELS, WAITING, Standing

PER_PAGE = 50
WAITING_SHOWN = 50
SORTS = {"number": "pk", "site": "site__name", "invited": "created_at", "since": "since"}
TONES: dict[str, str] = {
    Standing.READY: "action",
    Standing.TO_CHECK: "wait",
    Standing.RENEW: "wait",
    Standing.STARTED: "done",
    Standing.RANDOMISED: "done",
}
SUPPLY_WORDS: dict[str, tuple[str | Promise, str]] = {
    Supply.ENOUGH: (gettext_lazy("Enough places"), "plain"),
    Supply.LOW: (gettext_lazy("Running low"), "wait"),
    Supply.USED_UP: (gettext_lazy("Used up"), "alert"),
    Supply.ABSENT: (gettext_lazy("Not on the list"), "alert"),
}


def trial_of(scope: Scope) -> Trial:
    """The trial that the scope is of."""
    return Trial.objects.get(pk=scope.trial_id)


def weeks_of_trial(trial: Trial) -> int:
    """How many weeks the newest protocol of a trial has; 0 before one is loaded."""
    newest = trial.versions.order_by("-number").first()
    return int(newest.content["trial"]["weeks"]) if newest else 0


def sites_of(scope: Scope) -> Any:
    """The sites that the scope reaches, by name."""
    sites = Site.objects.filter(trial_id=scope.trial_id).order_by("name")
    return sites if scope.site_ids is None else sites.filter(pk__in=scope.site_ids)


def invited_before(scope: Scope, code: str) -> str:
    """That an address is in the trial already: the number only for whoever may see the person."""
    if Participant.objects.visible_to(scope).filter(code=code).exists():
        words = _("%(code)s has this address already. Open that number to send the link again.")
        return words % {"code": code}
    return _(
        "Somebody with this address is in the trial already, at another site. Please ask who "
        "runs the trial before you invite."
    )


def people_of(scope: Scope) -> ParticipantQuerySet:
    """The people of a scope, each with where they stand."""
    now = clock.now()
    rules = ProtocolVersion.objects.filter(trial_id=scope.trial_id).values_list(
        "pk",
        "content__randomisation__baseline_visit",
        "content__randomisation__baseline_max_age_days",
    )
    visits = {visit for _pk, visit, _days in rules}
    sent = VisitDone.objects.filter(participant=OuterRef("pk"), visit__in=visits)
    oldest = [
        When(version=pk, then=Value(now - timedelta(days=days))) for pk, _visit, days in rules
    ]
    people: ParticipantQuerySet = (
        Participant.objects.visible_to(scope)
        .with_standing(
            moment=now,
            answered_at=Subquery(sent.order_by("-number").values("answers_from")[:1]),
            answers_since=Case(*oldest, default=Value(now), output_field=DateTimeField()),
        )
        .select_related("site")
    )
    return people


@dataclass(frozen=True)
class RecruitmentRow:
    """How far the people of one site, or of all, have come."""

    name: str
    open: bool
    invited: int = 0
    agreed: int = 0
    answered: int = 0
    ready: int = 0
    randomised: int = 0
    started: int = 0


COUNTED = ("invited", "agreed", "answered", "ready", "randomised", "started")


def recruitment(scope: Scope) -> list[RecruitmentRow]:
    """One row a site by name, and the total last; counted by the database in one query."""
    counts = {
        row.pop("site_id"): row
        for row in people_of(scope)
        .order_by()
        .values("site_id")
        .annotate(
            invited=Count("pk"),
            agreed=Count("pk", filter=Q(agreed_at__isnull=False)),
            answered=Count("pk", filter=Q(answered_at__isnull=False)),
            ready=Count("pk", filter=Q(standing=Standing.READY)),
            randomised=Count("pk", filter=Q(randomised_at__isnull=False)),
            started=Count("pk", filter=Q(start_day__lte=F("today"))),
        )
    }
    rows = [RecruitmentRow(s.name, s.is_open, **counts.get(s.pk, {})) for s in sites_of(scope)]
    total = {name: sum(getattr(row, name) for row in rows) for name in COUNTED}
    return [*rows, RecruitmentRow(_("All sites"), any(row.open for row in rows), **total)]


def waiting(scope: Scope) -> list[Participant]:
    """People who wait for randomisation: who can be randomised now first, oldest first."""
    people = people_of(scope).filter(standing__in=[str(s) for s in WAITING])
    order = Case(
        *(When(standing=str(s), then=Value(number)) for number, s in enumerate(WAITING)),
    )
    return list(people.order_by(order, "since", "pk")[:WAITING_SHOWN])


@dataclass(frozen=True)
class Place:
    """A stratum in words, and how far its list reaches."""

    name: str
    words: str | Promise
    tone: str


def places(trial: Trial) -> list[Place]:
    """How far the allocation list reaches, stratum by stratum."""
    names = dict(trial.sites.values_list("slug", "name"))
    return [
        Place(stratum_name(levels_in(label), names), *SUPPLY_WORDS[supply])
        for label, supply in randomisation.supplies(trial).items()
    ]


def list_values(trial: Trial) -> dict[str, Any]:
    """What the first page says of the list: `needs_list`, `has_list`, `places`, `used_up`."""
    found = places(trial)
    return {
        "needs_list": randomisation.needs_list(trial),
        "has_list": trial.list_segments.exists(),
        "places": found,
        "used_up": [place.name for place in found if place.tone == "alert"],
    }


def levels_in(label: str) -> dict[str, str]:
    """{factor: level} of the label of a stratum."""
    pairs = (part.partition("=") for part in label.split(";") if "=" in part)
    return {name: level for name, _sign, level in pairs}


def stratum_name(levels: Mapping[str, str], site_names: Mapping[str, str]) -> str:
    """A stratum in words: "Madrid, impact low"."""
    words = [
        site_names.get(level, level) if name == "site" else f"{name} {level}"
        for name, level in levels.items()
    ]
    return ", ".join(words) or _("Everybody")


@dataclass(frozen=True)
class PeopleList:
    """The list of people as one page shows it."""

    page: Page[Participant]
    number: str
    standings: list[Chip]
    sites: list[Chip]

    @property
    def ids(self) -> list[int]:
        """Who stands on this page, for the audit log."""
        return [person.pk for person in self.page]


def people_list(scope: Scope, asked: QueryDict) -> PeopleList:
    """The people that a query asks for; whatever it does not know it ignores.

    Args:
        scope: whom the asker may see.
        asked: `number` (how it begins), `status`, `site` (slug), `sort` (a key of SORTS, minus
            turns it round), `page`.
    """
    number, site, status = (asked.get(key, "").strip() for key in ("number", "site", "status"))
    sites = {s.slug: s.name for s in sites_of(scope)}
    people = people_of(scope)
    if number:
        people = people.filter(code__startswith=number.replace("\x00", ""))
    if site in sites:
        people = people.filter(site__slug=site)
    by_standing = dict(people.order_by().values_list("standing").annotate(n=Count("pk")))
    if status in LABELS:
        people = people.filter(standing=status)
    return PeopleList(
        page=Paginator(people.order_by(*_order(asked.get("sort", ""))), PER_PAGE).get_page(
            asked.get("page")
        ),
        number=number,
        standings=_chips(asked, "status", status, LABELS, by_standing),
        sites=_chips(asked, "site", site, sites) if len(sites) > 1 else [],
    )


def _order(sort: str) -> tuple[Any, ...]:
    field = SORTS.get(sort.removeprefix("-"), "pk")
    way = F(field).desc(nulls_last=True) if sort.startswith("-") else F(field).asc(nulls_last=True)
    return (way, "pk")


def _chips(
    asked: QueryDict,
    key: str,
    chosen: str,
    labels: Mapping[str, str | Promise],
    counts: Mapping[str, int] | None = None,
) -> list[Chip]:
    """A chip for everything, and one for each value; those that would show nobody are left out."""
    total = sum(counts.values()) if counts is not None else None
    chips = [Chip(label=_("All"), url=_link(asked, key, ""), current=not chosen, count=total)]
    for value, label in labels.items():
        count = counts.get(value, 0) if counts is not None else None
        if count != 0 or value == chosen:
            link = _link(asked, key, value)
            chips.append(Chip(label=str(label), url=link, current=value == chosen, count=count))
    return chips


def _link(asked: QueryDict, key: str, value: str) -> str:
    query = asked.copy()
    query.pop("page", None)
    query.pop(key, None)
    if value:
        query[key] = value
    return f"?{query.urlencode()}"
