"""The weekly review of a site: who said something, and what has become of it. No arm is known."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.common import clock
from retraining.safety import wording
from retraining.safety.models import ReportKind, Triage, WeeklyReview
from retraining.safety.selectors.alerts import alerts_in, row_of, sections_of
from retraining.safety.selectors.cover import cover_of
from retraining.safety.selectors.reports import reports_in
from retraining.trials.models import Participant, Site, Withdrawal, WithdrawalLevel
from retraining.trials.scope import Scope

EVERY = timedelta(days=7)


@dataclass(frozen=True)
class Line:
    """One thing that somebody said or that was raised for them.

    Args:
        person, code: who.
        what: in words.
        at: when.
        state: what has become of it, in words.
        waits: nobody has dealt with it yet.
        url: its own page; empty where it has none.
    """

    person: int
    code: str
    what: str
    at: datetime
    state: str
    waits: bool
    url: str = ""


@dataclass(frozen=True)
class SiteReview:
    """What is to be reviewed at one site.

    Args:
        site: which.
        last: the newest review; None before the first.
        until: the moment up to which the lines go.
        lines: those that wait in front, each kind by time.
        late: the last review lies more than a week back, or there was none and something waits.
        reviewers: who is named for it: owner and deputy of the site.
    """

    site: Site
    last: WeeklyReview | None
    until: datetime
    lines: list[Line]
    late: bool
    reviewers: tuple[User, ...]

    @property
    def people(self) -> int:
        """How many people stand on the list."""
        return len({line.person for line in self.lines})


def reviewers_of(site: Site) -> tuple[User, ...]:
    """Who reviews a site: the owner of its cover, and the deputy."""
    cover = cover_of(site)
    return (cover.owner, cover.deputy) if cover else ()


def last_review(site: Site) -> WeeklyReview | None:
    """The newest review of a site."""
    return WeeklyReview.objects.filter(site=site).select_related("by").order_by("-until").first()


def reviews_in(scope: Scope) -> list[SiteReview]:
    """Each site in reach, in order of name."""
    sites = Site.objects.filter(trial_id=scope.trial_id).order_by("name")
    if scope.site_ids is not None:
        sites = sites.filter(pk__in=scope.site_ids)
    return [review_of(scope, site, clock.now()) for site in sites]


def review_of(scope: Scope, site: Site, until: datetime) -> SiteReview:
    """What is to be reviewed at a site.

    Args:
        scope: of the member of staff who reads.
        site: one in their reach.
        until: what came later waits for the next review.
    """
    last = last_review(site)
    since = last.until if last else None
    lines = [*_alerts(scope, site, since, until), *_reports(scope, site, since, until)]
    lines += _stops(scope, site, since, until)
    lines.sort(key=lambda line: (not line.waits, line.at))
    late = until - last.until > EVERY if last else bool(lines)
    return SiteReview(site, last, until, lines, late, reviewers_of(site))


def _new(since: datetime | None, field: str) -> Q:
    """What came since a moment; everything before the first review (an empty Q would fall away)."""
    return Q(pk__isnull=False) if since is None else Q(**{f"{field}__gt": since})


def _alerts(scope: Scope, site: Site, since: datetime | None, until: datetime) -> list[Line]:
    """Every open alert, and those that were raised and closed since the last review."""
    rows = alerts_in(scope).filter(participant__site=site, raised_at__lte=until)
    rows = rows.filter(Q(closed_at__isnull=True) | _new(since, "raised_at")).order_by("pk")
    alerts = list(rows)
    sections = sections_of(alerts)
    found = []
    for alert in alerts:
        row = row_of(alert, sections[alert.version_id], until)
        place = reverse("alert", args=[alert.pk])
        waits = alert.closed_at is None
        found.append(
            Line(alert.participant_id, row.code, row.says, alert.raised_at, row.state, waits, place)
        )
    return found


def _reports(scope: Scope, site: Site, since: datetime | None, until: datetime) -> list[Line]:
    """Reports that nobody has decided about, and those that came since the last review."""
    rows = reports_in(scope).filter(participant__site=site, at__lte=until)
    rows = rows.filter(Q(decision__isnull=True) | _new(since, "at")).order_by("pk")
    return [
        Line(
            person=row.participant_id,
            code=row.participant.code,
            what=str(wording.KINDS[ReportKind(row.kind)]),
            at=row.at,
            state=str(Triage.Decision(row.decision).label) if row.decision else _("Not decided"),
            waits=row.decision is None,
            url=reverse("staff_report", args=[row.pk]),
        )
        for row in rows
    ]


def _stops(scope: Scope, site: Site, since: datetime | None, until: datetime) -> list[Line]:
    """Who stopped something since the last review: why may be a matter of safety."""
    people = Participant.objects.visible_to(scope).filter(site=site)
    rows = Withdrawal.objects.filter(participant__in=people, at__lte=until, undoes=None)
    rows = rows.filter(_new(since, "at"), undone_by=None).exclude(level="").order_by("pk")
    return [
        Line(
            person=row.participant_id,
            code=row.participant.code,
            what=_("Stopped: %(what)s") % {"what": WithdrawalLevel(row.level).label},
            at=row.at,
            state=_("a reason was given")
            if row.reason_sealed is not None
            else _("no reason given"),
            waits=False,
        )
        for row in rows.select_related("participant")
    ]
