"""Keeps what laboratories send back on samples: a whole file, or nothing of it."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.assessments import protocol_section
from retraining.assessments.biomarkers import LAB_ID, Result, line_numbers, read
from retraining.assessments.models import LabCode, LabFile, LabResult, SampleGroup
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.findings import Finding
from retraining.trials.errors import Refused
from retraining.trials.models import Participant, Trial
from retraining.trials.selectors_stopping import data_stopped_since, samples_unwanted_since

HEAD = ("lab_id", "number")
LONGEST: Mapping[str, int] = {"visit": 40, "analyte": 40, "kit": 80, "plate": 40, "unit": 20}
Key = tuple[str, str, str, str]  # lab_id, visit, analyte, matrix


class BadLabFile(Refused):
    """A file of which nothing was kept; each finding has its line."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__(_("Nothing was kept: the file has to be mended first."))


@transaction.atomic
def import_results(
    *, trial: Trial, data: bytes, name: str, rule: str, reason: str, by: User
) -> LabFile:
    """Keep every result of a laboratory's file.

    Args:
        trial: whose samples.
        data: the CSV.
        name: of the file, for the findings.
        rule: a key of `biomarkers.LOD_RULES`.
        reason: why values that are here already are put right; the old ones are kept beside. Empty
            where the file brings new samples only.
        by: who imports it.

    Raises:
        BadLabFile: any row is wrong. Nothing is kept.
    """
    Trial.objects.select_for_update().get(pk=trial.pk)
    results, findings = read(data, name, rule)
    wrong = [finding for finding in findings if not finding.is_hint]
    digest = hashlib.sha256(data).hexdigest()
    if before := LabFile.objects.filter(trial=trial, sha256=digest).first():
        text = _("this is file %(n)d, which is here already") % {"n": before.number}
        raise BadLabFile([Finding(name, 0, text)])
    if not wrong and not results:
        wrong = [Finding(name, 0, _("there is no result in it"))]
    if wrong:
        raise BadLabFile(wrong)
    newest = _revisions(trial)
    lines = line_numbers(data)
    wrong = list(_findings(trial, results, lines, newest, name, reason.strip()))
    if wrong:
        raise BadLabFile(wrong)
    file = LabFile.objects.create(
        trial=trial,
        number=LabFile.objects.filter(trial=trial).count() + 1,
        name=name[:120],
        sha256=digest,
        rule=rule,
        reason=reason.strip()[:300],
        at=clock.now(),
        by=by,
    )
    LabResult.objects.bulk_create(_row(trial, file, result, newest) for result in results)
    _audit("samples.imported", trial, [file.pk], by, reason)
    return file


def _key(result: Result) -> Key:
    return result.lab_id, result.visit, result.analyte, result.matrix


def _revisions(trial: Trial) -> dict[Key, int]:
    """{what was measured: its largest revision}."""
    fields = ("lab_id", "visit", "analyte", "matrix")
    rows = LabResult.objects.filter(trial=trial).values(*fields).annotate(last=Max("revision"))
    return {
        (row["lab_id"], row["visit"], row["analyte"], row["matrix"]): row["last"] for row in rows
    }


def _findings(
    trial: Trial,
    results: list[Result],
    lines: list[int],
    newest: Mapping[Key, int],
    name: str,
    reason: str,
) -> Iterator[Finding]:
    """What is wrong with rows that can be read: only what this trial knows can tell."""
    visits = _visits(trial)
    groups = dict(LabResult.objects.filter(trial=trial).values_list("lab_id", "group"))
    linked = dict(LabCode.objects.filter(trial=trial).values_list("lab_id", "participant_id"))
    stopped = _stopped(linked.values())
    for result, line in zip(results, lines, strict=True):
        is_control = result.group == SampleGroup.CONTROL
        if not is_control and result.visit not in visits:
            yield Finding(name, line, _("visit: the protocol has no %(visit)r") % vars(result))
        if groups.setdefault(result.lab_id, result.group) != result.group:
            yield Finding(name, line, _("group: this code stood in the other group before"))
        if is_control and result.lab_id in linked:
            yield Finding(name, line, _("group: this code is that of a participant"))
        if why := stopped.get(linked.get(result.lab_id, 0)):
            yield Finding(name, line, why)
        if not reason and _key(result) in newest:
            text = _("this value is here already: say why, if this file puts it right")
            yield Finding(name, line, text)
        for column, longest in LONGEST.items():
            if len(getattr(result, column)) > longest:
                words = {"column": column, "n": longest}
                yield Finding(name, line, _("%(column)s: longer than %(n)d letters") % words)


