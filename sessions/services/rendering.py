"""From loaded scripts to audio files. Workers only: it brings the voice and the encoder along."""

import logging
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from retraining.audit.services import record
from retraining.common.locks import alone
from sessions import loaded, renditions
from sessions.models import Rendition, Script
from sessions.rendering import RenderError, render
from sessions.rendering import Rendition as Made
from sessions.scripts import ScriptErrors
from sessions.services import orders, smaller, taking
from sessions.services.keeping import keep, voice_name
from sessions.voice import CachedVoice, SyntheticVoice, Voice

log = logging.getLogger(__name__)
RENDERING_LOCK = 515_002
SHARE_SECONDS = 600


def render_waiting(*, seconds: float = 120.0, voice: Voice | None = None) -> int:
    """Render what is wanted and missing, until there is nothing left or the time is over.

    Recordings and what staff want to hear come after what participants wait for; the smaller
    files come last: nobody waits for them.

    Two workers at once would only do the same work twice, so the second goes home.

    Args:
        seconds: after so long no new file is begun; the next sweep goes on.
        voice: who speaks; the computer voice when None.

    Returns:
        How many files were made or found.
    """
    count = 0
    with alone(RENDERING_LOCK) as mine:
        ends = time.monotonic() + seconds
        waiting = renditions.missing(renditions.wanted()) if mine else []
        for script, background in waiting:
            if time.monotonic() > ends:
                break
            try:
                render_script(script=script, background=background, voice=voice, progress=_remember)
                count += 1
            except (ScriptErrors, RenderError) as errors:
                log.error("a script cannot be rendered: %s", errors)
            finally:
                cache.delete(renditions.SHARE)
        if mine:
            count += taking.take_waiting(ends=ends)
            count += orders.render_orders(
                ends=ends, voice=voice or _computer_voice(Path(settings.AUDIO_ROOT))
            )
            count += smaller.make_waiting(ends=ends)
    return count


def render_script(
    *,
    script: Script,
    background: str,
    voice: Voice | None = None,
    progress: Callable[[float], None] | None = None,
) -> Rendition:
    """Render one script, or find it rendered, and keep its row.

    Args:
        script: as it was loaded.
        background: one of `renditions.OFFERED`.
        voice: who speaks; the computer voice when None.
        progress: called with the share that is done, from 0 to 1.

    Returns:
        The row; its file lies at `renditions.path_of`.

    Raises:
        ScriptErrors: the script does not fit its minutes with this voice.
        RenderError: the encoder gave another length.
    """
    speaker = voice or _computer_voice(Path(settings.AUDIO_ROOT))
    spoken = loaded.parsed(script, loaded.blocks_text(script.version_id))
    made = render(spoken, speaker, background, Path(settings.AUDIO_ROOT), progress)
    return _kept(script, background, voice_name(speaker), made)


@transaction.atomic
def _kept(script: Script, background: str, voice: str, made: Made) -> Rendition:
    row, new = keep(text_hash=script.text_hash, background=background, voice=voice, made=made)
    if new:
        record(
            "audio.rendered",
            by=None,
            object_type="protocol-version",  # which script it was would tell what was asked for
            object_ids=[script.version_id],
            trial_id=script.version.trial_id,
        )
    return row


@lru_cache(maxsize=1)
def _computer_voice(folder: Path) -> Voice:
    return CachedVoice(SyntheticVoice(), folder / "sentences")


def _remember(share: float) -> None:
    cache.set(renditions.SHARE, share, SHARE_SECONDS)
