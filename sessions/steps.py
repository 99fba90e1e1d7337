"""What a script is made of once it is read: a flat row of steps, each knowing its file and line."""

from dataclasses import dataclass

from retraining.common.findings import Finding


@dataclass(frozen=True)
class Place:
    """Where a step was written; `block` names its fixed block, "" for the script's own words."""

    path: str
    line: int
    block: str = ""

    def finding(self, text: str) -> Finding:
        """What is wrong at this place."""
        return Finding(self.path, self.line, text)


@dataclass(frozen=True)
class Say:
    """One sentence to be spoken; `opens_paragraph` is true for the first of its paragraph."""

    text: str
    opens_paragraph: bool
    place: Place


@dataclass(frozen=True)
class Pause:
    """A silence of `seconds` as written, before it is fitted to the length of the file."""

    seconds: float
    place: Place


@dataclass(frozen=True)
class Bell:
    """One soft bell."""

    place: Place


@dataclass(frozen=True)
class Chapter:
    """The start of a chapter; in a reading, a heading."""

    title: str
    place: Place


@dataclass(frozen=True)
class Breathe:
    """Paced breaths: `times` x (`inhale` s in, `exhale` s out), never stretched."""

    inhale: float
    exhale: float
    times: int
    place: Place

    @property
    def seconds(self) -> float:
        """Length of all breaths together."""
        return (self.inhale + self.exhale) * self.times


@dataclass(frozen=True)
class Figure:
    """The one drawing of a reading: `alt` describes it, `file` lies beside the script."""

    alt: str
    file: str
    place: Place


Step = Say | Pause | Bell | Chapter | Breathe | Figure

BREATHE_IN, BREATHE_OUT = "In.", "Out."
"""What the voice says at the start of each half of a paced breath."""
