"""The arms of a trial as files: texts, fixed blocks and rendered.json of every programme. Pure."""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from retraining.common.findings import Finding
from retraining.trials import protocol_section as trials
from sessions import protocol_section
from sessions.arm_figures import ArmTexts
from sessions.library import read_programme
from sessions.parity import RENDERED_FILE, read_rendered
from sessions.scripts import ScriptErrors, text_hash

PROTOCOL_FILE = "protocol.toml"


def read_protocol(folder: Path) -> dict[str, Any]:
    """The parsed protocol.toml of a trial folder.

    Raises:
        ScriptErrors: it is missing or unreadable, or names no arms or no sessions.
    """
    path = folder / PROTOCOL_FILE
    try:
        content = tomllib.loads(path.read_text("utf-8"))
        problems = [*trials.problems(content), *protocol_section.problems(content)]
    except OSError as error:
        raise ScriptErrors([Finding(str(path), 0, "no protocol.toml in this folder")]) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ScriptErrors([Finding(str(path), 0, f"not readable as TOML: {error}")]) from error
    except (AttributeError, TypeError, KeyError) as error:
        text = f"a section has the wrong shape ({error})"
        raise ScriptErrors([Finding(str(path), 0, text)]) from error
    if problems:
        raise ScriptErrors([Finding(str(path), 0, sentence) for _key, sentence in problems])
    return content


def line_of(folder: Path, section: str, key: str) -> int:
    """The first line of a section of protocol.toml that names a key; 0 where none does."""
    header, word = re.compile(rf"\[+{re.escape(section)}\b"), re.compile(rf"\b{re.escape(key)}\b")
    inside = False
    for number, line in enumerate((folder / PROTOCOL_FILE).read_text("utf-8").splitlines(), 1):
        code = line.split("#")[0]
        if code.startswith("["):
            inside = bool(header.match(code))
        if inside and word.search(code):
            return number
    return 0


def arms_of(folder: Path, content: Mapping[str, Any]) -> list[ArmTexts]:
    """The texts of every arm, in the order of the protocol.

    Args:
        folder: the trial folder.
        content: what `read_protocol` gave.

    Raises:
        ScriptErrors: scripts that cannot be read.
    """
    names = {f"{piece.script}.md" for piece in protocol_section.read(content).pieces}
    return [_arm(folder / arm["programme"], arm["slug"], names) for arm in content["arms"]]


def _arm(folder: Path, slug: str, names: set[str]) -> ArmTexts:
    files = read_programme(folder, names).scripts
    scripts = {Path(name).stem: script for name, script in files.items()}
    try:
        listed = read_rendered(folder)
        voice = str(json.loads((folder / RENDERED_FILE).read_text("utf-8")).get("voice", ""))
    except ScriptErrors:
        listed, voice = {}, ""  # each script is then said to have no sound
    rendered = {
        name: listed[f"{name}.md"]
        for name, script in scripts.items()
        if f"{name}.md" in listed and listed[f"{name}.md"].text_hash == text_hash(script)
    }
    return ArmTexts(slug, str(folder), scripts, rendered, dict.fromkeys(rendered, voice))
