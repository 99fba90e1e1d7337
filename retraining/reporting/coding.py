"""Figures by code as the committee's page prints them: the pooled figures, side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from retraining.common.ui import Column
from retraining.reporting import figures
from retraining.reporting.figures import Figure
from retraining.reporting.selectors.by_code import Coded
from retraining.safety.selectors.tally import Count, Tally


@dataclass(frozen=True)
class FigureSet:
    """One kind of figures: a heading, and the figures of each code under it."""

    id: str
    title: str
    note: str
    of_codes: list[tuple[str, Figure]]


def stat_columns(found: Sequence[Coded]) -> list[Column]:
    """Heads of the first table."""
    return [Column(_("Figure")), *(Column(one.code, numeric=True) for one in found)]


def stats(found: Sequence[Coded]) -> list[list[str]]:
    """The figures at the top, a column per code."""
    of_codes = [figures.stats(one.found) for one in found]
    if not of_codes:
        return []
    return [
        [str(line[0].label), *(str(stat.value) for stat in line)]
        for line in zip(*of_codes, strict=True)
    ]


def event_columns(found: Sequence[tuple[str, Tally]]) -> list[Column]:
    """Heads of the table of adverse events: people and events of each code."""
    heads = [Column(_("Adverse events"))]
    for code, _tally in found:
        heads.append(Column(_("%(code)s: people") % {"code": code}, numeric=True))
        heads.append(Column(_("%(code)s: events") % {"code": code}, numeric=True))
    return heads


def event_rows(found: Sequence[tuple[str, Tally]]) -> list[list[str]]:
    """Adverse events by kind, people and events of each code side by side."""
    kinds: list[tuple[str, Callable[[Tally], Count]]] = [
        (_("All"), lambda one: one.all),
        (_("Serious"), lambda one: one.serious),
        (_("Severe"), lambda one: one.severe),
        (_("Judged to be related to taking part"), lambda one: one.related),
    ]
    return [
        [label, *(str(n) for _code, one in found for n in (of(one).people, of(one).events))]
        for label, of in kinds
    ]


def sets(found: Sequence[Coded]) -> list[FigureSet]:
    """Every kind of figures with those of each code."""
    of_codes = [(one.code, figures.figures(one.found)) for one in found]
    if not of_codes:
        return []
    kinds = range(len(of_codes[0][1]))
    return [
        FigureSet(
            id=of_codes[0][1][kind].id,
            title=of_codes[0][1][kind].title,
            note=of_codes[0][1][kind].note,
            of_codes=[(code, of_code[kind]) for code, of_code in of_codes],
        )
        for kind in kinds
    ]
