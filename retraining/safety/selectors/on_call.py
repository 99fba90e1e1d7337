"""The on-call sheet: per site who is there and when, and what to do. Made to be printed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retraining.accounts.models import User
from retraining.common import clock, markdown
from retraining.safety import cover as hours
from retraining.safety.models import Level, SiteCover
from retraining.safety.protocol_section import Escalation, Safety, read
from retraining.safety.selectors.cover import cover_lines, cover_of, gaps_at, recipient
from retraining.trials.models import ProtocolVersion, Site
from retraining.trials.scope import Scope


@dataclass(frozen=True)
class SiteSheet:
    """One site.

    Args:
        site: with telephone and crisis text.
        cover: who was named; None where nobody is.
        people: (level in words, who), in the order in which an alert reaches them.
        hours: lines such as "Monday to Friday, 09:00 to 15:00".
        holidays: days without cover that are still to come.
        there_now: whether it is covered at this moment.
        next_at: when it is covered next.
        crisis: the country's text.
        gaps: what is lacking.
    """

    site: Site
    cover: SiteCover | None
    people: list[tuple[str, User]]
    hours: list[str]
    holidays: list[date]
    there_now: bool
    next_at: datetime | None
    crisis: str
    gaps: list[str]


@dataclass(frozen=True)
class Sheet:
    """What the page prints."""

    sites: list[SiteSheet]
    escalation: list[str]
    could_not_reach: tuple[str, ...]
    script: SafeString


def sheet(scope: Scope) -> Sheet | None:
    """The sheet of the sites in reach under the newest protocol; None before one is loaded."""
    version = ProtocolVersion.objects.filter(trial_id=scope.trial_id).order_by("-number").first()
    if version is None:
        return None
    sites = Site.objects.filter(trial_id=scope.trial_id).order_by("name")
    if scope.site_ids is not None:
        sites = sites.filter(pk__in=scope.site_ids)
    section = read(version.content)
    found = [_site(site, section, gaps_at(site, version.content)) for site in sites]
    return Sheet(
        found,
        [_line(step) for step in section.escalation],
        section.could_not_reach,
        markdown.render(section.telephone_script, below=2),
    )


def _line(step: Escalation) -> str:
    level = Level(step.to).label
    if step.cover_hours is not None:
        return _("After %(n)g hours of cover: %(level)s") % {"n": step.cover_hours, "level": level}
    days = step.working_days or 0
    words = ngettext(
        "After %(n)d working day: %(level)s", "After %(n)d working days: %(level)s", days
    )
    return words % {"n": days, "level": level}


def _site(site: Site, section: Safety, gaps: list[str]) -> SiteSheet:
    cover, now = cover_of(site), clock.now()
    if cover is None:
        return SiteSheet(site, None, [], [], [], False, None, "", gaps)
    today = clock.local_date(site.time_zone, now)
    return SiteSheet(
        site=site,
        cover=cover,
        people=[(str(level.label), recipient(cover, level)) for level in Level],
        hours=cover_lines(cover),
        holidays=[day for text in cover.holidays if (day := date.fromisoformat(text)) >= today],
        there_now=hours.is_covered(cover.hours, now),
        next_at=hours.next_covered(cover.hours, now),
        crisis=section.crisis_for(cover.country),
        gaps=gaps,
    )
