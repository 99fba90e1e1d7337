"""Uploads for tests: the shipped trial with small changes, and what a voice would make of them."""

from retraining.protocol.uploads import Taken, take
from retraining.trials.models import Trial
from sessions.cues import chapter_data, cue_data
from sessions.loaded import parsed_text
from sessions.models import Rendition, SoundOrder
from sessions.scripts import Script, ScriptErrors
from sessions.timing import Timeline, fit, spoken_texts
from tests.authoring.zips import files_of, zipped
from tests.cast import max_the_manager, the_trial

VOICE = "hibari-heart 0.2.1/speed0.65/seed0/trim1/r1"  # as the shipped listings have it
SHORT = "mair/w1-short.md"


def with_change(name: str = SHORT, old: str = "", new: str = "") -> dict[str, bytes]:
    """The shipped trial's files with one file changed; by default one word of a short session."""
    files = files_of()
    text = files[name].decode()
    old = old or next(line for line in text.splitlines()[25:] if line.endswith("."))
    assert old in text
    files[name] = text.replace(old, new or old.removesuffix(".") + " now.", 1).encode()
    return files


def uploaded(files: dict[str, bytes] | None = None, trial: Trial | None = None) -> Taken:
    """What comes of uploading these files (the shipped trial with one change when None)."""
    files = with_change() if files is None else files
    return take(trial=trial or the_trial(), data=zipped(dict(files)), by=max_the_manager())


def timeline_of(script: Script) -> Timeline:
    """The script on the clock, spoken at the pace that gives the share of speech it states."""
    slow, quick = 0.7, 0.2
    for _ in range(20):
        pace = (slow + quick) / 2  # seconds a word
        try:
            timeline = fit(
                script, {text: pace * len(text.split()) for text in spoken_texts(script)}
            )
        except ScriptErrors as errors:
            is_long = "too long" in str(errors)
        else:
            is_long = timeline.speech_share > (script.speech_share or 50)
        slow, quick = (pace, quick) if is_long else (slow, pace)
    return timeline


def spoken() -> int:
    """Rows of what a worker would make of the texts that were asked for; nothing is spoken."""
    orders = list(SoundOrder.objects.all())
    for order in orders:
        script = parsed_text(order.source, order.blocks)
        timeline = timeline_of(script)
        Rendition.objects.create(
            address=order.text_hash,
            text_hash=order.text_hash,
            background="none",
            voice=VOICE,
            sha256="0" * 64,
            seconds=timeline.seconds,
            bytes=3_000_000,
            speech_seconds=timeline.speech_seconds,
            cues=list(cue_data(timeline)),
            chapters=list(chapter_data(timeline)),
        )
        order.delete()
    return len(orders)
