"""Smaller files beside the normal ones. Workers only: it brings the encoder along."""

import logging
import time

import av
from django.db import transaction

from sessions import renditions
from sessions.models import Rendition
from sessions.smaller import OtherLength, Smaller, make_smaller

log = logging.getLogger(__name__)


def make_waiting(*, ends: float) -> int:
    """Make the smaller files that are missing, once the normal ones are there.

    Args:
        ends: moment of `time.monotonic` after which no new file is begun.

    Returns:
        How many were made.
    """
    count = 0
    for normal in renditions.without_smaller(renditions.wanted()):
        if time.monotonic() > ends:
            break
        try:
            make_smaller_of(normal=normal)
            count += 1
        except (OtherLength, OSError, ValueError, av.FFmpegError) as error:
            log.error("there is no smaller file of rendition %s: %s", normal.pk, error)
    return count


def make_smaller_of(*, normal: Rendition) -> Rendition:
    """Encode one file again, and keep the row of what came out.

    Args:
        normal: a rendition whose file is there.

    Raises:
        OtherLength, OSError, ValueError, av.FFmpegError: the file cannot be read or made smaller.
    """
    return _kept(normal, make_smaller(renditions.path_of(normal), normal.seconds))


@transaction.atomic
def _kept(normal: Rendition, made: Smaller) -> Rendition:
    # Part of "audio.rendered" of its normal file in the audit: nothing new can be heard in it.
    row, _new = Rendition.objects.get_or_create(
        address=made.address,
        defaults={
            "text_hash": normal.text_hash,
            "background": normal.background + renditions.SMALLER,
            "voice": normal.voice,
            "sha256": made.sha256,
            "seconds": made.seconds,
            "bytes": made.bytes,
            "speech_seconds": normal.speech_seconds,
            "cues": normal.cues,
            "chapters": normal.chapters,
        },
    )
    return row
