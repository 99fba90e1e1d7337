"""Charts as SVG, drawn once for each set of numbers. Imports the renderer on first need."""

import hashlib
import json
import re
from typing import Any

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

VERSION = 1  # of this module's own changes to the drawing
KEEP_S = 7 * 24 * 3600

ELEMENTS = frozenset({"svg", "g", "path", "line", "rect", "text"})
REFUSED = re.compile(r"(?:style|href|xlink:href|on\w+)\Z")
LABELS = re.compile(r'\s(?:role|aria-[a-z]+|xmlns:xlink|version)="[^"]*"')
STYLE = re.compile(r'\sstyle="([^"]*)"')
ATTRIBUTE = re.compile(r'\s([\w:-]+)="')


class NotDrawable(ValueError):
    """The renderer gave something that a page of ours may not hold."""


def draw(spec: dict[str, Any]) -> SafeString:
    """The SVG of a Vega-Lite specification.

    Its words are the figure's caption and table, so the drawing itself is hidden from those who
    hear the page. Colours stay `var(--…)` presentation attributes: they need no inline style.

    Raises:
        NotDrawable: the drawing holds an element or attribute that the page's policy refuses.
    """
    key = (
        "chart:" + hashlib.sha256(json.dumps([VERSION, spec], sort_keys=True).encode()).hexdigest()
    )
    drawn: str | None = cache.get(key)
    if drawn is None:
        drawn = clean(_render(spec))
        cache.set(key, drawn, KEEP_S)
    return mark_safe(drawn)  # noqa: S308 - cleaned: known elements, no style, script or link


def _render(spec: dict[str, Any]) -> str:
    # 160 MB and half a second: only a process that draws pays for it.
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec))


def clean(svg: str) -> str:
    """Leave only what may stand in a page: inline styles become attributes, labels go.

    Raises:
        NotDrawable: an unknown element, a link or a handler is left.
    """
    bare = LABELS.sub("", STYLE.sub(_as_attributes, svg))
    unknown = set(re.findall(r"<([\w:]+)", bare)) - ELEMENTS
    refused = {name for name in ATTRIBUTE.findall(bare) if REFUSED.match(name)}
    if unknown or refused:
        raise NotDrawable(f"a chart may not hold {', '.join(sorted(unknown | refused))}")
    return bare.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def _as_attributes(match: re.Match[str]) -> str:
    pairs = (entry.split(":", 1) for entry in match[1].split(";") if ":" in entry)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs)
