"""The single comparisons between arms: of a piece's text, of its sound, and of a week. Pure.

Tolerances: a computer voice is exact, because pauses are stretched to the minute; a person's
recording may differ from its twin by 3 % a piece and 1 % a week.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from retraining.common.findings import Finding
from sessions.arm_figures import ArmTexts, WeekFigures, grade_of, piece_figures, warmth_of
from sessions.lint_timing import CHAPTER_TOLERANCE
from sessions.parity import TOLERANCE
from sessions.scripts import Script
from sessions.steps import Bell, Chapter

PIECE_SHARE, WEEK_SHARE = 0.03, 0.01  # of the longest; recordings only
BYTES_SHARE = 0.03
SPEECH_POINTS = 5.0
GRADE_POINTS = 1.0
WARMTH_SHARE = 0.10
RECORDED = "recorded"


def text_breaches(arms: Sequence[ArmTexts], name: str) -> Iterator[Finding]:
    """Chapters, bells and fixed blocks of one script: each arm against the first.

    Chapters have the same titles, because a label must not tell the arm; the headings of a reading
    name what it is about, so only their number counts.

    Args:
        arms: all of them, each with the script.
        name: of the script.
    """
    model_arm, *others = arms
    model = piece_figures(model_arm.scripts[name], None)
    for arm in others:
        script = arm.scripts[name]
        figures = piece_figures(script, None)
        if script.kind == "reading" and len(figures.chapters) == len(model.chapters):
            pass
        elif figures.chapters != model.chapters:
            titles = _pair(arm, "; ".join(figures.chapters), model_arm, "; ".join(model.chapters))
            line = _chapter_line(script, _first_difference(figures.chapters, model.chapters))
            yield Finding(script.path, line, f"chapters {titles}")
        if figures.bells != model.bells:
            counts = _pair(arm, str(figures.bells), model_arm, str(model.bells))
            yield Finding(script.path, _bell_line(script), f"bells {counts}")
        if figures.blocks != model.blocks:
            names = _pair(arm, ", ".join(figures.blocks), model_arm, ", ".join(model.blocks))
            yield Finding(script.path, 0, f"fixed blocks {names}")


def sound_breaches(arms: Sequence[ArmTexts], name: str) -> Iterator[Finding]:
    """Voice, length, size, speech and chapter lengths of one script.

    Args:
        arms: all of them, each with the script and its sound.
        name: of the script.
    """
    paths = {arm.arm: arm.scripts[name].path for arm in arms}
    sounds = {arm.arm: arm.rendered[name] for arm in arms}
    voices = {arm.arm: arm.voices[name] for arm in arms}
    recorded = is_recorded(arms, name)
    if len(set(voices.values())) > 1:
        told = ", ".join(f"{voice} in {slug}" for slug, voice in voices.items())
        yield Finding(paths[arms[-1].arm], 0, f"two voices: {told}")
    lengths = {slug: sound.seconds for slug, sound in sounds.items()}
    limit = PIECE_SHARE * max(lengths.values()) if recorded else TOLERANCE
    if _apart(lengths) > limit:
        yield _told(paths, lengths, "lasts {:.1f} s", f"up to {limit:.1f} s apart")
    sizes = {slug: float(sound.bytes) for slug, sound in sounds.items()}
    if _apart(sizes) > BYTES_SHARE * max(sizes.values()):
        yield _told(paths, sizes, "has {:.0f} bytes", f"up to {BYTES_SHARE:.0%} apart")
    shares = {slug: sound.speech_share for slug, sound in sounds.items()}
    if _apart(shares) > SPEECH_POINTS:
        limits = f"up to {SPEECH_POINTS:g} points apart"
        yield _told(paths, shares, "is speech for {:.1f} % of its length", limits)
    if arms[0].scripts[name].kind != "reading":
        yield from _chapter_lengths(arms, name)


def week_breaches(
    arms: Sequence[ArmTexts], names: Sequence[str], figures: Mapping[str, WeekFigures]
) -> Iterator[Finding]:
    """Length, reading grade and warmth of one week.

    Args:
        arms: all of them.
        names: of the week's scripts.
        figures: of the week, by arm.
    """
    have = [arm for arm in arms if any(name in arm.scripts for name in names)]
    if len(have) < len(arms):
        return  # each missing script has a finding of its own
    lengths = {slug: week.seconds for slug, week in figures.items()}
    limit = WEEK_SHARE * max(lengths.values())
    whole = all(name in arm.rendered for arm in arms for name in names)
    if whole and any(is_recorded(arms, name) for name in names) and _apart(lengths) > limit:
        longest = {arm.arm: _extreme(arm, names, _seconds) for arm in arms}
        yield _told(longest, lengths, "a week of {:.0f} s", f"up to {limit:.0f} s apart")
    grades = {slug: week.grade for slug, week in figures.items()}
    if _apart(grades) > GRADE_POINTS:
        hardest = {arm.arm: _extreme(arm, names, _grade) for arm in arms}
        limits = f"up to {GRADE_POINTS:g} apart"
        yield _told(hardest, grades, "in a week of reading grade {:.1f}", limits)
    warmth = {slug: week.warmth for slug, week in figures.items()}
    if _apart(warmth) > WARMTH_SHARE * max(warmth.values()):
        warmest = {arm.arm: _extreme(arm, names, _warmth) for arm in arms}
        limits = f"up to {WARMTH_SHARE:.0%} apart"
        yield _told(warmest, warmth, "in a week of {:.1f} words of warmth in 1,000", limits)


def is_recorded(arms: Sequence[ArmTexts], name: str) -> bool:
    """Whether a person reads this script in any arm."""
    return any(arm.voices.get(name, "").startswith(RECORDED) for arm in arms)


def _chapter_lengths(arms: Sequence[ArmTexts], name: str) -> Iterator[Finding]:
    model_arm, *others = arms
    model = model_arm.rendered[name].chapters
    for arm in others:
        script, lengths = arm.scripts[name], arm.rendered[name].chapters
        for index, (length, other) in enumerate(zip(lengths, model, strict=False)):
            if abs(length - other) > CHAPTER_TOLERANCE:
                seconds = _pair(arm, f"{length:.0f} s", model_arm, f"{other:.0f} s")
                text = f"chapter {index + 1} lasts {seconds}; up to {CHAPTER_TOLERANCE:.0f} s apart"
                yield Finding(script.path, _chapter_line(script, index), text)


def _pair(arm: ArmTexts, value: str, model: ArmTexts, other: str) -> str:
    return f"{value or 'none'} in {arm.arm}, {other or 'none'} in {model.arm}"


def _apart(values: Mapping[str, float]) -> float:
    return max(values.values()) - min(values.values())


def _told(paths: Mapping[str, str], values: Mapping[str, float], form: str, limits: str) -> Finding:
    """At the script of the arm that has most of it: that arm's figure, and every other's."""
    most = max(values, key=lambda slug: values[slug])
    number = form[form.index("{") : form.index("}") + 1]
    others = ", ".join(
        f"{number.format(value)} in {slug}" for slug, value in values.items() if slug != most
    )
    text = f"{form.format(values[most])} in {most}, {others}; {limits}"
    return Finding(paths[most], 0, text)


def _first_difference(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _chapter_line(script: Script, index: int) -> int:
    """The line of a chapter, of the last one where there are fewer, 0 where there is none."""
    lines = [step.place.line for step in script.steps if isinstance(step, Chapter)]
    return lines[min(index, len(lines) - 1)] if lines else 0


def _bell_line(script: Script) -> int:
    return max((step.place.line for step in script.steps if isinstance(step, Bell)), default=0)


def _extreme(arm: ArmTexts, names: Sequence[str], key: Callable[[ArmTexts, str], float]) -> str:
    """The path of an arm's script with most of something."""
    found = max((name for name in names if name in arm.scripts), key=lambda name: key(arm, name))
    return arm.scripts[found].path


def _seconds(arm: ArmTexts, name: str) -> float:
    return arm.rendered[name].seconds


def _grade(arm: ArmTexts, name: str) -> float:
    return grade_of([arm.scripts[name]])


def _warmth(arm: ArmTexts, name: str) -> float:
    return warmth_of([arm.scripts[name]])
