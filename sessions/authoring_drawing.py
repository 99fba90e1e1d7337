"""Which drawings may lie beside a reading: shapes and words, nothing that acts or fetches. Pure.

A drawing is shown as a picture of its own, without scripts; this check keeps out what would be one
anyway, and what could not be seen in every theme.
"""

from collections.abc import Mapping
from xml.parsers import expat

ELEMENTS = frozenset(
    {"svg", "g", "title", "desc", "path", "circle", "ellipse", "rect", "line", "polyline"}
    | {"polygon", "text", "tspan"}
)
ATTRIBUTES = frozenset(
    {"xmlns", "viewBox", "width", "height", "role", "id", "aria-labelledby", "aria-label"}
    | {"d", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "points"}
    | {"fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray"}
    | {"fill-rule", "fill-opacity", "stroke-opacity", "opacity", "transform", "text-anchor"}
    | {"font-size", "font-family", "font-weight", "version", "aria-hidden", "focusable"}
)
WORDS = frozenset({"xmlns", "aria-label"})  # attributes that point to nothing, whatever they hold
SPACE = "http://www.w3.org/2000/svg"
MAX_ELEMENTS = 2000


class _Stop(Exception):
    """Read no further: what follows could be of any size."""


class _Reader:
    """Collects what is wrong, each with its line."""

    def __init__(self) -> None:
        self.problems: list[tuple[int, str]] = []
        self.count = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._element
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction

    def _say(self, text: str) -> None:
        self.problems.append((self.parser.CurrentLineNumber, text))

    def _doctype(self, *_parts: object) -> None:
        self._say("a drawing has no DOCTYPE")
        raise _Stop

    def _instruction(self, target: str, _data: str) -> None:
        self._say(f"a drawing has no <?{target}?>")

    def _element(self, name: str, attributes: Mapping[str, str]) -> None:
        if self.count == 0 and (name != "svg" or attributes.get("xmlns") != SPACE):
            self._say(f'a drawing begins with <svg xmlns="{SPACE}">')
        self.count += 1
        if self.count > MAX_ELEMENTS:
            self._say(f"a drawing has up to {MAX_ELEMENTS} parts")
            raise _Stop
        if name not in ELEMENTS:
            self._say(f"a drawing may not hold <{name}>")
        for key, value in attributes.items():
            if key not in ATTRIBUTES:
                self._say(f"a drawing may not hold {key}=")
            elif key not in WORDS and ("url(" in value.lower() or ":" in value):
                self._say(f"{key} may not point to anything")


def drawing_problems(data: bytes) -> list[tuple[int, str]]:
    """What is wrong with an SVG drawing: pairs of (line, sentence); [] where nothing is.

    Args:
        data: the whole file.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except _Stop:
        pass
    except expat.ExpatError as error:
        reader.problems.append((error.lineno, "this is not a whole SVG drawing"))
    return reader.problems
