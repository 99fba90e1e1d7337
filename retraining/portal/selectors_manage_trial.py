"""What /manage/ shows of the trial itself: protocol, sites and staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retraining.accounts.models import User
from retraining.accounts.roles import ROLES, Role
from retraining.common import clock
from retraining.portal.selectors_manage_person import staff_name
from retraining.protocol import selectors as protocol
from retraining.trials.models import Site, StaffAssignment, StaffInvitation, Trial
from retraining.trials.scope import Scope

UNFILLED: dict[str, str | Promise] = {
    "documents.ethics": gettext_lazy("the ethics reference of the documents"),
    "documents.valid_from": gettext_lazy("the first day on which the documents may be signed"),
    "registry": gettext_lazy("the registry number"),
    "ethics": gettext_lazy("the ethics reference"),
    "sponsor": gettext_lazy("the sponsor"),
    "chief_investigator": gettext_lazy("the chief investigator"),
    "target_size": gettext_lazy("the target size"),
    "target_reason": gettext_lazy("the reason for the target size"),
    "alerts": gettext_lazy("alert rules with an owner, a deputy and cover hours"),
}
SITE_FIELDS: dict[str, str | Promise] = {
    "name": gettext_lazy("name"),
    "phone": gettext_lazy("telephone"),
    "hours": gettext_lazy("hours"),
    "contact": gettext_lazy("contact person"),
    "crisis_text": gettext_lazy("help in a crisis"),
    "time_zone": gettext_lazy("time zone"),
    "is_open": gettext_lazy("open or closed"),
}


@dataclass(frozen=True)
class ProtocolWords:
    """The newest protocol version in words."""

    number: int
    loaded_at: datetime
    live: bool
    drafts: int
    unfilled: list[str | Promise]

    @property
    def draft(self) -> bool:
        """Whether something stands between it and a live trial."""
        return bool(self.drafts or self.unfilled)


def protocol_words(trial: Trial) -> ProtocolWords | None:
    """The newest protocol of a trial; None before one is loaded."""
    state = protocol.state_of(trial)
    if state is None:
        return None
    return ProtocolWords(
        number=state.number,
        loaded_at=state.loaded_at,
        live=state.kind == "live",
        drafts=state.drafts,
        unfilled=[UNFILLED.get(key, key) for key in state.unfilled],
    )


def site_of(scope: Scope, slug: str) -> Site | None:
    """A site of the scope's trial."""
    return Site.objects.filter(trial_id=scope.trial_id, slug=slug).select_related("trial").first()


@dataclass(frozen=True)
class Change:
    """One saved state of a site: when, by whom, and which fields were different before."""

    at: datetime
    by: str
    fields: list[str | Promise]
    first: bool


def site_changes(site: Site) -> list[Change]:
    """The history of a site, newest first."""
    events = apps.get_model("trials", "SiteEvent")._default_manager
    rows = list(events.filter(pgh_obj=site).select_related("pgh_context").order_by("pgh_id"))
    by = [(row.pgh_context.metadata if row.pgh_context else {}).get("user") for row in rows]
    names = _names(by)
    changes = []
    for number, row in enumerate(rows):
        before = rows[number - 1] if number else None
        fields = [label for key, label in SITE_FIELDS.items() if _differs(row, before, key)]
        who = names.get(by[number], _("the system"))
        changes.append(Change(row.pgh_created_at, who, fields, before is None))
    return [change for change in reversed(changes) if change.fields or change.first]


def _differs(row: Any, before: Any, key: str) -> bool:
    return before is not None and getattr(row, key) != getattr(before, key)


def _names(ids: Iterable[int | None]) -> dict[int | None, str]:
    return {u.pk: staff_name(u) for u in User.objects.filter(pk__in={i for i in ids if i})}


@dataclass(frozen=True)
class StaffRow:
    """A role that somebody holds or held."""

    pk: int
    who: str
    email: str
    role: str | Promise
    sentence: str | Promise
    site: str
    since: date
    until: date | None
    own: bool


def staff_rows(scope: Scope, user: User) -> tuple[list[StaffRow], list[StaffRow]]:
    """Roles of the trial: those held today, and those that have ended."""
    today = clock.now().date()
    rows = (
        StaffAssignment.objects.filter(trial_id=scope.trial_id)
        .select_related("user", "site")
        .order_by("user__name", "user__email", "pk")
    )
    held = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    ended = rows.filter(ends_on__lt=today).order_by("-ends_on", "-pk")
    return [_staff_row(r, user) for r in held], [_staff_row(r, user) for r in ended]


def _staff_row(row: StaffAssignment, user: User) -> StaffRow:
    text = ROLES[Role(row.role)]
    return StaffRow(
        pk=row.pk,
        who=staff_name(row.user),
        email=row.user.email,
        role=text.label,
        sentence=text.sentence,
        site=row.site.name if row.site else _("All sites"),
        since=row.starts_on,
        until=row.ends_on,
        own=row.user_id == user.pk and row.role == Role.MANAGER,
    )


def assignment_of(scope: Scope, pk: int) -> StaffAssignment | None:
    """A role of the scope's trial that has not ended."""
    return (
        StaffAssignment.objects.filter(trial_id=scope.trial_id, pk=pk, ends_on=None)
        .select_related("user", "site")
        .first()
    )


def end_words(assignment: StaffAssignment) -> dict[str, Any]:
    """What the page before ending a role says."""
    row = _staff_row(assignment, assignment.user)
    return {"who": row.who, "role": row.role, "site": row.site}


def open_staff_invitations(scope: Scope) -> list[dict[str, Any]]:
    """Staff invitations that were neither accepted nor closed, newest first."""
    now = clock.now()
    rows = StaffInvitation.objects.filter(
        trial_id=scope.trial_id, spent_at=None, revoked_at=None
    ).select_related("site", "by")
    return [
        {
            "pk": row.pk,
            "email": row.email,
            "role": ROLES[Role(row.role)].label,
            "site": row.site.name if row.site else _("All sites"),
            "expires_at": row.expires_at,
            "expired": row.expires_at <= now,
        }
        for row in rows.order_by("-pk")
    ]


def staff_invitation_of(scope: Scope, pk: int) -> StaffInvitation | None:
    """A staff invitation of the scope's trial that was not accepted."""
    return (
        StaffInvitation.objects.filter(trial_id=scope.trial_id, pk=pk, spent_at=None)
        .select_related("trial", "site")
        .first()
    )
