"""Where a member of staff begins after signing in. Pure but for the words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retraining.accounts.roles import ROLES, Permission, Role
from retraining.common.access import Audience
from retraining.trials.models import StaffAssignment

# The first line whose permission somebody holds is their first page under that audience.
FIRST_PAGES: tuple[tuple[Audience, Permission, str, str | Promise], ...] = (
    (Audience.CLINIC, Permission.VIEW_CASELOAD, "caseload", _("People at your sites")),
    (Audience.CLINIC, Permission.ASSESS_EVENTS, "events", _("Adverse events")),
    (Audience.CLINIC, Permission.RATE, "ratings", _("Ratings")),
    (Audience.MANAGE, Permission.VIEW_PEOPLE, "manage_home", _("Running the trial")),
    (Audience.MANAGE, Permission.READ_AUDIT, "audit", _("Audit log")),
    (Audience.MANAGE, Permission.KEEP_LISTS, "allocation_list", _("Allocation list")),
    (Audience.MANAGE, Permission.UNBLIND, "unblinding", _("Unblinding")),
    (Audience.STATISTICS, Permission.VIEW_POOLED_DATA, "statistics_home", _("Pooled figures")),
    (Audience.STATISTICS, Permission.VIEW_TABLES_BY_CODE, "tables_by_code", _("Tables by code")),
)


@dataclass(frozen=True)
class Home:
    """One place to begin: an audience within a trial.

    Args:
        trial_id, trial: id and title of the trial.
        audience: the prefix.
        label: what stands on the button.
        url_name: the first page.
    """

    trial_id: int
    trial: str
    audience: Audience
    label: str | Promise
    url_name: str

    @property
    def key(self) -> str:
        """What the choice page posts."""
        return f"{self.trial_id}-{self.audience}"


def homes_of(assignments: Iterable[StaffAssignment]) -> list[Home]:
    """One home per trial and audience, in the order of FIRST_PAGES, trials by their id.

    Args:
        assignments: current ones of one person, with their trials.
    """
    held = {
        (role.trial_id, role.trial.title, permission)
        for role in assignments
        for permission in ROLES[Role(role.role)].permissions
    }
    homes: dict[str, Home] = {}
    for trial_id, title in sorted({(trial_id, title) for trial_id, title, _held in held}):
        for audience, permission, url_name, label in FIRST_PAGES:
            if (trial_id, title, permission) in held:
                home = Home(trial_id, title, audience, label, url_name)
                homes.setdefault(home.key, home)
    return list(homes.values())
