"""biomarkers.csv: one row for each analyte of a sample, of participants and of controls."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from retraining.assessments.biomarkers import CHOICES, LOD_RULES
from retraining.assessments.models import LabCode, LabResult, SampleGroup
from retraining.reporting.datasets.columns import Column, Dataset, Type
from retraining.reporting.datasets.people import Person
from retraining.trials.selectors_stopping import samples_unwanted_since


@dataclass(frozen=True)
class SampleRow:
    """One analyte of one sample.

    Args:
        person: whose; None of a control.
        result: as it is kept.
        newest: no later file put it right.
    """

    person: Person | None
    result: LabResult
    newest: bool


ORDER = ("visit", "analyte", "matrix", "lab_id", "revision")


def read(people: Sequence[Person]) -> list[SampleRow]:
    """The samples of some people, in their order.

    A sample leaves only where the code on it is linked to somebody of the export: whose data are
    used no further cannot be told of one that is not. Of whoever wants their samples destroyed,
    what came from that moment on stays here; what was measured before is kept.
    """
    codes = LabCode.objects.filter(participant__in=[person.pk for person in people])
    owners = {(trial, lab): pk for trial, lab, pk in codes.values_list(
        "trial_id", "lab_id", "participant_id")}  # fmt: skip
    until = samples_unwanted_since(set(owners.values()))
    rows = LabResult.objects.filter(
        group=SampleGroup.PARTICIPANT, lab_id__in={lab for _trial, lab in owners}
    )
    found: dict[int, list[LabResult]] = defaultdict(list)
    for row in rows.select_related("file").order_by(*ORDER):
        owner = owners.get((row.trial_id, row.lab_id))
        if owner is not None and not (owner in until and row.file.at >= until[owner]):
            found[owner].append(row)
    return [row for person in people for row in _marked(person, found[person.pk])]


def controls(trial: str) -> list[SampleRow]:
    """The samples of people without pain, who are nobody's participants."""
    rows = LabResult.objects.filter(group=SampleGroup.CONTROL, trial__slug=trial)
    return _marked(None, list(rows.select_related("file").order_by("lab_id", *ORDER)))


def _marked(person: Person | None, rows: list[LabResult]) -> list[SampleRow]:
    last = {(r.lab_id, r.visit, r.analyte, r.matrix): r.pk for r in rows}  # revisions rise
    newest = set(last.values())
    return [SampleRow(person, row, row.pk in newest) for row in rows]


def plain(value: Decimal | None) -> str | None:
    """A number with no zeros behind it that say nothing."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _field(
    name: str, label: str, type_: Type = Type.TEXT, allowed: str = "",
    get: Callable[[SampleRow], Any] | None = None,
) -> Column[SampleRow]:  # fmt: skip
    def field(row: SampleRow) -> Any:
        return getattr(row.result, name)

    source = f"assessments.LabResult.{'revision' if name == 'newest' else name}"
    return Column(name, label, type_, get or field, (source,), allowed)


COLUMNS: tuple[Column[SampleRow], ...] = (
    Column(
        "id",
        "The person, as in participants.csv. Empty: a control.",
        Type.ID,
        lambda row: row.person.id if row.person else None,
        ("trials.Participant.id", "assessments.LabCode.participant"),
    ),
    Column(
        "control",
        "The laboratory's code of a person without pain, who was not randomised.",
        Type.ID,
        lambda row: None if row.person else row.result.lab_id,
        ("assessments.LabResult.lab_id",),
    ),
    _field("group", "Who gave the sample.", allowed="|".join(SampleGroup.values)),
    _field("visit", "Key of the visit in the protocol; of a control, as the laboratory wrote it."),
    _field("analyte", "What was measured."),
    _field("matrix", "What the sample is; serum and plasma are not to be compared.",
           allowed="|".join(CHOICES["matrix"])),
    _field("fasting", "Whether the person had not eaten.", allowed="|".join(CHOICES["fasting"])),
    _field("minutes_to_freezing", "Minutes from taking to freezing. Empty: not noted.", Type.WHOLE),
    _field("kit", "Kit that it was measured with."),
    _field("plate", "Plate on which it was measured."),
    _field("value", "In the analyte's unit. Empty: under the limit, and left out by the rule.",
           Type.NUMBER, get=lambda row: plain(row.result.value)),
    _field("unit", "Unit of the value."),
    _field("below_lod", "1 where it was under the limit of detection.", Type.YES_NO),
    Column(
        "rule",
        "What stands for a value under the limit of detection.",
        Type.TEXT,
        lambda row: row.result.file.rule,
        ("assessments.LabFile.rule",),
        allowed="|".join(LOD_RULES),
    ),
    _field("revision", "How often a later file put this value right before.", Type.WHOLE),
    _field("newest", "1 for the value that counts.", Type.YES_NO, get=lambda row: row.newest),
)  # fmt: skip

DATASET = Dataset("biomarkers.csv", "an analyte of a blood sample", COLUMNS, read, controls)
