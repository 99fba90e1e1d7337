"""Speaking what staff want to hear. Workers only: it brings the encoder along.

An order is a row until its sound is there, and every sentence is kept once it is spoken: a worker
that was killed goes on where it stood.
"""

import time
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from retraining.audit.services import record
from sessions import loaded, renditions
from sessions.models import SoundOrder
from sessions.rendering import RenderError, render
from sessions.scripts import ScriptErrors
from sessions.services.keeping import keep, voice_name
from sessions.voice import Voice

SHARE_SECONDS = 600


def render_orders(*, ends: float, voice: Voice) -> int:
    """Speak what was asked for, in the order of asking.

    Args:
        ends: moment of `time.monotonic` after which no new text is begun.
        voice: who speaks.

    Returns:
        How many sounds were made or found. A text that cannot be spoken keeps its order, with the
        reason.
    """
    count = 0
    for order in SoundOrder.objects.filter(problem="").order_by("pk"):
        if time.monotonic() > ends:
            break
        try:
            _render(order, voice)
            count += 1
        except (ScriptErrors, RenderError) as errors:
            order.problem = _first_line(errors)
            order.save(update_fields=["problem"])
        finally:
            cache.delete(renditions.ORDER_SHARE.format(order.text_hash))
    return count


def _render(order: SoundOrder, voice: Voice) -> None:
    key = renditions.ORDER_SHARE.format(order.text_hash)
    background = renditions.OFFERED[0]
    made = render(
        loaded.parsed_text(order.source, order.blocks),
        voice,
        background,
        Path(settings.AUDIO_ROOT),
        lambda share: cache.set(key, share, SHARE_SECONDS),
    )
    with transaction.atomic():
        name = voice_name(voice)
        row, _new = keep(text_hash=order.text_hash, background=background, voice=name, made=made)
        record("audio.rendered", by=None, object_type="rendition", object_ids=[row.pk])
        order.delete()


def _first_line(errors: ScriptErrors | RenderError) -> str:
    return errors.findings[0].text if isinstance(errors, ScriptErrors) else str(errors)
