"""Navigation as data: what you cannot do you do not see."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retraining.accounts.roles import Permission
from retraining.trials.scope import Scope


@dataclass(frozen=True)
class Entry:
    """One place in a staff navigation: its label, its address, and what it takes to see it."""

    label: str | Promise
    url_name: str
    prefix: str
    permission: Permission


ENTRIES: tuple[Entry, ...] = (
    Entry(_("Caseload"), "caseload", "/clinic/", Permission.VIEW_CASELOAD),
    Entry(_("Alerts"), "alerts", "/clinic/", Permission.HANDLE_ALERTS),
    Entry(_("Weekly review"), "safety_review", "/clinic/", Permission.HANDLE_ALERTS),
    Entry(_("Adverse events"), "events", "/clinic/", Permission.VIEW_EVENTS),
    Entry(_("Queries"), "site_queries", "/clinic/", Permission.ANSWER_QUERIES),
    Entry(_("Samples"), "clinic_samples", "/clinic/", Permission.DESTROY_SAMPLES),
    Entry(_("On-call sheet"), "on_call", "/clinic/", Permission.HANDLE_ALERTS),
    Entry(_("Ratings"), "ratings", "/clinic/", Permission.RATE),
    Entry(_("Pooled figures"), "statistics_home", "/statistics/", Permission.VIEW_POOLED_DATA),
    Entry(_("Tables by code"), "tables_by_code", "/statistics/", Permission.VIEW_TABLES_BY_CODE),
    Entry(_("Export"), "export", "/statistics/", Permission.EXPORT_DATA),
    Entry(_("Blinding"), "blinding", "/statistics/", Permission.VIEW_POOLED_DATA),
    Entry(_("Analysis plan"), "analysis_plan", "/statistics/", Permission.FILE_PLAN),
    Entry(_("Recruitment"), "manage_home", "/manage/", Permission.VIEW_PEOPLE),
    Entry(_("People"), "people", "/manage/", Permission.VIEW_PEOPLE),
    Entry(_("Calls"), "calls", "/manage/", Permission.RECORD_CONTACTS),
    Entry(_("Queries"), "data_queries", "/manage/", Permission.HANDLE_ANSWERS),
    Entry(_("Final answers"), "data_locks", "/manage/", Permission.LOCK_DATA),
    Entry(_("Samples"), "samples", "/manage/", Permission.HANDLE_ANSWERS),
    Entry(_("Sites"), "sites", "/manage/", Permission.MANAGE_SITES),
    Entry(_("Suspend"), "suspensions", "/manage/", Permission.MANAGE_SITES),
    Entry(_("Programmes"), "programmes", "/manage/", Permission.MANAGE_PROGRAMMES),
    Entry(_("Texts"), "texts", "/manage/", Permission.MANAGE_PROGRAMMES),
    Entry(_("Staff"), "staff", "/manage/", Permission.MANAGE_STAFF),
    Entry(_("Allocation list"), "allocation_list", "/manage/", Permission.KEEP_LISTS),
    Entry(_("Unblinding"), "unblinding", "/manage/", Permission.UNBLIND),
    Entry(_("Audit log"), "audit", "/manage/", Permission.READ_AUDIT),
)


# The four ways of a participant: label, url name, icon.
MY_ENTRIES: tuple[tuple[str | Promise, str, str], ...] = (
    (_("Today"), "today", "sun"),
    (_("Weeks"), "weeks", "weeks"),
    (_("Help"), "my_help", "help"),
    (_("My details"), "my_details", "person"),
)


@dataclass(frozen=True)
class NavItem:
    """An entry as the frame prints it."""

    label: str | Promise
    url: str
    current: bool
    icon: str = ""


def _shown(entry: Entry, request: HttpRequest, scope: Scope) -> bool:
    return request.path.startswith(entry.prefix) and scope.may(entry.permission)


def my_items(request: HttpRequest) -> list[NavItem]:
    """A participant's four ways; Today is current only on its own page, the others below theirs."""
    items = []
    for label, url_name, icon in MY_ENTRIES:
        url = reverse(url_name)
        is_today = url_name == "today"
        current = request.path == url if is_today else request.path.startswith(url)
        items.append(NavItem(label, url, current, icon))
    return items


def staff_items(request: HttpRequest) -> list[NavItem]:
    """The entries that this person may use under this prefix."""
    scope: Scope | None = getattr(request, "scope", None)
    if scope is None:
        return []
    is_here: Callable[[str], bool] = request.path.startswith
    items = [
        NavItem(entry.label, url, is_here(url))
        for entry in ENTRIES
        if _shown(entry, request, scope) and (url := reverse(entry.url_name))
    ]
    best = max((len(item.url) for item in items if item.current), default=0)
    return [NavItem(i.label, i.url, i.current and len(i.url) == best) for i in items]
