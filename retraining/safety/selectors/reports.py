"""Reports as people and staff see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from retraining.common.sealing import CannotOpen
from retraining.common.ui import Fact
from retraining.safety import questions, wording
from retraining.safety.models import Alert, Report, ReportAnswer, ReportKind, Triage
from retraining.safety.selectors.alerts import with_clocks
from retraining.trials.models import Participant
from retraining.trials.scope import Scope
from retraining.trials.services.identity import open_for

COLUMN = "safety.report"


def answers_of(report: Report) -> dict[str, ReportAnswer]:
    """{item: newest answer}; a question that was not reached is absent."""
    return {row.item: row for row in report.answers.order_by("pk")}


def next_step(report: Report) -> str | None:
    """The first follow-up question that was not reached; None after the last."""
    return questions.next_step(report.kind, answers_of(report))


def own_report(participant: Participant, pk: int) -> Report | None:
    """A report of this person, or None."""
    found = Report.objects.filter(participant=participant, pk=pk).first()
    if found is not None:
        found.participant = participant
    return found


def report_from(participant: Participant, occasion: str) -> Report | None:
    """The report that an answer of a questionnaire opened, if it opened one."""
    return Report.objects.filter(participant=participant, occasion=occasion).first()


def report_facts(report: Report, *, with_words: bool) -> list[Fact]:
    """What was reported, question by question; words only where they may be read."""
    facts = []
    for item, row in answers_of(report).items():
        value = str(wording.answer(item, row.value))
        if item in questions.WORDS and row.words_sealed is not None:
            value = _words(report, row) if with_words else _("(words, hidden)")
        facts.append(Fact(label=str(wording.QUESTIONS[item]), value=value))
    return facts


def _words(report: Report, row: ReportAnswer) -> str:
    assert row.words_sealed is not None  # asked for only where there are some
    try:
        return open_for(report.participant, row.words_sealed, COLUMN)
    except CannotOpen:
        return _("(erased)")


@dataclass(frozen=True)
class ReportRow:
    """One report that staff have still to decide about."""

    report: Report
    code: str
    site: str
    zone: str
    about: str
    at: datetime
    asked_by_staff: bool


def reports_in(scope: Scope) -> QuerySet[Any]:
    """Reports of people that a member of staff reaches, with `decision`, the newest."""
    newest = Triage.objects.filter(report=OuterRef("pk")).order_by("-pk")
    people = Participant.objects.visible_to(scope)
    return (
        Report.objects.filter(participant__in=people)
        .select_related("participant__site")
        .annotate(decision=Subquery(newest.values("decision")[:1]))
    )


def undecided(scope: Scope, most: int = 200) -> list[ReportRow]:
    """Reports that nobody has decided about, the oldest in front."""
    rows = reports_in(scope).filter(decision__isnull=True).order_by("at", "pk")[:most]
    return [
        ReportRow(
            report=row,
            code=row.participant.code,
            site=row.participant.site.name,
            zone=row.participant.site.time_zone,
            about=str(wording.KINDS[ReportKind(row.kind)]),
            at=row.at,
            asked_by_staff=row.by_id not in (None, row.participant.user_id),
        )
        for row in rows
    ]


def unfinished(participant: Participant, visit: str = "") -> list[Report]:
    """Reports of a person of which a follow-up question was not reached, the oldest in front.

    Args:
        participant: whose.
        visit: key of the visit whose questions opened them; any when empty.
    """
    rows = Report.objects.filter(participant=participant).order_by("pk")
    if visit:
        rows = rows.filter(occasion__startswith=f"{visit}:")
    return [row for row in rows if next_step(row) is not None]


def report_named(scope: Scope, pk: int) -> Report | None:
    """A report within reach, or None."""
    return reports_in(scope).filter(pk=pk).first()


def visit_of(report: Report) -> str:
    """The visit whose question opened a report; empty where none did."""
    first, _colon, _rest = report.occasion.partition(":")
    return "" if first in ("free", "remark", "staff") else first


def pending_report(participant: Participant, visit: str, item: str) -> Report | None:
    """The report that this answer opened, while a follow-up question was not reached."""
    found = (
        Report.objects.filter(
            participant=participant,
            occasion__startswith=f"{visit}:",
            occasion__endswith=f".{item}",
        )
        .order_by("-pk")
        .first()
    )
    return found if found is not None and next_step(found) is not None else None


def promised(participant: Participant, pk: int) -> datetime | None:
    """Until when this person was promised a call; None where there is no such promise."""
    alert = with_clocks(Alert.objects.filter(participant=participant, pk=pk)).first()
    return alert.speak_by if alert else None
