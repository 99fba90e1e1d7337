"""Follow-up answers of a report: kept as they are given, and heard at once."""

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.common import clock
from retraining.safety import questions
from retraining.safety.models import Report, ReportAnswer
from retraining.safety.services.raising import call_asked, report_answered
from retraining.trials.errors import Refused
from retraining.trials.services.identity import seal_for

LONGEST = 2000  # characters of words about a problem
COLUMN = "safety.report"


@transaction.atomic
def answer_report(*, report: Report, item: str, value: str, by: User) -> ReportAnswer:
    """Keep one follow-up answer as it is given. A later one to the same item counts.

    Args:
        report: an open report.
        item: one of its kind's questions.
        value: a code, or words where the item is answered in words; empty leaves it blank.
        by: who entered it.

    Raises:
        Refused: no such question, or none of its answers.
    """
    person = report.participant
    in_words = item in questions.WORDS and item in questions.STEPS[report.kind]
    if not in_words and not questions.is_answer(report.kind, item, value):
        raise Refused(_("Please choose one of the answers."))
    words = value.strip()[:LONGEST] if in_words else ""
    row = ReportAnswer.objects.create(
        report=report,
        item=item,
        value="" if in_words else value,
        words_sealed=seal_for(person, words, COLUMN) if words else None,
        at=clock.now(),
    )
    if row.value:
        report_answered(participant=person, report_id=report.pk, item=item, value=row.value)
    if (item, row.value) == ("call", "yes"):
        call_asked(participant=person, about=report.kind, by=by)
    return row
