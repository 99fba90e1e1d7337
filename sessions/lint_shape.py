"""Rules for what a script is made of: fixed blocks, bells, minutes, length and what it uses."""

import re
from collections.abc import Iterator, Mapping

from retraining.common.findings import Finding
from sessions.lint_words import USES, Programme
from sessions.script_body import Block, block_sentences
from sessions.scripts import Script, count_words
from sessions.steps import Bell, Say

BODY_LINE_WEEKS = (1, 3, 4, 5)  # of the main session; every reading has it
READING_WORDS = (350, 450)
RUN = 8  # so many words in a row are a fixed block's, not an accident
WHOLE = 4  # a block's sentence of so many words is its own even when it stands alone


def lint_shape(script: Script, programme: Programme, blocks: Mapping[str, Block]) -> list[Finding]:
    """Check what one script is made of.

    Args:
        script: the text.
        programme: whose methods it may use.
        blocks: the fixed blocks of its folder.

    Returns:
        Findings in the order of lines.
    """
    findings = [
        *_missing_blocks(script),
        *_written_out(script, blocks),
        *_bells(script),
        *_length(script),
        *_questions(script),
        *_uses(script, programme),
    ]
    return sorted(findings)


def needed_blocks(script: Script) -> tuple[str, ...]:
    """Names of the fixed blocks that a script of this kind and week includes."""
    if script.kind == "reading":
        return ("missed-weeks", "body-line") if script.week > 1 else ("body-line",)
    if script.kind == "short":
        return ("hard-day", "closing")
    if script.kind == "core" and script.week in BODY_LINE_WEEKS:
        return ("opening", "body-line", "closing")
    return ("opening", "closing")


def minutes_of(script: Script) -> float:
    """How long a script of this kind and week is."""
    if script.kind == "core":
        return {1: 25, 2: 25, 3: 28, 4: 28, 5: 30, 6: 30}.get(script.week, 28)
    if script.kind == "practice":
        return 10 if script.week <= 2 else 12
    return 6 if script.kind == "short" else 4


def _missing_blocks(script: Script) -> Iterator[Finding]:
    for name in needed_blocks(script):
        if name not in script.blocks:
            text = f"a {script.kind} of week {script.week} needs [include {name}]"
            yield Finding(script.path, 0, text)


def _written_out(script: Script, blocks: Mapping[str, Block]) -> Iterator[Finding]:
    runs: dict[tuple[str, ...], str] = {}
    sentences: dict[tuple[str, ...], str] = {}
    for name, block in blocks.items():
        whole = [_plain_words(text) for text in block_sentences(block)]
        runs |= dict.fromkeys(_runs([word for words in whole for word in words]), name)
        sentences |= dict.fromkeys((words for words in whole if len(words) >= WHOLE), name)
    for name, say in _first_of_each(script, runs, sentences):
        yield say.place.finding(f"words of the fixed block {name}; write [include {name}] instead")


def _first_of_each(
    script: Script,
    runs: Mapping[tuple[str, ...], str],
    sentences: Mapping[tuple[str, ...], str],
) -> Iterator[tuple[str, Say]]:
    """The first own sentence in which each block's words begin."""
    told: set[str] = set()
    before: tuple[str, ...] = ()
    for say in script.own_sentences:
        words = _plain_words(say.text)
        known = [runs[run] for run in _runs([*before, *words]) if run in runs]
        known += [sentences[words]] if words in sentences else []
        for name in dict.fromkeys(known):
            if name not in told:
                yield name, say
        told |= set(known)
        before = (*before, *words)[-(RUN - 1) :]  # a run may cross the end of a sentence


def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z]+", text.casefold()))


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def _bells(script: Script) -> Iterator[Finding]:
    bells = [step for step in script.steps if isinstance(step, Bell)]
    if bells and (len(bells) > 1 or script.steps[-1] != bells[0]):
        yield bells[0].place.finding("one soft bell at the very end, or none")


def _length(script: Script) -> Iterator[Finding]:
    minutes = minutes_of(script)
    if script.minutes != minutes:
        stated = "no minutes" if script.minutes is None else f"{script.minutes:g} minutes"
        text = f"{stated}; a {script.kind} of week {script.week} has {minutes:g}"
        yield Finding(script.path, 1, text)
    low, high = READING_WORDS
    words = sum(count_words(say.text) for say in script.sentences)
    if script.kind == "reading" and not low <= words <= high:
        yield Finding(script.path, 0, f"{words} words; a reading has {low} to {high}")


def _questions(script: Script) -> Iterator[Finding]:
    if script.kind == "short":
        for say in script.own_sentences:
            if say.text.endswith("?"):
                yield say.place.finding(f"a hard day has no question to answer: {say.text}")


def _uses(script: Script, programme: Programme) -> Iterator[Finding]:
    for use in script.uses:
        if use not in USES[programme]:
            yield Finding(script.path, 1, f"uses names {use}, which is not this programme's")
