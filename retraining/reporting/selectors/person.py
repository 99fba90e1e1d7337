"""A person's page for clinicians."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from retraining.common.ui import Column, Stat, Week
from retraining.reporting import attention, wording
from retraining.reporting.grid import week_grid
from retraining.reporting.lines import Line, Row, score_lines, score_rows
from retraining.reporting.selectors.standing import Standing, standing, visit_scores
from retraining.reporting.summing import (
    core_coverage,
    facts_of,
    is_done,
    last_session,
    practice_days,
    week_number,
)
from retraining.trials.models import Participant
from retraining.trials.scope import Scope
from sessions.models import PieceKind
from sessions.selectors import ItemState

FLAGS = {
    "implausible": gettext_lazy("more was reported than can have played"),
    "clock-back": gettext_lazy("the phone's clock was put back"),
    "overlap": gettext_lazy("two players ran at the same time"),
    "no-end": gettext_lazy("the end has not arrived"),
}


@dataclass(frozen=True)
class Heard:
    """One plan item that the person used.

    Args:
        label: which one, such as "Main session, week 3".
        days: days on which a player of it was opened, newest first.
        late: when it arrived, where that was more than an hour after it was heard.
        heard, played: how much of it, and how long sound ran, in words.
        outcome: finished, part of it, read or said.
        doubts: what cannot be right about the record, in words.
    """

    label: str
    days: list[date]
    late: datetime | None
    heard: str
    played: str
    outcome: str
    doubts: list[str]


@dataclass(frozen=True)
class PersonPage:
    """What the page prints.

    Args:
        code: number of the person.
        site: name of the site.
        zone: the person's zone.
        start: first day; None before there is a plan.
        week: where they stand, in words.
        alert: whether somebody should act.
        reasons: why, in words.
        stats: the figures at the top.
        lines, rows: the scores drawn, and as a table.
        grid: the eight weeks.
        heard: what was used, newest first.
    """

    code: str
    site: str
    zone: str
    start: date | None
    week: str
    alert: bool
    reasons: list[str]
    stats: list[Stat]
    lines: list[Line]
    rows: list[Row]
    grid: list[Week]
    heard: list[Heard]

    @property
    def week_labels(self) -> list[str]:
        """Heads of the grid's columns."""
        return [str(n) for n in range(1, max((len(row.cells) for row in self.grid), default=0) + 1)]

    @property
    def heard_columns(self) -> list[Column]:
        """Heads of the list of what was heard and read."""
        labels = (_("What"), _("When"), _("Heard"), _("Time listened"), _("Outcome"))
        return [Column(label) for label in labels]


def person_named(scope: Scope, code: str) -> Participant | None:
    """The person of this number within reach, or None."""
    people = Participant.objects.visible_to(scope).select_related("site", "version")
    return people.defer("user").filter(code=code).first()


def person_page(participant: Participant) -> PersonPage:
    """Everything on the page of one person, as it stands now."""
    state = standing(participant)
    scores = visit_scores(state)
    verdict = attention.judge(facts_of(state)) if state.start else None
    return PersonPage(
        code=participant.code,
        site=participant.site.name,
        zone=participant.time_zone,
        start=state.start,
        week=week_words(state),
        alert=verdict is not None and attention.needs_attention(verdict.rank),
        reasons=[wording.reason(r.stored()) for r in verdict.reasons] if verdict else [],
        stats=_stats(state) if state.start else [],
        lines=score_lines(scores, state.section.weeks),
        rows=score_rows(scores),
        grid=week_grid(state),
        heard=_heard(state),
    )


def week_words(state: Standing) -> str:
    """Where somebody stands in the programme, in words."""
    if state.start is None:
        return _("No start yet")
    number, weeks = week_number(state), state.section.weeks
    if number < 1:
        return _("Starts soon")
    if number > weeks:
        return _("After the %(n)d weeks") % {"n": weeks}
    return _("Week %(n)d of %(weeks)d") % {"n": number, "weeks": weeks}


def _stats(state: Standing) -> list[Stat]:
    core = [item for item in state.items() if item.item.kind == PieceKind.CORE and item.open]
    number, share, newest = week_number(state), core_coverage(state), last_session(state)
    played = sum(round(item.record.play_s) for item in state.items() if item.record)
    this, before = practice_days(state, number), practice_days(state, number - 1)
    heard = _("%(n)d %% of them heard") % {"n": int(share * 100)} if share is not None else ""
    return [
        Stat(
            label=_("Main sessions"),
            value=_("%(done)d of %(open)d") % {"done": sum(map(is_done, core)), "open": len(core)},
            note=heard,
        ),
        Stat(
            label=_("Practice this week"),
            value=ngettext("%(n)d day", "%(n)d days", this) % {"n": this},
            note=_("%(n)d last week, %(wanted)d asked for")
            % {"n": before, "wanted": state.section.practice_days},
        ),
        Stat(label=_("Time listened"), value=wording.minutes(played), note=_("in all")),
        Stat(
            label=_("Last session"),
            value=wording.days_ago(state.day(newest) if newest else None, state.today),
        ),
    ]


def _heard(state: Standing) -> list[Heard]:
    used = [(at, item) for item in state.items() if (at := state.last_active(item))]
    used.sort(key=lambda pair: (pair[0], pair[1].item.pk), reverse=True)
    return [_one_heard(state, item) for _at, item in used]


def _one_heard(state: Standing, item: ItemState) -> Heard:
    sittings = state.sittings[item.item.pk]
    record = item.record
    late = state.late(item)
    days = {state.day(sitting.first) for sitting in sittings}
    if late and record and record.last_at:
        days = {state.day(record.last_at)}
    label = {"kind": item.item.get_kind_display(), "n": item.item.week}
    listened = record is not None and record.play_s >= 1
    return Heard(
        label=_("%(kind)s, week %(n)d") % label,
        days=sorted(days, reverse=True),
        late=late,
        heard=wording.minutes_of(record.coverage_s, item.item.minutes)
        if record and listened
        else "",
        played=wording.minutes(record.play_s) if record and listened else "",
        outcome=_outcome(item),
        doubts=[str(FLAGS[flag]) for flag in record.flags if flag in FLAGS] if record else [],
    )


def _outcome(item: ItemState) -> str:
    record = item.record
    if record is None:
        return _("Not counted yet")
    if record.completed and item.item.kind in (PieceKind.PRACTICE, PieceKind.SHORT):
        days = len(record.completed_days)
        return ngettext("Finished on %(n)d day", "Finished on %(n)d days", days) % {"n": days}
    if record.completed:
        return _("Finished")
    if record.completed_ever:
        return _("Finished, after the last day that counts")
    if record.read:
        return _("Read")
    return _("Says it is done") if record.self_reported else _("Part of it")
