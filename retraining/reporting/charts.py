"""Chart specifications (Vega-Lite 5). Pure: numbers in, a dictionary out.

Colours are the theme's variables, so that one drawing serves every theme; a missing value breaks
the line. Sizes are those of a phone: a drawing is scaled down as little as possible.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

INK = "var(--chart-1)"
TEXT = "var(--chart-text)"
GRID = "var(--chart-grid)"
PANEL = "var(--chart-panel)"
Spec = dict[str, Any]

CONFIG: Mapping[str, Any] = {
    "font": "sans-serif",
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelColor": TEXT,
        "titleColor": TEXT,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "gridColor": GRID,
        "domainColor": GRID,
        "ticks": False,
        "labelPadding": 6,
    },
}


@dataclass(frozen=True)
class Point:
    """A value of a week; `low` and `high` are the limits of its confidence interval."""

    week: int
    value: float | None
    low: float | None = None
    high: float | None = None


def lines(points: Sequence[Point], weeks: int, *, low: float, high: float, start: str) -> Spec:
    """One scale over the weeks: points, lines over neighbouring ones, whiskers where given.

    Args:
        points: one for each visit so far, in order; value None where there is none.
        weeks: length of the horizontal axis.
        low, high: ends of the scale.
        start: word for week 0.

    Returns:
        A Vega-Lite specification.
    """
    rows = [{"week": p.week, "value": p.value, "low": p.low, "high": p.high} for p in points]
    known = [row for row in rows if row["value"] is not None]
    layers: list[Spec] = [
        {"mark": {"type": "line", "color": INK, "strokeWidth": 2.5}},
        {"mark": {"type": "point", "color": INK, "fill": INK, "size": 36, "opacity": 1}},
    ]
    if known:
        layers.append(_first(known[0]))
    if any(row["low"] is not None for row in rows):
        layers.append(_whiskers())
    elif known:
        layers += _newest(known[-1])
    return {
        **_frame(rows, width=264, height=112),
        "layer": layers,
        "encoding": {
            "x": _weeks_axis(weeks, start),
            "y": {
                "field": "value",
                "type": "quantitative",
                "scale": {"domain": [low, high]},
                "axis": {"values": [low, (low + high) / 2, high], "title": None},
            },
        },
    }


def bars(values: Sequence[tuple[str, int]], *, across: str) -> Spec:
    """How many in each class, with the number above each bar.

    Args:
        values: (label, count) in order.
        across: title of the horizontal axis.
    """
    rows = [{"label": label, "count": count} for label, count in values]
    most = max((count for _label, count in values), default=0)
    return {
        **_frame(rows, width=max(264, 34 * len(rows)), height=120),
        "encoding": {
            "x": {
                "field": "label",
                "type": "ordinal",
                "sort": None,
                "axis": {"title": across or None, "labelAngle": 0, "grid": False},
            },
            "y": {
                "field": "count",
                "type": "quantitative",
                "scale": {"domain": [0, max(most, 1) * 1.15]},
                "axis": None,
            },
        },
        "layer": [
            {"mark": {"type": "bar", "color": INK, "width": {"band": 0.7}}},
            {
                "mark": {"type": "text", "dy": -8, "color": TEXT, "fontSize": 13},
                "encoding": {"text": {"field": "count", "type": "quantitative"}},
            },
        ],
    }


def two_lines(expected: Sequence[tuple[str, int]], actual: Sequence[tuple[str, int]]) -> Spec:
    """What was expected (dotted) and what came of it (solid), added up over months.

    Args:
        expected, actual: (label of the month, people so far), the same months in order.
    """
    rows: list[dict[str, Any]] = [
        {"month": month, "expected": wanted, "actual": have}
        for (month, wanted), (_month, have) in zip(expected, actual, strict=True)
    ]
    most = max((count for _label, count in (*expected, *actual)), default=0)
    height = {"type": "quantitative", "scale": {"domain": [0, max(most, 1)]}}
    axis = {"title": None, "tickMinStep": 1, "format": "d"}

    def line(field: str, **mark: Any) -> Spec:
        return {
            "mark": {"type": "line", "strokeWidth": 2.5, **mark},
            "encoding": {"y": {"field": field, "axis": axis, **height}},
        }

    return {
        **_frame(rows, width=max(264, 40 * len(rows)), height=140),
        "encoding": {
            "x": {
                "field": "month",
                "type": "ordinal",
                "sort": None,
                "axis": {"title": None, "labelAngle": 0, "grid": False},
            }
        },
        "layer": [
            line("expected", color=TEXT, strokeDash=[2, 4]),
            line("actual", color=INK, point={"color": INK, "fill": INK, "size": 36}),
        ],
    }


def _frame(rows: list[dict[str, Any]], width: int, height: int) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "config": CONFIG,
        "width": width,
        "height": height,
        "data": {"values": rows},
    }


def _weeks_axis(weeks: int, start: str) -> Spec:
    words = f"datum.value == 0 ? '{start}' : datum.label"
    return {
        "field": "week",
        "type": "quantitative",
        "scale": {"domain": [0, weeks]},
        "axis": {
            "values": list(range(weeks + 1)),
            "labelExpr": words,
            "title": None,
            "grid": False,
            "labelFlush": False,
        },
    }


def _whiskers() -> Spec:
    return {
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1.5},
        "encoding": {"y": {"field": "low"}, "y2": {"field": "high"}},
    }


def _first(row: dict[str, Any]) -> Spec:
    """A dotted line at the height of the first value, to compare with."""
    return {
        "data": {"values": [row]},
        "mark": {"type": "rule", "color": TEXT, "strokeDash": [2, 4]},
        "encoding": {"x": None, "y": {"field": "value", "type": "quantitative"}},
    }


def _newest(row: dict[str, Any]) -> list[Spec]:
    """The newest value beside its point, on a rim in the panel's colour where lines cross it."""
    shown = {**row, "words": f"{row['value']:.2f}".rstrip("0").rstrip(".")}
    mark = {"type": "text", "dy": -13, "fontSize": 15, "fontWeight": "bold"}
    rim = {**mark, "stroke": PANEL, "strokeWidth": 5, "fill": PANEL}
    return [
        {
            "data": {"values": [shown]},
            "mark": drawn,
            "encoding": {"text": {"field": "words"}},
        }
        for drawn in (rim, {**mark, "color": TEXT})
    ]
