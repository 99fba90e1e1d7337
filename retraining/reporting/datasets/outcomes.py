"""outcomes.csv: one row for each scale of a questionnaire at a visit, by rule and revision."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from retraining.assessments.models import Score
from retraining.assessments.selectors import answers_by_revision, blank_items
from retraining.instruments import registry
from retraining.instruments.base import Status
from retraining.reporting.datasets import asked as asking
from retraining.reporting.datasets.asked import Asked
from retraining.reporting.datasets.columns import Column, Dataset, Type
from retraining.reporting.datasets.people import Person


@dataclass(frozen=True)
class Scored:
    """One score as it stands in the database."""

    scale: str
    value: float | None
    status: str
    rule: str
    revision: int


@dataclass(frozen=True)
class OutcomeRow:
    """One scale of a questionnaire at a visit; without a score where it was not sent.

    Args:
        asked: the questionnaire.
        scale: its name.
        score: under one rule, after so many corrections.
        newest: no later correction made another score under this rule.
        blank: items without an answer that the scale asks for, as they were scored.
    """

    asked: Asked
    scale: str
    score: Scored | None = None
    newest: bool = True
    blank: tuple[str, ...] = ()


def band(row: OutcomeRow) -> str | None:
    """The published range that a score lies in, by the bands of the rule that made it."""
    if row.score is None or row.score.value is None:
        return None
    instrument, version = registry.get(row.asked.part.instrument), row.score.rule.split("/")[0]
    for rule in instrument.rules:
        for part in rule.scales:
            if rule.version == version and part.scale == row.scale and part.bands:
                return part.bands.label(row.score.value)
    return None


def read(people: Sequence[Person]) -> list[OutcomeRow]:
    """The rows of some people, in their order, the protocol's, the scales', then by rule."""
    asked = list(asking.read(people))
    scores: dict[int, dict[str, list[Scored]]] = defaultdict(lambda: defaultdict(list))
    rows = Score.objects.filter(response__in=[one.held.pk for one in asked if one.held])
    fields = ("response_id", "scale", "value", "status", "rule", "revision")
    for pk, *values in rows.order_by("rule", "revision", "pk").values_list(*fields):
        score = Scored(*values)
        scores[pk][score.scale].append(score)
    given = answers_by_revision(one.held.pk for one in asked if one.held)
    return [
        row
        for one in asked
        for row in (
            _rows(one, scores[one.held.pk], given[one.held.pk]) if one.held else _rows(one, {}, [])
        )
    ]


def _rows(
    asked: Asked, scores: dict[str, list[Scored]], given: Sequence[dict[str, int | None]]
) -> Iterator[OutcomeRow]:
    code = asked.part.instrument
    for scale in registry.get(code).scales:
        found = scores.get(scale.name, [])
        newest = {score.rule: score.revision for score in found}
        for score in found:
            made_from = given[min(score.revision, len(given) - 1)]
            blank = blank_items(code, score.rule, scale.name, made_from)
            is_newest = newest[score.rule] == score.revision
            yield OutcomeRow(asked, scale.name, score, is_newest, tuple(blank))
        if not found:
            yield OutcomeRow(asked, scale.name)


def _of_asked(column: Column[Asked]) -> Column[OutcomeRow]:
    return Column(
        column.name, column.label, column.type, lambda row: column.value(row.asked),
        column.sources, column.allowed, column.unit,
    )  # fmt: skip


def _of_score(
    name: str, label: str, type_: Type, source: str, *,
    get: Callable[[OutcomeRow], Any] | None = None, allowed: str = "", rule: str = "",
) -> Column[OutcomeRow]:  # fmt: skip
    def field(row: OutcomeRow) -> Any:
        return getattr(row.score, name, None)

    sources = ("assessments.Score.scale", f"assessments.Score.{source}")
    return Column(name, label, type_, get or field, sources, allowed=allowed, rule=rule)


RULE = "as in column rule"
COLUMNS: tuple[Column[OutcomeRow], ...] = (
    *map(_of_asked, asking.heads("Empty: missed.")),
    Column(
        "scale",
        "Name of the scale, as in instruments.csv.",
        Type.TEXT,
        lambda row: row.scale,
        ("assessments.Score.scale",),
    ),
    _of_score("score", "The score, unrounded. Empty: invalid, or not sent.", Type.NUMBER, "value",
              get=lambda row: row.score.value if row.score else None, rule=RULE),
    _of_score("status", "How the score came about. Empty: not sent.", Type.TEXT, "status",
              allowed="|".join(Status), rule=RULE),
    Column(
        "blank_items",
        "Items of the scale that had no answer, with spaces between: the reason why the score is"
        " prorated or invalid.",
        Type.TEXT,
        lambda row: " ".join(row.blank) or None,
        ("assessments.Answer.item",),
    ),
    _of_score("band", "Published range that the score lies in. Empty: none is published.",
              Type.TEXT, "value", get=band, rule=RULE),
    _of_score("rule", "Version of the scoring rule, with the national value set where it needs one."
              " Another rule adds rows beside.", Type.TEXT, "rule"),
    _of_score("revision", "How many corrections the score takes into account.", Type.WHOLE,
              "revision"),
    _of_score("newest", "1 for the score after the last correction. Empty: no score.",
              Type.YES_NO, "revision", get=lambda row: row.newest if row.score else None),
    *map(_of_asked, (
        asking.day_column("started", "begun", "assessments.Response.started_at"),
        asking.day_column("sent", "sent", "assessments.Submission.at"),
        Column(
            "late",
            "1 where it was sent after the day from which the protocol marks answers.",
            Type.YES_NO,
            lambda one: one.late,
            ("assessments.Submission.at", "trials.ParticipantDate.day"),
        ),
        Column(
            "mode",
            "How the questionnaire was begun; answers.csv has it for each answer.",
            Type.TEXT,
            lambda one: one.held.mode if one.held else None,
            ("assessments.Response.mode",),
            allowed=asking.MODE,
        ),
        Column(
            "instrument_version",
            "Printing of the questionnaire that was asked.",
            Type.TEXT,
            lambda one: one.held.version if one.held else None,
            ("assessments.Response.instrument_version",),
        ),
    )),
)  # fmt: skip

DATASET = Dataset(
    "outcomes.csv",
    "a scale of a questionnaire of a person at a visit, by scoring rule and revision",
    COLUMNS,
    read,
)
