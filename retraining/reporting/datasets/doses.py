"""doses.csv: one row for each person with a plan, and listening rule: what counts as received."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from retraining.reporting.datasets.columns import Column, Dataset, Type
from retraining.reporting.datasets.people import Person
from retraining.trials.models import ProtocolVersion
from sessions import dose, openings, pausing, protocol_section
from sessions.dose import Dose
from sessions.listening_rules import DEFAULT_RULE, RULES
from sessions.models import ListeningRecord, PieceKind
from sessions.openings import Pause
from sessions.protocol_section import SessionsSection

RECORD = (
    "plan_item__participant_id",
    "plan_item__week",
    "plan_item__kind",
    "rule",
    "play_s",
    "late_play_s",
    "completed",
    "done",
    "completed_ever",
    "self_reported",
    "completed_days",
)
SHORT_WAYS = (PieceKind.PRACTICE, PieceKind.SHORT)


@dataclass(frozen=True)
class DoseRow:
    """A person with all their records under one rule."""

    person: Person
    rule: str
    section: SessionsSection
    records: Sequence[dict[str, Any]]
    pauses: Sequence[Pause]

    def of(self, *kinds: str) -> list[dict[str, Any]]:
        """The records of these kinds of piece."""
        return [r for r in self.records if r["plan_item__kind"] in kinds]

    def core(self, field: str) -> int:
        """How many main sessions have this."""
        return sum(bool(record[field]) for record in self.of(PieceKind.CORE))

    @property
    def practice_minutes(self) -> float:
        """Minutes of practices and short sessions while main sessions count."""
        return sum(r["play_s"] - r["late_play_s"] for r in self.of(*SHORT_WAYS)) / 60

    @property
    def dose(self) -> Dose:
        """By the main rule."""
        return Dose(self.core("done"), self.practice_minutes)


def _from(
    name: str, label: str, value: Callable[[DoseRow], Any], *fields: str, **more: str
) -> Column[DoseRow]:
    """A number made from fields of the listening records."""
    sources = tuple(f"guided_sessions.ListeningRecord.{field}" for field in fields)
    return Column(name, label, Type.WHOLE, value, sources, rule="as in column rule", **more)


def _dose(name: str, label: str, value: Callable[[DoseRow], bool], *fields: str) -> Column[DoseRow]:
    """Whether a dose is reached."""
    sources = tuple(f"guided_sessions.ListeningRecord.{field}" for field in fields)
    return Column(name, label, Type.YES_NO, value, sources, allowed="0|1", rule="as in column rule")


def _engaged(row: DoseRow) -> int:
    return dose.engaged_weeks(
        {(r["plan_item__week"], r["plan_item__kind"]) for r in row.records if r["done"]}
    )


def _only_said(row: DoseRow) -> int:
    core = row.of(PieceKind.CORE)
    return sum(r["self_reported"] and not (r["done"] or r["completed_ever"]) for r in core)


COLUMNS: tuple[Column[DoseRow], ...] = (
    Column(
        "id",
        "The person, as in participants.csv.",
        Type.ID,
        lambda row: row.person.id,
        ("trials.Participant.id",),
    ),
    Column(
        "rule",
        "Version of the listening rule. A second rule adds a second row.",
        Type.TEXT,
        lambda row: row.rule,
        ("guided_sessions.ListeningRecord.rule",),
        allowed="|".join(RULES),
    ),
    _from(
        "core_done",
        "Main sessions done in time: heard in full, or read. Main analysis.",
        lambda row: row.core("done"),
        "done",
    ),
    _from(
        "core_heard",
        "Main sessions heard in full in time. Sensitivity analysis: listening alone.",
        lambda row: row.core("completed"),
        "completed",
    ),
    _from(
        "core_ever",
        "Main sessions heard in full, whenever that was.",
        lambda row: row.core("completed_ever"),
        "completed_ever",
    ),
    _from(
        "core_said",
        "Main sessions of which there is only the person's word.",
        _only_said,
        "self_reported",
        "done",
        "completed_ever",
    ),
    _from(
        "engaged_weeks",
        "Weeks of which a main session, a practice or the short session was finished.",
        _engaged,
        "done",
        unit="week",
    ),
    _from(
        "hard_day_weeks",
        "Weeks of which the short session for a hard day was finished. Never a main session.",
        lambda row: len({r["plan_item__week"] for r in row.of(PieceKind.SHORT) if r["done"]}),
        "done",
        unit="week",
    ),
    _from(
        "hard_day_times",
        "Days on which a short session was finished.",
        lambda row: sum(len(r["completed_days"]) for r in row.of(PieceKind.SHORT)),
        "completed_days",
        unit="day",
    ),
    _from(
        "practice_minutes",
        "Minutes of practices and short sessions, while main sessions count. Rounded.",
        lambda row: round(row.practice_minutes),
        "play_s",
        "late_play_s",
        unit="min",
    ),
    Column(
        "practice_minutes_asked",
        "Minutes of practice asked for in all weeks.",
        Type.WHOLE,
        lambda row: dose.asked_practice_minutes(row.section),
        ("trials.ProtocolVersion.content",),
        unit="min",
    ),
    _dose(
        "minimum_dose",
        "The protocol's least number of main sessions is done.",
        lambda row: dose.minimum(row.dose, row.section.minimum_core),
        "done",
    ),
    _dose(
        "minimum_dose_heard",
        "The same by listening alone.",
        lambda row: row.core("completed") >= row.section.minimum_core,
        "completed",
    ),
    *(
        _dose(
            f"minimum_dose_{least}",
            f"At least {least} main sessions are done. Sensitivity analysis.",
            lambda row, least=least: dose.minimum(row.dose, least),  # type: ignore[misc]
            "done",
        )
        for least in dose.SENSITIVITY
    ),
    _dose(
        "full_dose",
        "The least dose, and the protocol's share of the practice minutes asked for.",
        lambda row: dose.full(row.dose, row.section),
        "done",
        "play_s",
        "late_play_s",
    ),
    Column(
        "pause_days",
        "Days of pause taken or asked for.",
        Type.WHOLE,
        lambda row: openings.days_used(row.pauses),
        ("guided_sessions.PlanPause.until",),
        unit="day",
    ),
)


def read(people: Sequence[Person]) -> list[DoseRow]:
    """The rows of those who have a plan, in their order, then by rule."""
    ids = [person.pk for person in people]
    found: dict[int, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    records = ListeningRecord.objects.filter(plan_item__participant__in=ids)
    for record in records.order_by("pk").values(*RECORD):
        found[record["plan_item__participant_id"]][record["rule"]].append(record)
    versions = ProtocolVersion.objects.filter(pk__in={person.version_id for person in people})
    sections = {
        pk: protocol_section.read(content) for pk, content in versions.values_list("pk", "content")
    }
    pauses = pausing.pauses_of(ids)
    return [
        DoseRow(
            person,
            rule,
            sections[person.version_id],
            found[person.pk][rule],
            pauses.get(person.pk, ()),
        )
        for person in people
        if person.start is not None
        for rule in sorted({DEFAULT_RULE, *found[person.pk]})
    ]


DATASET = Dataset("doses.csv", "a person with a plan, by listening rule", COLUMNS, read)
