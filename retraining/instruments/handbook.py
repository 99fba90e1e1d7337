"""The page on all questionnaires, from the registry: `python -m retraining.instruments.handbook`.

A test holds `docs/instruments.md` against this.
"""

import sys
from collections.abc import Iterable

from retraining.instruments import registry
from retraining.instruments.base import Direction, Instrument, Rule
from retraining.instruments.scoring import allowed_words

INTRO = """# Questionnaires

Generated from the registry (`python -m retraining.instruments.handbook > docs/instruments.md`);
do not edit by hand.

## How they are scored

`manage.py score CODE [--rule R] [--value-set V] [--in F] [--out F]` reads `id,q1,...,qN` (the
number printed at the ticked option; an empty cell is a missing answer) and writes
`id,scale,score,status,band,rule`. It needs no server and no trial. The status is `complete`,
`prorated` (missing items were filled in by the rule) or `invalid` (no score). Nothing is filled
in unless the rule says so. `--compare RULE` prints, scale by scale, how often and by how much a
second rule differs. `score --list` prints everything on this page as JSON.

Every score carries the version of its rule. A rule that is used is never changed: a new one
stands beside it. *Unverified* marks a rule that rests on memory or on a second source; what
exactly is in doubt stands below it, and has to be checked against the manual before results are
reported.

## Words

Words are in the repository only where their licence lets anybody ship them, taken unchanged from
the source named in the file. For all others the licence holder loads a text pack: `manage.py
text_pack template hads es > hads.toml` prints the file to fill in, `manage.py text_pack check
hads.toml` says what is wrong, by line. Without a pack a page reads "Item 3 (words under licence)"
with the real numbers, so that everything can be tried. A pack names the number, the holder and
the last day of the licence.

## Exchange

`manage.py export_questionnaire CODE [--release R4|R5]` prints a FHIR Questionnaire; with
`--answers F` (a CSV as for `score`) a Bundle of QuestionnaireResponses. `manage.py
import_questionnaire FILE [--rule sum|mean]` reads a FHIR Questionnaire (R4 or R5, JSON) or a
REDCap data dictionary (`.csv`) and prints the instrument; what cannot be taken over (free text,
several answers, calculated fields, expressions) is said on stderr, by line. It is a check and a
converter: nothing is stored, and no trial can ask these questions before somebody adds them as
below. A trial's folder holds no questionnaires of its own, so that every score comes from a rule
that is tested here.

## To add one

One file in `retraining/instruments/`: items, scales, rules, licence. Name it in `registry.py`,
write its expected values by hand in `tests/instruments/`, and generate this page anew.
"""
SYMBOLS = {
    Direction.HIGHER_WORSE: "higher is worse",
    Direction.HIGHER_BETTER: "higher is better",
    Direction.NONE: "no direction",
}


def to_markdown() -> str:
    """Return the page."""
    instruments = [registry.get(code) for code in registry.codes()]
    rows = [
        f"| [{one.code}](#{one.code}) | {one.name or one.texts['title']} | {len(one.items)} | "
        f"{', '.join(rule.version for rule in one.rules)} | "
        f"{'yes' if one.text_shipped else 'no'} | {'yes' if one.unverified else ''} |"
        for one in instruments
    ]
    head = "| code | name | items | rules | words shipped | unverified |"
    parts = [INTRO, "## All of them\n", head, f"|{'---|' * 6}", *rows, ""]
    parts += [_section(one) for one in instruments]
    return "\n".join(parts).rstrip("\n") + "\n"


def _section(one: Instrument) -> str:
    lines = [
        f"## {one.code}",
        "",
        f"{one.name or one.texts['title']}, version {one.version}. {_items(one)}",
        "",
        f"- Source: {one.source}",
        f"- Licence: {one.licence}",
        f"- Words: {one.words or 'this project' + chr(39) + 's own'}"
        f"{'; in the repository' if one.text_shipped else ''}",
        *([f"- Looks back on: {one.recall}"] if one.recall else []),
        *([f"- LOINC: {one.loinc}"] if one.loinc else []),
        *([f"- Value sets: {', '.join(one.value_sets)}"] if one.value_sets else []),
        *(["- Filled in by a rater"] if one.filled_by != "participant" else []),
        *(f"- {note}" for note in one.notes),
        "",
        "| scale | range | direction |",
        "|---|---|---|",
        *(
            f"| {s.name} | {s.minimum:g} to {s.maximum:g} | {SYMBOLS[s.direction]} |"
            for s in one.scales
        ),
        "",
        *(line for rule in one.rules for line in _rule(rule)),
        *_changes(one),
    ]
    return "\n".join(lines)


def _items(one: Instrument) -> str:
    """How many items there are, and what may be ticked."""
    groups: list[tuple[str, int]] = []
    for item in one.items:
        words = allowed_words(item)
        if groups and groups[-1][0] == words:
            groups[-1] = words, groups[-1][1] + 1
        else:
            groups.append((words, 1))
    return "; ".join(f"{n} {'item' if n == 1 else 'items'}: {w}" for w, n in groups) + "."


def _rule(rule: Rule) -> Iterable[str]:
    yield f"Rule `{rule.version}`: {rule.source}. {rule.missing}"
    if rule.unverified:
        yield f"**Unverified**: {rule.doubt}"
    for part in rule.scales:
        if part.bands:
            bands = part.bands
            sign = "up to" if bands.cut_belongs_below else "from"
            cuts = ", ".join(f"{cut:g}" for cut in bands.cuts)
            labels = " / ".join(bands.labels)
            yield f"Bands of {part.scale}: {labels}; {sign} {cuts} ({bands.source})."
    yield ""


def _changes(one: Instrument) -> Iterable[str]:
    """Smallest changes that matter."""
    if one.changes:
        found = (
            f"{c.scale}: {c.text} ({c.source}{'; unverified' if c.unverified else ''})"
            for c in one.changes
        )
        yield f"Changes that matter: {'; '.join(found)}."
        yield ""


if __name__ == "__main__":
    sys.stdout.write(to_markdown())
