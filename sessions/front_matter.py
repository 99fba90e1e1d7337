"""The few lines of `key: value` at the head of a script, read strictly.

A full YAML reader would accept far more than authors need and turn `no` into a truth value; here
every value is text or a list of texts, and a line that fits no form is a finding with its number.
"""

import re
from dataclasses import dataclass

from retraining.common.findings import Finding

FENCE = "---"
_KEY = re.compile(r"^(?P<key>[a-z][a-z_]*):(?:\s+(?P<value>.*))?$")
_ITEM = re.compile(r"^\s+-\s+(?P<value>.*)$|^-\s+(?P<bare>.*)$")
_QUOTED_OR_BARE = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^,]*))\s*(?:,|$)""")


@dataclass(frozen=True)
class Entry:
    """One value of the front matter: `value` is a text or, for lists, a tuple of texts."""

    value: str | tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        """The value as one text; list items joined by ", "."""
        return self.value if isinstance(self.value, str) else ", ".join(self.value)

    @property
    def items(self) -> tuple[str, ...]:
        """The value as a list; a text is parted at semicolons, or at commas where it has none."""
        if isinstance(self.value, tuple):
            return self.value
        parts = self.value.split(";" if ";" in self.value else ",")
        return tuple(part.strip() for part in parts if part.strip())


@dataclass(frozen=True)
class FrontMatter:
    """A file cut in two.

    Args:
        entries: key to value and line.
        body: everything after the closing fence.
        body_line: line number of the first body line, from 1.
        findings: lines that could not be read, duplicate keys, missing fences.
    """

    entries: dict[str, Entry]
    body: str
    body_line: int
    findings: tuple[Finding, ...]


def split(text: str, path: str) -> FrontMatter:
    """Cut a file into front matter and body.

    Args:
        text: whole file.
        path: its name, for findings.

    Returns:
        The two halves; mistakes are in `findings`, nothing is raised.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].strip() != FENCE:
        missing = Finding(path, 1, "front matter is missing: the first line must be ---")
        return FrontMatter({}, text, 1, (missing,))
    for end in range(1, len(lines)):
        if lines[end].strip() == FENCE:
            entries, findings = _entries(lines[1:end], path)
            return FrontMatter(entries, "\n".join(lines[end + 1 :]), end + 2, tuple(findings))
    unclosed = Finding(path, 1, "front matter is not closed: a second line --- is missing")
    return FrontMatter({}, "", len(lines) + 1, (unclosed,))


def _entries(lines: list[str], path: str) -> tuple[dict[str, Entry], list[Finding]]:
    entries: dict[str, Entry] = {}
    findings: list[Finding] = []
    open_key = ""  # the key whose list items may follow
    for number, line in enumerate(lines, start=2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        item = _ITEM.match(line)
        key = _KEY.match(line)
        if item and open_key:
            value = _unquote(item["value"] or item["bare"] or "")
            so_far = entries[open_key].value or ()
            entries[open_key] = Entry((*so_far, value), entries[open_key].line)
        elif key and key["key"] in entries:
            findings.append(Finding(path, number, f"{key['key']} is given twice"))
            open_key = ""
        elif key:
            value_text = (key["value"] or "").strip()
            entries[key["key"]] = Entry(_value(value_text), number)
            open_key = "" if value_text else key["key"]
        else:
            findings.append(
                Finding(path, number, f"not `key: value` nor a list item: {line.strip()}")
            )
    return entries, findings


def _value(text: str) -> str | tuple[str, ...]:
    if not (text.startswith("[") and text.endswith("]")):
        return _unquote(text)
    inner = text[1:-1].strip()
    if not inner:
        return ()
    found = _QUOTED_OR_BARE.findall(inner)
    items = ((double or single or bare).strip() for double, single, bare in found)
    return tuple(item for item in items if item)


def _unquote(text: str) -> str:
    text = text.strip()
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text
