"""A loaded script as its parsed form, and the fixed blocks it was loaded with."""

import re
from functools import lru_cache

from retraining.trials.models import Document
from sessions import scripts
from sessions.models import Script
from sessions.script_body import Block

BEFORE_START = "before-start"
FIRST_NUMBER = re.compile(r"\d+")


def blocks_text(version_id: int) -> str:
    """The fixed blocks of a protocol version as they were loaded, "" where there are none."""
    document = Document.objects.filter(version_id=version_id, key="blocks").first()
    return document.text if document else ""


def parsed(script: Script, blocks: str) -> scripts.Script:
    """The steps of a loaded script; the texts decide, so each pair is read once a process.

    Args:
        script: as it was loaded.
        blocks: what `blocks_text` gave for its version.

    Raises:
        ScriptErrors: never for a script that came through `protocol load`.
    """
    return parsed_text(script.source, blocks)


@lru_cache(maxsize=256)
def parsed_text(source: str, blocks: str) -> scripts.Script:
    """The steps of a text with these fixed blocks; as `parsed`."""
    return scripts.parse(source, "script", _blocks(blocks))


@lru_cache(maxsize=8)
def _blocks(text: str) -> dict[str, Block]:
    return scripts.parse_blocks(text, "blocks")


def before_start(blocks: str, minutes: int) -> str:
    """The words before a guided session; their first number is the length, so it is put right.

    Args:
        blocks: what `blocks_text` gave.
        minutes: length of this session.

    Returns:
        The block's text, "" where the protocol has none.
    """
    block = _blocks(blocks).get(BEFORE_START)
    if block is None:
        return ""
    text = " ".join(line.strip() for _number, line in block.lines if line.strip())
    return FIRST_NUMBER.sub(str(minutes), text, count=1)
