"""The row of a sound file, written when its file is whole."""

import logging

from sessions.models import Rendition
from sessions.rendering import RENDERER_VERSION
from sessions.rendering import Rendition as Made
from sessions.voice import Voice

log = logging.getLogger(__name__)


def voice_name(speaker: Voice) -> str:
    """Who speaks, as a rendition's row has it: name, version, and that of the renderer."""
    return f"{speaker.name} {speaker.version}/r{RENDERER_VERSION}"


def keep(*, text_hash: str, background: str, voice: str, made: Made) -> tuple[Rendition, bool]:
    """Keep what was rendered; the caller writes the audit entry in the same transaction.

    Args:
        text_hash: of the text that is heard.
        background: what lies under it.
        voice: as `voice_name` gives it.
        made: the files.

    Returns:
        The row, and whether it is new.
    """
    row, new = Rendition.objects.get_or_create(
        text_hash=text_hash,
        background=background,
        voice=voice,
        defaults={
            "address": made.address,
            "sha256": made.sha256,
            "seconds": made.seconds,
            "bytes": made.bytes,
            "speech_seconds": made.speech_seconds,
            "cues": list(made.cues),
            "chapters": list(made.chapters),
        },
    )
    if not new and row.sha256 != made.sha256:
        log.error("rendition %s came out different: raise RENDERER_VERSION", row.pk)
    return row, new
