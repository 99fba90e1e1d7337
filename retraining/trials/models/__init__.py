"""Tables of a trial, its people and its staff."""

from retraining.trials.models.consent import (
    Consent,
    DocumentRead,
    EligibilityVerdict,
)
from retraining.trials.models.participant import (
    DateKind,
    Identity,
    Invitation,
    Participant,
    ParticipantDate,
    ParticipantKey,
)
from retraining.trials.models.staff import StaffAssignment, StaffInvitation
from retraining.trials.models.stopping import (
    NO_CONTACT,
    NO_QUESTIONS,
    MessageChoice,
    Messages,
    Withdrawal,
    WithdrawalLevel,
)
from retraining.trials.models.trial import (
    Amendment,
    Arm,
    Document,
    ProtocolVersion,
    Site,
    Trial,
    TrialKind,
)

__all__ = [
    "NO_CONTACT",
    "NO_QUESTIONS",
    "Amendment",
    "Arm",
    "Consent",
    "DateKind",
    "Document",
    "DocumentRead",
    "EligibilityVerdict",
    "Identity",
    "Invitation",
    "MessageChoice",
    "Messages",
    "Participant",
    "ParticipantDate",
    "ParticipantKey",
    "ProtocolVersion",
    "Site",
    "StaffAssignment",
    "StaffInvitation",
    "Trial",
    "TrialKind",
    "Withdrawal",
    "WithdrawalLevel",
]
