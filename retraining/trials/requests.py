"""Requests after the access rule has let them in; what views annotate."""

from collections.abc import Iterable

from django.http import HttpRequest

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.trials.models import Participant
from retraining.trials.scope import Scope


class SignedInRequest(HttpRequest):
    """Somebody signed in."""

    user: User


class ParticipantRequest(SignedInRequest):
    """A page under /my/."""

    participant: Participant


class StaffRequest(SignedInRequest):
    """A page under a staff prefix."""

    scope: Scope


def record_look(
    request: StaffRequest, action: str, ids: Iterable[int], kind: str = "participant"
) -> None:
    """Write down that somebody looked: one entry with the ids of all that was shown, if anything.

    Args:
        request: of the page, by whom and in which trial.
        action: such as "caseload.viewed".
        ids: of what was shown.
        kind: what was shown.
    """
    shown = list(ids)
    if shown:
        record(
            action,
            by=request.user,
            object_type=kind,
            object_ids=shown,
            trial_id=request.scope.trial_id,
        )
