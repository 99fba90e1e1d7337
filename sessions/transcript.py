"""The text of a guided session with the time of each sentence, for reading along. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sessions.scripts import Script
from sessions.steps import Breathe, Chapter, Figure, Say


@dataclass(frozen=True)
class Sentence:
    """One sentence; `start` in seconds of media, None where nothing is rendered."""

    text: str
    start: float | None = None


@dataclass(frozen=True)
class Section:
    """A chapter or a headed part; `title` is "" above the first heading.

    Args:
        title: its label.
        paragraphs: sentences in order.
        start, end: seconds of media, None where nothing is rendered.
        figure: what the drawing of this part shows, "" where there is none.
    """

    title: str
    paragraphs: tuple[tuple[Sentence, ...], ...]
    start: float | None = None
    end: float | None = None
    figure: str = ""


def sections(
    script: Script,
    cues: Sequence[Mapping[str, Any]] = (),
    chapters: Sequence[Mapping[str, Any]] = (),
) -> tuple[Section, ...]:
    """The script as sections of paragraphs of sentences.

    Args:
        script: what is said or read.
        cues: of the rendition, one a spoken text with `start` in seconds; a list that does not fit
            the script (a recording that was cut otherwise) is left aside.
        chapters: of the rendition, with `start` and `end` in seconds.
    """
    starts = _starts(script, cues)
    figures = _figures(script)
    parts = script.transcript()
    times: list[tuple[float | None, float | None]] = [(None, None)] * len(parts)
    if len(chapters) == len(parts):
        times = [(float(chapter["start"]), float(chapter["end"])) for chapter in chapters]
    return tuple(
        Section(
            title=part.title,
            paragraphs=tuple(
                tuple(Sentence(line, next(starts, None)) for line in paragraph)
                for paragraph in part.paragraphs
            ),
            start=start,
            end=end,
            figure=figures.get(part.title, ""),
        )
        for part, (start, end) in zip(parts, times, strict=True)
    )


def sentence_starts(sections: Sequence[Section]) -> list[float]:
    """Where sentences begin, in seconds; empty where nothing is rendered."""
    return [
        sentence.start
        for section in sections
        for paragraph in section.paragraphs
        for sentence in paragraph
        if sentence.start is not None
    ]


def _starts(script: Script, cues: Sequence[Mapping[str, Any]]) -> Iterator[float]:
    """One start for each line of the transcript; a set of breaths has many cues and one line."""
    counts = [
        2 * step.times if isinstance(step, Breathe) else 1
        for step in script.steps
        if isinstance(step, Say | Breathe)
    ]
    if sum(counts) != len(cues):
        return
    at = 0
    for count in counts:
        yield float(cues[at]["start"])
        at += count


def _figures(script: Script) -> dict[str, str]:
    """What each drawing shows, by the title of its part."""
    title, found = "", {}
    for step in script.steps:
        if isinstance(step, Chapter):
            title = step.title
        elif isinstance(step, Figure):
            found[title] = step.alt
    return found
