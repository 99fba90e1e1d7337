"""Requests after the access rule has let them in; what views annotate."""

from django.http import HttpRequest

from retraining.accounts.models import User
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
