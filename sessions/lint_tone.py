"""Whether a text offers or orders: two of three imperatives are to be offers.

A sentence orders when it begins with a bare verb of the list below, after an opening such as "Then"
or "Please". That is a guess from the first words, so single sentences are not findings; only a
script that orders too often is, and where the guess itself is unsure the finding is a hint.
"""

import re
from collections.abc import Iterator

from retraining.common.findings import HINT, Finding
from sessions.lint_words import whole_words
from sessions.scripts import Script

MOST_IMPERATIVES = 1 / 3  # of imperatives and offers together
FEW = 5  # fewer orders than this are no habit; "Ring the doctor at once" is to be an order

_OPENING = (
    r"(?:(?:then|now|and|or|but|please|so|first|next|last|otherwise|instead|again|gently|slowly)"
    r"[,:]? )*"
)
_VERBS = (
    "add|allow|ask|be|bear|begin|bend|breathe|bring|choose|come|consider|do|expect|feel|fetch|"
    "find|follow|forget|get|give|go|greet|hear|imagine|keep|lay|lean|leave|let|lie|lift|listen|"
    "loosen|make|meet|move|notice|pick|raise|recall|relax|remember|return|roll|savour|say|see|settle|"
    "sit|skip|slide|soften|squeeze|stand|start|stay|stop|swap|take|tell|tense|thank|think|tighten|"
    "try|use|wait|wake|walk|widen|write"
)
_ALSO_NOUNS = (
    "check|close|count|draw|drink|drop|ease|fold|hold|look|name|open|pause|picture|point|press|pull|push|"
    "put|read|release|rest|ring|send|set|shake|shift|show|spread|stretch|switch|touch|turn|warm|watch"
)
_AFTER_A_VERB = (
    "the|a|an|your|it|them|this|that|these|those|one|two|both|each|any|whatever|whichever|"
    "to|at|on|in|into|for|from|with|round|over|out|up|down|back|away|off|there|here|as|till|until|"
    "gently|slowly|lightly"
)
_NO_ORDER = r"(?! (?:us|me|is|are|was|were|has|had|may|might|can|could|will|would|you)\b)"

_INVERTED = re.compile(r"^(?:then|next|last|first|now) comes? ", re.IGNORECASE)
_SURE = re.compile(
    rf"^{_OPENING}(?:(?:{_VERBS})\b{_NO_ORDER}|(?:{_ALSO_NOUNS}) (?:{_AFTER_A_VERB})\b)",
    re.IGNORECASE,
)
_PERHAPS = re.compile(rf"^{_OPENING}(?:{_ALSO_NOUNS})(?:[.,;:]|$)", re.IGNORECASE)
_OFFER = whole_words(
    r"you (?:could|can|may|might)|if you (?:like|would like|would rather|prefer|wish|want to)|"
    r"as you like|perhaps|maybe|let us"
)


def orders(text: str) -> bool:
    """Whether a sentence begins with a bare verb and offers nothing."""
    found = _SURE.match(text) and not _INVERTED.match(text)
    return bool(found) and not offers(text) and not text.endswith("?")


def may_order(text: str) -> bool:
    """Whether a sentence begins with a word that could be a bare verb or a noun."""
    return bool(_PERHAPS.match(text)) and not offers(text) and not text.endswith("?")


def offers(text: str) -> bool:
    """Whether a sentence leaves the choice to its listener."""
    return bool(_OFFER.search(text))


def imperative_share(script: Script) -> float:
    """Sentences that order, of those that order or offer; 0 to 1, fixed blocks apart."""
    texts = [say.text for say in script.own_sentences]
    ordering, offering = sum(map(orders, texts)), sum(map(offers, texts))
    return ordering / (ordering + offering) if ordering else 0.0


def tone(script: Script) -> Iterator[Finding]:
    """A finding at the first order of a script that orders in more than one of three sentences."""
    sure = [say for say in script.own_sentences if orders(say.text)]
    unsure = [say for say in script.own_sentences if may_order(say.text)]
    offering = sum(offers(say.text) for say in script.own_sentences)
    if len(sure) + len(unsure) < FEW:
        return
    if _too_many(len(sure), offering):
        yield sure[0].place.finding(_text(len(sure), offering))
    elif _too_many(len(sure) + len(unsure), offering):
        first = next(say for say in script.own_sentences if say in sure or say in unsure)
        yield first.place.finding(HINT + _text(len(sure) + len(unsure), offering))


def _too_many(ordering: int, offering: int) -> bool:
    return ordering > MOST_IMPERATIVES * (ordering + offering)


def _text(ordering: int, offering: int) -> str:
    return (
        f"{ordering} sentences order and {offering} offer, the first order here; "
        "of three at least two are to be offers"
    )
