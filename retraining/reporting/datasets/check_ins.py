"""check_ins.csv: one row for each questionnaire sent, begun or missed, and scoring rule."""

from retraining.instruments import registry
from retraining.instruments.base import Item, Scale, Status
from retraining.reporting.datasets import check_in_rows
from retraining.reporting.datasets.check_in_rows import BEGUN, MISSED, SENT, CheckInRow
from retraining.reporting.datasets.columns import Column, Dataset, Type, day_number
from retraining.reporting.selectors.standing import visit_week

INSTRUMENT = registry.get("check-in")


def _answer(item: Item) -> Column[CheckInRow]:
    words = INSTRUMENT.texts
    named = " ".join(f"{n}: {words[key]}." for n in item.allowed if (key := item.option_key(n)))
    return Column(
        item.name,
        f"Answer: {words[item.name]} {named} Empty: left blank, or not reached.",
        Type.WHOLE,
        lambda row: row.answers.get(item.name),
        ("assessments.Answer.item", "assessments.Answer.value"),
        allowed=f"{item.allowed[0]}-{item.allowed[-1]}",
    )


def _score(scale: Scale) -> tuple[Column[CheckInRow], ...]:
    return (
        Column(
            f"{scale.name}_score",
            f"Score {scale.name}, unrounded; {scale.direction.value}. Empty: invalid, or not sent.",
            Type.NUMBER,
            lambda row: row.scores.get(scale.name, (None, ""))[0],
            ("assessments.Score.scale", "assessments.Score.value"),
            allowed=f"{scale.minimum:g}-{scale.maximum:g}",
            rule="as in column rule",
        ),
        Column(
            f"{scale.name}_status",
            f"How the score {scale.name} came about. Empty: not sent.",
            Type.TEXT,
            lambda row: row.scores[scale.name][1] if scale.name in row.scores else None,
            ("assessments.Score.scale", "assessments.Score.status"),
            allowed="|".join(Status),
            rule="as in column rule",
        ),
    )


COLUMNS: tuple[Column[CheckInRow], ...] = (
    Column(
        "id",
        "The person, as in participants.csv.",
        Type.ID,
        lambda row: row.person.id,
        ("trials.Participant.id",),
    ),
    Column(
        "visit",
        "Key of the visit in the protocol.",
        Type.TEXT,
        lambda row: row.visit.key,
        ("assessments.Response.visit", "trials.ProtocolVersion.content"),
    ),
    Column(
        "occurrence",
        "1; more where answers went out of date before randomisation: the largest counts.",
        Type.WHOLE,
        lambda row: row.occurrence,
        ("assessments.Response.occurrence",),
    ),
    Column(
        "week",
        "Week that the visit looks back on; 0 for the one before the programme.",
        Type.WHOLE,
        lambda row: visit_week(row.visit),
        ("trials.ProtocolVersion.content",),
    ),
    Column(
        "state",
        "Sent; begun and never sent; or missed: it closed without a beginning.",
        Type.TEXT,
        lambda row: row.state,
        ("assessments.Response.started_at", "assessments.Submission.at"),
        allowed="|".join((SENT, BEGUN, MISSED)),
    ),
    Column(
        "started_day",
        "Day on which it was begun, counted from the first day, which is day 1.",
        Type.WHOLE,
        lambda row: day_number(row.started, row.person.start),
        ("assessments.Response.started_at", "trials.ParticipantDate.day"),
        unit="day",
    ),
    Column(
        "sent_day",
        "Day on which it was sent, counted from the first day, which is day 1.",
        Type.WHOLE,
        lambda row: day_number(row.sent, row.person.start),
        ("assessments.Submission.at", "trials.ParticipantDate.day"),
        unit="day",
    ),
    *(_answer(item) for item in INSTRUMENT.items),
    Column(
        "rule",
        "Version of the scoring rule. A second rule adds a second row with the same answers.",
        Type.TEXT,
        lambda row: row.rule,
        ("assessments.Score.rule",),
        allowed="|".join(rule.version for rule in INSTRUMENT.rules),
    ),
    *(column for scale in INSTRUMENT.scales for column in _score(scale)),
)

DATASET = Dataset(
    "check_ins.csv",
    "a visit of a person, by scoring rule",
    COLUMNS,
    lambda people: check_in_rows.read(people, INSTRUMENT.code),
)
