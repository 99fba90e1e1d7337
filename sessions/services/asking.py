"""A page that has nothing to play asks for it. Nothing is stored: a lost wish costs a reload."""

from django.core.cache import cache

from retraining.common import jobs
from sessions.models import Script
from sessions.renditions import ASKED

REMEMBERED_SECONDS = 120


def ask_for_audio(*, script: Script) -> None:
    """Put a script first in the rendering and wake it; asking again at once changes nothing."""
    if cache.add(ASKED.format(script.pk), True, REMEMBERED_SECONDS):
        jobs.wake("guided_sessions.render")
