"""`rendered.json`: what a programme's scripts became when they were spoken, committed beside them.

So that texts can be put on the clock, and arms compared, with neither voice, database nor audio.
The file has one line a script, tied to its text by a hash; a stale one is a finding.
"""

import json
from collections.abc import Container, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from retraining.common.findings import Finding
from retraining.common.whole_files import write_atomically
from sessions.library import read_programme
from sessions.scripts import Script, ScriptErrors, text_hash
from sessions.timing import Timeline, fit, spoken_texts

RENDERED_FILE = "rendered.json"
TOLERANCE = 0.1  # seconds
RECORDED_SHARE = 0.03  # of the script's minutes
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
        sentences: seconds of each text of `timing.spoken_texts`; empty for a person's recording,
            whose pauses are as they were spoken.
    """

    text_hash: str
    seconds: float
    bytes: int
    speech_seconds: float
    chapters: tuple[float, ...]
    bells: int
    sentences: tuple[float, ...]

    @property
    def speech_share(self) -> float:
        """Speech in per cent of the whole length."""
        return 100 * self.speech_seconds / self.seconds


def is_spoken(script: Script) -> bool:
    """Whether a script is rendered: all that say how long they last, readings too."""
    return script.minutes is not None


def timeline_of(script: Script, rendered: Rendered) -> Timeline | None:
    """A script on the clock as it was rendered; None where only the audio knows its pauses.

    Args:
        script: the very text that was rendered.
        rendered: what it became.

    Raises:
        ScriptErrors: the lengths do not belong to this text.
    """
    texts = spoken_texts(script)
    if not rendered.sentences:
        return None
    if len(texts) != len(rendered.sentences):
        text = f"{RENDERED_FILE} has {len(rendered.sentences)} lengths for {len(texts)} sentences"
        raise ScriptErrors([Finding(script.path, 0, f"{text}; {ADVICE}")])
    return fit(script, dict(zip(texts, rendered.sentences, strict=True)))


def write_rendered(folder: Path, voice: str, scripts: Mapping[str, Rendered]) -> None:
    """Write a programme's rendered.json.

    Args:
        folder: the programme folder.
        voice: name and version of the voice.
        scripts: file name to what it became.
    """
    lines = (
        f"    {json.dumps(name)}: {json.dumps(asdict(rendered))}"
        for name, rendered in sorted(scripts.items())
    )
    head = f'{{\n  "voice": {json.dumps(voice)},\n  "scripts": {{\n'
    whole = head + ",\n".join(lines) + "\n  }\n}\n"
    write_atomically(folder / RENDERED_FILE, whole.encode())


def read_rendered(folder: Path) -> dict[str, Rendered]:
    """A programme's rendered.json by file name.

    Raises:
        ScriptErrors: the file is absent or not what `write_rendered` writes.
    """
    path = folder / RENDERED_FILE
    try:
        entries = json.loads(path.read_text("utf-8"))["scripts"]
        return {name: _entry(entry) for name, entry in entries.items()}
    except OSError as error:
        raise ScriptErrors([Finding(str(path), 0, f"is missing; {ADVICE} {folder}")]) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ScriptErrors([Finding(str(path), 0, f"is not readable; {ADVICE}")]) from error


def _entry(entry: Mapping[str, Any]) -> Rendered:
    rows = {key: tuple(entry[key]) for key in ("chapters", "sentences")}
    return Rendered(**{**entry, **rows})


def _tolerance(script: Script, entry: Rendered) -> float:
    """A computer voice is exact; a person's recording, without sentences, may be 3 % off."""
    return TOLERANCE if entry.sentences else RECORDED_SHARE * (script.minutes or 0) * 60


def stale(folder: Path, names: Container[str] | None = None) -> list[Finding]:
    """Where rendered.json no longer tells the truth of a programme folder; [] where all is well.

    Args:
        folder: the programme folder.
        names: file names of the scripts that belong to it; every one where None.
    """
    try:
        scripts = read_programme(folder, names).scripts
        rendered = read_rendered(folder)
    except ScriptErrors as errors:
        return errors.findings
    spoken = {name: script for name, script in scripts.items() if is_spoken(script)}
    listing = str(folder / RENDERED_FILE)
    findings = [
        Finding(listing, 0, f"lists {name}, which is not in the folder; {ADVICE}")
        for name in rendered.keys() - spoken.keys()
        if names is None or name in names or not (folder / name).is_file()
    ]
    for name, script in spoken.items():
        entry = rendered.get(name)
        if entry is None:
            findings.append(Finding(script.path, 0, f"is not in {RENDERED_FILE}; {ADVICE}"))
        elif entry.text_hash != text_hash(script):
            findings.append(Finding(script.path, 0, f"changed since it was rendered; {ADVICE}"))
        elif abs(entry.seconds - (script.minutes or 0) * 60) > _tolerance(script, entry):
            findings.append(Finding(listing, 0, f"{name} lasts {entry.seconds:g} s; {ADVICE}"))
    return sorted(findings)
