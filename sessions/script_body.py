"""From the lines of a script to its steps: paragraphs, directives, headings and fixed blocks."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from retraining.common.findings import Finding
from sessions.steps import Bell, Breathe, Chapter, Figure, Pause, Place, Say, Step

MAX_PAUSE = (
    120.0  # seconds; far beyond what the text rules allow, so only a slip of the pen is longer
)

_DIRECTIVE = re.compile(r"^\[(?P<name>[A-Za-z_]+)(?:\s+(?P<args>[^\]]*?))?\s*\]$")
_LOOSE_DIRECTIVE = re.compile(r"\[(?:pause|bell|chapter|breathe|include)\b[^\]]*\]?")
_SECONDS = re.compile(r"^(\d+(?:\.\d+)?)s$")
_BREATHE = re.compile(r"^in=(\d+(?:\.\d+)?)s\s+out=(\d+(?:\.\d+)?)s\s+times=(\d+)$")
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_FIGURE = re.compile(r"^!\[(?P<alt>[^\]]*)\]\((?P<file>[^)\s]+)\)$")
_LIST_OR_QUOTE = re.compile(r"^(?:[-*+>|]\s|\d+[.)]\s|```|<)")
_EMPHASIS = re.compile(r"(\*\*|\*|__|(?<!\w)_|_(?!\w))")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])")


@dataclass(frozen=True)
class Block:
    """A fixed block: words that both programmes share letter for letter.

    Args:
        name: what `[include NAME]` asks for.
        lines: its lines with their numbers in the blocks file.
        path: the blocks file.
    """

    name: str
    lines: tuple[tuple[int, str], ...]
    path: str


@dataclass
class BodyReader:
    """Reads one body. `reading` allows headings and a figure and needs no chapters."""

    path: str
    blocks: Mapping[str, Block]
    reading: bool
    steps: list[Step] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _paragraph: list[tuple[int, str]] = field(default_factory=list)

    def read(self, lines: Iterator[tuple[int, str]]) -> None:
        """Turn numbered lines into steps; mistakes are collected in `findings`."""
        self._read_lines(lines, self.path, block="")

    def _read_lines(self, lines: Iterator[tuple[int, str]], path: str, block: str) -> None:
        for number, raw in lines:
            line = raw.strip()
            place = Place(path, number, block)
            if not line:
                self._close_paragraph(path, block)
            elif directive := _DIRECTIVE.match(line):
                self._close_paragraph(path, block)
                self._directive(directive["name"], (directive["args"] or "").strip(), place)
            elif self._structure(line, place):
                continue
            else:
                self._paragraph.append((number, line))
        self._close_paragraph(path, block)

    def _complain(self, place: Place, text: str) -> None:
        self.findings.append(Finding(place.path, place.line, text))

    def _structure(self, line: str, place: Place) -> bool:
        """Headings, figures and whatever is no paragraph; True where the line is used up."""
        heading, figure = _HEADING.match(line), _FIGURE.match(line)
        if heading or figure:
            self._close_paragraph(place.path, place.block)
            if not self.reading:
                self._complain(place, "headings and figures belong in readings; use [chapter Name]")
            elif heading:
                self.steps.append(Chapter(_plain(heading[2]), place))
            elif figure:
                self._figure(figure["alt"].strip(), figure["file"], place)
            return True
        if _LIST_OR_QUOTE.match(line):
            self._complain(
                place, "only paragraphs and directives can be read aloud: no list, quote or HTML"
            )
            return True
        if loose := _LOOSE_DIRECTIVE.search(line):
            self._complain(place, f"{loose.group()} must stand on a line of its own")
            return True
        return False

    def _figure(self, alt: str, file: str, place: Place) -> None:
        if not alt:
            self._complain(place, "the figure needs a description: ![what it shows](file.svg)")
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*\.svg", file):
            self._complain(place, f"a figure is an .svg file beside the script, not {file}")
        if any(isinstance(step, Figure) for step in self.steps):
            self._complain(place, "a reading has one figure")
        self.steps.append(Figure(alt, file, place))

    def _close_paragraph(self, path: str, block: str) -> None:
        for index, (number, sentence) in enumerate(_sentences(self._paragraph)):
            self.steps.append(Say(sentence, index == 0, Place(path, number, block)))
        self._paragraph = []

    def _directive(self, name: str, args: str, place: Place) -> None:
        readers: dict[str, Callable[[str, Place], None]] = {
            "pause": self._pause,
            "bell": self._bell,
            "chapter": self._chapter,
            "breathe": self._breathe,
            "include": self._include,
        }
        if name not in readers:
            self._complain(
                place, f"unknown directive [{name}]; known: {', '.join(sorted(readers))}"
            )
        else:
            readers[name](args, place)

    def _pause(self, args: str, place: Place) -> None:
        match = _SECONDS.match(args)
        if not match or not 0 < float(match[1]) <= MAX_PAUSE:
            self._complain(
                place, f"write a pause as [pause 20s], up to {MAX_PAUSE:.0f} s, not [pause {args}]"
            )
        else:
            self.steps.append(Pause(float(match[1]), place))

    def _bell(self, args: str, place: Place) -> None:
        if args:
            self._complain(place, f"[bell] takes nothing after it, not {args}")
        self.steps.append(Bell(place))

    def _chapter(self, args: str, place: Place) -> None:
        if not args:
            self._complain(place, "a chapter needs a name: [chapter Settle]")
        elif self.reading:
            self._complain(place, "a reading has headings (## Name), not chapters")
        else:
            self.steps.append(Chapter(args, place))

    def _breathe(self, args: str, place: Place) -> None:
        match = _BREATHE.match(args)
        if not match or not all(2 <= float(match[i]) <= 12 for i in (1, 2)) or int(match[3]) < 1:
            self._complain(
                place,
                f"write breaths as [breathe in=4s out=6s times=6], 2 to 12 s each, not {args}",
            )
        else:
            step = Breathe(float(match[1]), float(match[2]), int(match[3]), place)
            self.steps.append(step)

    def _include(self, args: str, place: Place) -> None:
        if place.block:
            self._complain(place, "a fixed block cannot include another one")
        elif args not in self.blocks:
            known = ", ".join(sorted(self.blocks)) or "none"
            self._complain(place, f"unknown block {args or '(no name)'}; known: {known}")
        else:
            block = self.blocks[args]
            self._read_lines(iter(block.lines), block.path, block.name)


def numbered(text: str, first: int) -> Iterator[tuple[int, str]]:
    """The lines of a text with their numbers, counted from `first`."""
    return enumerate(text.splitlines(), start=first)


def parse_blocks_into(text: str, path: str) -> tuple[dict[str, Block], list[Finding]]:
    """Read the shared blocks: each `## name` section is one; text above the first is a note.

    Returns:
        The blocks by name, and findings for empty, ill-named or repeated sections.
    """
    found: dict[str, tuple[int, list[tuple[int, str]]]] = {}
    findings: list[Finding] = []
    current: list[tuple[int, str]] = []
    for number, line in numbered(text, 1):
        heading = _HEADING.match(line.strip())
        if not heading or len(heading[1]) != 2:
            current.append((number, line))
            continue
        name, current = heading[2], []
        if name in found:
            findings.append(Finding(path, number, f"block {name} is given twice"))
        elif not re.fullmatch(r"[a-z][a-z0-9_-]*", name):
            findings.append(
                Finding(path, number, f"a block's name is small letters and hyphens, not {name}")
            )
        else:
            found[name] = (number, current)
    for name, (number, lines) in found.items():
        if not any(line.strip() for _, line in lines):
            findings.append(Finding(path, number, f"block {name} is empty"))
    return {name: Block(name, tuple(lines), path) for name, (_, lines) in found.items()}, findings


def block_sentences(block: Block) -> list[str]:
    """The sentences of a fixed block, as a script that includes it says them."""
    reader = BodyReader(block.path, {}, reading=False)
    reader.read(iter(block.lines))
    return [step.text for step in reader.steps if isinstance(step, Say)]


def _plain(text: str) -> str:
    return " ".join(_EMPHASIS.sub("", text).split())


def _sentences(paragraph: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Sentences of a paragraph, each with the number of the line it begins on."""
    joined, starts = "", []
    for number, line in paragraph:
        starts.append((len(joined), number))
        joined += line + " "
    cut = 0
    ends = [match.end() for match in _SENTENCE_END.finditer(joined)]
    for end in [*ends, len(joined)]:
        if sentence := _plain(joined[cut:end]):
            yield max((start, number) for start, number in starts if start <= cut)[1], sentence
        cut = end
