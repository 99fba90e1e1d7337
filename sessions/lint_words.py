"""The words that a script may not use, as data: what to look for and what to say about it.

Sources: the rules for texts of both programmes (words for both arms, words of one arm).
Patterns are matched without regard to case, on whole words.
"""

import re
from typing import Literal

Programme = Literal["M", "R"]
"""M: attention, thoughts, kindness (MAIR type). R: release, pleasant pictures (relaxation)."""

PROMISES = (
    r"cur(?:e|es|ed|ing)|heal(?:s|ed|ing)?|recover(?:s|ed|ing|y)?|remission|proven|works|reset|"
    r"rewir(?:e|es|ed|ing)|retrain(?:s|ed|ing)?|switch(?:es|ed|ing)? off|perfect(?:ly)?|"
    r"normal again"
)
BLAME = (
    r"false alarms?|all in the mind|over-?react\w*|catastrophi[sz]\w*|negative thinking|faulty|"
    r"toxic|failures?|should|must|try harder|give up|lazy|compliance|adherence|missed|late|streaks?"
)
SLOGANS = (
    r"journeys?|warriors?|safe place|you are safe|breathe into the pain|go into the pain|"
    r"make friends with (?:the |your )?pain|just|simply|good girl|well done|let go of your pain"
)
TELLS_THE_ARM = (
    r"comparison|only relaxation|amygdala|insula|placebo|control (?:group|programme|arm)|"
    r"(?:new|real|active) (?:programme|method|treatment|training|group|arm|one)"
)
BREATH = r"deep(?:er)? breaths?|hold(?:ing)? (?:your|the|a) breath|breath hold"
ASSERTED = (
    r"you (?:are |now |will )*(?:feel|feeling) (?:calm|calmer|relaxed|better|peaceful|safe)|"
    r"how strong is (?:the|your) pain|(?:from )?(?:0|zero|none) to (?:10|ten)|out of ten"
)

BANNED: tuple[tuple[str, str], ...] = (
    (PROMISES, "promises something nobody can promise"),
    (BLAME, "blames or hurries"),
    (SLOGANS, "is on the list of words we do not use"),
    (TELLS_THE_ARM, "could tell somebody which programme is which"),
    (BREATH, "asks too much of the breath"),
    (ASSERTED, "tells people what they feel, or asks for a score"),
)

ONLY_IN_M = (
    r"notic(?:e|ing) (?:your|the|any|a|that) thoughts?|accept(?:s|ed|ing|ance)?|allow(?:s|ed|ing)?|"
    r"without judg\w*|observ(?:e|es|ed|ing)|be(?:ing)? present|present moment|mindful\w*|"
    r"compassion\w*|savour\w*|anchors?|nam(?:e|ing) (?:the|your|a|one|that) (?:thought|worry)|"
    r"pause and choose|(?:threat|alarm)s?|predictions?|body tour|paced breath\w*|"
    r"kind(?:er)? to yourself|self-kindness"
)
ONLY_IN_R = (
    r"tens(?:e|ing) (?:and|your|the|up|it|them)|tighten(?:s|ed|ing)?|squeez(?:e|ing)|"
    r"relax(?:es|ed|ing|ation)?|loosen(?:s|ed|ing)?|let(?:ting)? (?:it |them |this |that )?go|"
    r"slack|limp|count(?:ing)? (?:down|backwards?)|(?:ten|five) (?:down )?to one|"
    r"releas(?:e|ing) (?:your|the|it|them)|"
    r"(?:grow|become|get|go|feel|turn)(?:s|ing)? (?:loose|heavy|soft)|"
    r"(?:imagine|picture) [^.?!]*\b(?:shore|beach|sea|lake|path|field|meadow|garden|forest|bench|"
    r"balloon|lamp|glow|orange|stone|place)"
)

FORBIDDEN: dict[Programme, tuple[str, str]] = {
    "M": (ONLY_IN_R, "belongs to the relaxation programme"),
    "R": (ONLY_IN_M, "belongs to the attention programme"),
}

EXITS = (
    r"open your eyes|look (?:a)?round|too much|at any (?:time|point|moment)|whenever you|any time|"
    r"you (?:can|could|may) (?:always )?(?:stop|leave|skip|move|rest|change|open|go back|choose)|"
    r"stop (?:here|if|when)|skip|leav(?:e|ing) (?:it|this|them|that)|instead|if (?:it|this|that) "
    r"(?:is|turns|becomes|gets) (?:too|un)\w*|would rather|do the rest another|"
    r"pass (?:it|them) by|leave out|free to|end here|"
    r"you might (?:stop|leave|skip|move|rest|change|choose)"
)
ANNOUNCES_QUIET = r"quiet|silence|silent|speak again|be back|half a minute|a minute"
BREATH_LINE = r"breath(?:e|es|s|ing)?"
BREATH_TWIN = r"hands?|feet|fingers?|sounds?|instead|or feel|palms?|strok\w*"

WARMTH = (
    r"welcome|thanks?|thank you|fine|enough|free|gent(?:le|ly)|comfort(?:able|ably)?|friendly|"
    r"you (?:could|may|can)|if you like|as you like|no need|nothing is lost|take your time|"
    r"all right|your own|hurts least|we|us|together"
)
"""Words of offering and company. None of them belongs to one programme's method."""


def whole_words(pattern: str) -> re.Pattern[str]:
    """A pattern of this file as a compiled one: any case, whole words only."""
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)
