"""Reads of what people have stopped, and of how many messages they want."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from retraining.common import clock
from retraining.trials.models import (
    MessageChoice,
    Messages,
    Participant,
    Withdrawal,
    WithdrawalLevel,
)

UNDO_FOR = timedelta(hours=24)


def newest_withdrawal(participant: Participant) -> Withdrawal | None:
    """The row that counts; its level may be empty where everything was taken back."""
    return Withdrawal.objects.filter(participant=participant).order_by("-pk").first()


def standing_withdrawal(participant: Participant) -> Withdrawal | None:
    """The newest choice that was not taken back; None where nothing is stopped."""
    return (
        Withdrawal.objects.filter(participant=participant, undoes=None, undone_by=None)
        .order_by("-pk")
        .first()
    )


def withdrawal_before(row: Withdrawal) -> Withdrawal | None:
    """The choice that stood before this one."""
    return (
        Withdrawal.objects.filter(
            participant=row.participant_id, undoes=None, undone_by=None, pk__lt=row.pk
        )
        .order_by("-pk")
        .first()
    )


def undo_until(participant: Participant, moment: datetime | None = None) -> datetime | None:
    """Until when a person may take their newest choice back by themselves; None where not."""
    row = standing_withdrawal(participant)
    if row is None or row.by_id is None or row.by_id != participant.user_id:
        return None
    ends = row.at + UNDO_FOR
    return ends if (moment or clock.now()) < ends else None


def samples_unwanted_since(people: Iterable[int]) -> dict[int, datetime]:
    """{participant: since when their samples are to be destroyed}, of whoever wants that now."""
    return _since(people, lambda row: row.samples)


def data_stopped_since(people: Iterable[int]) -> dict[int, datetime]:
    """{participant: since when nothing new of them is kept}, of whoever wants that now."""
    return _since(people, lambda row: row.level == WithdrawalLevel.DATA)


def _since(people: Iterable[int], wants: Callable[[Withdrawal], bool]) -> dict[int, datetime]:
    """The first moment of the stretch, up to now, in which every choice wants it."""
    found: dict[int, datetime] = {}
    for row in Withdrawal.objects.filter(participant__in=list(people)).order_by("pk"):
        if wants(row):
            found.setdefault(row.participant_id, row.at)
        else:
            found.pop(row.participant_id, None)
    return found


def messages_wanted(participant: Participant) -> str:
    """How many reminders somebody wants: a `Messages` value."""
    newest = (
        MessageChoice.objects.filter(participant=participant)
        .order_by("-pk")
        .values_list("choice", flat=True)
        .first()
    )
    return newest or Messages.ALL
