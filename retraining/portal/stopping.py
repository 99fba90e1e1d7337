"""What the pages for stopping show."""

from dataclasses import dataclass
from datetime import datetime

from retraining.trials import protocol_section
from retraining.trials.models import Participant
from retraining.trials.selectors_stopping import (
    newest_withdrawal,
    standing_withdrawal,
    undo_until,
)


@dataclass(frozen=True)
class Choice:
    """What somebody has stopped.

    Args:
        pk: of the withdrawal that an undo would take back.
        level: empty where only samples are to be destroyed.
        samples: the samples are to be destroyed.
        more: whether more could be stopped than this.
        undo_until: until when they may take it back by themselves; None after that.
    """

    pk: int
    level: str
    samples: bool
    more: bool
    undo_until: datetime | None


def newest_choice(participant: Participant) -> Choice | None:
    """What a person has stopped; None where nothing."""
    row = standing_withdrawal(participant)
    if row is None:
        return None
    more = row.level != "data" or samples_to_offer(participant)
    return Choice(row.pk, row.level, row.samples, more, undo_until(participant))


def samples_to_offer(participant: Participant) -> bool:
    """Whether the trial takes samples and the person has not asked to have theirs destroyed."""
    taken = protocol_section.read(participant.version.content).samples
    newest = newest_withdrawal(participant)
    return taken and not (newest is not None and newest.samples)
