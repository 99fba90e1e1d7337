"""Taking recordings: checked, levelled, aligned and encoded, or refused. Workers only."""

import hashlib
import json
import logging
import time
from pathlib import Path

import av
from django.conf import settings
from django.db import transaction

from retraining.audit.services import record
from sessions import loaded, renditions
from sessions.audio import dressed
from sessions.backgrounds import BACKGROUNDS
from sessions.cues import chapter_data, cue_data
from sessions.encoding import decode, seconds_of
from sessions.loudness import normalise
from sessions.models import RecordingOrder, Rendition
from sessions.recordings import measure, problems
from sessions.recordings_align import align
from sessions.rendering import RENDERER_VERSION, encode_into
from sessions.scripts import ScriptErrors
from sessions.services.recording import file_of
from sessions.timing import Timeline
from sessions.voice import Signal

log = logging.getLogger(__name__)
RATE = 24_000  # of the computer voice too: no arm sounds clearer than another
LONGEST = 95 * 60  # seconds; a script has up to 90 minutes


class Unfit(Exception):
    """Why a recording is refused, one sentence a line."""


def take_waiting(*, ends: float) -> int:
    """Take or refuse the recordings that were brought.

    Args:
        ends: moment of `time.monotonic` after which no new one is begun.

    Returns:
        How many were taken. A refused one keeps its order with the reasons; its file goes.
    """
    count = 0
    for order in RecordingOrder.objects.filter(problem="").select_related("reader").order_by("pk"):
        if time.monotonic() > ends:
            break
        try:
            _take(order)
            count += 1
        except Unfit as reasons:
            order.problem = str(reasons)
            order.save(update_fields=["problem"])
        file_of(order).unlink(missing_ok=True)
    return count


def _take(order: RecordingOrder) -> None:
    script = loaded.parsed_text(order.source, order.blocks)
    sound, rate = _decoded(file_of(order))
    measured = measure(sound, rate)
    if found := problems(measured, script):
        raise Unfit("\n".join(found))
    try:
        cues, chapters = align(script, measured)
    except ScriptErrors as errors:
        raise Unfit("\n".join(f"line {f.line}: {f.text}" for f in errors.findings)) from errors
    timeline = Timeline(cues, chapters, (), measured.seconds, measured.speech_seconds, 1.0)
    levelled = normalise(sound, rate)
    made = [_encoded(order, name, levelled.copy(), rate, timeline) for name in renditions.OFFERED]
    with transaction.atomic():
        rows = [Rendition.objects.get_or_create(address=r.address, defaults=_values(r))[0]
                for r in made]  # fmt: skip
        record(
            "recording.taken",
            by=None,
            object_type="rendition",
            object_ids=[row.pk for row in rows],
            trial_id=order.trial_id,
        )
        order.delete()


def _decoded(path: Path) -> tuple[Signal, int]:
    try:
        if seconds_of(path) > LONGEST:
            raise Unfit("it lasts longer than a script can")
        return decode(path, RATE)
    except (av.FFmpegError, OSError, ValueError, IndexError) as error:
        raise Unfit("this file cannot be read as sound") from error


def _encoded(
    order: RecordingOrder, background: str, sound: Signal, rate: int, timeline: Timeline
) -> Rendition:
    """The row, not yet saved, of one background; its file lies at its address."""
    inputs = [order.text_hash, order.file, background, RENDERER_VERSION, order.reader.code]
    address = hashlib.sha256(json.dumps(inputs).encode()).hexdigest()
    path = Path(settings.AUDIO_ROOT) / f"{address}{renditions.SUFFIX}"
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = dressed(sound, rate, BACKGROUNDS[background])
    digest = encode_into(path, whole, rate, timeline.seconds)
    return Rendition(
        address=address,
        text_hash=order.text_hash,
        background=background,
        voice=f"{renditions.RECORDED} {order.reader.code} {order.file[:8]}",
        sha256=digest,
        seconds=timeline.seconds,
        bytes=path.stat().st_size,
        speech_seconds=round(timeline.speech_seconds, 3),
        cues=list(cue_data(timeline)),
        chapters=list(chapter_data(timeline)),
    )


def _values(row: Rendition) -> dict[str, object]:
    names = ("text_hash", "background", "voice", "sha256", "seconds", "bytes", "speech_seconds",
             "cues", "chapters")  # fmt: skip
    return {name: getattr(row, name) for name in names}
