"""Showing staff who somebody is and what was written. Each look is in the audit log."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common.sealing import CannotOpen
from retraining.common.ui import Fact
from retraining.safety.models import CareContact, Report
from retraining.safety.selectors.reports import report_facts
from retraining.safety.services.contacts import open_contact
from retraining.trials.models import Participant
from retraining.trials.services import identity


@dataclass(frozen=True)
class Private:
    """What was asked for.

    Args:
        who: name, numbers, whom to turn to, words for a voicemail.
        report: what was reported, question by question.
    """

    who: list[Fact]
    report: list[Fact]


@transaction.atomic
def reveal(*, participant: Participant, report: Report | None, by: User) -> Private:
    """Show name, numbers and the words of a report; the look is audited.

    Args:
        participant: whose.
        report: the report in question; None where there is none.
        by: who looks.
    """
    try:
        known = identity.reveal(participant=participant, by=by)
    except CannotOpen:
        return Private([Fact(label=_("Name"), value=_("(erased)"))], [])
    contact = CareContact.objects.filter(participant=participant).first()
    doctor, emergency, voicemail = open_contact(contact) if contact else ("", "", "")
    who = [
        Fact(label=_("Name"), value=known["name"]),
        Fact(label=_("Telephone"), value=known["phone"]),
        Fact(label=_("E-mail address"), value=known["email"]),
        Fact(label=_("Words for a voicemail"), value=voicemail),
        Fact(label=_("In an emergency"), value=emergency),
        Fact(label=_("Own doctor"), value=doctor),
    ]
    if report is None:
        return Private(who, [])
    record(
        "report.viewed",
        by=by,
        object_type="report",
        object_ids=[report.pk],
        trial_id=participant.trial_id,
    )
    return Private(who, report_facts(report, with_words=True))
