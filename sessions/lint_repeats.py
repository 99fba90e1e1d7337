"""No sentence comes twice: not in the weeks of one programme, nor in two programmes.

The fixed blocks are there to be repeated, and so is the reason for the method, which a programme
states word for word. Whatever else comes back was not written for its place.
"""

import itertools
from collections.abc import Iterator, Sequence

from retraining.common.findings import HINT, Finding
from sessions.scripts import Script, count_words
from sessions.steps import Place, Say

FEWEST_WORDS = 4  # shorter ones, such as "And release." or "Either is fine.", may come back
FIRST_WEEK = 1
NOT_KNOWN_YET = "we do not know yet whether this helps"


def repeated(scripts: Sequence[Script], reason: str = "") -> list[Finding]:
    """Sentences that stand twice in one programme, fixed blocks and the reason apart.

    Args:
        scripts: of one programme, in the order in which they are met.
        reason: the words that give the reason for the method; may come in every week.
    """
    first: dict[str, Place] = {}
    findings: list[Finding] = []
    for say in _counted(scripts, reason):
        key = say.text.casefold()
        if key in first:
            where = f"{first[key].path}:{first[key].line}"
            text = f"this sentence stands in {where} already: {say.text}"
            findings.append(say.place.finding(text))
        first.setdefault(key, say.place)
    return findings


def repeated_between(programmes: Sequence[Sequence[Script]], reason: str = "") -> list[Finding]:
    """Sentences that stand in two programmes, fixed blocks and the reason apart.

    A first week says hello, settles and explains in the same words in every programme, so there
    each script has one hint; from the second week on each sentence is a finding of its own.

    Args:
        programmes: the scripts of each.
        reason: the reasons of all of them.
    """
    findings: list[Finding] = []
    for one, other in itertools.combinations(programmes, 2):
        theirs: dict[str, tuple[int, Place]] = {}
        for script in one:
            for say in _counted([script], reason):
                theirs.setdefault(say.text.casefold(), (script.week, say.place))
        for script in other:
            findings += _shared(script, theirs, reason)
    return findings


def _shared(script: Script, theirs: dict[str, tuple[int, Place]], reason: str) -> Iterator[Finding]:
    hinted: list[tuple[Say, Place]] = []
    for say in _counted([script], reason):
        week, place = theirs.get(say.text.casefold(), (0, say.place))
        if week == script.week == FIRST_WEEK:
            hinted.append((say, place))
        elif week:
            where = f"{place.path}:{place.line}"
            yield say.place.finding(f"{where} of another programme says this too: {say.text}")
    if hinted:
        say, place = hinted[0]
        more = f"{HINT}{len(hinted)} sentences of the first week stand in another programme too"
        yield say.place.finding(f"{more}, this one at {place.path}:{place.line}")


def _counted(scripts: Sequence[Script], reason: str) -> Iterator[Say]:
    """Own sentences that are long enough and give no reason."""
    for say in (say for script in scripts for say in script.own_sentences):
        text = say.text.casefold()
        if count_words(text) < FEWEST_WORDS or text.startswith(NOT_KNOWN_YET):
            continue
        if text not in reason.casefold():
            yield say
