"""Reports of participants: opened once for an occasion, and what staff decide about them."""

import uuid

from django.db import transaction

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.safety.models import Report, ReportKind, Triage
from retraining.trials.models import Participant


@transaction.atomic
def open_report(
    *, participant: Participant, kind: ReportKind, occasion: str, by: User | None
) -> Report:
    """Begin a report; the same occasion gives the same one.

    Args:
        participant: whom it is about.
        kind: what about; it decides which follow-up questions there are.
        occasion: unique for the person, such as the answer it follows from.
        by: who entered it.
    """
    report, new = Report.objects.get_or_create(
        participant=participant,
        occasion=occasion,
        defaults={"kind": kind, "at": clock.now(), "by": by},
    )
    if new:
        record(
            "report.opened",
            by=by,
            object_type="report",
            object_ids=[report.pk],
            trial_id=participant.trial_id,
        )
    return report


@transaction.atomic
def tell_freely(*, participant: Participant, kind: ReportKind, by: User) -> Report:
    """Begin a report that follows from no question: people may tell something at any time."""
    occasion = f"free:{uuid.uuid4()}"
    return open_report(participant=participant, kind=kind, occasion=occasion, by=by)


@transaction.atomic
def triage(*, report: Report, decision: Triage.Decision, by: User) -> Triage:
    """Staff decide whether a report is an adverse event. A later decision counts."""
    row = Triage.objects.create(report=report, decision=decision, at=clock.now(), by=by)
    record(
        "report.triaged",
        by=by,
        object_type="report",
        object_ids=[report.pk],
        trial_id=report.participant.trial_id,
    )
    return row
