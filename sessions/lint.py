"""Rules for the words of guided sessions, each breach with file and line.

Fixed blocks were agreed word for word, so rules on wording do not look at them. What can only be
known with the voice (heard silences, ways out, chapter lengths) is in `lint_timing`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from retraining.common.findings import HINT, Finding
from sessions.lint_tone import tone
from sessions.lint_words import (
    ANNOUNCES_QUIET,
    BANNED,
    BREATH_LINE,
    BREATH_TWIN,
    CAUTIONS,
    FORBIDDEN,
    WARMTH,
    Programme,
    whole_words,
)
from sessions.scripts import Script, count_words
from sessions.steps import Breathe, Chapter, Figure, Pause, Place, Say

MAX_SENTENCE_WORDS = 18
MAX_GRADE = 6.5  # US school grade; age 9 to 11 is about grade 4 to 6
ENOUGH_WORDS = 100  # from here on the grade of a text is steady
ANNOUNCED_FROM = 30.0  # seconds
MAX_BREATHS = 6
CORE_CHAPTERS = (
    "Settle",
    "Look back",
    "This week's idea",
    "First practice",
    "Rest",
    "Second practice",
    "Notice, plan, come back",
)

_BANNED = tuple((whole_words(pattern), why) for pattern, why in BANNED)
_FORBIDDEN = {arm: (whole_words(pattern), why) for arm, (pattern, why) in FORBIDDEN.items()}
ANNOUNCES = whole_words(ANNOUNCES_QUIET)
_WARMTH = whole_words(WARMTH)
_BREATH_LINE, _BREATH_TWIN = whole_words(BREATH_LINE), whole_words(BREATH_TWIN)


def longest_silence(week: int) -> float:
    """Seconds of quiet that a text of this week may hold."""
    if week <= 2:
        return 20.0
    return 40.0 if week <= 4 else 60.0


def lint(script: Script, programme: Programme, week: int) -> list[Finding]:
    """Check one text against the rules of wording.

    Args:
        script: the text.
        programme: which arm's words are allowed.
        week: 1 to 8, for the longest silence as written.

    Returns:
        Findings in the order of lines; one that begins with "hint:" is advice.
    """
    findings = [
        *_words(script, programme),
        *_sentence_lengths(script),
        *_written_silences(script, week),
        *_breaths(script, programme),
        *_chapters(script),
        *_figures(script),
        *_grade(script),
        *tone(script),
    ]
    return sorted(findings)


def reading_grade(texts: Iterable[str]) -> float:
    """US school grade by Flesch and Kincaid: 0.39 words/sentence + 11.8 syllables/word - 15.59.

    Source: Kincaid, Fishburne, Rogers and Chissom, 1975. Syllables are counted as groups of vowels,
    so take it as a hint.
    """
    sentences = [text for text in texts if count_words(text)]
    words = [word for text in sentences for word in re.findall(r"[A-Za-z']+", text)]
    if not words:
        return 0.0
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def warmth(script: Script) -> int:
    """How many words of the list `WARMTH` a script's own sentences hold, fixed blocks apart."""
    return sum(len(_WARMTH.findall(say.text)) for say in script.own_sentences)


def own_words(script: Script) -> int:
    """Words of a script's own sentences, fixed blocks apart."""
    return sum(count_words(say.text) for say in script.own_sentences)


@lru_cache(maxsize=16_384)  # a programme says the same few thousand words again and again
def _syllables(word: str) -> int:
    word = word.lower()
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = (word.endswith("e") and not word.endswith(("le", "ee"))) or word.endswith("es")
    return max(groups - (1 if silent and groups > 1 else 0), 1)


def _words(script: Script, programme: Programme) -> Iterator[Finding]:
    title = Say(script.title, True, Place(script.path, 1))
    rules = (*_BANNED, _FORBIDDEN[programme], *_cautions(script, programme))
    for say in (title, *script.own_sentences):
        for pattern, why in rules:
            for match in pattern.finditer(say.text):
                yield say.place.finding(f'"{match.group()}" {why}')


