"""What people must have filled before a trial may go live. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

APPROVAL = {
    "registry": "the registry number",
    "ethics": "the ethics reference",
    "sponsor": "the sponsor",
    "chief_investigator": "the chief investigator",
    "target_size": "the target size",
    "target_reason": "the reason for the target size",
}


DOCUMENTS = {  # of [consent]: what the signed documents say of themselves
    "ethics": "the ethics reference of the documents",
    "valid_from": "the first day on which the documents may be signed",
}
NOTHING = frozenset({"", "tbd", "n/a", "na", "none", "unknown", "pending"})


def unfilled(content: Mapping[str, Any]) -> tuple[str, ...]:
    """Keys of what people have not filled: those of APPROVAL, "documents.…" and "alerts"."""
    approval, consent = content.get("approval", {}), content.get("consent", {})
    keys = [key for key in APPROVAL if not _filled(key, approval.get(key))]
    keys += [f"documents.{key}" for key in DOCUMENTS if not _filled(key, consent.get(key))]
    # Alert rules with owner, deputy, cover hours and a tested telephone route are part of the
    # safety package; without any, nobody would act on what people report.
    return (*keys, *([] if content.get("safety", {}).get("alerts") else ["alerts"]))


def _filled(key: str, value: object) -> bool:
    """Whether somebody wrote something: "tbd" is nothing, and a size is a number above zero."""
    if key == "target_size":
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    return isinstance(value, str) and value.strip(" .?-").lower() not in NOTHING


def missing(content: Mapping[str, Any], drafts: Iterable[str]) -> list[str]:
    """What stands between a trial and going live, one sentence each.

    Args:
        content: the parsed protocol.
        drafts: names of scripts without a clinical reviewer and a date.
    """
    keys = unfilled(content)
    names = APPROVAL | {f"documents.{key}": name for key, name in DOCUMENTS.items()}
    found = [f"{names[key]} is missing" for key in keys if key in names]
    found += [f"script {name} names no clinical reviewer and date" for name in drafts]
    if "alerts" in keys:
        found.append("no alert rules with an owner, a deputy and cover hours")
    return found
