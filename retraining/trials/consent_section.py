"""What `protocol.toml` says of documents, signing and the questions about them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

FEWEST, MOST = 4, 6  # questions about the documents, where there are any


class NewVersion(StrEnum):
    """What later documents ask of people who have signed earlier ones."""

    NONE = "none"  # nothing: they are for people who join from now on
    ASK = "ask"  # to read and sign again; all else goes on
    BLOCK = "block"  # no further guided session before that


@dataclass(frozen=True)
class Question:
    """One question about the documents.

    Args:
        key: its stable name.
        text: the question.
        options: possible answers.
        right: number of the right one, from 1.
        why: a short explanation, shown after a wrong answer.
    """

    key: str
    text: str
    options: tuple[str, ...]
    right: int
    why: str


@dataclass(frozen=True)
class ConsentSection:
    """How people agree.

    Args:
        ethics: reference under which the documents were approved; empty in a draft.
        valid_from, valid_to: first and last day on which they may be signed; None: no such day.
        new_version: what they ask of people who signed earlier ones.
        countersign: whether a member of staff signs below.
        questions: about the documents, before signing.
    """

    ethics: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    new_version: NewVersion = NewVersion.NONE
    countersign: bool = False
    questions: tuple[Question, ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether the documents may be signed on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


def read(content: Mapping[str, Any]) -> ConsentSection:
    """The section from a parsed protocol that `problems` found nothing wrong with."""
    table = content.get("consent", {})
    return ConsentSection(
        ethics=table.get("ethics", ""),
        valid_from=_day(table.get("valid_from", "")),
        valid_to=_day(table.get("valid_to", "")),
        new_version=NewVersion(table.get("new_version", NewVersion.NONE)),
        countersign=table.get("countersign", False),
        questions=tuple(
            Question(q["key"], q["text"], tuple(q["options"]), q["right"], q["why"])
            for q in table.get("questions", [])
        ),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def problems(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with the section.

    Returns:
        Pairs of (key to look for in the file, sentence).
    """
    table = content.get("consent", {})
    found = _table_problems(table)
    questions = table.get("questions", [])
    if questions and not FEWEST <= len(questions) <= MOST:
        text = f"ask {FEWEST} to {MOST} questions about the documents, or none"
        found.append(("consent.questions", text))
    keys = [str(question.get("key", "")) for question in questions]
    found += [(k, f"two questions share the key {k}") for k in set(keys) if keys.count(k) > 1]
    return found + [problem for question in questions for problem in _question_problems(question)]


def _table_problems(table: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = []
    days = {}
    for key in ("valid_from", "valid_to"):
        try:
            days[key] = _day(table.get(key, ""))
        except (TypeError, ValueError):
            found.append((key, f'{key} is a day in quotes such as "2026-11-30", or ""'))
    begins, ends = days.get("valid_from"), days.get("valid_to")
    if begins and ends and ends < begins:
        found.append(("valid_to", "valid_to lies before valid_from"))
    if table.get("new_version", "none") not in set(NewVersion):
        found.append(("new_version", f"new_version is one of {', '.join(NewVersion)}"))
    if not isinstance(table.get("countersign", False), bool):
        found.append(("countersign", "countersign is true or false"))
    return found


def _question_problems(question: Mapping[str, Any]) -> list[tuple[str, str]]:
    key = str(question.get("key", "consent.questions"))
    options = question.get("options", [])
    if not all(question.get(name) for name in ("key", "text", "why")) or len(options) < 2:
        return [(key, "a question needs key, text, two options or more, right and why")]
    right = question.get("right")
    if isinstance(right, bool) or not isinstance(right, int) or not 1 <= right <= len(options):
        return [(key, "right is the number of the right option, from 1")]
    return []
