"""Who covers a site, and what is still lacking before alerts may be raised there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.accounts.roles import ROLES, Permission, Role
from retraining.common import clock
from retraining.safety import protocol_section
from retraining.safety.models import Level, SiteCover
from retraining.safety.protocol_section import Safety
from retraining.trials.models import (
    Participant,
    ProtocolVersion,
    Site,
    StaffAssignment,
    Trial,
    TrialKind,
)
from retraining.trials.scope import Scope

HANDLING = tuple(
    str(slug) for slug, text in ROLES.items() if Permission.HANDLE_ALERTS in text.permissions
)


def section_of(participant: Participant) -> Safety:
    """`[safety]` of the participant's protocol version."""
    return protocol_section.read(participant.version.content)


def cover_of(site: Site) -> SiteCover | None:
    """The newest cover of a site, if any was named."""
    rows = SiteCover.objects.filter(site=site).select_related(
        "site", "owner", "deputy", "lead", "sponsor"
    )
    return rows.order_by("-pk").first()


def recipient(cover: SiteCover, level: str) -> User:
    """The person of a level."""
    found: User = getattr(cover, level)
    return found


def handlers_of(site: Site) -> dict[int, User]:
    """Staff who may handle alerts of this site today, by id, in order of name."""
    today = clock.now().date()
    rows = StaffAssignment.objects.filter(
        trial=site.trial_id, role__in=HANDLING, starts_on__lte=today, user__is_active=True
    ).select_related("user")
    reaching = [
        row.user
        for row in rows
        if row.site_id in (None, site.pk) and (row.ends_on is None or row.ends_on >= today)
    ]
    return {user.pk: user for user in sorted(reaching, key=lambda u: (u.name, u.email))}


def gaps_at(site: Site, content: Mapping[str, Any]) -> list[str]:
    """What is lacking at one site before an alert may be raised there, one sentence each."""
    cover = cover_of(site) if site.pk else None
    words = {"site": site.name}
    if cover is None:
        return [_("%(site)s: no owner, deputy, cover hours and telephone are named") % words]
    handlers = handlers_of(site)
    found = [
        _("%(site)s: the %(level)s holds no role that handles alerts there")
        % {**words, "level": level.label.lower()}
        for level in Level
        if recipient(cover, level).pk not in handlers
    ]
    if cover.owner_id == cover.deputy_id:
        found.append(_("%(site)s: owner and deputy are the same person") % words)
    if not site.crisis_text.strip():
        found.append(_("%(site)s: no help in a crisis") % words)
    if not protocol_section.read(content).crisis_for(cover.country):
        found.append(
            _("%(site)s: the protocol has no crisis text for %(country)s")
            % {**words, "country": cover.country}
        )
    if cover.route_tested_on is None:
        found.append(_("%(site)s: the telephone for alerts was not tested") % words)
    return found


def cover_gaps(trial: Trial, content: Mapping[str, Any]) -> list[str]:
    """What stands between a trial and raising alerts: `freeze` refuses for each of these.

    A protocol without an alert rule and without a question about suicide has no gap here; that it
    has no rule is the protocol's own finding.
    """
    if not _may_raise(content):
        return []
    section = protocol_section.read(content)
    sites = Site.objects.filter(trial=trial, is_open=True).order_by("slug")
    found = [] if section.escalation else [_("the protocol names no escalation of alerts")]
    return found + [gap for site in sites for gap in gaps_at(site, content)]


def _may_raise(content: Mapping[str, Any]) -> bool:
    section = protocol_section.read(content)
    return bool(section.alerts or protocol_section.asks_about_suicide(content))


def opening_gaps(site: Site) -> list[str]:
    """What is lacking before a site of a live trial may take anybody in, one sentence each.

    Args:
        site: as it would be saved; a new one has nobody yet who answers its alerts.
    """
    version = ProtocolVersion.objects.filter(trial_id=site.trial_id).order_by("-number").first()
    if version is None or site.trial.kind != TrialKind.LIVE or not _may_raise(version.content):
        return []
    return gaps_at(site, version.content)


def crisis_lines(participant: Participant) -> list[str]:
    """Whom this person can ring at once: of the country first, then of the site."""
    cover = cover_of(participant.site)
    of_country = section_of(participant).crisis_for(cover.country) if cover else ""
    return [text for text in (of_country, participant.site.crisis_text.strip()) if text]


def cover_lines(cover: SiteCover) -> list[str]:
    """When answers are read at a site, such as "Monday, Tuesday: 09:00 – 15:00"."""
    return [
        f"{', '.join(str(WEEKDAYS[n]) for n in sorted(span['days']))}: "
        f"{span['from']} – {span['to']}"
        for span in cover.spans
    ]


def read_when(participant: Participant) -> list[str]:
    """When somebody reads what this person answers; nothing where nobody is named."""
    cover = cover_of(participant.site)
    return cover_lines(cover) if cover else []


def roles_that_handle() -> list[str]:
    """Labels of the roles that may be named as owner or deputy."""
    return [str(ROLES[Role(slug)].label) for slug in HANDLING]


@dataclass(frozen=True)
class Place:
    """One site as the page that names its cover needs it.

    Args:
        site: the site.
        cover: who is named now.
        handlers: staff who may be named, by id.
        countries: those for which the protocol has a crisis text.
        gaps: what is lacking.
        roles: labels of the roles that may be named.
    """

    site: Site
    cover: SiteCover | None
    handlers: dict[int, User]
    countries: list[str]
    gaps: list[str]
    roles: list[str]


def place_of(scope: Scope, slug: str) -> Place | None:
    """A site of the scope's trial, or None."""
    site = Site.objects.filter(trial_id=scope.trial_id, slug=slug).select_related("trial").first()
    version = ProtocolVersion.objects.filter(trial_id=scope.trial_id).order_by("-number").first()
    if site is None or version is None:
        return None
    section = protocol_section.read(version.content)
    return Place(
        site=site,
        cover=cover_of(site),
        handlers=handlers_of(site),
        countries=[one.country for one in section.crisis],
        gaps=gaps_at(site, version.content),
        roles=roles_that_handle(),
    )