def _stopped(people: Iterable[int]) -> dict[int, str]:
    """{participant: why nothing new of their samples is kept}."""
    people = set(people)
    used = _("lab_id: whoever gave this sample wants nothing new of theirs to be used")
    gone = _("lab_id: whoever gave this sample wants it destroyed; leave the line out")
    return dict.fromkeys(data_stopped_since(people), used) | dict.fromkeys(
        samples_unwanted_since(people), gone
    )


def _visits(trial: Trial) -> set[str]:
    contents = trial.versions.values_list("content", flat=True)
    return {visit.key for content in contents for visit in protocol_section.read(content)}


def _row(trial: Trial, file: LabFile, result: Result, newest: Mapping[Key, int]) -> LabResult:
    values = {name: value for name, value in vars(result).items() if name != "rule"}
    revision = newest.get(_key(result), -1) + 1
    return LabResult(trial=trial, file=file, revision=revision, **values)


@transaction.atomic
def link_codes(*, trial: Trial, data: bytes, name: str, by: User) -> int:
    """Say whose samples the laboratory's codes stand on: a CSV with the columns lab_id,number.

    A line that is here already changes nothing.

    Args:
        trial: whose people.
        data: the CSV; `number` is the person's number in this trial.
        name: of the file, for the findings.
        by: who links them.

    Returns:
        How many codes are new.

    Raises:
        BadLabFile: any line is wrong. Nothing is kept.
    """
    Trial.objects.select_for_update().get(pk=trial.pk)
    people = dict(Participant.objects.filter(trial=trial).values_list("code", "pk"))
    held = dict(LabCode.objects.filter(trial=trial).values_list("lab_id", "participant_id"))
    controls = set(
        LabResult.objects.filter(trial=trial, group=SampleGroup.CONTROL)
        .values_list("lab_id", flat=True)
        .distinct()
    )
    new: dict[str, int] = {}
    wrong: list[Finding] = []
    for line, lab_id, number in _pairs(data, name):
        text = _pair_problem(lab_id, number, people, controls)
        known = (held | new).get(lab_id)
        if not text and known is not None and known != people[number]:
            text = _("lab_id: this code is another person's already")
        if text:
            wrong.append(Finding(name, line, text))
        elif known is None:
            new[lab_id] = people[number]
    if wrong:
        raise BadLabFile(wrong)
    LabCode.objects.bulk_create(
        LabCode(trial=trial, lab_id=lab_id, participant_id=person, at=clock.now(), by=by)
        for lab_id, person in new.items()
    )
    if new:
        _audit("samples.linked", trial, sorted(set(new.values())), by, "", "participant")
    return len(new)


def _pair_problem(lab_id: str, number: str, people: Mapping[str, int], controls: set[str]) -> str:
    if not LAB_ID.fullmatch(lab_id):
        return _("lab_id: not a code of 3 to 20 letters, digits and hyphens")
    if lab_id in controls:
        return _("lab_id: this code is that of a control")
    return "" if number in people else _("number: nobody in this trial has it")


def _pairs(data: bytes, name: str) -> Iterator[tuple[int, str, str]]:
    """(line, lab_id, number) of each line below the head."""
    try:
        reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        if tuple(next(reader, ())) != HEAD:
            raise BadLabFile([Finding(name, 1, f"the first line must be {','.join(HEAD)}")])
        for row in reader:
            if len(row) not in (0, len(HEAD)):
                raise BadLabFile([Finding(name, reader.line_num, f"not {len(HEAD)} columns")])
            if row:
                yield reader.line_num, row[0].strip(), row[1].strip()
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadLabFile([Finding(name, 0, f"not readable as CSV: {error}")]) from error


def _audit(
    action: str, trial: Trial, ids: list[int], by: User, reason: str, what: str = "lab-file"
) -> None:
    record(action, by=by, object_type=what, object_ids=ids, trial_id=trial.pk, reason=reason[:200])
