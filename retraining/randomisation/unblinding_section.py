"""`[unblinding]` of `protocol.toml`: who is told that somebody's arm was shown. Pure."""

from collections.abc import Mapping
from typing import Any

from retraining.accounts.roles import Role

DEFAULT = (str(Role.MANAGER), str(Role.MONITOR))


def roles_told(content: Mapping[str, Any]) -> tuple[str, ...]:
    """Slugs of the roles whose holders get a mail; it never names an arm."""
    return tuple(content.get("unblinding", {}).get("tell", DEFAULT))


def problems(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with the section: pairs of (key to look for, sentence)."""
    section = content.get("unblinding", {})
    told = section.get("tell", list(DEFAULT)) if isinstance(section, dict) else None
    if not isinstance(told, list) or not told:
        return [("unblinding", "[unblinding] tell names the roles that are told (list)")]
    return [
        ("tell", f"[unblinding] tell: there is no role {role!r}")
        for role in told
        if role not in set(Role)
    ]
