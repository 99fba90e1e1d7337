"""A guided session as its author writes it: Markdown with front matter and directives.

`parse` is the only door: it gives a `Script` or raises `ScriptErrors` with every mistake at once.
"""

import hashlib
import itertools
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retraining.common.findings import Finding
from sessions.front_matter import split
from sessions.script_body import Block, BodyReader, numbered, parse_blocks_into
from sessions.script_meta import Kind, Meta
from sessions.steps import Bell, Breathe, Chapter, Figure, Pause, Say, Step


class ScriptErrors(Exception):
    """Every mistake found in one file, in the order of lines."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = sorted(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


@dataclass(frozen=True)
class TranscriptChapter:
    """A chapter to read: paragraphs of sentences. `title` is "" above the first heading."""

    title: str
    paragraphs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Script:
    """One guided session or reading.

    Args:
        minutes: exact length of the audio; for a reading the stated reading time, or None.
        posture, uses, body_areas, cautions: lists of the front matter.
        number: place among the scripts of the same kind and week, from 1.
        words, speech_share, silences_max: what the author states of the text, None where not stated
            (words; per cent of the length that is speech; seconds).
        clinical_reviewer, review_date, lived_experience_reviewer: "" until somebody signs.
        steps: the whole text with fixed blocks filled in.
    """

    path: str
    title: str
    kind: Kind
    week: int
    number: int
    minutes: float | None
    posture: tuple[str, ...]
    aim: str
    uses: tuple[str, ...]
    body_areas: tuple[str, ...]
    cautions: tuple[str, ...]
    words: int | None
    speech_share: float | None
    silences_max: float | None
    language: str
    author: str
    clinical_reviewer: str
    review_date: str
    lived_experience_reviewer: str
    steps: tuple[Step, ...]

    @property
    def is_draft(self) -> bool:
        """True until a clinical reviewer and a date are named."""
        return not (self.clinical_reviewer and self.review_date)

    @property
    def sentences(self) -> tuple[Say, ...]:
        """All sentences in order."""
        return tuple(step for step in self.steps if isinstance(step, Say))

    @property
    def own_sentences(self) -> tuple[Say, ...]:
        """The sentences that are the script's own, not a fixed block's."""
        return tuple(say for say in self.sentences if not say.place.block)

    @property
    def blocks(self) -> tuple[str, ...]:
        """Names of the fixed blocks in the order in which they are included."""
        names = (say.place.block for say in self.sentences)
        return tuple(name for name, _sentences in itertools.groupby(names) if name)

    @property
    def word_count(self) -> int:
        """Words of all sentences, fixed blocks included."""
        return sum(count_words(say.text) for say in self.sentences)

    def transcript(self) -> tuple[TranscriptChapter, ...]:
        """The text as chapters of paragraphs of sentences, for reading instead of listening."""
        chapters: list[tuple[str, list[list[str]]]] = []
        for step in self.steps:
            if isinstance(step, Chapter):
                chapters.append((step.title, []))
                continue
            line = _readable(step)
            if not line:
                continue
            if not chapters:
                chapters.append(("", []))
            paragraphs = chapters[-1][1]
            if not paragraphs or not isinstance(step, Say) or step.opens_paragraph:
                paragraphs.append([])
            paragraphs[-1].append(line)
        return tuple(
            TranscriptChapter(title, tuple(tuple(paragraph) for paragraph in paragraphs))
            for title, paragraphs in chapters
        )


@lru_cache(maxsize=16_384)  # a dozen rules count the words of the same sentences
def count_words(text: str) -> int:
    """Words of a text; a hyphen or an apostrophe does not part a word."""
    return len(re.findall(r"[A-Za-zÀ-ÿ0-9]+(?:['’\-][A-Za-zÀ-ÿ0-9]+)*", text))


def parse_blocks(text: str, path: str) -> dict[str, Block]:
    """Read the fixed blocks that both programmes share.

    Args:
        text: the blocks file, one `## name` section per block.
        path: its name, for findings.

    Raises:
        ScriptErrors: an empty, ill-named or repeated block.
    """
    blocks, findings = parse_blocks_into(text, path)
    if findings:
        raise ScriptErrors(findings)
    return blocks


def parse(text: str, path: str, blocks: Mapping[str, Block]) -> Script:
    """Read one script.

    Args:
        text: whole file.
        path: its name, for findings and steps.
        blocks: what `[include NAME]` may ask for.

    Raises:
        ScriptErrors: all mistakes of the file at once, with line numbers.
    """
    front = split(text, path)
    if front.findings and not front.entries:
        raise ScriptErrors(
            front.findings
        )  # no front matter: whatever else is wrong follows from it
    meta = Meta(front, path)
    kind = meta.kind()
    reader = BodyReader(path, blocks, reading=kind == "reading")
    reader.read(numbered(front.body, front.body_line))
    minutes = meta.minutes(required=kind != "reading")
    script = Script(
        path=path,
        title=meta.text("title"),
        kind=kind,
        week=meta.whole("week"),
        number=meta.whole("number"),
        minutes=minutes,
        posture=meta.items("posture"),
        aim=meta.text("aim"),
        uses=meta.items("uses"),
        body_areas=meta.items("body_areas"),
        cautions=meta.items("cautions"),
        words=meta.stated_words(),
        speech_share=meta.stated("speech_share", "%"),
        silences_max=meta.stated("silences_max", "s"),
        language=meta.text("language") or "en",
        author=meta.text("author"),
        clinical_reviewer=meta.text("clinical_reviewer"),
        review_date=meta.text("review_date"),
        lived_experience_reviewer=meta.text("lived_experience_reviewer"),
        steps=tuple(reader.steps),
    )
    findings = [*front.findings, *meta.findings, *reader.findings, *_shape(script)]
    if findings:
        raise ScriptErrors(findings)
    return script


def text_hash(script: Script) -> str:
    """SHA-256 (hex) of what is heard or read: language, length, every step; not the file name."""
    content = {
        "language": script.language,
        "minutes": script.minutes,
        "steps": [_canonical(step) for step in script.steps],
    }
    packed = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(packed.encode()).hexdigest()


def _readable(step: Step) -> str:
    """What a step is to a reader; "" where there is nothing to read."""
    if isinstance(step, Say):
        return step.text
    if isinstance(step, Breathe):
        return (
            f"(Up to {step.times} easy breaths: in for {step.inhale:g} seconds, "
            f"out for {step.exhale:g} seconds.)"
        )
    return ""


def _canonical(step: Step) -> list[str | float | bool]:
    match step:
        case Say():
            return ["say", step.text, step.opens_paragraph]
        case Pause():
            return ["pause", step.seconds]
        case Bell():
            return ["bell"]
        case Chapter():
            return ["chapter", step.title]
        case Breathe():
            return ["breathe", step.inhale, step.exhale, step.times]
        case Figure():
            return ["figure", step.alt, step.file]


def _shape(script: Script) -> list[Finding]:
    """Chapters that are missing or empty, and text that stands before the first one."""
    if not script.sentences:
        return [Finding(script.path, 0, "the script has no text")]
    findings: list[Finding] = []
    chapter: Chapter | None = None
    filled = True
    for step in (*script.steps, None):
        if isinstance(step, Chapter) or step is None:
            if chapter and not filled:
                place = chapter.place
                findings.append(
                    Finding(place.path, place.line, f"chapter {chapter.title} is empty")
                )
            chapter, filled = step, False
        elif chapter is None and script.kind != "reading" and not findings:
            findings.append(
                Finding(step.place.path, step.place.line, "text before the first [chapter Name]")
            )
        filled = filled or isinstance(step, Say | Breathe)
    return findings
