"""The front matter of a script as typed values; a finding for each that is missing or wrong."""

import re
from typing import Literal

from retraining.common.findings import Finding
from sessions.front_matter import Entry, FrontMatter

Kind = Literal["core", "practice", "short", "reading"]
KINDS: tuple[Kind, ...] = ("core", "practice", "short", "reading")
MAX_MINUTES = 90.0

FILLED = ("title", "posture", "kind", "week", "number", "aim", "author")
PRESENT = (
    "uses",
    "body_areas",
    "cautions",
    "clinical_reviewer",
    "review_date",
    "lived_experience_reviewer",
)
OPTIONAL = ("minutes", "words", "speech_share", "silences_max", "language")


class Meta:
    """Takes typed values out of the front matter and remembers what was wrong with them."""

    def __init__(self, front: FrontMatter, path: str) -> None:
        self.path = path
        self.entries = front.entries
        self.findings: list[Finding] = []
        for key in (*FILLED, *PRESENT):
            if key not in front.entries:
                self._complain(1, f"front matter key {key} is missing")
        for key, entry in front.entries.items():
            if key not in (*FILLED, *PRESENT, *OPTIONAL):
                self._complain(entry.line, f"unknown front matter key {key}")
            elif key in FILLED and not entry.text:
                self._complain(entry.line, f"{key} is empty")

    def _complain(self, line: int, text: str) -> None:
        self.findings.append(Finding(self.path, line, text))

    def _entry(self, key: str) -> Entry:
        return self.entries.get(key, Entry("", 1))

    def text(self, key: str) -> str:
        """The value as text, "" where it is missing."""
        return self._entry(key).text

    def items(self, key: str) -> tuple[str, ...]:
        """The value as a list, empty where it is missing."""
        return self._entry(key).items

    def kind(self) -> Kind:
        """One of `KINDS`; "core" where it is wrong, so that reading can go on."""
        entry = self._entry("kind")
        for kind in KINDS:
            if entry.text == kind:
                return kind
        if entry.text:
            self._complain(entry.line, f"kind is one of {', '.join(KINDS)}, not {entry.text}")
        return "core"

    def whole(self, key: str) -> int:
        """A whole number from 1 to 99; 1 where it is wrong."""
        entry = self._entry(key)
        if re.fullmatch(r"[1-9]\d?", entry.text):
            return int(entry.text)
        if entry.text:
            self._complain(entry.line, f"{key} is a whole number from 1, not {entry.text}")
        return 1

    def minutes(self, *, required: bool) -> float | None:
        """Length in minutes, None where it is not given or wrong."""
        entry = self._entry("minutes")
        if not entry.text:
            if required:
                self._complain(entry.line, "front matter key minutes is missing")
            return None
        minutes = _number(entry.text)
        if minutes is None or not 0 < minutes <= MAX_MINUTES:
            self._complain(
                entry.line,
                f"minutes is a number up to {MAX_MINUTES:.0f}, such as 25, not {entry.text}",
            )
            return None
        return minutes

    def stated(self, key: str, unit: str) -> float | None:
        """A number with or without its unit, None where it is not given or wrong."""
        entry = self._entry(key)
        if not entry.text:
            return None
        value = _number(entry.text.removesuffix(unit).strip())
        if value is None:
            self._complain(entry.line, f"{key} is a number in {unit}, not {entry.text}")
        return value

    def stated_words(self) -> int | None:
        """The stated number of words, None where it is not given or wrong."""
        entry = self._entry("words")
        if entry.text and not entry.text.isdecimal():
            self._complain(entry.line, f"words is a whole number, not {entry.text}")
            return None
        return int(entry.text) if entry.text else None


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None
