"""Rules for a text on the clock, each breach with file and line: what is heard, and when."""

from collections.abc import Iterator

from retraining.common.findings import Finding
from sessions.lint import ANNOUNCED_FROM, ANNOUNCES, longest_silence
from sessions.lint_words import EXITS, whole_words
from sessions.scripts import Script
from sessions.steps import Chapter
from sessions.timing import Timeline

CHAPTER_TOLERANCE = 15.0  # seconds a chapter may differ from its stated length
SPEECH_SHARES = {
    "core": (50.0, 60.0),
    "practice": (40.0, 55.0),
    "short": (45.0, 60.0),
    "reading": (70.0, 90.0),
}
EXIT = whole_words(EXITS)


def lint_timeline(script: Script, timeline: Timeline, week: int) -> list[Finding]:
    """Check what can only be known with the voice: heard silences, exits, lengths, stated figures.

    Args:
        script: the text.
        timeline: the same text on the clock.
        week: 1 to 8.
    """
    findings = [
        *_heard_silences(timeline, week),
        *_exits(script, timeline, 90.0 if week == 3 else 180.0),
        *_chapter_lengths(script, timeline),
        *_share(script, timeline),
        *_stated(script, timeline),
    ]
    return sorted(findings)


def _heard_silences(timeline: Timeline, week: int) -> Iterator[Finding]:
    limit = longest_silence(week)
    for (seconds, place), cue in zip(timeline.silences, timeline.cues, strict=True):
        stretched = f"{seconds:.1f} s of quiet after this line (pauses x {timeline.factor:.2f})"
        if seconds > limit + 0.05:
            yield place.finding(f"{stretched}; up to {limit:g} s in week {week}")
        elif seconds > ANNOUNCED_FROM and not ANNOUNCES.search(cue.text):
            yield place.finding(f"{stretched} that nobody announced")


def _exits(script: Script, timeline: Timeline, limit: float) -> Iterator[Finding]:
    if script.kind == "reading":  # a page that is read aloud, not a practice
        return
    last = 0.0
    for cue in timeline.cues:
        if EXIT.search(cue.text):
            if cue.start - last > limit:
                text = (
                    f"{cue.start - last:.0f} s without a way out before this; up to {limit:.0f} s"
                )
                yield cue.place.finding(text)
            last = cue.end
    if timeline.cues and timeline.seconds - last > limit:
        text = f"no way out in the last {timeline.seconds - last:.0f} s; up to {limit:.0f} s"
        yield Finding(script.path, 0, text)


def chapter_targets(script: Script) -> tuple[float | None, ...]:
    """Stated seconds of each chapter of a script; None where the rules leave it open."""
    total = (script.minutes or 0) * 60
    if script.kind == "core":
        return (180.0, 120.0, 240.0, None, 60.0, None, 180.0)
    if script.kind == "practice":
        return (60.0, total - 120, 60.0)
    return (45.0, total - 120, 75.0) if script.kind == "short" else ()


def _chapter_lengths(script: Script, timeline: Timeline) -> Iterator[Finding]:
    places = [step.place for step in script.steps if isinstance(step, Chapter)]
    targets = chapter_targets(script)
    for chapter, place, target in zip(timeline.chapters, places, targets, strict=False):
        length = chapter.end - chapter.start
        if target is not None and abs(length - target) > CHAPTER_TOLERANCE:
            yield place.finding(f"{chapter.title} lasts {length:.0f} s; {target:.0f} s is the rule")


def _stated(script: Script, timeline: Timeline) -> Iterator[Finding]:
    longest = max((seconds for seconds, _ in timeline.silences), default=0.0)
    words, share = script.word_count, timeline.speech_share
    if script.words is not None and abs(script.words - words) > 0.03 * words:
        yield Finding(script.path, 1, f"words says {script.words}; counted {words}")
    if script.speech_share is not None and abs(script.speech_share - share) > 1.5:
        yield Finding(
            script.path, 1, f"speech_share says {script.speech_share:g}; it is {share:.0f}"
        )
    if script.silences_max is not None and longest > script.silences_max + 0.5:
        yield Finding(
            script.path, 1, f"silences_max says {script.silences_max:g}; it is {longest:.1f}"
        )


def _share(script: Script, timeline: Timeline) -> Iterator[Finding]:
    low, high = SPEECH_SHARES.get(script.kind, (0.0, 100.0))
    if not low <= timeline.speech_share <= high:
        share = f"{timeline.speech_share:.0f}"
        text = f"speech is {share} % of the length; {low:.0f} to {high:.0f} is asked"
        yield Finding(script.path, 0, text)
