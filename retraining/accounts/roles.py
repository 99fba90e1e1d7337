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
    HANDLE_ALERTS = "handle-alerts"
    RECORD_EVENTS = "record-events"  # adverse events
    VIEW_EVENTS = "view-events"
    ASSESS_EVENTS = "assess-events"  # whether taking part caused one, from outside delivery
    RECORD_CONTACTS = "record-contacts"
    DESTROY_SAMPLES = "destroy-samples"  # of people who asked for it
    HANDLE_ANSWERS = "handle-answers"  # enter, look at, put right, ask about
    ANSWER_QUERIES = "answer-queries"  # what the trial manager asked the site about a value
    LOCK_DATA = "lock-data"
    KEEP_LISTS = "keep-lists"
    VIEW_TABLES_BY_CODE = "view-tables-by-code"
    UNBLIND = "unblind"
    FILE_PLAN = "file-plan"  # the statistical analysis plan, by its hash


class Role(StrEnum):
    """Slugs of the staff roles, kept in the database."""

    CLINICIAN = "clinician"
    RATER = "rater"
    MANAGER = "manager"
    STATISTICIAN = "statistician"
    MONITOR = "monitor"
    SUPPORT = "support"
    DMC = "dmc"
    LIST_KEEPER = "list-keeper"
    MEDIC = "medic"
    ASSESSOR = "assessor"


class Knows(StrEnum):
    """What the holder of a role may come to know of arms."""

    NOTHING = "nothing"
    CODES = "codes"  # figures by A and B, never which is which
    ARMS = "arms"


@dataclass(frozen=True)
class RoleText:
    """What a role means.

    Args:
        label: its name on pages.
        sentence: what a manager reads when giving it.
        audience: the prefix it works under.
        permissions: what it may do.
        knows: what the holder may come to know of arms.
        per_site: True where it can be given for one site alone.
    """

    label: str | Promise
    sentence: str | Promise
    audience: Audience
    permissions: frozenset[Permission]
    knows: Knows
    per_site: bool

    @property
    def blinded(self) -> bool:
        """Whether the holder may never learn an arm, not even by a code."""
        return self.knows == Knows.NOTHING


P = Permission
ROLES: dict[Role, RoleText] = {
    Role.CLINICIAN: RoleText(
        _("Clinician"),
        _("Sees how often people practise and how they feel, at their sites. Never the programme."),
        Audience.CLINIC,
        frozenset(
            {
                P.VIEW_CASELOAD,
                P.HANDLE_ALERTS,
                P.RECORD_EVENTS,
                P.VIEW_EVENTS,
                P.RECORD_CONTACTS,
                P.ANSWER_QUERIES,
                P.DESTROY_SAMPLES,
            }
        ),
        knows=Knows.NOTHING,
        per_site=True,
    ),
    Role.RATER: RoleText(
        _("Rater"),
        _("Rates people by their number. Sees nothing else of the people they rate."),
        Audience.CLINIC,
        frozenset({P.RATE}),
        knows=Knows.NOTHING,
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
                P.RECORD_CONTACTS,
                P.HANDLE_ANSWERS,
                P.LOCK_DATA,
            }
        ),
        knows=Knows.NOTHING,
        per_site=False,
    ),
    Role.STATISTICIAN: RoleText(
        _("Statistician"),
        _(
            "Sees pooled figures and downloads data without names and without arms. Once the plan "
            "is filed, the answers are final and the list is unsealed: codes A and B."
        ),
        Audience.STATISTICS,
        frozenset({P.VIEW_POOLED_DATA, P.EXPORT_DATA, P.FILE_PLAN}),
        knows=Knows.NOTHING,
        per_site=False,
    ),
    Role.MONITOR: RoleText(
        _("Monitor"),
        _("Reads the audit log: who did what, who looked at what, and when."),
        Audience.MANAGE,
        frozenset({P.READ_AUDIT}),
        knows=Knows.NOTHING,
        per_site=False,
    ),
    Role.SUPPORT: RoleText(
        _("Support"),
        _(
            "Talks with people who need help and answers safety alerts, at their sites. May learn "
            "which programme somebody follows, and so never rates."
        ),
        Audience.CLINIC,
        frozenset(
            {
                P.VIEW_CASELOAD,
                P.HANDLE_ALERTS,
                P.RECORD_EVENTS,
                P.VIEW_EVENTS,
                P.RECORD_CONTACTS,
            }
        ),
        knows=Knows.ARMS,
        per_site=True,
    ),
    Role.DMC: RoleText(
        _("Data monitoring committee"),
        _("Sees closed tables by code A and B, never which programme a code stands for."),
        Audience.STATISTICS,
        frozenset({P.VIEW_TABLES_BY_CODE}),
        knows=Knows.CODES,
        per_site=False,
    ),
    Role.LIST_KEEPER: RoleText(
        _("List-keeper"),
        _(
            "Holds the seed or brings the allocation list. Never somebody who sees the people or "
            "the data of this trial, above all not the blinded statistician."
        ),
        Audience.MANAGE,
        frozenset({P.KEEP_LISTS}),
        knows=Knows.ARMS,
        per_site=False,
    ),
    Role.MEDIC: RoleText(
        _("Unblinding medic"),
        _(
            "May learn the programme of one person in an emergency, with a reason and a second "
            "factor. Everybody named for it is told that it happened, never the programme."
        ),
        Audience.MANAGE,
        frozenset({P.UNBLIND}),
        knows=Knows.ARMS,
        per_site=True,
    ),
    Role.ASSESSOR: RoleText(
        _("Event assessor"),
        _(
            "Judges whether taking part caused an adverse event and whether it was to be expected. "
            "Stands outside delivery, answers no alerts, and never learns the programme."
        ),
        Audience.CLINIC,
        frozenset({P.VIEW_EVENTS, P.ASSESS_EVENTS}),
        knows=Knows.NOTHING,
        per_site=False,
    ),
}
