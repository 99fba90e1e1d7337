"""An uploaded trial: checked and kept until it is decided on, or refused as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.findings import Finding
from retraining.protocol import folder as folders
from retraining.protocol import texts
from retraining.protocol.files import relative, unpacked
from retraining.protocol.models import Upload
from retraining.trials.errors import Refused
from retraining.trials.models import Trial
from sessions.authoring_archive import ArchiveErrors, pack, read, unpack
from sessions.authoring_places import placed
from sessions.parity import ADVICE
from sessions.scripts import ScriptErrors
from sessions.services.authoring import ask_for_sound, forget_orders

MAX_SHOWN = 200  # findings on a page; more of them have one cause


@dataclass(frozen=True)
class Taken:
    """What came of an upload.

    Args:
        upload: kept to be looked at; None where something is wrong.
        findings: what is wrong, or the hints of what was kept.
    """

    upload: Upload | None
    findings: list[Finding]


def take(*, trial: Trial, data: bytes, by: User) -> Taken:
    """Check an uploaded zip and keep it as the trial's open upload, in place of an earlier one.

    Args:
        trial: whose texts these are.
        data: the zip.
        by: who uploads.

    Returns:
        The upload with hints, or the findings for which nothing was kept.
    """
    try:
        files = placed(read(data), texts.newest_files(trial))
        findings = check(trial.slug, files)
    except (ArchiveErrors, ScriptErrors) as errors:
        return Taken(None, errors.findings[:MAX_SHOWN])
    faults = [finding for finding in findings if not finding.is_hint]
    if faults:
        return Taken(None, faults[:MAX_SHOWN])
    return Taken(_keep(trial, files, by), findings[:MAX_SHOWN])


def check(slug: str, files: Mapping[str, bytes]) -> list[Finding]:
    """The findings of `protocol check`, but for those that a worker mends by speaking."""
    with unpacked(slug, files) as folder:
        findings = relative(_found(folder), folder)
    return [finding for finding in findings if ADVICE not in finding.text]


def _found(folder: Path) -> list[Finding]:
    try:
        return folders.check(folder)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        # A value of a kind that no check thought of; the author must see a sentence all the same.
        text = f"something in this file cannot be read ({error})"
        return [Finding(str(folder / folders.PROTOCOL_FILE), 0, text)]


@transaction.atomic
def _keep(trial: Trial, files: Mapping[str, bytes], by: User) -> Upload:
    Trial.objects.select_for_update().get(pk=trial.pk)  # two uploads at once take turns
    for earlier in Upload.objects.filter(trial=trial, closed_at=None):
        close(earlier)
    upload = Upload.objects.create(trial=trial, archive=pack(files), by=by, at=clock.now())
    record(
        "protocol.uploaded",
        by=by,
        object_type="upload",
        object_ids=[upload.pk],
        trial_id=trial.pk,
    )
    speak(upload=upload, by=by)
    return upload


def speak(*, upload: Upload, by: User) -> int:
    """Have every text of an upload spoken that has no sound yet; how many were asked for."""
    files = unpack(bytes(upload.archive))
    if texts.asks_people(files):
        return 0  # a reader brings the sound of each text
    waiting = texts.unspoken(upload.trial, files)
    for text in waiting:
        ask_for_sound(
            text_hash=text.text_hash,
            source=text.source,
            blocks=text.blocks,
            trial_id=upload.trial_id,
            by=by,
        )
    return len(waiting)


@transaction.atomic
def put_aside(*, upload: Upload, by: User) -> None:
    """Decide against an upload: its texts are forgotten.

    Raises:
        Refused: it was decided on before.
    """
    mine = Upload.objects.select_for_update().get(pk=upload.pk)
    if mine.closed_at is not None:
        raise Refused(_("This upload was published or put aside meanwhile."))
    waiting = texts.unspoken(mine.trial, unpack(bytes(mine.archive)))
    forget_orders(text_hashes=[text.text_hash for text in waiting], by=by)
    close(mine)
    record(
        "protocol.upload_put_aside",
        by=by,
        object_type="upload",
        object_ids=[mine.pk],
        trial_id=mine.trial_id,
    )


def close(upload: Upload) -> None:
    """Mark an upload as decided on and empty it; the caller holds the transaction."""
    upload.closed_at = clock.now()
    upload.archive = b""
    upload.save(update_fields=["closed_at", "archive", "version"])
