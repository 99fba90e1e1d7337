"""Navigation as data: what you cannot do you do not see."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from retraining.accounts.roles import Permission
from retraining.trials.scope import Scope


@dataclass(frozen=True)
class Entry:
    """One place in a staff navigation: its label, its address, and what it takes to see it."""

    label: str | Promise
    url_name: str
    prefix: str
    permission: Permission


ENTRIES: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class NavItem:
    """An entry as the frame prints it."""

    label: str | Promise
    url: str
    current: bool


def _shown(entry: Entry, request: HttpRequest, scope: Scope) -> bool:
    return request.path.startswith(entry.prefix) and scope.may(entry.permission)


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
