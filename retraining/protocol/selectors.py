"""Reads of a trial's protocol for staff."""

from dataclasses import dataclass
from datetime import datetime

from retraining.protocol import freezing
from retraining.safety.selectors.cover import cover_gaps
from retraining.trials.models import Trial


@dataclass(frozen=True)
class ProtocolState:
    """The newest version, and what stands between it and a live trial.

    Args:
        number: of the version.
        loaded_at: when it was loaded.
        kind: "test" or "live".
        unfilled: keys of what people have not filled, as in `freezing.APPROVAL`, and "alerts";
            then sentences on sites where nobody is named to answer alerts.
        drafts: scripts without a reviewer.
    """

    number: int
    loaded_at: datetime
    kind: str
    unfilled: tuple[str, ...]
    drafts: int


def state_of(trial: Trial) -> ProtocolState | None:
    """Where the newest protocol stands; None before one is loaded."""
    version = trial.versions.order_by("-number").first()
    if version is None:
        return None
    return ProtocolState(
        number=version.number,
        loaded_at=version.recorded_at,
        kind=trial.kind,
        unfilled=(*freezing.unfilled(version.content), *cover_gaps(trial, version.content)),
        drafts=version.scripts.filter(draft=True).count(),
    )
