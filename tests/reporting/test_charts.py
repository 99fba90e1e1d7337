"""Drawings may stand in a page: no style, script or link; gaps stay gaps; drawn once."""

import re

import pytest

from retraining.reporting import charts, drawing
from retraining.reporting.charts import Point
from retraining.reporting.drawing import NotDrawable, clean, draw
from retraining.reporting.lines import sentence


def line(*values: float | None, **more: object) -> dict:
    points = [Point(week, value) for week, value in enumerate(values)]
    return charts.lines(points, 8, low=0, high=10, start="Start")


SPECS = {
    "lines": line(6, 5, None, 4),
    "one point": line(6),
    "nothing yet": line(None, None),
    "intervals": charts.lines(
        [Point(0, 6, 5, 7), Point(1, 5, None, None)], 8, low=0, high=10, start="Start"
    ),
    "bars": charts.bars([("0", 3), ("1", 0)], across="Main sessions"),
    "no bars": charts.bars([], across=""),
}


@pytest.mark.parametrize("name", SPECS)
def test_what_is_drawn_may_stand_in_a_page(name: str) -> None:
    svg = drawing.clean(drawing._render(SPECS[name]))
    assert svg.startswith('<svg aria-hidden="true" focusable="false"')
    assert not re.search(r"style=|<style|<script|href|\son\w+=|role=|aria-label", svg)
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) - {"none"}
    assert all(colour.startswith("var(--chart-") for colour in colours)


def test_a_gap_is_not_joined() -> None:
    joined = re.findall(r' d="(M[^"]*L[^"]*)"', draw(line(6, 5, 4.5, 4)))
    broken = re.findall(r' d="(M[^"]*L[^"]*)"', draw(line(6, 5, None, 4, 3)))
    assert joined[0].count("M") == 1
    assert broken[0].count("M") == 2


def test_inline_style_becomes_attributes() -> None:
    svg = clean('<svg width="1"><path style="fill: red; stroke:var(--line)" d="M0,0"/></svg>')
    assert ' fill="red" stroke="var(--line)"' in svg
    assert "style" not in svg


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        '<a href="/x"/>',
        '<path onclick="x"/>',
        '<path href="#"/>',
        "<image/>",
        "<foreignObject/>",
    ],
)
def test_what_may_not_stand_there_is_refused(inside: str) -> None:
    with pytest.raises(NotDrawable):
        clean(f"<svg>{inside}</svg>")


def test_the_same_numbers_are_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    times = []

    def counted(spec: dict) -> str:
        times.append(spec)
        return "<svg></svg>"

    monkeypatch.setattr(drawing, "_render", counted)
    assert draw(line(1, 2)) == draw(line(1, 2))
    draw(line(1, 3))
    assert len(times) == 2


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([], "No score yet."),
        ([6.0], "6 at the start, the only score so far."),
        ([6.0, 4.5], "6 at the start, 4.5 in week 1: 1.5 points lower (better)."),
        ([4.0, 6.0], "4 at the start, 6 in week 1: 2 points higher (worse)."),
        (
            [5.75, 5.5, None, None, 5.25],
            "5.75 at the start, 5.25 in week 4: about the same (0.5 lower). No score in week 2, 3.",
        ),
        ([5.0, 5.0], "5 at the start, 5 in week 1: the same."),
        ([5.0, 6.0], "5 at the start, 6 in week 1: 1 point higher (worse)."),
    ],
)
def test_the_sentence_beside_a_drawing(values: list[float | None], words: str) -> None:
    assert sentence([Point(week, value) for week, value in enumerate(values)]) == words
