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
        people: ids of the participants that are looked at; None for all of those sites.
    """

    trial_id: int
    site_ids: frozenset[int] | None
    permissions: frozenset[str]
    roles: frozenset[str]
    people: frozenset[int] | None = None

    def may(self, permission: str) -> bool:
        """Whether the permission is held."""
        return permission in self.permissions
