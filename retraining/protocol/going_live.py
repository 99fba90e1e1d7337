"""Going live: a test trial's protocol copied into a new live trial and frozen under its hash.

A trial is test or live for ever, so nothing that was tried can ever stand among a trial's data.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.assessments.packs import copy_packs, text_gaps
from retraining.audit.services import record
from retraining.common import clock
from retraining.protocol import folder as folders
from retraining.protocol import freezing, services
from retraining.protocol.files import relative, unpacked
from retraining.protocol.models import Freeze
from retraining.protocol.publishing import breaches
from retraining.safety.selectors.cover import cover_gaps, cover_of
from retraining.safety.services.cover import Named, name_cover
from retraining.trials.errors import Refused
from retraining.trials.models import ProtocolVersion, Site, StaffAssignment, Trial, TrialKind
from retraining.trials.services import staff
from sessions.authoring_archive import unpack

SITE_FIELDS = (
    "slug", "name", "phone", "contact", "hours", "crisis_text", "time_zone", "is_open",
)  # fmt: skip
LONGEST_SLUG = 60

# What a package asks of a trial beyond its protocol's text: sites, words, tested telephones.
# A package below this one gives a function of the trial that returns one sentence for each gap.
Gaps = Callable[[Trial, Mapping[str, Any]], list[str]]


class NotReady(Refused):
    """A trial that cannot go live; `missing` has one sentence for each thing."""

    def __init__(self, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(_("This trial cannot go live yet: %(what)s.") % {"what": missing[0]})


def site_gaps(trial: Trial, content: Mapping[str, Any]) -> list[str]:
    """What sites lack that participants read on every page."""
    sites = list(trial.sites.order_by("slug"))
    if not sites:
        return ["there is no site"]
    missing = [f"site {site.slug} has no telephone" for site in sites if not site.phone.strip()]
    return missing + [
        f"site {site.slug} names nobody to ask for" for site in sites if not site.contact.strip()
    ]


GAPS: tuple[Gaps, ...] = (site_gaps, text_gaps, cover_gaps)


def what_is_missing(trial: Trial) -> list[str]:
    """Everything that stands between a test trial and going live, one sentence each."""
    version = trial.versions.order_by("-number").first()
    if version is None:
        return ["no protocol is loaded"]
    drafts = version.scripts.filter(draft=True).order_by("programme", "name")
    names = [f"{row.programme}/{row.name}" for row in drafts]
    missing = freezing.missing(version.content, names)
    missing += [text for gaps in GAPS for text in gaps(trial, version.content)]
    return missing + _of_files(trial, version)


def _of_files(trial: Trial, version: ProtocolVersion) -> list[str]:
    """Findings of the check, and where the arms differ in more than their method."""
    with unpacked(trial.slug, unpack(bytes(version.files.archive))) as folder:
        findings = [finding for finding in folders.check(folder) if not finding.is_hint]
        if not findings:
            findings = breaches(folder)
        return [str(finding) for finding in relative(findings, folder)]


@transaction.atomic
def freeze(*, trial: Trial, by: User | None, slug: str = "") -> Freeze:
    """Make the live trial of a test trial: its newest protocol, sites and staff, no person or list.

    Args:
        trial: a test trial.
        by: who does it; None on the command line.
        slug: of the live trial; that of the test trial with "-live" when empty.

    Returns:
        The freeze, with the live trial's first version.

    Raises:
        NotReady: something is missing; with every sentence.
        Refused: the trial is live, or the slug is taken or cannot be one.
    """
    Trial.objects.select_for_update().get(pk=trial.pk)
    if trial.kind == TrialKind.LIVE:
        raise Refused(_("This trial is live already."))
    if missing := what_is_missing(trial):
        raise NotReady(missing)
    source = trial.versions.order_by("-number")[0]
    live = _trial(trial, slug.strip().lower().replace("_", "-") or f"{trial.slug}-live")
    with unpacked(live.slug, unpack(bytes(source.files.archive))) as folder:
        version = _version(live, folder, by)
    if version.sha256 != source.sha256:
        raise Refused(_("The copy is not the same as the protocol that was tested."))
    sites = _copy_sites(trial, live, by)
    _copy_staff(trial, live, sites, by)
    _copy_cover(trial, sites, by)
    copy_packs(source=trial, live=live)
    made = Freeze.objects.create(
        version=version, source=source, sha256=version.sha256, at=clock.now(), by=by
    )
    record(
        "protocol.frozen",
        by=by,
        object_type="protocol-version",
        object_ids=[version.pk],
        trial_id=live.pk,
        reason=version.sha256,
    )
    return made


def _trial(trial: Trial, slug: str) -> Trial:
    if not slug.replace("-", "").isalnum() or not slug.isascii() or len(slug) > LONGEST_SLUG:
        raise Refused(_("A slug is up to 60 small letters, digits and hyphens."))
    live, is_new = Trial.objects.get_or_create(
        slug=slug,
        defaults={"title": trial.title, "public_name": trial.public_name, "kind": TrialKind.LIVE},
    )
    if not is_new:
        raise Refused(_("There is a trial %(slug)s already.") % {"slug": slug})
    return live


def _version(live: Trial, folder: Path, by: User | None) -> ProtocolVersion:
    found = folders.read(folder)
    return services.store(trial=live, found=found, path=folder, by=by, reason="")


def _copy_sites(trial: Trial, live: Trial, by: User | None) -> dict[int, Site]:
    """{id of a test site: its copy}."""
    return {
        site.pk: staff.save_site(
            site=Site(trial=live, **{name: getattr(site, name) for name in SITE_FIELDS}), by=by
        )
        for site in trial.sites.order_by("pk")
    }


def _copy_staff(trial: Trial, live: Trial, sites: Mapping[int, Site], by: User | None) -> None:
    """Roles that are held today or begin later, from today on."""
    today = clock.now().date()
    held = StaffAssignment.objects.filter(trial=trial).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    )
    for row in held.select_related("user").order_by("pk"):
        staff.assign(
            user=row.user,
            trial=live,
            role=row.role,
            site=sites[row.site_id] if row.site_id else None,
            by=by,
            starts_on=max(row.starts_on, today),
            ends_on=row.ends_on,
        )


def _copy_cover(trial: Trial, sites: Mapping[int, Site], by: User | None) -> None:
    """Who answers alerts, and when: a live site without it could raise none."""
    for site in trial.sites.order_by("pk"):
        cover = cover_of(site)
        if cover is None:
            continue
        named = Named(
            owner=cover.owner,
            deputy=cover.deputy,
            lead=cover.lead,
            sponsor=cover.sponsor,
            country=cover.country,
            spans=cover.spans,
            holidays=cover.holidays,
            route=cover.route,
            tested_on=cover.route_tested_on,
            tested_by=cover.route_tested_by,
        )
        name_cover(site=sites[site.pk], named=named, by=by)
