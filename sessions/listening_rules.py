"""When a guided session counts as done: one row a version, never edited once it has been used.

A derived record names the version it was made with, so a changed threshold is a new row here and a
new column beside the old one, never over it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


class UnknownRule(LookupError):
    """No listening rule has this name; the text names those that exist."""


@dataclass(frozen=True)
class ListeningRule:
    """Thresholds of one version.

    Whole percentages, so that a person who heard exactly 80 % is never lost to a rounding error.

    Args:
        version: name under which the rule is stored with every derived record.
        min_coverage_percent: least share of the duration heard at least once.
        max_skipped_percent: largest share of the duration jumped over and never heard.
        needs_last_chapter: whether the start of the last chapter has to be reached by listening.
    """

    version: str
    min_coverage_percent: int
    max_skipped_percent: int
    needs_last_chapter: bool


RULES: Mapping[str, ListeningRule] = MappingProxyType(
    {
        "v1": ListeningRule(
            version="v1",
            min_coverage_percent=80,
            max_skipped_percent=10,
            needs_last_chapter=True,
        ),
        # For a sensitivity analysis: does it matter where the line is drawn? Nothing else differs.
        "v1-60": ListeningRule(
            version="v1-60",
            min_coverage_percent=60,
            max_skipped_percent=10,
            needs_last_chapter=True,
        ),
    }
)
DEFAULT_RULE = "v1"


def get_rule(version: str) -> ListeningRule:
    """Return the rule of this version.

    Raises:
        UnknownRule: where there is none.
    """
    try:
        return RULES[version]
    except KeyError:
        known = ", ".join(sorted(RULES))
        raise UnknownRule(f"unknown listening rule {version!r}; known: {known}") from None
