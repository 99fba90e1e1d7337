"""What a player needs beside the sound, as plain data: cues, chapters, transcript and WebVTT."""

import html
from collections.abc import Sequence
from typing import TypedDict

from sessions.scripts import Script
from sessions.timing import Timeline


class CueData(TypedDict):
    """A sentence from `start` to `end` seconds; `chapter` counts from 0."""

    text: str
    start: float
    end: float
    chapter: int
    opens_paragraph: bool


class ChapterData(TypedDict):
    """A chapter from `start` to `end` seconds."""

    title: str
    start: float
    end: float


class TranscriptData(TypedDict):
    """A chapter as paragraphs of sentences."""

    title: str
    paragraphs: list[list[str]]


def cue_data(timeline: Timeline) -> tuple[CueData, ...]:
    """One entry per sentence, times to the millisecond."""
    return tuple(
        CueData(
            text=cue.text,
            start=round(cue.start, 3),
            end=round(cue.end, 3),
            chapter=cue.chapter,
            opens_paragraph=cue.opens_paragraph,
        )
        for cue in timeline.cues
    )


def chapter_data(timeline: Timeline) -> tuple[ChapterData, ...]:
    """One entry per chapter, times to the millisecond."""
    return tuple(
        ChapterData(title=chapter.title, start=round(chapter.start, 3), end=round(chapter.end, 3))
        for chapter in timeline.chapters
    )


def transcript_data(script: Script) -> tuple[TranscriptData, ...]:
    """The text to read instead of listening."""
    return tuple(
        TranscriptData(
            title=chapter.title, paragraphs=[list(lines) for lines in chapter.paragraphs]
        )
        for chapter in script.transcript()
    )


def webvtt(cues: Sequence[CueData]) -> str:
    """The cues as a WebVTT file, one cue per sentence."""
    parts = ["WEBVTT\n"]
    for cue in cues:
        text = html.escape(cue["text"], quote=False)
        parts.append(f"{_clock(cue['start'])} --> {_clock(cue['end'])}\n{text}\n")
    return "\n".join(parts)


def _clock(seconds: float) -> str:
    """Seconds as HH:MM:SS.mmm."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
