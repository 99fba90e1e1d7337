"""What a questionnaire is made of."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

# Answers by item name: the number printed at the ticked option, or None where none was ticked.
Answers = Mapping[str, int | None]


class Direction(StrEnum):
    """Which way a scale runs."""

    HIGHER_WORSE = "higher-worse"
    HIGHER_BETTER = "higher-better"
    NONE = "none"


class Status(StrEnum):
    """How a score came about."""

    COMPLETE = "complete"  # every item that it needs was answered
    PRORATED = "prorated"  # missing items were filled in by the rule
    INVALID = "invalid"  # too few answers: there is no score


class Operator(StrEnum):
    """How a condition looks at an answer; the names are those of FHIR."""

    EXISTS = "exists"
    EQUAL = "="
    UNEQUAL = "!="
    ABOVE = ">"
    BELOW = "<"
    AT_LEAST = ">="
    AT_MOST = "<="


@dataclass(frozen=True)
class Condition:
    """What has to hold for a later item to be asked.

    Args:
        item: name of the item that is looked at.
        operator: how.
        value: what its answer is held against; for EXISTS 1 (answered) or 0 (left blank).
    """

    item: str
    operator: Operator
    value: int


@dataclass(frozen=True)
class Item:
    """One question.

    Args:
        name: its stable name; also the key of its text.
        allowed: numbers that may be ticked, rising.
        low: key of the text at the lowest number; empty where options have texts of their own.
        high: key of the text at the highest number.
        options: keys of the texts of the options, one for each allowed number; empty where only
            numbers are printed.
        descending: whether the options are printed from the highest number down. What is kept is
            the number, never the place.
        missing_codes: numbers that data files use for "not answered"; nobody ticks them.
        loinc: code of the question; empty where it has none that we know.
        loinc_options: codes of the options, one for each allowed number, or none.
        link: its id in the form that it was imported from; empty where it was not.
        asked_when: it is asked only where these hold; always, where there are none.
        asked_when_any: whether one of them is enough.
    """

    name: str
    allowed: tuple[int, ...]
    low: str = ""
    high: str = ""
    options: tuple[str, ...] = ()
    descending: bool = False
    missing_codes: tuple[int, ...] = ()
    loinc: str = ""
    loinc_options: tuple[str, ...] = ()
    link: str = ""
    asked_when: tuple[Condition, ...] = ()
    asked_when_any: bool = False

    def __post_init__(self) -> None:
        if self.options and len(self.options) != len(self.allowed):
            raise ValueError(f"{self.name}: one option text for each allowed number")
        if self.loinc_options and len(self.loinc_options) != len(self.allowed):
            raise ValueError(f"{self.name}: one code for each allowed number")
        if any(after <= before for before, after in pairwise(self.allowed)):
            raise ValueError(f"{self.name}: allowed numbers must rise")
        if set(self.missing_codes) & set(self.allowed):
            raise ValueError(f"{self.name}: a missing code cannot be an answer")

    def printed(self) -> tuple[int, ...]:
        """Return the allowed numbers in the order in which they are printed."""
        return self.allowed[::-1] if self.descending else self.allowed

    def option_key(self, value: int) -> str:
        """Return the key of the text at a number; empty where it has none."""
        if self.options:
            return self.options[self.allowed.index(value)]
        return {self.allowed[0]: self.low, self.allowed[-1]: self.high}.get(value, "")


@dataclass(frozen=True)
class Section:
    """Items that stand under one heading.

    Args:
        name: stable name; its text has the key `section.NAME`.
        items: names, in order.
    """

    name: str
    items: tuple[str, ...]

    @property
    def key(self) -> str:
        """The key of the words above the section."""
        return f"section.{self.name}"


@dataclass(frozen=True)
class Scale:
    """One score that comes out.

    Args:
        name: its stable name.
        minimum: lowest score that can be reached.
        maximum: highest score that can be reached.
        direction: which end is the bad one.
        loinc: code of the score; empty where it has none that we know.
    """

    name: str
    minimum: float
    maximum: float
    direction: Direction
    loinc: str = ""


@dataclass(frozen=True)
class Change:
    """The smallest change of a scale that matters to people, as published (MCID).

    Args:
        scale: name of the scale.
        text: the figure in the words of a table.
        source: where it is published.
        points: in points of the scale; None where it is published otherwise.
        percent: of the score before; None where it is published otherwise.
        unverified: whether it was taken from memory and awaits a check.
    """

    scale: str
    text: str
    source: str
    points: float | None = None
    percent: float | None = None
    unverified: bool = False


@dataclass(frozen=True)
class Bands:
    """Named ranges of a score.

    Args:
        cuts: where one band ends and the next begins, rising.
        labels: one more than there are cuts, from the lowest band up.
        cut_belongs_below: True for cuts written as "30 or less", False for "10 or more".
        source: where the cuts are published.
    """

    cuts: tuple[float, ...]
    labels: tuple[str, ...]
    cut_belongs_below: bool
    source: str

    def __post_init__(self) -> None:
        if len(self.labels) != len(self.cuts) + 1:
            raise ValueError("bands need one label more than cuts")
        if any(after <= before for before, after in pairwise(self.cuts)):
            raise ValueError("cuts must rise")

    def label(self, score: float) -> str:
        """Return the name of the band in which a score lies."""
        place = bisect_left if self.cut_belongs_below else bisect_right
        return self.labels[place(self.cuts, score)]


@dataclass(frozen=True)
class Outcome:
    """What a scorer makes of the answers; `score` is None exactly where it is invalid."""

    score: float | None
    status: Status

    def __post_init__(self) -> None:
        if (self.score is None) != (self.status is Status.INVALID):
            raise ValueError("a score is missing exactly where it is invalid")


INVALID = Outcome(None, Status.INVALID)

# Takes checked answers (a missing item is None) and the value set, where the instrument has some.
Scorer = Callable[[Answers, str | None], Outcome]


@dataclass(frozen=True)
class ScaleRule:
    """How one scale is scored under one rule."""

    scale: str
    scorer: Scorer
    bands: Bands | None = None


@dataclass(frozen=True)
class Rule:
    """One version of the scoring, never edited once it has been used.

    Args:
        version: name that is stored with every score.
        scales: one for each scale of the instrument, in its order.
        source: where the rule is published.
        unverified: whether it was taken from memory or a second source, and awaits a check.
        doubt: what exactly awaits the check; there exactly where it is unverified.
        missing: what happens when items are left blank, in one sentence.
    """

    version: str
    scales: tuple[ScaleRule, ...]
    source: str
    unverified: bool = False
    doubt: str = ""
    missing: str = "All items of a scale are needed."

    def __post_init__(self) -> None:
        if self.unverified != bool(self.doubt):
            raise ValueError(f"rule {self.version}: say what is unverified, and nothing else")


class FilledBy(StrEnum):
    """Who answers."""

    PARTICIPANT = "participant"
    RATER = "rater"


@dataclass(frozen=True)
class Instrument:
    """One questionnaire.

    Args:
        code: stable name.
        version: which printing of the questionnaire this is.
        items: in the printed order.
        scales: in the order in which scores are given.
        rules: versions of the scoring; the first is the default.
        licence: who owns the words and on which terms they may be used.
        text_shipped: whether the licence lets the words stand here.
        source: publication of the questionnaire.
        texts: English words by key: `title`, `intro`, item names, and the keys that items name as
            `low` and `high`. A text pack puts its own in their place, key by key.
        value_sets: names of national value sets; one must be chosen to score where there are some.
        name: its published name, for staff.
        heading: neutral words that stand above it on a participant's page, whatever its name.
        words: who may ship the words, or why they do not stand here.
        recall: the time the questions look back on, such as "7 days"; empty where they name none.
        filled_by: the participant, or a rater.
        sections: headings over groups of items; all items stand in one, or there are none.
        changes: smallest changes that matter, as published.
        loinc: code of the whole questionnaire; empty where it has none that we know.
        notes: what whoever uses it has to know beside the rules.
    """

    code: str
    version: str
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    rules: tuple[Rule, ...]
    licence: str
    text_shipped: bool
    source: str
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)
    value_sets: tuple[str, ...] = ()
    name: str = ""
    heading: str = ""
    words: str = ""
    recall: str = ""
    filled_by: FilledBy = FilledBy.PARTICIPANT
    sections: tuple[Section, ...] = ()
    changes: tuple[Change, ...] = ()
    loinc: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = [scale.name for scale in self.scales]
        for rule in self.rules:
            if [part.scale for part in rule.scales] != names:
                raise ValueError(f"{self.code}: rule {rule.version} must score {', '.join(names)}")
        listed = [name for section in self.sections for name in section.items]
        if self.sections and listed != [item.name for item in self.items]:
            raise ValueError(f"{self.code}: sections must hold all items, in order")
        if unknown := {change.scale for change in self.changes} - set(names):
            raise ValueError(f"{self.code}: changes of unknown scales: {', '.join(unknown)}")
        missing = [key for key in self.text_keys() if key not in self.texts]
        if self.text_shipped and missing:
            raise ValueError(f"{self.code}: no text for {', '.join(missing)}")

    @property
    def unverified(self) -> bool:
        """Whether the default rule awaits a check."""
        return bool(self.rules) and self.rules[0].unverified

    def text_keys(self) -> list[str]:
        """Return the keys of all texts that a pack has to hold, each once."""
        of_items = [
            key
            for item in self.items
            for key in (item.name, item.low, item.high, *item.options)
            if key
        ]
        of_sections = [section.key for section in self.sections]
        return list(dict.fromkeys(["title", "intro", *of_sections, *of_items]))
