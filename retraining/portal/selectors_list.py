"""What the list-keeper's pages show: places in figures, and what was committed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retraining.common.findings import Finding
from retraining.portal.selectors_manage import SUPPLY_WORDS, levels_in, stratum_name
from retraining.portal.selectors_manage_person import staff_name
from retraining.randomisation import protocol_section
from retraining.randomisation import selectors as randomisation
from retraining.randomisation.models import ListSegment, Unsealing
from retraining.randomisation.selectors_unsealing import readiness_of
from retraining.trials.models import Trial

METHOD_WORDS: dict[str, str | Promise] = {
    "permuted-blocks": gettext_lazy("Permuted blocks: made here, or made elsewhere and uploaded."),
    "list": gettext_lazy("A list that is made elsewhere and uploaded."),
    "simple": gettext_lazy("Simple: dice are thrown for each person. There is no list."),
    "minimisation": gettext_lazy(
        "Minimisation: dice are thrown for each person. There is no list."
    ),
}
MOST_FINDINGS = 100


@dataclass(frozen=True)
class StockRow:
    """Places of one stratum, in figures and in a word."""

    name: str
    size: int
    used: int
    left: int
    words: str | Promise
    tone: str


@dataclass(frozen=True)
class SegmentRow:
    """A piece of the list: when, by whom, how long, and what was committed to."""

    number: int
    at: datetime
    by: str
    places: int
    origin: str
    commitment: str


@dataclass(frozen=True)
class Method:
    """How the newest protocol allocates.

    Args:
        words: in a sentence.
        listed: whether there is a list at all.
        made_here: whether a list can be made on the page.
        factors: {factor: levels} as labels of strata name them.
    """

    words: str | Promise
    listed: bool
    made_here: bool
    factors: dict[str, list[str]]


def method_of(trial: Trial) -> Method | None:
    """The method of the newest protocol; None before one is loaded."""
    version = trial.versions.order_by("-number").first()
    if version is None:
        return None
    section = protocol_section.read(version.content)
    sites = list(trial.sites.order_by("slug").values_list("slug", flat=True))
    return Method(
        words=METHOD_WORDS[section.method],
        listed=section.is_listed,
        made_here=section.has_blocks,
        factors=protocol_section.strata(section, sites),
    )


def stock_rows(trial: Trial) -> list[StockRow]:
    """Places of every stratum."""
    names = dict(trial.sites.values_list("slug", "name"))
    return [
        StockRow(
            stratum_name(levels_in(stock.label), names),
            stock.size,
            stock.used,
            stock.left,
            *SUPPLY_WORDS[stock.supply],
        )
        for stock in randomisation.stocks(trial)
    ]


def _origin(row: ListSegment) -> str:
    words = str(row.get_origin_display())
    return f"{words} ({row.rule})" if row.rule else words


def segment_rows(trial: Trial) -> list[SegmentRow]:
    """Every segment, the newest first."""
    return [
        SegmentRow(
            row.number, row.created_at, staff_name(row.by), places, _origin(row), row.commitment
        )
        for row, places in randomisation.segments_with_places(trial)
    ]


def example_of(trial: Trial) -> str:
    """The head and a first line of a file that this trial takes."""
    method = method_of(trial)
    factors = method.factors if method else {}
    label = protocol_section.label({name: levels[0] for name, levels in factors.items() if levels})
    arm = trial.arms.order_by("slug").values_list("slug", flat=True).first() or "arm"
    if method is not None and method.made_here:
        return f"stratum,position,block,block_size,arm\n{label},1,1,4,{arm}"
    return f"stratum,position,arm\n{label},1,{arm}"


@dataclass(frozen=True)
class ConditionRow:
    """A condition of the unsealing, in words."""

    label: str
    holds: bool
    words: str


@dataclass(frozen=True)
class UnsealingPage:
    """What the page of the unsealing shows."""

    rows: list[ConditionRow]
    ready: bool
    unsealing: Unsealing | None


def unsealing_page(trial: Trial) -> UnsealingPage:
    """The two conditions, by whom they were met, and whether the list is open."""
    now = readiness_of(trial)
    filed = _("Nobody has filed it yet. The statistician does.")
    if now.plan is not None:
        filed = _("Version %(version)s, filed by %(by)s.") % {
            "version": now.plan.version,
            "by": staff_name(now.plan.by),
        }
    final = _("Not yet. A manager signs for all answers of the trial at once.")
    if now.lock is not None:
        final = _("Signed by %(by)s.") % {"by": staff_name(now.lock.by)}
    rows = [
        ConditionRow(_("The analysis plan is filed"), now.plan is not None, filed),
        ConditionRow(_("All answers are final"), now.lock is not None, final),
    ]
    return UnsealingPage(rows, now.ready, now.unsealing)


@dataclass(frozen=True)
class FindingRow:
    """A mistake in an uploaded list."""

    path: str
    line: int
    advice: str


def finding_rows(findings: Iterable[Finding]) -> list[FindingRow]:
    """The first mistakes, by line; a last row says how many more there are."""
    found = list(findings)
    rows = [FindingRow(f.path, f.line, f.text) for f in found[:MOST_FINDINGS]]
    if len(found) > MOST_FINDINGS:
        more = _("and %(n)d more") % {"n": len(found) - MOST_FINDINGS}
        rows.append(FindingRow(found[0].path, 0, more))
    return rows
