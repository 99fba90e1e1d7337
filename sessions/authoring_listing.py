"""`rendered.json` of an uploaded trial: what is still true of it, and what was spoken since.

An author without a developer cannot run `render_programme`; here the same lines come from the
sounds that the worker made of the changed texts. Pure.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sessions.library import ProgrammeFolder
from sessions.parity import RENDERED_FILE, Rendered, is_spoken, read_rendered, write_rendered
from sessions.scripts import Script, ScriptErrors, text_hash
from sessions.steps import Bell
from sessions.timing import spoken_texts

RECORDED = "recorded"  # how the name of a person's voice begins


@dataclass(frozen=True)
class Spoken:
    """A text as it was spoken: what of a rendition the listing needs.

    Args:
        voice: name and version of who speaks, without the renderer's.
        seconds, bytes, speech_seconds: of the audio file.
        cues: each with `text`, `start` and `end` in seconds.
        chapters: each with `start` and `end` in seconds.
        recorded: read by a person, whose pauses are as they were spoken.
    """

    voice: str
    seconds: float
    bytes: int
    speech_seconds: float
    cues: Sequence[Mapping[str, Any]]
    chapters: Sequence[Mapping[str, Any]]
    recorded: bool = False


def listed(script: Script, spoken: Spoken) -> Rendered:
    """The line of a script in `rendered.json`.

    Args:
        script: the very text that was spoken.
        spoken: what it became.
    """
    lengths: dict[str, float] = {}
    for cue in spoken.cues:
        lengths.setdefault(cue["text"], round(cue["end"] - cue["start"], 3))
    return Rendered(
        text_hash=text_hash(script),
        seconds=spoken.seconds,
        bytes=spoken.bytes,
        speech_seconds=spoken.speech_seconds,
        chapters=tuple(round(part["end"] - part["start"], 1) for part in spoken.chapters),
        bells=sum(isinstance(step, Bell) for step in script.steps),
        sentences=() if spoken.recorded else tuple(lengths[text] for text in spoken_texts(script)),
    )


def voice_of(folder: Path) -> str:
    """Who speaks in a programme's `rendered.json`; "" where it does not say."""
    try:
        voice = json.loads((folder / RENDERED_FILE).read_text("utf-8"))["voice"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return voice if isinstance(voice, str) else ""


def lines_of(programme: ProgrammeFolder) -> dict[str, Rendered]:
    """The lines of `rendered.json` that are true of the texts beside it, by file name."""
    try:
        found = read_rendered(programme.folder)
    except ScriptErrors:
        return {}
    return {
        name: found[name]
        for name, script in programme.scripts.items()
        if name in found and found[name].text_hash == text_hash(script)
    }


def complete(
    programme: ProgrammeFolder, spoken: Mapping[str, Spoken], *, recorded: bool = False
) -> list[str]:
    """Write a programme's `rendered.json` anew from what is true of it and what was spoken since.

    Lines of another voice than the one that spoke since are left out: one voice a programme.

    Args:
        programme: the folder as it was read.
        spoken: {text hash: what it became}; the newest voice of the install.
        recorded: whether people read; lines of the other kind of voice are left out.

    Returns:
        File names of the scripts that are still to be spoken.
    """
    wanted = {name: script for name, script in programme.scripts.items() if is_spoken(script)}
    voice = voice_of(programme.folder)
    fits = voice.startswith(RECORDED) == recorded
    lines = lines_of(programme) if fits else {}
    if wanted.keys() <= lines.keys():
        return []  # every byte stays as it is
    fresh = {
        name: spoken[text_hash(script)]
        for name, script in wanted.items()
        if name not in lines and text_hash(script) in spoken
    }
    newest = next(iter(fresh.values())).voice if fresh else voice if fits else ""
    if newest != voice:
        lines = {}
        fresh = {n: spoken[text_hash(s)] for n, s in wanted.items() if text_hash(s) in spoken}
    lines = {name: line for name, line in lines.items() if name in wanted}
    lines |= {name: listed(wanted[name], made) for name, made in fresh.items()}
    write_rendered(programme.folder, newest, lines)
    return sorted(wanted.keys() - lines.keys())
