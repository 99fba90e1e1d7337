"""Plans that run, and audio files of made-up bytes for tests that never listen."""

import hashlib
import random
from datetime import timedelta

from retraining.common import clock
from retraining.trials.models import Participant
from sessions import renditions
from sessions.content import script_of
from sessions.models import PlanItem, Rendition
from tests.cast import randomised

CHAPTERS = [
    {"title": "Settle", "start": 0.0, "end": 120.0},
    {"title": "Rest and close", "start": 120.0, "end": 360.0},
]


def started(name: str = "Ana", site: str = "madrid", *, days_ago: int = 1) -> Participant:
    """Somebody whose first week began so many days ago."""
    with clock.at(clock.now() - timedelta(days=days_ago + 1)):
        return randomised(name, site)


def item_of(person: Participant, kind: str = "core", week: int = 1) -> PlanItem:
    """A piece of somebody's plan."""
    return PlanItem.objects.get(participant=person, kind=kind, week=week, number=1)


def bytes_for(background: str, size: int) -> bytes:
    """The content of a made-up file, the same every time."""
    return random.Random(background).randbytes(size)


def give_audio(item: PlanItem, background: str = "none", size: int = 3_000_000) -> Rendition:
    """A file of random bytes where the audio of a plan item belongs, and its row."""
    script = script_of(item)
    assert script is not None
    content = bytes_for(background, size)
    digest = hashlib.sha256(content).hexdigest()
    row = Rendition.objects.create(
        address=hashlib.sha256(f"{script.text_hash} {background}".encode()).hexdigest(),
        text_hash=script.text_hash,
        background=background,
        voice="hibari-heart made-up",
        sha256=digest,
        seconds=item.minutes * 60.0,
        bytes=size,
        speech_seconds=100.0,
        cues=[{"text": "Today is a hard day.", "start": 1.5, "end": 3.5, "chapter": 0,
               "opens_paragraph": True}],
        chapters=CHAPTERS,
    )  # fmt: skip
    path = renditions.path_of(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return row
