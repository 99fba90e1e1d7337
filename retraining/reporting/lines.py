"""Score lines of a person: a drawing, a sentence and a table row for each visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retraining.reporting import charts, wording
from retraining.reporting.charts import Point
from retraining.reporting.drawing import draw
from retraining.reporting.selectors.standing import SYMPTOMS, VisitScores

LOW, HIGH = 0.0, 10.0
SCALES: dict[str, str | Promise] = {
    SYMPTOMS: gettext_lazy("Symptoms, mean of the four"),
    "pain": gettext_lazy("Pain"),
    "tiredness": gettext_lazy("Tiredness"),
    "sleep": gettext_lazy("Unrestful sleep"),
    "interference": gettext_lazy("In the way of daily life"),
}


@dataclass(frozen=True)
class Line:
    """One scale over the weeks: heading, drawing, and what it shows in a sentence or two."""

    scale: str
    label: str
    svg: SafeString
    sentence: str


@dataclass(frozen=True)
class Row:
    """One visit in the table: its name, when it was sent, one cell a scale."""

    label: str
    at: datetime | None
    cells: list[str]


def score_lines(scores: Sequence[VisitScores], weeks: int) -> list[Line]:
    """A line for each scale; none before there is a score."""
    if not any(one.values for one in scores):
        return []
    found = []
    for scale, label in SCALES.items():
        points = [Point(one.week, one.values.get(scale)) for one in scores]
        spec = charts.lines(points, weeks, low=LOW, high=HIGH, start=_("Start"))
        found.append(Line(scale, str(label), draw(spec), sentence(points)))
    return found


def score_rows(scores: Sequence[VisitScores]) -> list[Row]:
    """The same numbers as a table, oldest first."""
    return [
        Row(
            week_label(one.week),
            one.at,
            [_cell(one, scale) for scale in SCALES],
        )
        for one in scores
    ]


def week_label(week: int) -> str:
    """The name of a visit: "Start", "Week 3"."""
    return _("Week %(n)d") % {"n": week} if week else _("Start")


def sentence(points: Sequence[Point]) -> str:
    """The trend in words: from, to, how much, which way is good, what is missing."""
    known = [(point.week, point.value) for point in points if point.value is not None]
    if not known:
        return _("No score yet.")
    (first_week, first), (week, now) = known[0], known[-1]
    if len(known) == 1:
        parts = [_("%(value)s %(when)s, the only score so far.") % _at(first, first_week)]
    else:
        values = {
            "first": _("%(value)s %(when)s") % _at(first, first_week),
            "now": _("%(value)s %(when)s") % _at(now, week),
            "change": wording.change(now - first).lower(),
        }
        parts = [_("%(first)s, %(now)s: %(change)s.") % values]
    gaps = [str(point.week) for point in points if point.value is None and point.week]
    if gaps:
        parts.append(_("No score in week %(weeks)s.") % {"weeks": ", ".join(gaps)})
    return " ".join(parts)


def _at(value: float, week: int) -> dict[str, str]:
    when = _("in week %(n)d") % {"n": week} if week else _("at the start")
    return {"value": wording.number(value), "when": when}


def _cell(one: VisitScores, scale: str) -> str:
    value = one.values.get(scale)
    if value is not None:
        return wording.number(value)
    return _("not complete") if one.at else _("not answered")
