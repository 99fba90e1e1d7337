"""The PDF of what somebody signed: who, what, when, and the documents as they stood. Tagged.

Knows no database. Every text goes into the typesetter as a quoted string, so nothing that stands in
a document or a name can be read as an instruction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import typst
from django.utils import dateformat
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark", {"html": False})
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": " ", "\r": " ", "\t": " "}
_PAGE = """
#set document(title: {title}, author: {author}, date: {day})
#set text(lang: {language}, size: 10.5pt, font: "Libertinus Serif", hyphenate: false)
#set par(leading: 0.72em, spacing: 1.15em)
#set page(
  paper: "a4", margin: (x: 28mm, top: 26mm, bottom: 28mm),
  footer: context [
    #set text(size: 8.5pt, fill: luma(90))
    #line(length: 100%, stroke: 0.5pt + luma(190))
    #v(-0.4em)
    #{footer} #h(1fr) #counter(page).display("1 / 1", both: true)
  ],
)
#set list(marker: [•], indent: 0.4em, body-indent: 0.7em, spacing: 0.85em)
#show heading: set text(fill: rgb("#1f4f52"), weight: "semibold")
#show heading.where(level: 1): set text(size: 19pt)
#show heading.where(level: 2): set text(size: 13pt)
#show heading.where(level: 3): set text(size: 11pt)
#show heading: set block(above: 1.7em, below: 0.8em)
#let facts(..rows) = block(
  width: 100%, inset: (x: 14pt, y: 12pt), radius: 4pt, fill: rgb("#f6f1e7"),
  grid(columns: (38mm, 1fr), row-gutter: 9pt, column-gutter: 8pt, ..rows),
)
#let label(words) = text(fill: luma(70), words)
"""


@dataclass(frozen=True)
class Signature:
    """One signature as it is printed.

    Args:
        name: as typed or printed.
        at: wall time of the signer, aware.
        meaning: what signing means, in a sentence.
    """

    name: str
    at: datetime
    meaning: str


@dataclass(frozen=True)
class Printed:
    """What stands in the copy.

    Args:
        study: the public name.
        number: the person's number.
        site: name and telephone of the site.
        version: number of the protocol version.
        ethics: reference under which the documents were approved; may be empty.
        language: of the documents.
        statements: the lines that were agreed to.
        signatures: the person's first, then that of staff where there is one.
        documents: (Markdown, SHA-256), in the order in which they are printed.
        note: how it was signed, where that needs a sentence.
    """

    study: str
    number: str
    site: str
    version: int
    ethics: str
    language: str
    statements: Sequence[str]
    signatures: Sequence[Signature]
    documents: Sequence[tuple[str, str]]
    note: str = ""


def render(printed: Printed) -> bytes:
    """The tagged PDF (PDF/UA-1). The same input gives the same bytes."""
    signed = printed.signatures[0].at
    pdf = typst.compile(
        source(printed).encode(),
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=int(signed.timestamp()),
    )
    assert isinstance(pdf, bytes)
    return pdf


def source(printed: Printed) -> str:
    """The typesetter's input."""
    signed = printed.signatures[0].at
    title = _("What you signed: %(study)s") % {"study": printed.study}
    footer = _("%(study)s · number %(number)s · version %(version)d") % vars(printed)
    head = (
        _PAGE.replace("{title}", quoted(title))
        .replace("{author}", quoted(printed.study))
        .replace(
            "{day}", f"datetime(year: {signed.year}, month: {signed.month}, day: {signed.day})"
        )
        .replace("{language}", quoted(printed.language))
        .replace("{footer}", quoted(footer))
    )
    lines = [head, _heading(1, _("What you signed")), _facts(_summary(printed))]
    if printed.note:
        lines.append(f"#{quoted(printed.note)}\n")
    lines += [
        _heading(2, _("What you agreed to")),
        *[f"- #{quoted(s)}" for s in printed.statements],
    ]
    lines.append(_heading(2, _("Signatures")))
    lines += [_facts(_signature(one)) for one in printed.signatures]
    for text, sha256 in printed.documents:
        mark = _("Fingerprint of this text (SHA-256): %(hash)s")
        small = quoted(mark % {"hash": " ".join(_chunks(sha256, 8))})
        lines += ["#pagebreak()", markdown(text), f"#v(1em)\n#text(size: 8.5pt, {small})\n"]
    return "\n".join(lines)


def _summary(printed: Printed) -> list[tuple[str, str]]:
    rows = [
        (_("Study"), printed.study),
        (_("Your number"), printed.number),
        (_("Study team"), printed.site),
        (_("Version"), str(printed.version)),
    ]
    return [*rows, *([(_("Ethics reference"), printed.ethics)] if printed.ethics else [])]


def _signature(one: Signature) -> list[tuple[str, str]]:
    when = dateformat.format(one.at, "j F Y, H:i:s")
    zone = one.at.strftime("UTC%z")
    return [(_("Name"), one.name), (_("Signed"), f"{when} ({zone})"), (_("Meaning"), one.meaning)]


def _chunks(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]


def _facts(rows: Iterable[tuple[str, str]]) -> str:
    cells = ", ".join(f"label({quoted(key)}), [#{quoted(value)}]" for key, value in rows)
    return f"#facts({cells})\n"


def _heading(level: int, words: str) -> str:
    return f"\n#heading(level: {level}, {quoted(words)})\n"


def quoted(text: str) -> str:
    """A string of the typesetter's language that holds exactly this text."""
    escaped = "".join(
        _ESCAPES.get(letter, letter) for letter in text if letter >= " " or letter in _ESCAPES
    )
    return f'"{escaped}"'


def markdown(text: str) -> str:
    """A Markdown document in the typesetter's language: headings, paragraphs, lists, emphasis."""
    return "\n".join(_blocks(_PARSER.parse(text)))


def _blocks(tokens: list[Token]) -> Iterable[str]:
    depth, ordered, level = 0, [], 0
    item = ""
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            ordered.append(token.type.startswith("ordered"))
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            ordered.pop()
            depth -= 1
            if depth == 0:
                yield ""
        elif token.type == "list_item_open":
            item = "  " * (depth - 1) + ("+ " if ordered[-1] else "- ")
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "inline":
            words = "".join(_inline(token.children or []))
            if level:
                yield f"\n#heading(level: {level}, [{words}])\n"
                level = 0
            elif depth:
                yield f"{item or '  ' * depth}{words}"
                item = ""
            else:
                yield f"{words}\n"
        elif token.type in ("fence", "code_block"):
            yield f"#{quoted(token.content)}\n"


_MARKS = {"strong_open": "#strong[", "em_open": "#emph[", "strong_close": "]", "em_close": "]"}


def _inline(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type in _MARKS:
            yield _MARKS[token.type]
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.content:
            yield f"#{quoted(token.content)}"
