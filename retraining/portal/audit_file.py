"""The audit log as a CSV file: what a reader's filter shows, in the order of the page."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import IO

from django.db.models import QuerySet

from retraining.accounts.models import User
from retraining.audit.models import AuditEntry
from retraining.audit.services import record
from retraining.common.csv_cells import harmless
from retraining.portal.selectors_manage_audit import Line, Wanted, entries, lines_of
from retraining.reporting.snapshot import one_snapshot
from retraining.trials.scope import Scope

# "link" is the entry's place in the sealed chain, empty until it is sealed.
HEAD = (
    "link", "at_utc", "sentence", "reason", "numbers", "action", "object_type", "object_ids",
    "request",
)  # fmt: skip
AT_ONCE = 500  # entries put into words together
IN_MEMORY = 4 * 1024 * 1024  # bytes; a larger file waits on the disk


def download(*, scope: Scope, wanted: Wanted, by: User) -> IO[bytes]:
    """Write the entries that a reader asks for, and one more that says who took them out.

    Nothing is sent before the whole is written: a download that fails half way leaves no half.

    Args:
        scope: the trial.
        wanted: the filter.
        by: who downloads.

    Returns:
        The open file at its beginning, UTF-8; whoever sends it closes it.
    """
    with ExitStack() as on_failure:
        file = on_failure.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY))
        with one_snapshot():
            for text in _written(entries(scope, wanted)):
                file.write(text.encode())
            record(
                "audit.exported",
                by=by,
                object_type="trial",
                object_ids=[scope.trial_id],
                trial_id=scope.trial_id,
                reason=wanted.in_short(),
            )
        on_failure.pop_all()
    file.seek(0)
    return file


def _written(rows: QuerySet[AuditEntry]) -> Iterator[str]:
    yield _line(HEAD)
    found = rows.select_related("actor", "seal").iterator(chunk_size=AT_ONCE)
    while some := list(islice(found, AT_ONCE)):
        for entry, line in zip(some, lines_of(some), strict=True):
            yield _line(_cells(entry, line))


def _cells(entry: AuditEntry, line: Line) -> tuple[object, ...]:
    return (
        entry.seal.position if hasattr(entry, "seal") else "",
        entry.at.isoformat(),
        line.sentence,
        entry.reason,
        " ".join(line.behind),
        entry.action,
        entry.object_type,
        " ".join(str(one) for one in entry.object_ids),
        entry.request_id,
    )


def _line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([harmless(cell) for cell in cells])
    return out.getvalue()
