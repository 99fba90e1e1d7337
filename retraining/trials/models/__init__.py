"""Tables of a trial, its people and its staff."""

from retraining.trials.models.consent import (
    Consent,
    DocumentRead,
    EligibilityVerdict,
)
from retraining.trials.models.logs import (
    Attendance,
    Contact,
    Deviation,
    Ending,
    Flag,
    Move,
    Note,
    Payment,
    TreatmentChange,
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
    "Attendance",
    "Consent",
    "Contact",
    "DateKind",
    "Deviation",
    "Document",
    "DocumentRead",
    "EligibilityVerdict",
    "Ending",
    "Flag",
    "Identity",
    "Invitation",
    "MessageChoice",
    "Messages",
    "Move",
    "Note",
    "Participant",
    "ParticipantDate",
    "ParticipantKey",
    "Payment",
    "ProtocolVersion",
    "Site",
    "StaffAssignment",
    "StaffInvitation",
    "TreatmentChange",
    "Trial",
    "TrialKind",
    "Withdrawal",
    "WithdrawalLevel",
]
