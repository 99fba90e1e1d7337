"""The rule that every address carries. A view without one answers 404."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Audience(StrEnum):
    """Who an address is for. The four signed-in audiences each have a prefix of their own."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"
    STAFF = "staff"  # whoever signs in by password, whatever their role
    PARTICIPANT = "participant"
    CLINIC = "clinic"
    MANAGE = "manage"
    STATISTICS = "statistics"
    PLAYER = "player"  # a player's token instead of a login session


@dataclass(frozen=True)
class AccessRule:
    """One address's rule.

    Args:
        audience: who may know that the address exists (others: sign-in page or 404).
        permission: what they must be allowed to do (otherwise 403); None for all of the audience.
    """

    audience: Audience
    permission: str | None = None


def access(audience: Audience, permission: str | None = None) -> Callable[[View], View]:
    """Mark a view with its rule; the middleware of `trials` enforces it."""

    def mark(view: View) -> View:
        view.access_rule = AccessRule(audience, permission)  # type: ignore[attr-defined]
        return view

    return mark
