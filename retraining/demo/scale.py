"""A large trial for measuring: people with a plan are copied, row by row, inside the database.

Only for benches and rehearsals of size. Copies have no account, no name and no play events; their
records, scores and summaries are those of the people they were copied from.
"""

from typing import Any

from django.db import connection, models, transaction

from retraining.assessments.models import Response, Score, Submission, VisitDone
from retraining.reporting.models import CaseSummary
from retraining.trials.models import (
    Consent,
    EligibilityVerdict,
    Participant,
    ParticipantDate,
    Trial,
    Withdrawal,
)
from sessions.models import ListeningRecord, PlanDays, PlanItem, PlanPause, WeekMove

OWN: tuple[type[models.Model], ...] = (
    ParticipantDate,
    Consent,
    EligibilityVerdict,
    Withdrawal,
    PlanItem,
    WeekMove,
    PlanPause,
    PlanDays,
    Response,
    VisitDone,
    CaseSummary,
)
PARTS: tuple[tuple[type[models.Model], str, type[models.Model], tuple[str, ...]], ...] = (
    (ListeningRecord, "plan_item_id", PlanItem, ("week", "kind", "number")),
    (Submission, "response_id", Response, ("visit", "instrument", "occurrence")),
    (Score, "response_id", Response, ("visit", "instrument", "occurrence")),
)  # table, its column, the table it belongs to, and what tells the rows of one person apart

PEOPLE = """
insert into trials_participant
    (trial_id, site_id, version_id, code, time_zone, message_hour, chosen_start, created_at)
select p.trial_id, p.site_id, p.version_id, (%(first)s + n)::text, p.time_zone, p.message_hour,
       p.chosen_start, p.created_at
from generate_series(0, %(count)s - 1) n
join trials_participant p on p.id = (%(models)s::bigint[])[n %% %(many)s + 1]
"""
PAIRS = """
create temporary table copied on commit drop as
select p.id as new, (%(models)s::bigint[])[(p.code::bigint - %(first)s) %% %(many)s + 1] as old
from trials_participant p where p.trial_id = %(trial)s and p.code::bigint >= %(first)s
"""


@transaction.atomic
def grow(*, trial: Trial, total: int) -> int:
    """Copy people until so many of the trial have a summary in the caseload.

    Args:
        trial: with at least one person whose summary is made (`reporting.services.refresh`).
        total: how many there should be.

    Returns:
        How many copies were made; 0 where there are enough.

    Raises:
        ValueError: there is nobody to copy.
    """
    summaries = CaseSummary.objects.filter(trial=trial).order_by("pk")
    found = list(summaries.values_list("pk", flat=True))
    if not found:
        raise ValueError("nobody in this trial has a summary to copy")
    count = total - len(found)
    if count <= 0:
        return 0
    codes = Participant.objects.filter(trial=trial).values_list("code", flat=True)
    values: dict[str, Any] = {
        "trial": trial.pk,
        "first": max(int(code) for code in codes) + 1,
        "count": count,
        "models": found,
        "many": len(found),
    }
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, values)
        cursor.execute(PAIRS, values)
        for model in OWN:
            cursor.execute(_copy_own(model))
        for model, column, parent, same in PARTS:
            cursor.execute(_copy_part(model, column, parent, same))
        cursor.execute("drop table copied")
        cursor.execute("analyze")
    return count


def _columns(model: type[models.Model], *without: str) -> list[str]:
    left_out = {"id", "recorded_at", *without}
    fields: Any = model._meta.concrete_fields
    return [field.column for field in fields if field.column not in left_out]


def _copy_own(model: type[models.Model]) -> str:
    """The rows of each model person, for each of their copies."""
    columns, table = _columns(model, "participant_id"), model._meta.db_table
    return (
        f"insert into {table} (participant_id, {', '.join(columns)}) "  # noqa: S608 - our names
        f"select copied.new, {', '.join(f't.{c}' for c in columns)} "
        f"from {table} t join copied on copied.old = t.participant_id"
    )


def _copy_part(
    model: type[models.Model], column: str, parent: type[models.Model], same: tuple[str, ...]
) -> str:
    """The rows below a row of each model person, for the copies of that row."""
    columns, table, above = _columns(model, column), model._meta.db_table, parent._meta.db_table
    matches = " and ".join(f"mine.{name} = theirs.{name}" for name in same)
    return (
        f"insert into {table} ({column}, {', '.join(columns)}) "  # noqa: S608 - our names
        f"select mine.id, {', '.join(f't.{c}' for c in columns)} "
        f"from copied join {above} theirs on theirs.participant_id = copied.old "
        f"join {above} mine on mine.participant_id = copied.new and {matches} "
        f"join {table} t on t.{column} = theirs.id"
    )
