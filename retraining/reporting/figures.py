"""Pooled figures as the statistician's page prints them: stats, drawings, rows of words."""

from dataclasses import dataclass

from django.utils import dateformat
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retraining.common.ui import Column, Stat
from retraining.reporting import charts, lines, wording
from retraining.reporting.charts import Point
from retraining.reporting.drawing import draw
from retraining.reporting.selectors.pooled import Pooled, VisitFigures
from retraining.statistics.descriptive import Summary

NONE = "–"


@dataclass(frozen=True)
class Figure:
    """One set of figures: a heading, a drawing, a sentence, and the table behind it.

    Args:
        id: its anchor in the page.
        title: heading.
        sentence: what the drawing shows.
        svg: the drawing; None where there is nothing to draw.
        columns: heads of the table.
        rows: cells in words; the first is the row's head.
        note: how the figures are defined.
    """

    id: str
    title: str
    sentence: str
    svg: SafeString | None
    columns: list[Column]
    rows: list[list[str]]
    note: str = ""


def stats(found: Pooled) -> list[Stat]:
    """The figures at the top."""
    return [
        Stat(label=_("Agreed to take part"), value=str(found.enrolled)),
        Stat(label=_("Randomised"), value=str(found.randomised)),
        Stat(label=_("Started"), value=str(found.started)),
        Stat(label=_("Stopped in part or wholly"), value=str(found.stopped)),
    ]


def figures(found: Pooled) -> list[Figure]:
    """Every set of figures, in the order of the page."""
    return [_symptoms(found), _check_ins(found), _adherence(found), _recruitment(found)]


def _columns(head: str, *labels: str) -> list[Column]:
    return [Column(head), *(Column(label, numeric=True) for label in labels)]


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else NONE


def amount(value: float | None, places: int = 2) -> str:
    """A figure with its decimals; a dash where there is none."""
    return NONE if value is None else f"{value:.{places}f}"


def between(low: float | None, high: float | None, places: int = 2) -> str:
    """Two limits in words; a dash where there are none."""
    if low is None or high is None:
        return NONE
    return _("%(low)s to %(high)s") % {"low": amount(low, places), "high": amount(high, places)}


def _symptoms(found: Pooled) -> Figure:
    summaries = [(one, one.summary) for one in found.visits]
    points = [Point(one.week, s.mean, s.ci_low, s.ci_high) for one, s in summaries]
    spec = charts.lines(points, found.weeks, low=lines.LOW, high=lines.HIGH, start=_("Start"))
    return Figure(
        id="symptoms",
        title=_("Symptoms by week"),
        sentence=lines.sentence(points),
        svg=draw(spec) if any(point.value is not None for point in points) else None,
        columns=_columns(
            _("Questions"), _("People"), _("Mean"), _("95 % interval"), _("SD"), _("Median"),
            _("Quartiles"), _("Missing"),
        ),
        rows=[_summary_row(one, summary) for one, summary in summaries],
        note=_(
            "Mean of the four weekly questions, 0 to 10; lower is better. Interval of the mean by "
            "Student's t. Only people with a score are in a mean, so the weeks are not the same "
            "people; this is a description, not the analysis."
        ),
    )  # fmt: skip


def _summary_row(one: VisitFigures, summary: Summary) -> list[str]:
    return [
        lines.week_label(one.week),
        str(summary.n),
        amount(summary.mean),
        between(summary.ci_low, summary.ci_high),
        amount(summary.sd),
        amount(summary.median),
        between(summary.q1, summary.q3),
        str(summary.missing),
    ]


def _check_ins(found: Pooled) -> Figure:
    weekly = [one for one in found.visits if one.week]
    expected, sent = sum(v.expected for v in weekly), sum(v.sent for v in weekly)
    words = {"sent": sent, "expected": expected, "percent": _percent(sent, expected)}
    return Figure(
        id="check-ins",
        title=_("Questions sent and missing"),
        sentence=_("%(sent)d of %(expected)d weekly questions were sent (%(percent)s).") % words
        if expected
        else _("No weekly questions have closed yet."),
        svg=None,
        columns=_columns(
            _("Questions"), _("Expected"), _("Sent"), _("Share"), _("Not sent"),
            _("Had stopped"), _("Sent without a score"),
        ),
        rows=[
            [
                lines.week_label(one.week),
                str(one.expected),
                str(one.sent),
                _percent(one.sent, one.expected),
                str(one.not_sent),
                str(one.stopped),
                str(one.no_score),
            ]
            for one in found.visits
        ],
        note=_(
            "Expected: everybody with a plan whose questions were sent or have closed. Had "
            "stopped: not sent by people who no longer take questions."
        ),
    )  # fmt: skip


def _adherence(found: Pooled) -> Figure:
    over = [(str(row.done), row.finished) for row in found.adherence]
    people = sum(count for _done, count in over)
    middle = found.done_by_finishers()
    if people:
        words = {"n": people, "weeks": found.weeks, "median": wording.number(middle.median or 0)}
        sentence = (
            ngettext(
                "%(n)d person has finished the %(weeks)d weeks, with %(median)s main sessions.",
                "%(n)d people have finished the %(weeks)d weeks; half of them did %(median)s main "
                "sessions or more.",
                people,
            )
            % words
        )
    else:
        sentence = _("Nobody has finished the weeks yet.")
    return Figure(
        id="adherence",
        title=_("Main sessions done"),
        sentence=sentence,
        svg=draw(charts.bars(over, across=_("Main sessions done"))) if people else None,
        columns=_columns(_("Main sessions done"), _("Weeks over"), _("Weeks still running")),
        rows=[[str(row.done), str(row.finished), str(row.running)] for row in found.adherence],
        note=_(
            "Done: heard by the listening rule, or read. What people only say they did is not "
            "counted here; the export has it."
        ),
    )  # fmt: skip


def _recruitment(found: Pooled) -> Figure:
    named = [(dateformat.format(month.first, "M Y"), month) for month in found.months]
    return Figure(
        id="recruitment",
        title=_("Recruitment by month"),
        sentence=ngettext(
            "%(n)d person was randomised so far.", "%(n)d people were randomised so far.",
            found.randomised,
        )
        % {"n": found.randomised},
        svg=draw(charts.bars([(name, m.randomised) for name, m in named], across=""))
        if found.randomised
        else None,
        columns=_columns(_("Month"), _("Agreed to take part"), _("Randomised")),
        rows=[[name, str(m.enrolled), str(m.randomised)] for name, m in named],
    )  # fmt: skip
