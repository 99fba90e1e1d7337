"""Adverse events: recorded by staff, judged by somebody outside delivery, reported in time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.safety.models import (
    AlertStep,
    Change,
    Criterion,
    Event,
    EventFacts,
    EventJudgement,
    EventOutcome,
    EventSent,
    Relatedness,
    Report,
    SentTo,
    Status,
    Triage,
)
from retraining.safety.selectors.cover import section_of
from retraining.safety.services.reports import triage
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from retraining.trials.services.identity import seal_for

DESCRIPTION, REASON = "safety.event", "safety.judgement"
LONGEST = 4000
MEDDRA_CODE, MEDDRA_VERSION = re.compile(r"\d{8}"), re.compile(r"\d{1,2}\.\d")


@dataclass(frozen=True)
class Known:
    """What staff know of an event.

    Args:
        status: draft, an event, or none after all.
        aware_at: when the site became aware of it.
        onset, ended: days; None where not known or not over.
        severity, action, outcome: codes; empty where not known.
        seriousness: codes of the criteria that make it serious; none: not serious.
        description: words, sealed under the person's key; empty keeps those that stand.
        meddra_code, meddra_version: from the organisation's own licence; may be empty.
    """

    status: str
    aware_at: datetime
    onset: date | None = None
    ended: date | None = None
    severity: str = ""
    seriousness: Sequence[str] = ()
    action: str = ""
    outcome: str = ""
    description: str = ""
    meddra_code: str = ""
    meddra_version: str = ""


@transaction.atomic
def open_event(
    *, participant: Participant, report: Report | None, known: Known, by: User | None
) -> Event:
    """Begin an event; a report has one at most, and a second call returns it.

    Args:
        participant: whose.
        report: what it follows from; None where staff heard of it otherwise.
        known: what is known so far.
        by: who records it; None for the draft that an alert opens.

    Raises:
        Refused: something that is known cannot be.
    """
    Participant.objects.select_for_update().get(pk=participant.pk)
    before = Event.objects.filter(report=report).first() if report else None
    if before is not None:
        return before
    event = Event.objects.create(participant=participant, report=report, at=clock.now(), by=by)
    _write(event, known, Change.FIRST, by)
    return event


@transaction.atomic
def add_criterion(*, event: Event, criterion: Criterion) -> None:
    """Add what makes an event serious to a draft on which nobody of staff has written yet."""
    Event.objects.select_for_update().get(pk=event.pk)
    newest = event.facts.order_by("-pk")[0]
    if newest.by_id is not None or criterion in newest.seriousness:
        return
    both = (*newest.seriousness, criterion)
    known = Known(status=Status.DRAFT, aware_at=newest.aware_at, seriousness=both)
    _write(event, known, Change.FOLLOW_UP, None)


@transaction.atomic
def decide(*, report: Report, decision: Triage.Decision, by: User) -> Event | None:
    """Staff decide about a report; where it is an event, its draft is opened."""
    triage(report=report, decision=decision, by=by)
    if decision != Triage.Decision.EVENT:
        return None
    known = Known(status=Status.DRAFT, aware_at=report.at)
    return open_event(participant=report.participant, report=report, known=known, by=by)


@transaction.atomic
def record_facts(*, event: Event, known: Known, change: Change, by: User) -> EventFacts:
    """Write down what is known now: a follow-up or a correction. Earlier rows stay.

    Raises:
        Refused: something that is known cannot be.
    """
    Event.objects.select_for_update().get(pk=event.pk)
    return _write(event, known, change, by)


def _write(event: Event, known: Known, change: Change, by: User | None) -> EventFacts:
    _check(event.participant, known)
    before = event.facts.order_by("-pk").first()
    words = known.description.strip()[:LONGEST]
    sealed = seal_for(event.participant, words, DESCRIPTION) if words else None
    row = EventFacts.objects.create(
        event=event,
        change=change,
        status=known.status,
        aware_at=known.aware_at,
        onset=known.onset,
        ended=known.ended,
        severity=known.severity,
        seriousness=sorted(set(known.seriousness)),
        action=known.action,
        outcome=known.outcome,
        meddra_code=known.meddra_code,
        meddra_version=known.meddra_version,
        description_sealed=sealed or (before.description_sealed if before else None),
        at=clock.now(),
        by=by,
    )
    _audit(f"event.{Change(change).value}", event, by)
    return row


def _check(participant: Participant, known: Known) -> None:
    today = clock.local_date(participant.time_zone)
    serious = set(known.seriousness)
    if known.aware_at > clock.now():
        raise Refused(_("You cannot have become aware of it in the future."))
    if any(day is not None and day > today for day in (known.onset, known.ended)):
        raise Refused(_("An event cannot begin or end in the future."))
    if known.onset and known.ended and known.ended < known.onset:
        raise Refused(_("It cannot end before it begins."))
    if not serious <= set(Criterion.values):
        raise Refused(_("There is no such criterion."))
    if (known.outcome == EventOutcome.FATAL) != (Criterion.DEATH in serious):
        raise Refused(_("A fatal outcome and the criterion “death” belong together."))
    if known.status == Status.CONFIRMED and not (known.onset and known.severity and known.outcome):
        raise Refused(_("An adverse event needs a first day, a severity and an outcome."))
    if bool(known.meddra_code) != bool(known.meddra_version):
        raise Refused(_("A MedDRA code needs its version, and the other way round."))
    if known.meddra_code and not (
        MEDDRA_CODE.fullmatch(known.meddra_code) and MEDDRA_VERSION.fullmatch(known.meddra_version)
    ):
        raise Refused(_("A MedDRA code has eight digits, a version is like 29.1."))


@transaction.atomic
def judge(
    *, event: Event, relatedness: Relatedness, expected: str, reason: str, by: User
) -> EventJudgement:
    """Somebody outside delivery judges whether taking part caused it, and whether it was expected.

    Args:
        event: which.
        relatedness: how likely taking part caused it.
        expected: key of the protocol's list; empty where it was not expected.
        reason: words, sealed under the person's key.
        by: who judges.

    Raises:
        Refused: whoever judges has recorded the event or dealt with an alert of this person; or
            the protocol has no such entry.
    """
    Event.objects.select_for_update().get(pk=event.pk)
    person = event.participant
    if expected and expected not in section_of(person).expected_events:
        raise Refused(_("The protocol does not list this as expected."))
    recorded = EventFacts.objects.filter(event=event, by=by).exists()
    dealt = AlertStep.objects.filter(alert__participant=person, by=by).exists()
    if recorded or dealt:
        raise Refused(_("You have dealt with this person. Somebody else has to judge it."))
    words = reason.strip()[:LONGEST]
    row = EventJudgement.objects.create(
        event=event,
        relatedness=relatedness,
        expected=expected,
        reason_sealed=seal_for(person, words, REASON) if words else None,
        at=clock.now(),
        by=by,
    )
    _audit("event.judged", event, by)
    return row


@transaction.atomic
def mark_sent(*, event: Event, to: SentTo, sent_at: datetime, by: User) -> EventSent:
    """Note that a serious event was reported to somebody. A second time changes nothing.

    Raises:
        Refused: it was sent in the future, or before anybody was aware of it.
    """
    Event.objects.select_for_update().get(pk=event.pk)
    before = EventSent.objects.filter(event=event, to=to).first()
    if before is not None:
        return before
    newest = event.facts.order_by("-pk").first()
    if sent_at > clock.now() or (newest is not None and sent_at < newest.aware_at):
        raise Refused(_("It was sent between becoming aware of it and now."))
    row = EventSent.objects.create(event=event, to=to, sent_at=sent_at, at=clock.now(), by=by)
    _audit("event.sent", event, by)
    return row


def _audit(action: str, event: Event, by: User | None) -> None:
    record(
        action,
        by=by,
        object_type="adverse-event",
        object_ids=[event.pk],
        trial_id=event.participant.trial_id,
    )
