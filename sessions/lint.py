"""Rules for the words of guided sessions, each breach with file and line.

Fixed blocks were agreed word for word, so rules on wording do not look at them. What can only be
known with the voice (heard silences, ways out, chapter lengths) is in `lint_timing`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from retraining.common.findings import Finding
from sessions.lint_words import (
    ANNOUNCES_QUIET,
    BANNED,
    BREATH_LINE,
    BREATH_TWIN,
    FORBIDDEN,
    WARMTH,
    Programme,
    whole_words,
)
from sessions.scripts import Script, count_words
from sessions.steps import Breathe, Chapter, Figure, Pause, Place, Say

MAX_SENTENCE_WORDS = 18
MAX_GRADE = 6.5  # US school grade; age 9 to 11 is about grade 4 to 6
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
    ]
    return sorted(findings)


def repeated(scripts: Sequence[Script]) -> list[Finding]:
    """Sentences of four words or more that stand twice in one programme, fixed blocks apart."""
    first: dict[str, Place] = {}
    findings: list[Finding] = []
    for say in (say for script in scripts for say in _own(script)):
        key = say.text.casefold()
        if count_words(say.text) >= 4 and key in first:
            where = f"{first[key].path}:{first[key].line}"
            findings.append(at(say.place, f"this sentence stands in {where} already: {say.text}"))
        first.setdefault(key, say.place)
    return findings


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
    return sum(len(_WARMTH.findall(say.text)) for say in _own(script))


def own_words(script: Script) -> int:
    """Words of a script's own sentences, fixed blocks apart."""
    return sum(count_words(say.text) for say in _own(script))


def _syllables(word: str) -> int:
    word = word.lower()
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = (word.endswith("e") and not word.endswith(("le", "ee"))) or word.endswith("es")
    return max(groups - (1 if silent and groups > 1 else 0), 1)


def at(place: Place, text: str) -> Finding:
    """A finding at a step's own file and line."""
    return Finding(place.path, place.line, text)


def _own(script: Script) -> Iterator[Say]:
    """Sentences that are the script's own, not a fixed block's."""
    return (say for say in script.sentences if not say.place.block)


def _words(script: Script, programme: Programme) -> Iterator[Finding]:
    title = Say(script.title, True, Place(script.path, 1))
    for say in (title, *_own(script)):
        for pattern, why in (*_BANNED, _FORBIDDEN[programme]):
            for match in pattern.finditer(say.text):
                yield at(say.place, f'"{match.group()}" {why}')


def _sentence_lengths(script: Script) -> Iterator[Finding]:
    for say in _own(script):
        words = count_words(say.text)
        if words > MAX_SENTENCE_WORDS:
            yield at(
                say.place, f"a sentence of {words} words; up to {MAX_SENTENCE_WORDS}: {say.text}"
            )


def _written_silences(script: Script, week: int) -> Iterator[Finding]:
    limit, before = longest_silence(week), ""
    for step in script.steps:
        if isinstance(step, Say):
            before = step.text
        if not isinstance(step, Pause):
            continue
        if step.seconds > limit:
            yield at(step.place, f"{step.seconds:g} s of quiet; up to {limit:g} s in week {week}")
        elif step.seconds > ANNOUNCED_FROM and not ANNOUNCES.search(before):
            yield at(step.place, f"{step.seconds:g} s of quiet that nobody announced")


def _breaths(script: Script, programme: Programme) -> Iterator[Finding]:
    for step in script.steps:
        if isinstance(step, Breathe):
            if programme == "R":
                yield at(step.place, "paced breathing belongs to the attention programme")
            if step.times > MAX_BREATHS:
                yield at(step.place, f"{step.times} paced breaths in a row; up to {MAX_BREATHS}")
    paragraph: list[Say] = []
    for say in (*_own(script), None):
        if say is None or say.opens_paragraph:
            lines = [line for line in paragraph if _BREATH_LINE.search(line.text)]
            if lines and not any(_BREATH_TWIN.search(line.text) for line in paragraph):
                yield at(
                    lines[0].place, "a breath line without its twin, such as 'or feel your hands'"
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
            yield at(figure.place, "no picture of a brain in either arm")


def _grade(script: Script) -> Iterator[Finding]:
    grade = reading_grade(say.text for say in _own(script))
    if grade > MAX_GRADE:
        yield Finding(
            script.path, 0, f"hint: reading grade {grade:.1f}; aim for {MAX_GRADE:g} or less"
        )