def _cautions(script: Script, programme: Programme) -> Iterator[tuple[re.Pattern[str], str]]:
    if script.kind != "reading":
        for caution in CAUTIONS:
            in_week = caution.week in (None, script.week) and caution.kind in (None, script.kind)
            if in_week and caution.programme == programme:
                yield whole_words(caution.words), caution.why


def _sentence_lengths(script: Script) -> Iterator[Finding]:
    for say in script.own_sentences:
        words = count_words(say.text)
        if words > MAX_SENTENCE_WORDS:
            text = f"a sentence of {words} words; up to {MAX_SENTENCE_WORDS}: {say.text}"
            yield say.place.finding(text)


def _written_silences(script: Script, week: int) -> Iterator[Finding]:
    limit, before = longest_silence(week), ""
    for step in script.steps:
        if isinstance(step, Say):
            before = step.text
        if not isinstance(step, Pause):
            continue
        if step.seconds > limit:
            yield step.place.finding(
                f"{step.seconds:g} s of quiet; up to {limit:g} s in week {week}"
            )
        elif step.seconds > ANNOUNCED_FROM and not ANNOUNCES.search(before):
            yield step.place.finding(f"{step.seconds:g} s of quiet that nobody announced")


def _breaths(script: Script, programme: Programme) -> Iterator[Finding]:
    row, before = 0, ""
    for step in script.steps:
        if isinstance(step, Say):
            row, before = 0, f"{before} {step.text}"
        if isinstance(step, Breathe):
            row += step.times
            if programme == "R":
                yield step.place.finding("paced breathing belongs to the attention programme")
            if not _BREATH_TWIN.search(before):
                yield step.place.finding("paced breaths without their twin in the words before")
            before = ""
            if row > MAX_BREATHS:
                yield step.place.finding(f"{row} paced breaths in a row; up to {MAX_BREATHS}")
    yield from _without_twin(script)


def _without_twin(script: Script) -> Iterator[Finding]:
    paragraph: list[Say] = []
    for say in (*script.own_sentences, None):
        if say is None or say.opens_paragraph:
            lines = [line for line in paragraph if _BREATH_LINE.search(line.text)]
            if lines and not any(_BREATH_TWIN.search(line.text) for line in paragraph):
                yield lines[0].place.finding(
                    "a breath line without its twin, such as 'or feel your hands'"
                )
            paragraph = []
        if say:
            paragraph.append(say)


def _chapters(script: Script) -> Iterator[Finding]:
    chapters = [step for step in script.steps if isinstance(step, Chapter)]
    titles = tuple(chapter.title for chapter in chapters)
    if script.kind == "core" and titles != CORE_CHAPTERS:
        yield Finding(
            script.path, 0, f"the chapters of a core session are {'; '.join(CORE_CHAPTERS)}"
        )
    if script.kind in ("practice", "short") and len(titles) != 3:
        yield Finding(script.path, 0, f"{len(titles)} chapters; a {script.kind} has 3")


def _figures(script: Script) -> Iterator[Finding]:
    figures = [step for step in script.steps if isinstance(step, Figure)]
    if script.kind == "reading" and not figures:
        yield Finding(script.path, 0, "the reading has no figure: ![what it shows](file.svg)")
    for figure in figures:
        if whole_words("brains?|neurons?").search(figure.alt):
            yield figure.place.finding("no picture of a brain in either arm")


def _grade(script: Script) -> Iterator[Finding]:
    grade = reading_grade(say.text for say in script.own_sentences)
    if grade > MAX_GRADE:
        # A few sentences say little of a text's grade.
        hint = HINT if own_words(script) < ENOUGH_WORDS else ""
        text = f"{hint}reading grade {grade:.1f}; {MAX_GRADE:g} or less is for ages 9 to 11"
        yield Finding(script.path, 0, text)
