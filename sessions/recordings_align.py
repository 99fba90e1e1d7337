"""When each sentence of a recording is heard: its silences matched to the script's pauses. Pure.

Between paragraphs, chapters and written pauses a reader stops; inside a paragraph maybe not. So the
stops are matched first, in order, by the least surprise in lengths (dynamic programming, as in
dynamic time warping); sentences inside a stretch share its time by their letters, and snap to a
silence that lies near.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from retraining.common.findings import Finding
from sessions.recordings import Measured, Quiet
from sessions.scripts import Script, ScriptErrors
from sessions.steps import Bell, Breathe, Chapter, Pause, Say
from sessions.timing import CHAPTER_GAP, PARAGRAPH_GAP, Cue, TimedChapter

PAUSE_WEIGHT = 0.35  # how much a silence of another length than written counts beside the speech
MOST_SURPRISE = 0.9  # natural logarithm of a ratio: a stretch 2.5 times too long or too short
NEAR = 0.35  # share of a sentence within which a silence is taken for its end


@dataclass(frozen=True)
class Stretch:
    """Sentences that are read in one go, and the stop that comes after them.

    Args:
        sentences: in order; at least one.
        chapter: counted from 0.
        stop: seconds of the stop after it as written; 0 after the last.
    """

    sentences: tuple[Say, ...]
    chapter: int
    stop: float

    @property
    def letters(self) -> int:
        """A measure of how long it takes to say."""
        return sum(len(say.text) for say in self.sentences)


def stretches(script: Script) -> list[Stretch]:
    """The script as what is read in one go.

    Raises:
        ScriptErrors: it has paced breaths, which only the computer voice can keep to the second.
    """
    found: list[Stretch] = []
    chapter, stop = -1, 0.0
    for step in script.steps:
        match step:
            case Chapter():
                chapter, stop = chapter + 1, max(stop, CHAPTER_GAP)
            case Pause():
                stop += step.seconds
            case Bell():
                stop += PARAGRAPH_GAP
            case Breathe():
                place = step.place
                text = "paced breaths cannot be found in a recording"
                raise ScriptErrors([Finding(place.path, place.line, text)])
            case Say():
                stop = max(stop, PARAGRAPH_GAP) if step.opens_paragraph else stop
                if found and not stop:
                    last = found[-1]
                    found[-1] = replace(last, sentences=(*last.sentences, step))
                    continue
                if found:
                    found[-1] = replace(found[-1], stop=stop)
                found.append(Stretch((step,), max(chapter, 0), 0.0))
                stop = 0.0
    return found


def align(script: Script, measured: Measured) -> tuple[tuple[Cue, ...], tuple[TimedChapter, ...]]:
    """The cues and chapters of a recording.

    Args:
        script: what is read.
        measured: the recording's length and silences.

    Raises:
        ScriptErrors: a sentence cannot be found; the finding names its line.
    """
    parts = stretches(script)
    begins, ends, inner = _frame(measured)
    stops = _match(parts, begins, ends, inner)
    starts = [begins, *(quiet.end for quiet in stops)]
    finishes = [*(quiet.start for quiet in stops), ends]
    _check(parts, starts, finishes)
    cues = tuple(
        cue
        for part, start, end in zip(parts, starts, finishes, strict=True)
        for cue in _cues(part, start, end, inner)
    )
    return cues, _chapters(script, cues, measured.seconds)


def _frame(measured: Measured) -> tuple[float, float, list[Quiet]]:
    """Where speech begins and ends, and the silences between."""
    quiets = list(measured.quiets)
    begins, ends = 0.0, measured.seconds
    if quiets and quiets[0].start <= 0.05:
        begins = quiets.pop(0).end
    if quiets and quiets[-1].end >= measured.seconds - 0.05:
        ends = quiets.pop().start
    return begins, ends, quiets


def _match(
    parts: Sequence[Stretch], begins: float, ends: float, quiets: Sequence[Quiet]
) -> list[Quiet]:
    """One silence for each stop, in order, so that lengths surprise least."""
    count = len(parts) - 1
    if len(quiets) < count:
        place = parts[min(len(quiets), count)].sentences[0].place
        text = f"{len(quiets)} silences for {count} pauses; each pause of the text must be heard"
        raise ScriptErrors([Finding(place.path, place.line, text)])
    if not count:
        return []
    left = np.array([quiet.start for quiet in quiets])
    right = np.array([quiet.end for quiet in quiets])
    pace = _pace(parts, begins, ends, quiets)
    cost = _surprise(left - begins, parts[0].letters * pace) + _stop_cost(parts[0], left, right)
    came: list[npt.NDArray[np.intp]] = []
    for part in parts[1:-1]:
        gaps = left[None, :] - right[:, None]  # from the end of one silence to the start of another
        step = np.where(gaps > 0, _surprise(gaps, part.letters * pace), np.inf)
        total = cost[:, None] + step
        came.append(total.argmin(axis=0))
        cost = total.min(axis=0) + _stop_cost(part, left, right)
    cost = cost + _surprise(ends - right, parts[-1].letters * pace)
    at = int(cost.argmin())
    chosen = [at]
    for back in reversed(came):
        at = int(back[at])
        chosen.append(at)
    return [quiets[index] for index in reversed(chosen)]


def _pace(parts: Sequence[Stretch], begins: float, ends: float, quiets: Sequence[Quiet]) -> float:
    """Seconds a letter: the stops are the longest silences, the rest is speech."""
    longest = sorted((quiet.length for quiet in quiets), reverse=True)[: len(parts) - 1]
    return max(ends - begins - sum(longest), 1.0) / sum(part.letters for part in parts)


def _surprise(seconds: npt.NDArray[np.float64], expected: float) -> npt.NDArray[np.float64]:
    return np.square(np.log((np.maximum(seconds, 0) + 0.3) / (expected + 0.3)))


def _stop_cost(
    part: Stretch, left: npt.NDArray[np.float64], right: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    return PAUSE_WEIGHT * _surprise(right - left, part.stop)


def _check(parts: Sequence[Stretch], starts: Sequence[float], ends: Sequence[float]) -> None:
    lengths = [max(end - start, 0.01) for start, end in zip(starts, ends, strict=True)]
    pace = sum(lengths) / sum(part.letters for part in parts)
    findings = []
    for part, length in zip(parts, lengths, strict=True):
        ratio = (length + 0.5) / (part.letters * pace + 0.5)
        if abs(float(np.log(ratio))) > MOST_SURPRISE:
            place = part.sentences[0].place
            text = f"cannot be found in the recording: {part.sentences[0].text}"
            findings.append(Finding(place.path, place.line, text))
    if findings:
        raise ScriptErrors(findings)


def _cues(part: Stretch, start: float, end: float, quiets: Sequence[Quiet]) -> list[Cue]:
    """The sentences of one stretch; each ends at a silence near its share of the time."""
    inside = [quiet for quiet in quiets if quiet.start > start and quiet.end < end]
    cues: list[Cue] = []
    now, left = start, part.letters
    for index, say in enumerate(part.sentences):
        share = (end - now) * len(say.text) / max(left, 1)
        finish, resume = now + share, now + share
        if index == len(part.sentences) - 1:
            finish = resume = end
        else:
            near = [q for q in inside if q.start > now and abs(q.start - finish) < NEAR * share]
            if near:
                best = min(near, key=lambda q, at=finish: abs(q.start - at))  # type: ignore[misc]
                finish, resume = best.start, best.end
        cues.append(Cue(say.text, now, finish, part.chapter, say.opens_paragraph, say.place))
        now, left = resume, left - len(say.text)
    return cues


def _chapters(script: Script, cues: Sequence[Cue], seconds: float) -> tuple[TimedChapter, ...]:
    """Chapters that touch; each begins with its first sentence, the first at 0."""
    titles = [step.title for step in script.steps if isinstance(step, Chapter)]
    firsts = {cue.chapter: cue.start for cue in reversed(cues)}
    starts = [0.0, *(firsts[number] for number in range(1, len(titles)))][: len(titles)]
    ends = [*starts[1:], seconds]
    return tuple(TimedChapter(*part) for part in zip(titles, starts, ends, strict=True))
