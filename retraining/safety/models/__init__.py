"""Tables of safety: who covers a site, alerts and their steps, reports, contacts."""

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
from retraining.safety.models.reports import Report, ReportAnswer, ReportKind, Triage

__all__ = [
    "Alert",
    "AlertStep",
    "CareContact",
    "Colours",
    "Level",
    "Notice",
    "Outcome",
    "Report",
    "ReportAnswer",
    "ReportKind",
    "SiteCover",
    "StepKind",
    "Triage",
]
