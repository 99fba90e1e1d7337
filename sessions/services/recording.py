"""A study's own recordings: a reader's release, and a file until a worker takes or refuses it."""

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock, jobs
from retraining.common.whole_files import write_atomically
from retraining.trials.errors import Refused
from retraining.trials.models import Trial
from sessions.authoring_types import SOUNDS, has_signature, suffix_of
from sessions.models import ReaderRelease, RecordingOrder

MAX_BYTES = 600 * 1024 * 1024  # half an hour of stereo at 48 kHz and 24 bits is 520 MB
FOLDER = "recordings"


def file_of(order: RecordingOrder) -> Path:
    """Where the file of an order lies until it is taken or refused."""
    return Path(settings.AUDIO_ROOT) / FOLDER / order.file


@transaction.atomic
def release(
    *, trial: Trial, code: str, uses: str, ends_on: date | None, no_cloning: bool, by: User
) -> ReaderRelease:
    """Keep what a reader allows; a later row of the same code takes its place.

    Args:
        trial: for which it is given.
        code: of the reader; the name stays with the study team, in no database.
        uses: what the recordings may be used for.
        ends_on: the last day on which they may be published; None where there is none.
        no_cloning: that the release forbids to clone the voice, and the reader was told so.
        by: who keeps it.

    Raises:
        Refused: it does not forbid cloning.
    """
    if not no_cloning:
        raise Refused(_("A release has to forbid that the voice is cloned."))
    row = ReaderRelease.objects.create(
        trial=trial, code=code, uses=uses, ends_on=ends_on, no_cloning=no_cloning, by=by
    )
    record(
        "reader.released",
        by=by,
        object_type="reader-release",
        object_ids=[row.pk],
        trial_id=trial.pk,
    )
    return row


def newest_releases(trial: Trial) -> dict[str, ReaderRelease]:
    """The release that counts of each reader, by code."""
    return {row.code: row for row in ReaderRelease.objects.filter(trial=trial).order_by("pk")}


def has_ended(row: ReaderRelease) -> bool:
    """Whether a release no longer lets recordings be published."""
    return row.ends_on is not None and row.ends_on < clock.now().date()


@transaction.atomic
def bring(
    *,
    reader: ReaderRelease,
    text_hash: str,
    source: str,
    blocks: str,
    name: str,
    content: Iterable[bytes],
    by: User,
) -> RecordingOrder:
    """Take a file in for a worker to look at; an earlier one of the same text makes room.

    Args:
        reader: who reads, with a release that has not ended.
        text_hash, source, blocks: the text that is read.
        name: of the file, for its ending.
        content: its bytes in pieces.
        by: who brings it.

    Raises:
        Refused: the release has ended, or the file is not what its name says, or too large.
    """
    if has_ended(reader):
        raise Refused(_("The release of this reader has ended."))
    data = b"".join(content)
    suffix = suffix_of(name)
    if suffix not in SOUNDS or not has_signature(suffix, data[:16]):
        raise Refused(_("Please choose a WAV, FLAC or M4A file."))
    if len(data) > MAX_BYTES:
        raise Refused(_("This file is larger than 600 MB."))
    for earlier in RecordingOrder.objects.filter(text_hash=text_hash):
        drop(earlier)
    order = RecordingOrder.objects.create(
        trial_id=reader.trial_id,
        reader=reader,
        text_hash=text_hash,
        source=source,
        blocks=blocks,
        file=f"{hashlib.sha256(data).hexdigest()}{suffix}",
        asked_at=clock.now(),
    )
    write_atomically(file_of(order), data)
    record(
        "recording.brought",
        by=by,
        object_type="recording-order",
        object_ids=[order.pk],
        trial_id=reader.trial_id,
    )
    jobs.wake("guided_sessions.render")
    return order


def drop(order: RecordingOrder) -> None:
    """Forget an order and its file."""
    file_of(order).unlink(missing_ok=True)
    order.delete()
