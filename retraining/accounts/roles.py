"""Roles and permissions as data. Slugs are stored, never class paths; nobody is a superuser."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retraining.common.access import Audience


class Permission(StrEnum):
    """What a role may do."""

    VIEW_CASELOAD = "view-caseload"
    RATE = "rate"
    VIEW_PEOPLE = "view-people"
    INVITE = "invite"
    CONFIRM_ELIGIBILITY = "confirm-eligibility"
    RANDOMISE = "randomise"
    MANAGE_STAFF = "manage-staff"
    MANAGE_SITES = "manage-sites"
    MANAGE_PROGRAMMES = "manage-programmes"
    VIEW_POOLED_DATA = "view-pooled-data"
    EXPORT_DATA = "export-data"
    READ_AUDIT = "read-audit"


class Role(StrEnum):
    """Slugs of the staff roles, kept in the database."""

    CLINICIAN = "clinician"
    RATER = "rater"
    MANAGER = "manager"
    STATISTICIAN = "statistician"
    MONITOR = "monitor"


@dataclass(frozen=True)
class RoleText:
    """What a role means.

    Args:
        label: its name on pages.
        sentence: what a manager reads when giving it.
        audience: the prefix it works under.
        permissions: what it may do.
        blinded: True where the holder may never learn an arm.
        per_site: True where it can be given for one site alone.
    """

    label: str | Promise
    sentence: str | Promise
    audience: Audience
    permissions: frozenset[Permission]
    blinded: bool
    per_site: bool


P = Permission
ROLES: dict[Role, RoleText] = {
    Role.CLINICIAN: RoleText(
        _("Clinician"),
        _("Sees how often people practise and how they feel, at their sites. Never the programme."),
        Audience.CLINIC,
        frozenset({P.VIEW_CASELOAD}),
        blinded=True,
        per_site=True,
    ),
    Role.RATER: RoleText(
        _("Rater"),
        _("Rates people by their number. Sees nothing else of the people they rate."),
        Audience.CLINIC,
        frozenset({P.RATE}),
        blinded=True,
        per_site=True,
    ),
    Role.MANAGER: RoleText(
        _("Trial manager"),
        _(
            "Invites people, confirms who can take part, randomises, looks after sites, staff and "
            "the texts of both programmes."
        ),
        Audience.MANAGE,
        frozenset(
            {
                P.VIEW_PEOPLE,
                P.INVITE,
                P.CONFIRM_ELIGIBILITY,
                P.RANDOMISE,
                P.MANAGE_STAFF,
                P.MANAGE_SITES,
                P.MANAGE_PROGRAMMES,
            }
        ),
        blinded=True,
        per_site=False,
    ),
    Role.STATISTICIAN: RoleText(
        _("Statistician"),
        _("Sees pooled figures and downloads data without names and without arms."),
        Audience.STATISTICS,
        frozenset({P.VIEW_POOLED_DATA, P.EXPORT_DATA}),
        blinded=True,
        per_site=False,
    ),
    Role.MONITOR: RoleText(
        _("Monitor"),
        _("Reads the audit log: who did what, who looked at what, and when."),
        Audience.MANAGE,
        frozenset({P.READ_AUDIT}),
        blinded=True,
        per_site=False,
    ),
}
