"""The file of a site as pages show it: what it needs, papers, tasks, training."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from retraining.accounts.models import User
from retraining.accounts.roles import ROLES, Role
from retraining.common import clock
from retraining.common.ui import Task
from retraining.portal.forms.site_file import PIECES
from retraining.portal.selectors_manage_person import staff_name
from retraining.trials.models import (
    Delegation,
    Site,
    SiteApproval,
    StaffAssignment,
    Suspension,
    Training,
)
from retraining.trials.selectors_readiness import (
    delegations_of,
    is_investigator,
    needs,
    running,
)


@dataclass(frozen=True)
class DelegationLine:
    """A line of the delegation log as it is printed."""

    pk: int
    who: str
    task: str | Promise
    starts_on: date
    ends_on: date | None
    signed_at: datetime | None
    signed_by: str
    may_sign: bool


def colleagues(trial_id: int) -> QuerySet[User]:
    """Everybody who holds or held a role in a trial, by name."""
    rows = StaffAssignment.objects.filter(trial_id=trial_id).values("user_id")
    return User.objects.filter(pk__in=rows).order_by("name", "email")


def need_tasks(site: Site, done: str, open_: str) -> list[Task]:
    """What a site needs, as a list with a tick where it holds."""
    return [
        Task(label=str(need.words), status=done if need.holds else open_, done=need.holds)
        for need in needs(site)
    ]


def delegation_lines(site: Site, user: User) -> list[DelegationLine]:
    """The delegation log; `may_sign` for the principal investigator alone."""
    signs = is_investigator(site, user)
    return [_line(row, signs) for row in delegations_of(site)]


def _line(row: Delegation, signs: bool) -> DelegationLine:
    signature = getattr(row, "signature", None)
    return DelegationLine(
        pk=row.pk,
        who=staff_name(row.user),
        task=row.get_task_display(),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        signed_at=signature.at if signature else None,
        signed_by=staff_name(signature.by) if signature else "",
        may_sign=signs and signature is None,
    )


def delegation_of(site: Site, pk: int) -> Delegation | None:
    """A line of a site's log that was not replaced."""
    return delegations_of(site).select_related("site").filter(pk=pk).first()


def papers(site: Site) -> QuerySet[SiteApproval]:
    """Every paper that was filed, the newest first."""
    return SiteApproval.objects.filter(site=site).select_related("by").order_by("-pk")


def trainings(site: Site) -> list[dict[str, Any]]:
    """Who was trained in what."""
    rows = Training.objects.filter(site=site).select_related("user").order_by("user__name", "day")
    return [
        {"who": staff_name(row.user), "topic": row.get_topic_display(), "day": row.day}
        for row in rows
    ]


def not_on_the_log(site: Site) -> list[str]:
    """People who hold a role at a site today and stand on no line of its delegation log."""
    today = clock.local_date(site.time_zone)
    named = delegations_of(site).values("user_id")
    rows = StaffAssignment.objects.filter(trial_id=site.trial_id, starts_on__lte=today)
    rows = rows.exclude(ends_on__lt=today).exclude(user_id__in=named).select_related("user")
    here = [row for row in rows if row.site_id in (None, site.pk)]
    return sorted({staff_name(r.user) for r in here if ROLES[Role(r.role)].per_site})


def investigated_sites(user: User, trial_id: int) -> list[Site]:
    """The sites of a trial whose principal investigator somebody is."""
    sites = Site.objects.filter(trial_id=trial_id).order_by("name")
    return [site for site in sites if is_investigator(site, user)]


@dataclass(frozen=True)
class SuspensionRow:
    """Something that is closed now, in words."""

    pk: int
    what: str | Promise
    where: str
    reason: str | Promise
    notice: str
    at: datetime
    by: str


def suspension_rows(trial_id: int) -> list[SuspensionRow]:
    """What is closed now, the newest first."""
    return [
        SuspensionRow(
            pk=row.pk,
            what=row.get_what_display(),
            where=_where(row),
            reason=row.get_reason_display(),
            notice=row.notice,
            at=row.at,
            by=staff_name(row.by),
        )
        for row in running(trial_id)
    ]


def _where(row: Suspension) -> str:
    if row.site is not None:
        return str(row.site.name)
    return f"{row.week} · {PIECES[row.kind]}" if row.week else ""


def suspension_of(trial_id: int, pk: int) -> Suspension | None:
    """Something that is closed now."""
    return running(trial_id).filter(pk=pk).first()
