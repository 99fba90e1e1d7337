"""Whose samples are to be destroyed, and what became of them. No arm is known here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from retraining.accounts.roles import Permission
from retraining.assessments.models import LabCode, SamplesDestroyed
from retraining.trials.models import Participant
from retraining.trials.scope import Scope
from retraining.trials.selectors_stopping import samples_unwanted_since, undo_until


@dataclass(frozen=True)
class Task:
    """Samples that a site has to have destroyed.

    Args:
        participant: whose.
        asked_at: when they asked for it.
        not_before: until when they may take it back by themselves; None once that has passed.
        codes: the laboratory's codes on their samples, as far as they are linked.
        done: that it was done; None while it waits.
    """

    participant: Participant
    asked_at: datetime
    not_before: datetime | None
    codes: tuple[str, ...]
    done: SamplesDestroyed | None


def tasks_in(scope: Scope) -> list[Task]:
    """Everybody in reach who wants their samples destroyed: what waits in front, by time."""
    people = Participant.objects.visible_to(scope).filter(withdrawals__samples=True).distinct()
    found = _tasks(people.select_related("site"))
    return sorted(found, key=lambda task: (task.done is not None, task.asked_at))


def task_of(participant: Participant) -> Task | None:
    """The task of one person; None where nothing is to be destroyed."""
    return next(iter(_tasks([participant])), None)


def waiting_tasks(scope: Scope) -> int:
    """How many tasks wait; none for whoever may not record them."""
    if not scope.may(Permission.DESTROY_SAMPLES):
        return 0
    return sum(task.done is None for task in tasks_in(scope))


def _tasks(people: Iterable[Participant]) -> list[Task]:
    everybody = {person.pk: person for person in people}
    asked = samples_unwanted_since(everybody)
    codes: dict[int, list[str]] = defaultdict(list)
    rows = LabCode.objects.filter(participant__in=asked).order_by("lab_id")
    for pk, code in rows.values_list("participant_id", "lab_id"):
        codes[pk].append(code)
    ends: dict[int, SamplesDestroyed] = {}
    for row in SamplesDestroyed.objects.filter(participant__in=asked).order_by("pk"):
        if row.at >= asked[row.participant_id]:  # an older one belongs to a choice taken back
            ends[row.participant_id] = row
    return [
        Task(everybody[pk], at, undo_until(everybody[pk]), tuple(codes[pk]), ends.get(pk))
        for pk, at in asked.items()
    ]
