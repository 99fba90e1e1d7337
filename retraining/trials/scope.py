"""What a member of staff reaches today. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """Reach of one person in one trial under one audience.

    Args:
        trial_id: the trial.
        site_ids: sites whose people may be seen; None for all sites.
        permissions: permission slugs held in that audience.
        roles: role slugs held in that audience.
    """

    trial_id: int
    site_ids: frozenset[int] | None
    permissions: frozenset[str]
    roles: frozenset[str]

    def may(self, permission: str) -> bool:
        """Whether the permission is held."""
        return permission in self.permissions
