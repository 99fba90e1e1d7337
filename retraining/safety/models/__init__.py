"""Tables of safety: who covers a site, alerts, reports, adverse events, contacts."""

from retraining.safety.models.alerts import (
    Alert,
    AlertStep,
    Colours,
    Level,
    Notice,
    Outcome,
    StepKind,
)
from retraining.safety.models.contact import CareContact
from retraining.safety.models.cover import SiteCover
from retraining.safety.models.events import (
    Action,
    Change,
    Criterion,
    Event,
    EventFacts,
    EventJudgement,
    EventOutcome,
    EventSent,
    Relatedness,
    SentTo,
    Severity,
    Status,
)
from retraining.safety.models.reports import Report, ReportAnswer, ReportKind, Triage
from retraining.safety.models.review import WeeklyReview

__all__ = [
    "Action",
    "Alert",
    "AlertStep",
    "CareContact",
    "Change",
    "Colours",
    "Criterion",
    "Event",
    "EventFacts",
    "EventJudgement",
    "EventOutcome",
    "EventSent",
    "Level",
    "Notice",
    "Outcome",
    "Relatedness",
    "Report",
    "ReportAnswer",
    "ReportKind",
    "SentTo",
    "Severity",
    "SiteCover",
    "Status",
    "StepKind",
    "Triage",
    "WeeklyReview",
]
