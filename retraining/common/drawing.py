"""Small drawings as SVG text: icons, sparklines and the marks of the week grid. No Django."""

from collections.abc import Sequence

ICONS: dict[str, str] = {
    "alert": '<path d="M12 4 21 19.5H3Z"/><path d="M12 10v4.5M12 17.2v.1"/>',
    "back": '<path d="M14.5 6 8.5 12l6 6"/>',
    "calendar": '<path d="M4.5 6.5h15v13h-15zM4.5 10.5h15M8.5 4v4M15.5 4v4"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "clock": '<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>',
    "close": '<path d="m6.5 6.5 11 11M17.5 6.5l-11 11"/>',
    "download": '<path d="M12 4.5v10M8 11l4 4 4-4M5 19h14"/>',
    "down": '<path d="M12 5v13M7 13l5 5 5-5"/>',
    "forward": '<path d="m9.5 6 6 6-6 6"/>',
    "headphones": '<path d="M5 16v-3a7 7 0 0 1 14 0v3"/><path d="M5 14h3v5.5H5zM16 14h3v5.5h-3z"/>',
    "help": '<circle cx="12" cy="12" r="8"/><path d="M9.7 9.8a2.4 2.4 0 1 1 3.4 2.3c-.8.4-1.1.8 '
    '-1.1 1.6M12 16.2v.1"/>',
    "info": '<circle cx="12" cy="12" r="8"/><path d="M12 11.2v4.6M12 8.2v.1"/>',
    "lock": '<path d="M6 11h12v8.5H6zM8.5 11V8.5a3.5 3.5 0 0 1 7 0V11"/>',
    "mail": '<path d="M4 6.5h16v11H4zM4.5 7l7.5 6 7.5-6"/>',
    "moon": '<path d="M18.5 14.2A7.3 7.3 0 0 1 9.8 5.5a7.3 7.3 0 1 0 8.7 8.7Z"/>',
    "pause": '<path d="M9 6v12M15 6v12"/>',
    "person": '<circle cx="12" cy="8.5" r="3.5"/><path d="M5 19.5c1-4 3.6-5.5 7-5.5s6 1.5 7 5.5"/>',
    "phone": '<path d="M7.2 4.5 9.6 9l-1.7 1.7c1 2.3 3.1 4.4 5.4 5.4L15 14.4l4.5 2.4-.6 '
    '2.7c-7.6.9-15.3-6.8-14.4-14.4Z"/>',
    "play": '<path d="M8.5 5.5v13l10-6.5Z"/>',
    "rewind": '<path d="M6.1 9.2A6.8 6.8 0 1 1 5.2 12.5M5.6 4.8v4.6h4.6"/>',
    "sun": '<circle cx="12" cy="12" r="3.7"/><path d="M12 4v1.5M12 18.5V20M4 12h1.5M18.5 '
    "12H20M6.3 6.3l1.1 1.1M16.6 16.6l1.1 1.1M6.3 17.7l1.1-1.1M16.6 "
    '7.4l1.1-1.1"/>',
    "up": '<path d="M12 19V6M7 11l5-5 5 5"/>',
    "updown": '<path d="m8 9.5 4-4 4 4M8 14.5l4 4 4-4"/>',
    "weeks": '<path d="M5 6.5h3v3H5zM10.5 6.5h3v3h-3zM16 6.5h3v3h-3zM5 14.5h3v3H5zM10.5 '
    '14.5h3v3h-3zM16 14.5h3v3h-3z"/>',
}

GRADES: dict[str, str] = {
    "full": '<path d="m4 10.5 4 4 8-9"/>',
    "most": '<circle cx="10" cy="10" r="6.5"/><path class="ink" d="M10 3.5a6.5 6.5 0 0 1 0 13Z"/>',
    "some": '<circle cx="10" cy="10" r="6.5"/><path class="ink" d="M10 10V3.5a6.5 6.5 0 0 1 '
    '6.5 6.5Z"/>',
    "none": '<path d="M5 10h10"/>',
    "open": '<circle cx="10" cy="10" r="6.5"/>',
    "later": '<path d="M6 10h.1M10 10h.1M14 10h.1"/>',
    "queued": '<circle class="ink" cx="10" cy="10" r="3.5"/>',
    "blank": "",
}


def icon(name: str) -> str:
    """A decorative 24 px line icon; raises KeyError for an unknown name."""
    return (
        f'<svg class="icon icon--{name}" viewBox="0 0 24 24" width="24" height="24"'
        f' aria-hidden="true" focusable="false">{ICONS[name]}</svg>'
    )


def grade(name: str) -> str:
    """The mark of one cell of the week grid, empty for a day that was not offered."""
    if not GRADES[name]:
        return ""
    return (
        '<svg class="grade" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"'
        f' focusable="false">{GRADES[name]}</svg>'
    )


def spark(
    values: Sequence[float | None], low: float, high: float, width: int = 112, height: int = 36
) -> str:
    """The inside of a sparkline: lines over runs of known values, a dot on the last one,
    a dotted line at the height of the first.

    `values` are scores in time order, None where one is absent: a gap is never joined.
    `low` and `high` are the ends of the scale, drawn bottom to top, so that sparklines of one
    instrument can be compared. Returns SVG elements for a `width` x `height` view box.
    """
    inset = 4.0
    step = (width - 2 * inset) / max(len(values) - 1, 1)
    span = (high - low) or 1.0
    places = [
        None
        if value is None
        else (inset + at * step, height - inset - _share(value, low, span) * (height - 2 * inset))
        for at, value in enumerate(values)
    ]
    known = [place for place in places if place]
    parts = []
    if len(known) > 1:
        start = f"{known[0][1]:.1f}"
        parts.append(f'<line class="spark__start" x1="0" x2="{width}" y1="{start}" y2="{start}"/>')
    parts += [_run(run) for run in _runs(places)]
    if known:
        parts.append(
            f'<circle class="spark__last" cx="{known[-1][0]:.1f}" cy="{known[-1][1]:.1f}" r="3.5"/>'
        )
    return "".join(parts)


def _share(value: float, low: float, span: float) -> float:
    return min(max((value - low) / span, 0.0), 1.0)


def _runs(
    places: Sequence[tuple[float, float] | None],
) -> list[list[tuple[float, float]]]:
    """Neighbouring known points together; an absent one ends the run."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [run for run in runs if run]


def _run(run: list[tuple[float, float]]) -> str:
    if len(run) == 1:
        return f'<circle class="spark__alone" cx="{run[0][0]:.1f}" cy="{run[0][1]:.1f}" r="2"/>'
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
    return f'<polyline class="spark__line" points="{points}"/>'
