"""What an import makes of somebody else's form, and what it could not take over. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retraining.common.findings import Finding
from retraining.instruments.base import Direction, Instrument, Item, Rule, Scale, ScaleRule, Section
from retraining.instruments.combine import Combine, How

TOTAL = "total"
LINE_END = re.compile(rb"\r\n|\r|\n")


class BadForm(ValueError):
    """A file that is no form, or has no question that can be asked; the findings say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


def decoded(data: bytes, path: str) -> str:
    """Return the text of a file.

    Raises:
        BadForm: it is not UTF-8, with the line where it is not.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(LINE_END.findall(data[: error.start])) + 1
        raise BadForm([Finding(path, line, "not UTF-8")]) from None


@dataclass(frozen=True)
class Imported:
    """A questionnaire from a file.

    Args:
        instrument: unscored, unless a rule was given.
        language: of its words; empty where the form does not say.
        texts: its words, by key.
        findings: what was left out, or is kept in another way.
    """

    instrument: Instrument
    language: str
    texts: Mapping[str, str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Form:
    """The parts of a form as an importer found them, before they are an instrument."""

    code: str
    version: str
    name: str
    licence: str
    source: str
    loinc: str
    items: tuple[Item, ...]
    sections: tuple[Section, ...]
    texts: Mapping[str, str]


def build(form: Form, how: How | None) -> Instrument:
    """Return the instrument of a form.

    Args:
        form: with at least one item.
        how: sum or mean of all its items as its only scale; None leaves it unscored.
    """
    scales: tuple[Scale, ...] = ()
    rules: tuple[Rule, ...] = ()
    if how is not None:
        scorer = Combine(form.items, how)
        low, high = scorer.ends()
        scales = (Scale(TOTAL, float(low), float(high), Direction.NONE),)
        rules = (
            Rule(
                f"{how}-v1",
                (ScaleRule(TOTAL, scorer),),
                source="Given at the import",
                unverified=True,
                doubt=f"That the score is the {how} of all items, none of them turned round.",
            ),
        )
    return Instrument(
        code=form.code,
        version=form.version,
        name=form.name,
        heading=form.name,
        items=form.items,
        sections=form.sections if _covers(form) else (),
        scales=scales,
        rules=rules,
        licence=form.licence,
        text_shipped=False,
        words="Those of the imported form: whoever imports it answers for the licence",
        source=form.source,
        loinc=form.loinc,
    )


def _covers(form: Form) -> bool:
    listed = [name for section in form.sections for name in section.items]
    return listed == [item.name for item in form.items]


def slug(text: str) -> str:
    """Return a text as a code: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")
