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


def missing(content: Mapping[str, Any], drafts: Iterable[str]) -> list[str]:
    """What stands between a trial and going live, one sentence each.

    Args:
        content: the parsed protocol.
        drafts: names of scripts without a clinical reviewer and a date.
    """
    approval = content.get("approval", {})
    found = [f"{text} is missing" for key, text in APPROVAL.items() if not approval.get(key)]
    found += [f"script {name} names no clinical reviewer and date" for name in drafts]
    # Alert rules with owner, deputy, cover hours and a tested telephone route are part of the
    # safety package; without any, nobody would act on what people report.
    if not content.get("safety", {}).get("alerts"):
        found.append("no alert rules with an owner, a deputy and cover hours")
    return found
