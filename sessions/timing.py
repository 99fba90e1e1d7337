"""When every sentence is heard: pauses are stretched or shrunk until the length is exact.

Everything that may give way (written pauses, gaps between sentences, paragraphs and chapters) is
multiplied by one common factor; speech, paced breaths, bells, lead-in and tail keep their length.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from retraining.common.findings import Finding
from sessions.scripts import Script, ScriptErrors, count_words
from sessions.steps import (
    BREATHE_IN,
    BREATHE_OUT,
    Bell,
    Breathe,
    Chapter,
    Figure,
    Pause,
    Place,
    Say,
    Step,
)

SENTENCE_GAP, PARAGRAPH_GAP, CHAPTER_GAP = 0.45, 1.0, 2.0  # seconds before the factor
LEAD_IN, TAIL = 1.5, 2.0  # seconds without a word while the sound fades in and out
BELL_SECONDS = 4.0
MIN_FACTOR, MAX_FACTOR = 0.5, 2.0
TOLERANCE = 0.05  # seconds; half of what a file may be off


@dataclass(frozen=True)
class Cue:
    """A sentence as it is heard, `start` to `end` in seconds; `chapter` counts from 0."""

    text: str
    start: float
    end: float
    chapter: int
    opens_paragraph: bool
    place: Place


@dataclass(frozen=True)
class TimedChapter:
    """A chapter from `start` to `end` in seconds; chapters touch, the first starts at 0."""

    title: str
    start: float
    end: float


@dataclass(frozen=True)
class Timeline:
    """A script on the clock.

    Args:
        cues: sentences in order, never overlapping.
        chapters: in order, covering the whole length.
        bells: start of each bell in seconds.
        seconds: exact length of the file.
        speech_seconds: running speech: sentences and the short gaps inside a paragraph. Written
            pauses and the gaps between paragraphs and chapters are silence.
        factor: what written pauses were multiplied by.
    """

    cues: tuple[Cue, ...]
    chapters: tuple[TimedChapter, ...]
    bells: tuple[float, ...]
    seconds: float
    speech_seconds: float
    factor: float

    @property
    def speech_share(self) -> float:
        """Speech in per cent of the whole length."""
        return 100 * self.speech_seconds / self.seconds

    @property
    def silences(self) -> tuple[tuple[float, Place], ...]:
        """Silence after each sentence in seconds, with the place of that sentence."""
        starts = [*(cue.start for cue in self.cues[1:]), self.seconds]
        return tuple(
            (start - cue.end, cue.place) for cue, start in zip(self.cues, starts, strict=True)
        )


@dataclass(frozen=True)
class _Part:
    """A stretch of time: `fixed` seconds, then `gap` seconds that are multiplied by the factor.

    `spoken` of the fixed seconds are a sentence; `running` marks a gap inside a paragraph.
    """

    step: Step | None
    fixed: float = 0.0
    gap: float = 0.0
    text: str = ""
    spoken: float = 0.0
    running: bool = False


def spoken_texts(script: Script) -> tuple[str, ...]:
    """Every different text that the voice must speak, in order of first use."""
    texts = [say.text for say in script.sentences]
    if any(isinstance(step, Breathe) for step in script.steps):
        texts += [BREATHE_IN, BREATHE_OUT]
    return tuple(dict.fromkeys(texts))


def fit(script: Script, speech_seconds: Mapping[str, float]) -> Timeline:
    """Put a script on the clock so that it lasts exactly `script.minutes` minutes.

    Args:
        script: a spoken script or a reading with minutes.
        speech_seconds: seconds of each text of `spoken_texts(script)`, as measured from the voice.

    Raises:
        ScriptErrors: the pauses would have to be stretched beyond 0.5 to 2 times; the finding says
            what to add or cut.
    """
    if script.minutes is None:
        raise ScriptErrors([Finding(script.path, 1, "no length to fit to: minutes is not given")])
    target = script.minutes * 60
    parts = list(_parts(script, speech_seconds))
    fixed = sum(part.fixed for part in parts)
    gaps = sum(part.gap for part in parts)
    spare = target - fixed
    factor = spare / gaps if gaps else 1.0
    if not MIN_FACTOR <= factor <= MAX_FACTOR or (not gaps and abs(spare) > TOLERANCE):
        raise ScriptErrors([_misfit(script, parts, spare, gaps)])
    return _timeline(script, parts, target, factor)


def _parts(script: Script, speech_seconds: Mapping[str, float]) -> Iterator[_Part]:
    """The script as stretches of time in order; gaps come as parts of their own."""
    yield _Part(None, fixed=LEAD_IN)
    written, gap = 0.0, 0.0  # a written pause takes the place of the gap that would stand there
    for step in script.steps:
        match step:
            case Pause():
                written += step.seconds
                continue
            case Figure():
                continue
            case Chapter():
                yield _Part(None, gap=written or (CHAPTER_GAP if gap else 0.0))
                yield _Part(step)
                written, gap = 0.0, 0.0
                continue
            case Say():
                between = PARAGRAPH_GAP if step.opens_paragraph and gap else gap
                running = bool(gap) and not (written or step.opens_paragraph)
                yield _Part(None, gap=written or between, running=running)
                spoken = speech_seconds[step.text]
                yield _Part(step, fixed=spoken, text=step.text, spoken=spoken)
            case Breathe():
                yield _Part(None, gap=written or (PARAGRAPH_GAP if gap else 0.0))
                yield from _breaths(step, speech_seconds)
            case Bell():
                yield _Part(None, gap=written or (PARAGRAPH_GAP if gap else 0.0))
                yield _Part(step, fixed=BELL_SECONDS)
        written, gap = 0.0, SENTENCE_GAP
    yield _Part(None, fixed=TAIL, gap=written)


def _breaths(step: Breathe, speech_seconds: Mapping[str, float]) -> Iterator[_Part]:
    for _ in range(step.times):
        for text, length in ((BREATHE_IN, step.inhale), (BREATHE_OUT, step.exhale)):
            spoken = min(speech_seconds[text], length)
            yield _Part(step, fixed=length, text=text, spoken=spoken)


def _timeline(script: Script, parts: list[_Part], target: float, factor: float) -> Timeline:
    now = 0.0
    cues: list[Cue] = []
    bells: list[float] = []
    starts: list[tuple[str, float]] = []
    for part in parts:
        if isinstance(part.step, Chapter):
            starts.append((part.step.title, now if starts else 0.0))
        elif isinstance(part.step, Bell):
            bells.append(now)
        elif part.step and part.text:
            opens = part.step.opens_paragraph if isinstance(part.step, Say) else True
            chapter = max(len(starts) - 1, 0)
            cues.append(Cue(part.text, now, now + part.spoken, chapter, opens, part.step.place))
        now += part.fixed + part.gap * factor
    ends = [*(start for _, start in starts[1:]), target]
    chapters = tuple(
        TimedChapter(title, start, end) for (title, start), end in zip(starts, ends, strict=False)
    )
    spoken = sum(part.spoken + part.running * part.gap * factor for part in parts)
    return Timeline(tuple(cues), chapters, tuple(bells), target, spoken, factor)


def _misfit(script: Script, parts: list[_Part], spare: float, gaps: float) -> Finding:
    """What the author should add or cut, in words and seconds."""
    spoken = sum(part.spoken for part in parts)
    pace = sum(count_words(part.text) for part in parts) / spoken if spoken else 2.0
    if spare > MAX_FACTOR * gaps:
        missing = spare - MAX_FACTOR * gaps
        text = (
            f"too short for {script.minutes:g} min by {missing:.0f} s, with all pauses doubled: "
            f"add about {missing * pace:.0f} words or {missing / MAX_FACTOR:.0f} s of [pause] "
            f"(to keep pauses as written: {(spare - gaps) * pace:.0f} words)"
        )
    else:
        excess = MIN_FACTOR * gaps - spare
        text = (
            f"too long for {script.minutes:g} min by {excess:.0f} s, with all pauses halved: "
            f"cut about {excess * pace:.0f} words or {excess / MIN_FACTOR:.0f} s of [pause] "
            f"(to keep pauses as written: {(gaps - spare) * pace:.0f} words)"
        )
    return Finding(script.path, 0, text)
