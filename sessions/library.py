"""Programme folders on disk: one Markdown script per guided session, fixed blocks one folder up."""

import tomllib
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from retraining.common.findings import Finding
from sessions.lint_words import Programme
from sessions.script_body import Block
from sessions.scripts import Script, ScriptErrors, parse, parse_blocks

BLOCKS_FILE, PROGRAMME_FILE = "blocks.md", "programme.toml"


@dataclass(frozen=True)
class ProgrammeFolder:
    """A programme as files.

    Args:
        folder: where it lies.
        programme: whose words it may use, "M" or "R"; None where programme.toml does not say.
        scripts: its scripts by file name.
        blocks: the fixed blocks that they may include.
        reason: the words of programme.toml that give the reason for the method, "" where absent.
    """

    folder: Path
    programme: Programme | None
    scripts: dict[str, Script]
    blocks: dict[str, Block]
    reason: str


def read_blocks(folder: Path) -> dict[str, Block]:
    """Fixed blocks of a programme folder: blocks.md beside it, {} where there is none.

    Raises:
        ScriptErrors: the blocks file has mistakes.
    """
    return _blocks(*_blocks_text(folder))


@lru_cache(maxsize=8)
def _blocks(text: str, path: str) -> dict[str, Block]:
    return parse_blocks(text, path)


def _blocks_text(folder: Path) -> tuple[str, str]:
    path = folder.parent / BLOCKS_FILE
    return (path.read_text("utf-8") if path.is_file() else ""), str(path)


@lru_cache(maxsize=256)
def _script(text: str, path: str, blocks_text: str, blocks_path: str) -> Script:
    """The checks of a folder read it one after another: each pair of texts is parsed once."""
    return parse(text, path, _blocks(blocks_text, blocks_path))


def read_script(path: Path) -> Script:
    """Read one script with the fixed blocks of its folder.

    Raises:
        ScriptErrors: every mistake of the file.
    """
    return _script(path.read_text("utf-8"), str(path), *_blocks_text(path.parent))


def read_programme(folder: Path, names: Container[str] | None = None) -> ProgrammeFolder:
    """Read a programme folder.

    Args:
        folder: where it lies.
        names: file names of the scripts that belong to it; every one where None.

    Raises:
        ScriptErrors: every mistake of every file, or a folder without scripts.
    """
    findings: list[Finding] = []
    blocks_text = _blocks_text(folder)
    blocks = _blocks(*blocks_text)
    scripts: dict[str, Script] = {}
    for path in sorted(folder.glob("*.md")):
        if names is not None and path.name not in names:
            continue
        try:
            scripts[path.name] = _script(path.read_text("utf-8"), str(path), *blocks_text)
        except ScriptErrors as errors:
            findings += errors.findings
    if not scripts and not findings:
        findings.append(Finding(str(folder), 0, "no script (*.md) in this folder"))
    if findings:
        raise ScriptErrors(findings)
    reason = str(_programme_toml(folder).get("reason", ""))
    return ProgrammeFolder(folder, read_word_rules(folder), scripts, blocks, reason)


def read_word_rules(folder: Path) -> Programme | None:
    """The key `word_rules` of programme.toml: "M", "R", or None where the file or key is absent.

    Raises:
        ScriptErrors: the file is no TOML, or the key is something else.
    """
    value = _programme_toml(folder).get("word_rules")
    if value is None or value == "M" or value == "R":
        return value
    path = str(folder / PROGRAMME_FILE)
    raise ScriptErrors([Finding(path, 0, f'word_rules is "M" or "R", not {value}')])


def _programme_toml(folder: Path) -> dict[str, Any]:
    path = folder / PROGRAMME_FILE
    try:
        return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    except tomllib.TOMLDecodeError as error:
        raise ScriptErrors([Finding(str(path), 0, f"not readable as TOML: {error}")]) from error
