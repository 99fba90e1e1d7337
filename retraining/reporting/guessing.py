"""How well the blind held, as the page prints it: tables in words, each with its note."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retraining.common.ui import Column
from retraining.instruments import registry
from retraining.reporting.figures import NONE, Figure, amount, between
from retraining.reporting.selectors.blinding import GUESS, PEOPLE, RATERS, Believed, Blinding, Index
from retraining.statistics.blinding import Estimate

SCALE_WORDS: dict[tuple[str, str], str | Promise] = {
    ("ceq", "credibility"): gettext_lazy("Credibility (3 to 27)"),
    ("ceq", "expectancy"): gettext_lazy("Expectancy (3 to 27)"),
    ("expectation", "first"): gettext_lazy("Expected of the first programme (0 to 10)"),
    ("expectation", "second"): gettext_lazy("Expected of the second programme (0 to 10)"),
}


def sheets(found: Blinding) -> list[Figure]:
    """Every table of the page, those by code last."""
    tables = [_guessed(found), _believed(found, by_code=False)]
    if found.indices:
        tables += [_indices(found.indices, PEOPLE), _indices(found.indices, RATERS)]
    if any(one.code for one in found.believed):
        tables.append(_believed(found, by_code=True))
    return tables


def _heads(*labels: str) -> list[Column]:
    return [Column(labels[0]), *(Column(label, numeric=True) for label in labels[1:])]


def _guessed(found: Blinding) -> Figure:
    texts = registry.get(GUESS).texts
    meaning = {"first": texts["better.first"], "second": texts["better.second"]}
    return Figure(
        id="guesses",
        title=_("What people think the researchers hope"),
        sentence=_("All programmes together.")
        if found.guessed
        else _("Nobody has been asked yet: the question comes after the programme."),
        svg=None,
        columns=_heads(
            _("Questions"), _("First"), _("Second"), _("No idea"), _("Left blank"),
            _("How sure, 0 to 10"), _("95 % interval"),
        ),
        rows=[
            [
                one.visit, str(one.said.get("first", 0)), str(one.said.get("second", 0)),
                str(one.said.get("none", 0)), str(one.blank), amount(one.sure.mean),
                between(one.sure.ci_low, one.sure.ci_high),
            ]
            for one in found.guessed
        ],
        note=_("First: “%(first)s”. Second: “%(second)s”.") % meaning,
    )  # fmt: skip


def _believed(found: Blinding, *, by_code: bool) -> Figure:
    shown = [one for one in found.believed if bool(one.code) == by_code]
    return Figure(
        id="beliefs-by-code" if by_code else "beliefs",
        title=_("Credibility and expectancy, by code")
        if by_code
        else _("Credibility and expectancy"),
        sentence=_("All programmes together.") if not by_code else _("People by code A and B."),
        svg=None,
        columns=_heads(_("Scale"), _("People"), _("Mean"), _("95 % interval"), _("SD")),
        rows=[_belief(one) for one in shown],
        note=_(
            "Means of those who have a score. The CEQ is asked early, before an effect could shape "
            "it; expectation of both programmes before chance decides."
        ),
    )


def _belief(one: Believed) -> list[str]:
    scale = str(SCALE_WORDS.get((one.instrument, one.scale), one.scale))
    words = _("%(scale)s, %(visit)s") % {"scale": scale, "visit": one.visit}
    if one.code:
        words = _("%(what)s, code %(code)s") % {"what": words, "code": one.code}
    summary = one.summary
    return [
        words,
        str(summary.n),
        amount(summary.mean),
        between(summary.ci_low, summary.ci_high),
        amount(summary.sd),
    ]


def _indices(indices: list[Index], who: str) -> Figure:
    shown = [one for one in indices if one.who == who]
    people = who == PEOPLE
    right = _(
        "Right: they named the programme that the researchers hope does better, the first arm of "
        "the protocol. That is a guess at the hope, not at an arm's name."
    )
    about = _("Right: the rater guessed the programme that the person follows.")
    scale = _(
        "Bang, per code: -1 all wrong, 0 chance, 1 all right. James, over both: 0 all right, 0.5 "
        "chance, 1 nobody knows. Limits at 95 %, by the normal distribution: rough in small "
        "samples."
    )
    return Figure(
        id=f"index-{who}",
        title=_("The blind of the people who take part")
        if people
        else _("The blind of the raters"),
        sentence=_("By code; which code is which programme is not known here.")
        if shown
        else _("Nothing has been asked yet."),
        svg=None,
        columns=_heads(
            _("Questions"), _("Right"), _("Wrong"), _("No idea"), _("Index"), _("95 % limits")
        ),
        rows=[row for one in shown for row in _rows(one)],
        note=f"{right if people else about} {scale}",
    )


def _rows(one: Index) -> list[list[str]]:
    rows = [
        [
            _("%(visit)s, code %(code)s (Bang)") % {"visit": one.visit, "code": code},
            str(tally.right),
            str(tally.wrong),
            str(tally.unknown),
            *_estimate(one.bang.get(code)),
        ]
        for code, tally in one.tallies.items()
    ]
    sums = [
        str(sum(getattr(tally, name) for tally in one.tallies.values()))
        for name in ("right", "wrong", "unknown")
    ]
    return [
        *rows,
        [_("%(visit)s, both (James)") % {"visit": one.visit}, *sums, *_estimate(one.james)],
    ]


def _estimate(found: Estimate | None) -> list[str]:
    return [NONE, NONE] if found is None else [amount(found.value), between(found.low, found.high)]
