"""Text packs: the words of a questionnaire, from whoever holds the licence, as one TOML file. Pure.

    format = 1
    instrument = "hads"
    version = "1983"            # the printing whose words these are, as `score --list` names it
    language = "es"

    [licence]
    number = "2026-0417"
    holder = "University of Somewhere"
    expires = 2027-12-31        # left out where the licence does not end

    [texts]
    intro = "..."               # title, intro and headings of sections may be left out
    "q1" = "..."                # every item
    "q1.0" = "..."              # every option, or the words at both ends of a scale

Which texts there are depends on the questionnaire; `template` writes the file to fill in. The words
are plain text, taken over unchanged. Nothing here says that somebody holds a licence: that is on
whoever loads the pack, and is recorded with their name.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from retraining.common.findings import Finding
from retraining.instruments.base import Instrument, Item
from retraining.instruments.registry import UnknownInstrument, get

FORMAT = 1
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
LONGEST = 2000
WARN_BEFORE = timedelta(days=60)


def gettext_noop(message: str) -> str:
    """Marks a sentence for translators; whoever shows it translates: no Django is known here."""
    return message


# What stands for an item whose words nobody has loaded.
UNDER_LICENCE = gettext_noop("Item %(n)d (words under licence)")
REQUIRED = {"format": int, "instrument": str, "version": str, "language": str}
LICENCE = {"number": str, "holder": str}


class LicenceState(StrEnum):
    """Whether the words of a pack may be shown on a day."""

    VALID = "valid"
    ENDING = "ending"  # ends within two months: say so
    ENDED = "ended"  # opens no new questions; answers that are there stay


@dataclass(frozen=True)
class TextPack:
    """The words of one printing of one questionnaire in one language.

    Args:
        instrument: code.
        version: the printing, as the instrument names it.
        language: such as "es" or "pt-BR".
        licence_number, licence_holder: as the licence names them.
        expires: last day of the licence; None where it does not end.
        texts: by key, as `Instrument.text_keys` names them.
    """

    instrument: str
    version: str
    language: str
    licence_number: str
    licence_holder: str
    expires: date | None
    texts: Mapping[str, str]

    def state(self, today: date) -> LicenceState:
        """Return whether the words may be shown on this day."""
        if self.expires is None or today + WARN_BEFORE < self.expires:
            return LicenceState.VALID
        return LicenceState.ENDING if today <= self.expires else LicenceState.ENDED


def optional_keys(instrument: Instrument) -> set[str]:
    """Return the keys of texts that a pack may leave out."""
    return {"title", "intro", *(section.key for section in instrument.sections)}


def parse(data: bytes, path: str) -> tuple[TextPack | None, list[Finding]]:
    """Read a pack and hold it against its questionnaire.

    Args:
        data: the file.
        path: its name, for the findings.

    Returns:
        The pack, or None where it cannot be used; and what is wrong with it, by line.
    """
    try:
        text = data.decode("utf-8-sig")
        content = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, [Finding(path, line, "not UTF-8")]
    except tomllib.TOMLDecodeError as error:
        return None, [Finding(path, _line_in(str(error)), f"not readable as TOML: {error}")]
    problems = _head_problems(content)
    if not problems:
        problems = _text_problems(content)
    if problems:
        findings = [Finding(path, _line_of(text, key), sentence) for key, sentence in problems]
        return None, sorted(findings)
    licence = content["licence"]
    pack = TextPack(
        content["instrument"],
        content["version"],
        content["language"],
        licence["number"],
        licence["holder"],
        licence.get("expires"),
        {key: value.strip() for key, value in content["texts"].items()},
    )
    return pack, []


Problem = tuple[str, str]


def _head_problems(content: Mapping[str, Any]) -> list[Problem]:
    problems = _missing("", content, REQUIRED)
    licence = content.get("licence")
    if not isinstance(licence, dict):
        problems.append(("licence", "there is no [licence]"))
    else:
        problems += _missing("licence: ", licence, LICENCE)
        # A date and time is a date to Python as well.
        if type(licence.get("expires", date.max)) is not date:
            problems.append(("expires", "licence: expires is a day, such as 2027-12-31"))
        problems += _unknown("licence: ", licence, {*LICENCE, "expires"})
    if not isinstance(content.get("texts"), dict):
        problems.append(("texts", "there is no [texts]"))
    problems += _unknown("", content, {*REQUIRED, "licence", "texts"})
    return problems or _identity_problems(content)


def _missing(where: str, table: Mapping[str, Any], kinds: Mapping[str, type]) -> list[Problem]:
    problems = []
    for name, kind in kinds.items():
        value = table.get(name)
        if type(value) is not kind or value == "":
            what = "a number" if kind is int else "a text"
            problems.append((name, f"{where}{name} is missing or is not {what}"))
    return problems


def _unknown(where: str, table: Mapping[str, Any], names: set[str]) -> list[Problem]:
    return [(name, f"{where}{name} is not known here") for name in table if name not in names]


def _identity_problems(content: Mapping[str, Any]) -> list[Problem]:
    if content["format"] != FORMAT:
        return [("format", f"format {content['format']} is not known; this is format {FORMAT}")]
    if not LANGUAGE.fullmatch(content["language"]):
        return [("language", f'{content["language"]!r} is no language such as "es" or "pt-BR"')]
    try:
        instrument = get(content["instrument"])
    except UnknownInstrument as error:
        return [("instrument", str(error))]
    if content["version"] != instrument.version:
        return [
            (
                "version",
                f"these are the words of {content['version']!r}; {instrument.code} is scored as "
                f"{instrument.version!r}",
            )
        ]
    return []


def _text_problems(content: Mapping[str, Any]) -> list[Problem]:
    instrument, texts = get(content["instrument"]), content["texts"]
    keys, optional = instrument.text_keys(), optional_keys(instrument)
    problems = [
        ("[texts]", f"texts: {key!r} is missing")
        for key in keys
        if key not in texts and key not in optional
    ]
    for key, value in texts.items():
        if key not in keys:
            problems.append((key, f"texts: {instrument.code} has no text {key!r}"))
        elif not isinstance(value, str) or not value.strip():
            problems.append((key, f"texts: {key!r} is empty or no text"))
        elif len(value) > LONGEST:
            problems.append((key, f"texts: {key!r} is longer than {LONGEST} characters"))
        elif re.search(r"[\x00-\x08\x0b-\x1f\x7f]", value):
            problems.append((key, f"texts: {key!r} holds a control character"))
    return problems


def _line_in(message: str) -> int:
    found = re.search(r"line (\d+)", message)
    return int(found[1]) if found else 0


def _line_of(text: str, key: str) -> int:
    """The line that gives this key, or this table; 1 where none does."""
    name = re.escape(key)
    pattern = re.compile(rf"\s*(\[{name}\]|{name}(?=\s*$)|[\"']?{name}[\"']?\s*=)")
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if pattern.match(line)), 1)


def words(instrument: Instrument, pack: TextPack | None) -> Mapping[str, str]:
    """Return the words to show, each key of the questionnaire with its text.

    Those of the pack; else those that ship; else placeholders, so that everything can be tried.
    """
    own = pack.texts if pack else instrument.texts
    return {
        key: own.get(key) or _stand_in(instrument, key, bool(own)) for key in instrument.text_keys()
    }


def _stand_in(instrument: Instrument, key: str, worded: bool) -> str:
    """What stands for a text that is not there."""
    if key == "title":
        return instrument.heading
    if worded or key == "intro" or key in optional_keys(instrument):
        return ""
    for number, item in enumerate(instrument.items, start=1):
        if key == item.name:
            return UNDER_LICENCE % {"n": number}
        if key in (item.low, item.high, *item.options):
            return _end(item, key)
    raise KeyError(key)


def _end(item: Item, key: str) -> str:
    if key in item.options:
        return f"Option {item.allowed[item.options.index(key)]}"
    return "Lowest" if key == item.low else "Highest"


def template(instrument: Instrument, language: str) -> str:
    """Return the file that whoever holds the licence fills in."""
    lines = [
        f"# Words of {instrument.name}. Licence: {instrument.licence}.",
        "# Fill in every text, unchanged from the licensed form; delete lines that it does not",
        "# have (title, intro and sections only). Without a title participants read: "
        f"{instrument.heading}",
        f"format = {FORMAT}",
        f'instrument = "{instrument.code}"',
        f'version = "{instrument.version}"',
        f'language = "{language}"',
        "",
        "[licence]",
        'number = ""',
        'holder = ""',
        "# expires = 2027-12-31",
        "",
        "[texts]",
        *(f'"{key}" = ""' for key in instrument.text_keys()),
    ]
    return "".join(f"{line}\n" for line in lines)
