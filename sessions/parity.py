"""`rendered.json`: the lengths of a programme's scripts, committed beside them.

So that lengths, sizes and speech can be compared between arms with neither database nor audio; each
line is tied to its script by the hash of the text, and a stale one is a finding.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from retraining.common.findings import Finding
from sessions.library import read_programme
from sessions.scripts import Script, ScriptErrors, text_hash
from sessions.whole_files import write_atomically

RENDERED_FILE = "rendered.json"
TOLERANCE = 0.1  # seconds
ADVICE = "run: manage.py render_programme"


@dataclass(frozen=True)
class Rendered:
    """What one spoken script became.

    Args:
        text_hash: of the script it was made from.
        seconds: length of the audio.
        bytes: size of the file without a bed.
        speech_seconds: running speech.
        chapters: length of each chapter in seconds.
        bells: how many the script holds.
    """

    text_hash: str
    seconds: float
    bytes: int
    speech_seconds: float
    chapters: tuple[float, ...]
    bells: int


def is_spoken(script: Script) -> bool:
    """Whether a script is rendered: all are but readings, which are read on the page."""
    return script.kind != "reading"


def write_rendered(folder: Path, voice: str, scripts: Mapping[str, Rendered]) -> None:
    """Write a programme's rendered.json.

    Args:
        folder: the programme folder.
        voice: name and version of the voice.
        scripts: file name to what it became.
    """
    data = {
        "voice": voice,
        "scripts": {name: asdict(rendered) for name, rendered in sorted(scripts.items())},
    }
    write_atomically(folder / RENDERED_FILE, (json.dumps(data, indent=2) + "\n").encode())


def read_rendered(folder: Path) -> dict[str, Rendered]:
    """A programme's rendered.json by file name.

    Raises:
        ScriptErrors: the file is absent or not what `write_rendered` writes.
    """
    path = folder / RENDERED_FILE
    try:
        entries = json.loads(path.read_text("utf-8"))["scripts"]
        return {
            name: Rendered(**{**entry, "chapters": tuple(entry["chapters"])})
            for name, entry in entries.items()
        }
    except OSError as error:
        raise ScriptErrors([Finding(str(path), 0, f"is missing; {ADVICE} {folder}")]) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ScriptErrors([Finding(str(path), 0, f"is not readable; {ADVICE}")]) from error


def stale(folder: Path) -> list[Finding]:
    """Where rendered.json no longer tells the truth of a programme folder; [] where all is well."""
    try:
        scripts = read_programme(folder).scripts
        rendered = read_rendered(folder)
    except ScriptErrors as errors:
        return errors.findings
    spoken = {name: script for name, script in scripts.items() if is_spoken(script)}
    listing = str(folder / RENDERED_FILE)
    findings = [
        Finding(listing, 0, f"lists {name}, which is not in the folder; {ADVICE}")
        for name in rendered.keys() - spoken.keys()
    ]
    for name, script in spoken.items():
        entry = rendered.get(name)
        if entry is None:
            findings.append(Finding(script.path, 0, f"is not in {RENDERED_FILE}; {ADVICE}"))
        elif entry.text_hash != text_hash(script):
            findings.append(Finding(script.path, 0, f"changed since it was rendered; {ADVICE}"))
        elif abs(entry.seconds - (script.minutes or 0) * 60) > TOLERANCE:
            findings.append(Finding(listing, 0, f"{name} lasts {entry.seconds:g} s; {ADVICE}"))
    return sorted(findings)
