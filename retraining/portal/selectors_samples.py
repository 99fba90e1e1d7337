"""Blood samples as managers see them: what came and whose it is, never a value."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from retraining.assessments.models import LabCode, LabFile, LabResult, SampleGroup
from retraining.trials.models import Trial


@dataclass(frozen=True)
class AnalyteCount:
    """How many results of one analyte are here.

    Args:
        analyte, matrix, visit: of which.
        participants, controls: results that count, by group.
        below: of them, under the limit of detection.
    """

    analyte: str
    matrix: str
    visit: str
    participants: int
    controls: int
    below: int


def files_of(trial: Trial) -> QuerySet[Any]:
    """Every file with the number of its results, the newest in front."""
    rows = LabFile.objects.filter(trial=trial).select_related("by")
    found: QuerySet[Any] = rows.annotate(results_count=Count("results")).order_by("-number")
    return found


def counts_of(trial: Trial) -> list[AnalyteCount]:
    """Results by visit, analyte and matrix; of a value that was put right, the newest alone."""
    later = LabResult.objects.filter(
        trial=OuterRef("trial"),
        lab_id=OuterRef("lab_id"),
        visit=OuterRef("visit"),
        analyte=OuterRef("analyte"),
        matrix=OuterRef("matrix"),
        revision__gt=OuterRef("revision"),
    )
    names = ("analyte", "matrix", "visit")
    rows = LabResult.objects.filter(~Exists(later), trial=trial).values(*names)
    counted = rows.annotate(
        participants=Count("pk", filter=Q(group=SampleGroup.PARTICIPANT)),
        controls=Count("pk", filter=Q(group=SampleGroup.CONTROL)),
        below=Count("pk", filter=Q(below_lod=True)),
    )
    return [AnalyteCount(**row) for row in counted.order_by(*names)]


def unlinked(trial: Trial) -> list[str]:
    """Codes on samples of participants that nobody has linked to a person."""
    linked = LabCode.objects.filter(trial=OuterRef("trial"), lab_id=OuterRef("lab_id"))
    rows = LabResult.objects.filter(~Exists(linked), trial=trial, group=SampleGroup.PARTICIPANT)
    return list(rows.order_by("lab_id").values_list("lab_id", flat=True).distinct())
