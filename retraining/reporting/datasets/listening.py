"""listening.csv: one row for each plan item that has opened or was used, and listening rule."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from retraining.common import clock
from retraining.reporting.datasets.columns import (
    Column,
    Dataset,
    Type,
    day_number,
    whole_seconds,
)
from retraining.reporting.datasets.people import Person
from sessions.listening_rules import RULES
from sessions.models import ListeningRecord, PieceKind, PlanItem
from sessions.protocol_section import KINDS

ITEM = ("pk", "participant_id", "week", "kind", "number", "minutes", "planned_at", "opens_at")
RECORD = (
    "plan_item_id",
    "rule",
    "coverage_s",
    "play_s",
    "dwell_s",
    "reheard_s",
    "skipped_s",
    "completed",
    "done",
    "completed_ever",
    "late_play_s",
    "read",
    "self_reported",
    "completed_days",
    "first_at",
    "last_at",
    "flags",
)


@dataclass(frozen=True)
class ListeningRow:
    """A plan item of a person with its record under one rule; `record` is empty where unused."""

    person: Person
    item: dict[str, Any]
    record: dict[str, Any]


def _of_item(name: str, label: str, type_: Type, **more: str) -> Column[ListeningRow]:
    source = f"guided_sessions.PlanItem.{name}"
    return Column(name, label, type_, lambda row: row.item[name], (source,), **more)


def _of_record(
    name: str,
    label: str,
    type_: Type,
    shaped: Callable[[Any], Any] = lambda value: value,
    allowed: str = "",
    unit: str = "",
) -> Column[ListeningRow]:
    return Column(
        name,
        label,
        type_,
        lambda row: shaped(row.record[name]) if row.record else None,
        (f"guided_sessions.ListeningRecord.{name}",),
        allowed=allowed,
        unit=unit,
        rule="as in column rule",
    )


def _seconds(name: str, label: str) -> Column[ListeningRow]:
    return _of_record(name, f"{label} Rounded.", Type.WHOLE, whole_seconds, unit="s")


def _day(name: str, label: str, field: str) -> Column[ListeningRow]:
    return Column(
        name,
        f"{label} By the phone's clock, counted from the first day, which is day 1.",
        Type.WHOLE,
        lambda row: day_number(row.person.day(row.record.get(field)), row.person.start),
        (f"guided_sessions.ListeningRecord.{field}", "trials.ParticipantDate.day"),
        unit="day",
    )


COLUMNS: tuple[Column[ListeningRow], ...] = (
    Column(
        "id",
        "The person, as in participants.csv.",
        Type.ID,
        lambda row: row.person.id,
        ("trials.Participant.id",),
    ),
    _of_item("week", "Week of the programme.", Type.WHOLE),
    _of_item("kind", "Kind of piece.", Type.TEXT, allowed="|".join(PieceKind.values)),
    _of_item("number", "Number among the pieces of its kind in the week.", Type.WHOLE),
    _of_item("minutes", "Stated length; the same in every programme.", Type.WHOLE, unit="min"),
    Column(
        "opened_day",
        "Day on which it opened, counted from the first day, which is day 1. A pause moves it.",
        Type.WHOLE,
        lambda row: day_number(row.person.day(row.item["opens_at"]), row.person.start),
        ("guided_sessions.WeekMove.opens_at", "trials.ParticipantDate.day"),
        unit="day",
    ),
    Column(
        "planned_day",
        "Day on which it was to open without any pause, counted likewise.",
        Type.WHOLE,
        lambda row: day_number(row.person.day(row.item["planned_at"]), row.person.start),
        ("guided_sessions.PlanItem.planned_at", "trials.ParticipantDate.day"),
        unit="day",
    ),
    _of_record(
        "rule",
        "Version of the listening rule. A second rule adds a second row. Empty: never used.",
        Type.TEXT,
        allowed="|".join(RULES),
    ),
    _seconds("coverage_s", "Seconds heard at least once."),
    _seconds("play_s", "Seconds with sound running."),
    _seconds("dwell_s", "Seconds from the first to the last event, over all sittings."),
    _seconds("reheard_s", "Seconds heard again."),
    _seconds("skipped_s", "Seconds jumped over and never heard."),
    _seconds("late_play_s", "Seconds of play_s after main sessions stopped counting."),
    _of_record(
        "done",
        "Main analysis: heard in full by the rule, or read; a main session while these count.",
        Type.YES_NO,
        allowed="0|1",
    ),
    _of_record(
        "completed",
        "Sensitivity analysis: heard in full by the rule; a main session while these count.",
        Type.YES_NO,
        allowed="0|1",
    ),
    _of_record(
        "completed_ever",
        "Heard in full by the rule, whenever that was.",
        Type.YES_NO,
        allowed="0|1",
    ),
    _of_record("read", "Read instead, whenever that was.", Type.YES_NO, allowed="0|1"),
    _of_record("self_reported", "The person says it was done.", Type.YES_NO, allowed="0|1"),
    _of_record("completed_days", "Days with one full sitting.", Type.WHOLE, len, unit="day"),
    _day("first_day", "Day of the first listening.", "first_at"),
    _day("last_day", "Day of the last listening.", "last_at"),
    _of_record(
        "flags",
        "What cannot be right about the record, joined by spaces.",
        Type.TEXT,
        " ".join,
        allowed="implausible|clock-back|overlap|no-end",
    ),
)


def read(people: Sequence[Person]) -> list[ListeningRow]:
    """The rows of some people, in their order, then by week, kind, number and rule."""
    items: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for item in PlanItem.objects.filter(participant__in=[p.pk for p in people]).values(*ITEM):
        items[item["participant_id"]].append(item)
    records: dict[int, list[dict[str, Any]]] = defaultdict(list)
    found = ListeningRecord.objects.filter(plan_item__participant__in=[p.pk for p in people])
    for record in found.order_by("rule").values(*RECORD):
        records[record["plan_item_id"]].append(record)
    now = clock.now()
    return [
        ListeningRow(person, item, record)
        for person in people
        for item in sorted(items[person.pk], key=_place)
        for record in records[item["pk"]] or ([{}] if item["opens_at"] <= now else [])
    ]


def _place(item: dict[str, Any]) -> tuple[int, int, int]:
    return item["week"], KINDS.index(item["kind"]), item["number"]


DATASET = Dataset("listening.csv", "a piece of a person's plan, by listening rule", COLUMNS, read)
