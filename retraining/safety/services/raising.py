"""Raising alerts: what a person said, kept in the same transaction as what it follows from.

Nothing here knows an arm: the rules are the same for everybody on a protocol version.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.jobs import wake
from retraining.safety import due
from retraining.safety.due import Due, Said
from retraining.safety.escalation import Clocks, clocks_of
from retraining.safety.models import (
    Alert,
    Criterion,
    Level,
    Notice,
    Report,
    ReportKind,
    Status,
)
from retraining.safety.questions import OPENED_BY, REMARKS, SERIOUS
from retraining.safety.rules import AlertRule, Colour, Weeks
from retraining.safety.selectors.cover import cover_of, recipient, section_of
from retraining.safety.services.events import Known, add_criterion, open_event
from retraining.safety.services.reports import open_report
from retraining.trials.models import Participant

MAILS = "reminders.sweep"


@transaction.atomic(savepoint=False)  # one of many calls of a visit that stands or falls
def answer_given(
    *,
    participant: Participant,
    visit: str,
    instrument: str,
    occurrence: int,
    item: str,
    value: int | None,
    weeks: Callable[[], Weeks],
    by: User | None,
) -> list[Alert]:
    """An answer was kept: raise what it calls for, whether or not its form is ever sent.

    Args:
        participant: whose answer.
        visit, instrument, occurrence, item: which answer.
        value: the number at the option; None where it was left blank.
        weeks: every visit of this questionnaire with its answers, asked only where a rule needs it.
        by: who entered it.

    Returns:
        The alerts of this occasion, those that stood already too.
    """
    if value is None:
        return []
    said = Said(visit, instrument, occurrence, item, value)
    if value > 0 and said.what in OPENED_BY:
        open_report(
            participant=participant,
            kind=ReportKind(OPENED_BY[said.what]),
            occasion=said.occasion,
            by=by,
        )
    return _raise_all(participant, due.of_answer(_rules(participant), said, weeks))


@transaction.atomic(savepoint=False)  # one of many calls of a visit that stands or falls
def score_given(
    *,
    participant: Participant,
    visit: str,
    instrument: str,
    occurrence: int,
    scale: str,
    value: float | None,
    first: Callable[[], float | None],
    higher_is_worse: bool,
) -> list[Alert]:
    """A score was stored: raise what it, or its change since the first visit, calls for.

    Args:
        participant: whose score.
        visit, instrument, occurrence, scale: which score.
        value: None where it is invalid.
        first: the same scale at the first visit, or None; asked only where a rule needs it.
        higher_is_worse: direction of the scale.
    """
    if value is None:
        return []
    said = Said(visit, instrument, occurrence, scale, value)
    found = due.of_score(_rules(participant), said, first, higher_is_worse)
    return _raise_all(participant, found)


@transaction.atomic
def remark_made(
    *, participant: Participant, item: str, value: str, occasion: str, by: User | None
) -> list[Alert]:
    """Something was said about a session: why it was stopped, how it was, "I feel worse".

    What may be an adverse event becomes a report; whether it is an alert is the protocol's choice.

    Args:
        participant: who said it.
        item, value: the remark's codes.
        occasion: unique, such as the event's id.
        by: who entered it.
    """
    if value not in REMARKS.get(item, ()):
        return []
    open_report(
        participant=participant, kind=ReportKind.SESSION, occasion=f"remark:{occasion}", by=by
    )
    return _raise_all(participant, due.of_remark(_rules(participant), item, value, occasion))


@transaction.atomic
def call_asked(*, participant: Participant, about: str, by: User | None) -> list[Alert]:
    """Somebody would like to be rung. Asking again on the same day is one wish.

    Args:
        participant: who asks.
        about: what it follows: "worse", "stopped", "help", or a report's kind.
        by: who entered it.
    """
    day = clock.local_date(participant.time_zone)
    return _raise_all(participant, due.of_call(_rules(participant), about, str(day)))


@transaction.atomic
def report_answered(
    *, participant: Participant, report_id: int, item: str, value: str
) -> list[Alert]:
    """A follow-up answer of a report was kept."""
    return _raise_all(participant, due.of_report(_rules(participant), report_id, item, value))


def _rules(participant: Participant) -> tuple[AlertRule, ...]:
    return section_of(participant).alerts


def _raise_all(participant: Participant, found: Iterable[Due]) -> list[Alert]:
    return [_raise(participant, one) for one in found]


def _raise(participant: Participant, one: Due) -> Alert:
    now, cover, rule = clock.now(), cover_of(participant.site), one.rule
    by_when = clocks_of(rule, cover.hours, now) if cover else Clocks()
    alert, new = Alert.objects.get_or_create(
        participant=participant,
        rule=rule.key,
        occasion=one.occasion,
        defaults={
            "version_id": participant.version_id,
            "colour": rule.colour,
            "raised_at": now,
            "acknowledge_by": by_when.acknowledge_by,
            "contact_by": by_when.contact_by,
        },
    )
    if not new:
        return alert
    record(
        "alert.raised",
        by=None,
        object_type="alert",
        object_ids=[alert.pk],
        trial_id=participant.trial_id,
        reason=rule.colour,
    )
    if rule.opens_event:
        _draft_event(participant, one, now)
    if cover is not None and rule.colour != Colour.LISTED:
        Notice.objects.create(
            alert=alert, level=Level.OWNER, recipient=recipient(cover, Level.OWNER), at=now
        )
        wake(MAILS)
    return alert


def _draft_event(participant: Participant, one: Due, now: datetime) -> None:
    """The draft of a serious event, so that its clock runs from the first word of it.

    What makes it serious is what the answer says. A second such answer of a report is added, until
    staff have written down what they know.
    """
    kind, _colon, rest = one.occasion.partition(":")
    report = Report.objects.filter(pk=int(rest.split(":")[0])).first() if kind == "report" else None
    said = SERIOUS.get(one.rule.item, {}).get(str(one.value), Criterion.IMPORTANT)
    known = Known(status=Status.DRAFT, aware_at=now, seriousness=(said,))
    event = open_event(participant=participant, report=report, known=known, by=None)
    add_criterion(event=event, criterion=Criterion(said))
