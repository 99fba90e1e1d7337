"""Plain values that selectors hand to the components under templates/components/ (README there)."""

from dataclasses import dataclass, field
from typing import Literal

GradeName = Literal["full", "most", "some", "none", "open", "later", "blank", "queued"]


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """One entry of the main navigation; `icon` is a name of common.drawing.ICONS."""

    label: str
    url: str
    current: bool = False
    icon: str = ""


@dataclass(frozen=True)
class Crumb:
    """One step of the way back; the last one has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A row of the summary list; an empty value is shown as "Not given"."""

    label: str
    value: object
    change_url: str = ""


@dataclass(frozen=True, kw_only=True)
class Task:
    """A row of the task list; without `url` it cannot be started yet (or is done)."""

    label: str
    status: str
    url: str = ""
    hint: str = ""
    done: bool = False
    tone: str = "action"


@dataclass(frozen=True, kw_only=True)
class Stat:
    """One figure of a stat line, already worded, with an optional note below it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Chip:
    """One filter: an address that shows the list so filtered, and how many it holds."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Column:
    """A table column; `sort` is the key put in `?sort=` (a leading minus turns it round)."""

    label: str
    sort: str = ""
    numeric: bool = False
    hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One day of the week grid: shade and symbol by `grade`, and always words in `text`."""

    grade: GradeName
    text: str = ""
    url: str = ""
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class Week:
    """One row of the week grid: seven cells."""

    label: str
    cells: list[Cell] = field(default_factory=list)
