"""What can be counted of a programme: figures of a piece, and of a week. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from sessions.lint import own_words, reading_grade, warmth
from sessions.parity import Rendered
from sessions.scripts import Script
from sessions.steps import Bell, Chapter


@dataclass(frozen=True)
class ArmTexts:
    """The texts of one arm, and what they became when they were spoken.

    Args:
        arm: its slug.
        place: its folder, for findings about scripts that are not there.
        scripts: by name, without the ending of the file.
        rendered: by name; only what was made from the script as it now stands.
        voices: by name, who speaks; the name of a person's recording begins with "recorded".
    """

    arm: str
    place: str
    scripts: dict[str, Script]
    rendered: dict[str, Rendered]
    voices: dict[str, str]


@dataclass(frozen=True)
class PieceFigures:
    """One piece of one arm; `seconds`, `bytes` and `speech_share` are None where it has no sound.

    Args:
        minutes: as its front matter states.
        seconds: length of the sound.
        bytes: size of the sound without a bed.
        speech_share: speech in per cent of the length.
        chapters: titles, or the headings of a reading.
        chapter_seconds: length of each.
        bells: how many.
        blocks: names of the fixed blocks in their order.
    """

    minutes: float | None
    seconds: float | None
    bytes: int | None
    speech_share: float | None
    chapters: tuple[str, ...]
    chapter_seconds: tuple[float, ...]
    bells: int
    blocks: tuple[str, ...]


@dataclass(frozen=True)
class WeekFigures:
    """One week of one arm, all pieces together.

    Args:
        seconds: length of everything that sounds.
        speech_share: speech in per cent of that; None where nothing sounds.
        words: fixed blocks included.
        warmth: words of warmth in 1,000 of the texts' own words.
        grade: US school grade of the own words.
    """

    seconds: float
    speech_share: float | None
    words: int
    warmth: float
    grade: float


def piece_figures(script: Script, rendered: Rendered | None) -> PieceFigures:
    """The figures of one script.

    Args:
        script: the text.
        rendered: what it became; None where it has no sound.
    """
    return PieceFigures(
        minutes=script.minutes,
        seconds=rendered.seconds if rendered else None,
        bytes=rendered.bytes if rendered else None,
        speech_share=rendered.speech_share if rendered else None,
        chapters=tuple(step.title for step in script.steps if isinstance(step, Chapter)),
        chapter_seconds=rendered.chapters if rendered else (),
        bells=sum(isinstance(step, Bell) for step in script.steps),
        blocks=script.blocks,
    )


def week_figures(texts: ArmTexts, names: Iterable[str]) -> WeekFigures:
    """The figures of one week.

    Args:
        texts: of one arm.
        names: of the week's scripts; those that the arm lacks are left out.
    """
    scripts = {name: texts.scripts[name] for name in names if name in texts.scripts}
    sounds = [texts.rendered[name] for name in scripts if name in texts.rendered]
    seconds = sum(sound.seconds for sound in sounds)
    speech = sum(sound.speech_seconds for sound in sounds)
    return WeekFigures(
        seconds=seconds,
        speech_share=100 * speech / seconds if seconds else None,
        words=sum(script.word_count for script in scripts.values()),
        warmth=warmth_of(scripts.values()),
        grade=grade_of(scripts.values()),
    )


def warmth_of(scripts: Iterable[Script]) -> float:
    """Words of warmth in 1,000 of the scripts' own words; 0 where they have none."""
    counted = [(warmth(script), own_words(script)) for script in scripts]
    words = sum(own for _warm, own in counted)
    return 1000 * sum(warm for warm, _own in counted) / words if words else 0.0


def grade_of(scripts: Iterable[Script]) -> float:
    """US school grade of the scripts' own words."""
    return reading_grade(say.text for script in scripts for say in script.own_sentences)
