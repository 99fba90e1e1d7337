"""Which summaries are behind what they sum up."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import F, Max, QuerySet, Sum
from django.db.models.expressions import Combinable

from retraining.assessments.models import Score
from retraining.common import clock
from retraining.reporting.models import CaseSummary
from retraining.trials.models import DateKind, Ending, Participant, ParticipantDate, Withdrawal
from sessions.listening_rules import DEFAULT_RULE
from sessions.models import ListeningRecord, PlanPause


def inputs_of(ids: Collection[int] | None = None) -> dict[int, str]:
    """A fingerprint of the rows behind each summary: it differs whenever one of them changed.

    A record is folded again only when an event is new, and event ids grow: so the sum of the
    newest ids grows with each fold. The other tables are append-only: their newest id tells.

    Args:
        ids: for which participants; everybody with a plan when None.

    Returns:
        {participant id: fingerprint}, only for people with a plan.
    """
    started = ParticipantDate.objects.filter(kind=DateKind.START).values("participant_id")
    people = Participant.objects.filter(pk__in=started)
    if ids is not None:
        people = people.filter(pk__in=ids)
    records = ListeningRecord.objects.filter(rule=DEFAULT_RULE)
    newest = (
        _by_person(records, "plan_item__participant_id", ids, Sum("last_event_id")),
        _by_person(Score.objects.all(), "response__participant_id", ids, Max("pk")),
        _by_person(ParticipantDate.objects.all(), "participant_id", ids, Max("pk")),
        _by_person(Withdrawal.objects.all(), "participant_id", ids, Max("pk")),
        _by_person(Ending.objects.all(), "participant_id", ids, Max("pk")),
        _by_person(PlanPause.objects.all(), "participant_id", ids, Max("pk")),
    )
    rows = people.values_list("pk", "site_id", "version_id", "time_zone")
    return {
        pk: "/".join(str(part) for part in (*(found.get(pk, 0) for found in newest), *rest))
        for pk, *rest in rows
    }


def _by_person(
    rows: QuerySet[Any], person: str, ids: Collection[int] | None, what: Combinable
) -> dict[int, int]:
    if ids is not None:
        rows = rows.filter(**{f"{person}__in": ids})
    return dict(rows.order_by().values_list(person).annotate(newest=what))


def waiting(rule: str, limit: int, moment: datetime | None = None) -> list[Participant]:
    """People with a plan whose summary is missing or behind, the longest-waiting first.

    Behind means: made from other rows, by another rule, or before time itself changed it.
    """
    now = moment or clock.now()
    have = {
        row[0]: row[1:]
        for row in CaseSummary.objects.values_list("pk", "inputs", "rule", "fresh_until")
    }
    behind = [
        pk for pk, inputs in inputs_of().items() if _is_behind(have.get(pk), inputs, rule, now)
    ]
    return list(
        Participant.objects.filter(pk__in=behind)
        .select_related("version", "site")
        .order_by(F("case_summary__updated_at").asc(nulls_first=True), "pk")[:limit]
    )


def _is_behind(
    held: tuple[str, str, datetime | None] | None, inputs: str, rule: str, now: datetime
) -> bool:
    if held is None:
        return True
    return held[:2] != (inputs, rule) or (held[2] is not None and held[2] <= now)
