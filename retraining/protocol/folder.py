"""A trial as a folder: reads `protocol.toml`, documents and scripts into plain values. Pure."""

import hashlib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import retraining.assessments.protocol_section as assessments
import retraining.randomisation.section_checks as randomisation
import retraining.randomisation.unblinding_section as unblinding
import retraining.reminders.rules as reminders
import retraining.safety.protocol_section as safety
import retraining.trials.consent_section as consent
import retraining.trials.protocol_section as trials
import sessions.protocol_section as guided_sessions
from retraining.common.findings import HINT, Finding
from sessions.library import BLOCKS_FILE, ProgrammeFolder, read_programme
from sessions.lint_programme import lint_programme, lint_together
from sessions.parity import stale
from sessions.scripts import ScriptErrors

PROTOCOL_FILE = "protocol.toml"
DOCUMENTS = ("information", "privacy", "consent")
CHECKS: tuple[Callable[[Mapping[str, Any]], list[tuple[str, str]]], ...] = (
    trials.problems,
    consent.problems,
    assessments.problems,
    randomisation.problems,
    unblinding.problems,
    guided_sessions.problems,
    reminders.problems,
    safety.problems,
)


@dataclass(frozen=True)
class TrialFolder:
    """A folder that `check` found nothing wrong with.

    Args:
        slug: its name, the trial's slug.
        content: the parsed protocol.toml.
        sha256: over every file's name and bytes.
        documents: {key: Markdown}; "blocks" holds the fixed blocks.
        programmes: {slug: folder with parsed scripts}.
    """

    slug: str
    content: dict[str, Any]
    sha256: str
    documents: dict[str, str]
    programmes: dict[str, ProgrammeFolder]


def check(folder: Path) -> list[Finding]:
    """Everything that is wrong with a trial folder, file and line, sorted."""
    return sorted(set(_read(folder)[1]))


def read(folder: Path) -> TrialFolder:
    """Read a folder that `check` found nothing wrong with; scripts it does not name stay out.

    Raises:
        ScriptErrors: with every finding that is more than a hint.
    """
    content, findings = _read(folder)
    faults = sorted({finding for finding in findings if not finding.is_hint})
    if faults:
        raise ScriptErrors(faults)
    language = content["trial"]["language"]
    documents = {
        key: (folder / "documents" / f"{key}.{language}.md").read_text("utf-8") for key in DOCUMENTS
    }
    blocks = folder / BLOCKS_FILE
    if blocks.is_file():
        documents["blocks"] = blocks.read_text("utf-8")
    programmes = {
        arm["programme"]: read_programme(folder / arm["programme"], _named(content))
        for arm in content["arms"]
    }
    return TrialFolder(folder.name, content, folder_hash(folder), documents, programmes)


def folder_hash(folder: Path) -> str:
    """SHA-256 over the folder's files: relative name, length, bytes, in order of name."""
    whole = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        data = path.read_bytes()
        whole.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
        whole.update(data)
    return whole.hexdigest()


def _read(folder: Path) -> tuple[dict[str, Any], list[Finding]]:
    path = folder / PROTOCOL_FILE
    try:
        text = path.read_text("utf-8")
    except OSError:
        return {}, [Finding(str(path), 0, "no protocol.toml in this folder")]
    except UnicodeDecodeError:
        return {}, [Finding(str(path), 0, "not UTF-8")]
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return {}, [Finding(str(path), _line_in(str(error)), f"not readable as TOML: {error}")]
    try:
        problems = [problem for problems in CHECKS for problem in problems(content)]
    except (AttributeError, TypeError, KeyError) as error:
        # A table where a list belongs, or the reverse; the checks expect TOML of the right shape.
        problems = [("trial", f"a section has the wrong shape ({error})")]
    findings = [Finding(str(path), _line_of(text, key), sentence) for key, sentence in problems]
    if problems:
        return content, findings
    line = _line_of(text, "safety.alerts")
    hints = [Finding(str(path), line, f"{HINT}{words}") for words in safety.hints(content)]
    return content, findings + hints + _check_files(folder, content)


def _line_in(message: str) -> int:
    words = message.replace(",", " ").replace(")", " ").split()
    return int(words[words.index("line") + 1]) if "line" in words else 0


def _line_of(text: str, key: str) -> int:
    """The first line that names `key`; 1 where none does."""
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, start=1) if key in line.split("#")[0]), 1)


def _check_files(folder: Path, content: Mapping[str, Any]) -> list[Finding]:
    language = content["trial"]["language"]
    findings = [
        Finding(str(path), 0, "this document is missing")
        for key in DOCUMENTS
        if not (path := folder / "documents" / f"{key}.{language}.md").is_file()
    ]
    programmes = []
    for arm in content["arms"]:
        try:
            programme = read_programme(folder / arm["programme"], _named(content))
        except ScriptErrors as errors:
            findings += errors.findings
        else:
            programmes.append(programme)
            findings += _check_programme(programme, content)
    return findings + lint_together(programmes)


def _named(content: Mapping[str, Any]) -> set[str]:
    """File names of the scripts that the protocol names."""
    return {f"{piece.script}.md" for piece in guided_sessions.read(content).pieces}


def _check_programme(programme: ProgrammeFolder, content: Mapping[str, Any]) -> list[Finding]:
    folder, names = programme.folder, _named(content)
    findings = [
        Finding(str(path), 0, f"{HINT}protocol.toml does not name this script; it is left out")
        for path in folder.glob("*.md")
        if path.name not in names
    ]
    for piece in guided_sessions.read(content).pieces:
        script = programme.scripts.get(f"{piece.script}.md")
        path = str(folder / f"{piece.script}.md")
        if script is None:
            findings.append(Finding(path, 0, "protocol.toml names this script; it is missing"))
        elif script.kind != piece.kind or (
            script.minutes is not None and script.minutes != piece.minutes
        ):
            sentence = f"protocol.toml says {piece.kind}, {piece.minutes} minutes"
            findings.append(Finding(path, 1, sentence))
    return findings + stale(folder, names) + lint_programme(programme)
