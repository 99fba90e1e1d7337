"""The eight weeks of a person as rows of cells: main session, practice, short session, reading."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retraining.common.ui import Cell, GradeName, Week
from retraining.reporting import wording
from retraining.reporting.selectors.standing import Standing
from retraining.reporting.summing import is_done
from sessions.models import PieceKind
from sessions.selectors import ItemState
from sessions.selectors import Week as PlanWeek

NOT_PLANNED = Cell(grade="blank")
NOT_OPEN = Cell(grade="later")


def week_grid(state: Standing) -> list[Week]:
    """One row for each kind of piece, one cell for each week; a cell always says it in words."""
    return [
        Week(label=_("Main session"), cells=[_core(state, week) for week in state.weeks]),
        Week(label=_("Practice days"), cells=[_practice(state, week) for week in state.weeks]),
        Week(label=_("Short session"), cells=[_short(week) for week in state.weeks]),
        Week(label=_("Reading"), cells=[_reading(state, week) for week in state.weeks]),
    ]


def _is_running(state: Standing, week: PlanWeek) -> bool:
    """Whether this is the newest open week."""
    return week.number == max((w.number for w in state.weeks if w.open), default=0)


def _core(state: Standing, week: PlanWeek) -> Cell:
    item = next(iter(week.of(PieceKind.CORE)), None)
    if item is None:
        return NOT_PLANNED
    if not item.open:
        return NOT_OPEN
    grade, text = _heard(item)
    if grade == "none" and _is_running(state, week):
        return Cell(grade="open", text=_("not yet"))
    return Cell(grade=grade, text=f"{text}, {_('sent later')}" if state.late(item) else text)


def _heard(item: ItemState) -> tuple[GradeName, str]:
    record, whole = item.record, item.item.minutes
    if record is None:
        return "none", wording.minutes_of(0, whole)
    words = wording.minutes_of(record.coverage_s, whole)
    if record.completed:
        return "full", words
    if is_done(item):
        return "full", _("read")
    if record.self_reported:
        return "most", _("says it is done")
    if record.coverage_s < 1:
        return "none", words
    return ("most" if record.coverage_s >= whole * 30 else "some"), words


def _practice(state: Standing, week: PlanWeek) -> Cell:
    if not week.of(PieceKind.PRACTICE):
        return NOT_PLANNED
    if not week.open:
        return NOT_OPEN
    days, wanted = week.practice_days, state.section.practice_days
    words = _("%(n)d of %(wanted)d days") % {"n": days, "wanted": wanted}
    if days == 0:
        return Cell(grade="open" if _is_running(state, week) else "none", text=words)
    grade: GradeName = "full" if days >= wanted else "most" if days * 2 >= wanted else "some"
    return Cell(grade=grade, text=words)


def _short(week: PlanWeek) -> Cell:
    """The short session is for hard days: not using it is no gap."""
    item = next(iter(week.of(PieceKind.SHORT)), None)
    if item is None or (item.open and item.record is None):
        return NOT_PLANNED
    if not item.open or item.record is None:
        return NOT_OPEN
    days = len(item.record.completed_days)
    if days:
        return Cell(grade="full", text=ngettext("%(n)d day", "%(n)d days", days) % {"n": days})
    return Cell(grade="some", text=wording.minutes_of(item.record.coverage_s, item.item.minutes))


def _reading(state: Standing, week: PlanWeek) -> Cell:
    item = next(iter(week.of(PieceKind.READING)), None)
    if item is None:
        return NOT_PLANNED
    if not item.open:
        return NOT_OPEN
    if is_done(item):
        return Cell(grade="full", text=_("read"))
    if _is_running(state, week):
        return Cell(grade="open", text=_("not yet"))
    return Cell(grade="none", text=_("not read"))
