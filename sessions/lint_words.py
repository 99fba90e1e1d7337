"""The words that a script may not use, as data: what to look for and what to say about it.

Sources: the rules for texts of both programmes (words for both arms, words of one arm).
Patterns are matched without regard to case, on whole words.
"""

import re
from dataclasses import dataclass
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
    r"make friends with (?:the |your )?pain|just|simply|good girl|well done|let go of your pain|"
    r"into (?:the|your|that|any) pain"
)
TELLS_THE_ARM = (
    r"comparison|only relaxation|amygdala|insula|placebo|control (?:group|programme|arm)|"
    r"(?:new|real|active) (?:programme|method|treatment|training|group|arm|one)"
)
BREATH = (
    r"deep(?:er)? breaths?|breathe (?:in )?deep(?:ly|er)?|hold(?:ing)? (?:your|the|a) breath|"
    r"breath hold"
)
HARMLESS = (
    r"harmless|(?:not|nothing) (?:dangerous|serious)|no (?:damage|danger)|"
    r"no need (?:to see|for) (?:a|your) doctor|(?:thanks to|because of) (?:your|the) practi[cs]e|"
    r"you are now able|relapse\w*"
)
SENSES = r"(?:white|bright|brilliant|flashing) (?:light|glow|lamp)s?|strob(?:e|ing)"
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
    (HARMLESS, "says more than a session can know"),
    (SENSES, "may be too much for the eyes"),
    (ASSERTED, "tells people what they feel, or asks for a score"),
)

ONLY_IN_M = (
    r"notic(?:e|es|ing)|accept(?:s|ed|ing|ance)?|allow(?:s|ed|ing)?|aware(?:ness)?|"
    r"(?:without|non-?|not) ?judg\w*|observ(?:e|es|ed|ing|ation)|be(?:ing)? (?:fully )?present|"
    r"(?:in|to) the present|present moment|moment (?:by|to) moment|mindful\w*|"
    r"meditat\w*|compassion\w*|savour\w*|anchors?|(?:your|pay(?:ing)?) attention|"
    r"(?:watch|name|label|note)(?:s|ing)? (?:your|the|any|a|an|one|each|that|this) "
    r"(?:thought|worry|feeling|guess)s?|thoughts? com(?:e|es|ing) and go\w*|"
    r"widen(?:s|ed|ing)? (?:your|the|that|this|a) (?:first )?(?:thought|view)|what else is true|"
    r"pause(?:,| and| -) (?:choose|notice|ease|widen)|(?:threat|alarm)s?|predictions?|"
    r"re-?apprais\w*|re-?fram\w*|body (?:tour|scan)|paced breath\w*|"
    r"(?:long|longer|slow|slower|easy) (?:out-?)?breaths?|out-?breaths?|breathe out|"
    r"kind(?:er)? to yourself|self-kindness|kind(?:er)? (?:words?|sentences?|tone|voice)|"
    r"say to a friend"
)
ONLY_IN_R = (
    r"tens(?:e|es|ed|ing) (?:and|your|the|up|it|them|a|an|one|each|that|this)|"
    r"(?:muscle|little|light|slight) tension|tension and|"
    r"tighten(?:s|ed|ing)?|squeez(?:e|es|ed|ing)|(?:un)?clench(?:es|ed|ing)?|"
    r"relax(?:es|ed|ing|ation)?|loosen(?:s|ed|ing)?|looser|looseness|"
    r"let(?:ting)? (?:it |them |this |that |everything |all of it )?go|slack|limp|floppy|"
    r"releas(?:e|es|ed|ing)|melt(?:s|ed|ing)? (?:away|down|into)|sink(?:s|ing)? (?:deeper|into)|"
    r"deeper and deeper|muscles? (?:can |may |could )?(?:soften|rest|release|unwind)s?|"
    r"count(?:s|ed|ing)? (?:down|back|backwards?|from|to|up|along|slowly|with|your|the|each)|"
    r"(?:ten|five) (?:down )?to one|ten,? nine|five,? four|three,? two|"
    r"(?:grow|become|get|go|feel|turn|hang|lie)(?:s|ing)? (?:a bit |a little |quite )?"
    r"(?:loose|heav(?:y|ier)|soft(?:er)?)|"
    r"(?:imagin(?:e|ing)|picture(?! shows)|see yourself) [^.?!]*\b(?:shore|beach|sea|lake|river|"
    r"stream|island|hill|mountain|waves?|path|field|meadow|garden|woods?|forest|bench|cottage|boat|"
    r"balloon|lamp|glow|orange|stone|scene|place)"
)

FORBIDDEN: dict[Programme, tuple[str, str]] = {
    "M": (ONLY_IN_R, "belongs to the relaxation programme"),
    "R": (ONLY_IN_M, "belongs to the attention programme"),
}

USES: dict[Programme, tuple[str, ...]] = {
    "M": (
        "choosing an anchor",
        "noticing without changing",
        "naming thoughts",
        "pause-and-choose",
        "re-appraising a prediction",
        "paced long out-breath",
        "body tour",
        "mindful movement",
        "savouring a real memory",
        "self-kindness",
    ),
    "R": (
        "tense-and-release",
        "16 groups",
        "7 groups",
        "4 groups",
        "release by memory",
        "release by memory (evocation)",
        "counting down",
        "imagined places and objects",
        "relaxing the muscles you do not need",
    ),
}
"""What the front matter may name under `uses`: the methods of each programme."""


@dataclass(frozen=True)
class Caution:
    """Words that one programme does without in one week, or in one kind of script.

    Args:
        programme: whose texts.
        week: which week; None for every one.
        kind: which kind of script; None for every one that is heard lying down.
        words: the pattern.
        why: what to say about it.
    """

    programme: Programme
    week: int | None
    kind: str | None
    words: str
    why: str


CAUTIONS = (
    Caution("M", 1, None, r"breath(?:e|es|s|ing)?", "belongs to week 2; no breath focus yet"),
    Caution("M", 3, None, r"pelvis|chest|throat|belly|jaw", "is left out of the visits of week 3"),
    Caution(
        "M",
        5,
        None,
        r"hold (?:it|the stretch|for)|as far as (?:it|you) (?:will |can )?go(?:es)?|full range|"
        r"stretch (?:further|as)",
        "goes beyond half of an easy range",
    ),
    Caution("M", 6, None, r"grateful for|(?:feel|are) grateful", "makes a duty of the pleasant"),
    Caution("M", 7, None, r"your (?:mother|father|parents?)", "comes too close to the bone"),
    Caution(
        "R",
        None,
        None,
        r"clench (?:your|the) (?:jaw|teeth)|press (?:your|the) (?:head|neck)|"
        r"point (?:your|the) (?:foot|feet|toes)",
        "can cramp or hurt; that part is only released",
    ),
    Caution(
        "R",
        None,
        "short",
        r"a little tension|make a fist|tighten (?:your|the|it)|tense (?:your|the|it)|"
        r"press (?:your|the|it)",
        "asks for tension on a hard day",
    ),
)
"""From the cautions of single weeks. Warnings such as "never pointed" are welcome."""

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
