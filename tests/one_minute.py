"""The shipped trial with sessions of one minute, and real audio for them: spoken once a process."""

import re
import shutil
import tempfile
import tomllib
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from retraining.protocol.services import load
from retraining.trials.models import ProtocolVersion
from sessions import renditions
from sessions.content import script_of
from sessions.models import PlanItem
from sessions.programme_rendering import render_programme
from sessions.services.rendering import render_script
from sessions.voice import CachedVoice, SyntheticVoice
from tests.databases import LIBRARY

TEXT = Path(__file__).parent / "data/one_minute.md"
CHAPTER = re.compile(r"^\[chapter (.+)\]$", re.MULTILINE)


def load_one_minute_trial() -> ProtocolVersion:
    """Load the shipped trial again with every script cut to the same one minute."""
    return load(path=_trial_folder(), by=None, reason="one minute each")


def give_real_audio(item: PlanItem, *backgrounds: str) -> None:
    """Let a plan item be heard; its script is spoken by the first test that asks.

    Args:
        item: of a person who came after `load_one_minute_trial`.
        backgrounds: the plain voice where none is named.
    """
    settings.AUDIO_ROOT = _audio_folder()
    script = script_of(item)
    assert script is not None
    for background in backgrounds or ("none",):
        render_script(script=script, background=background)
    assert set(backgrounds or ("none",)) <= set(renditions.on_disk(script))


@lru_cache(maxsize=1)
def _audio_folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="one-minute-audio-"))


def _one_minute(kind: str) -> str:
    text = TEXT.read_text("utf-8").replace("{kind}", kind)
    return CHAPTER.sub(r"## \1", text) if kind == "reading" else text


@lru_cache(maxsize=1)
def _trial_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="one-minute-trial-")) / LIBRARY.name
    shutil.copytree(LIBRARY, folder)
    protocol = folder / "protocol.toml"
    text = protocol.read_text("utf-8")
    text = re.sub(r"(?m)^minutes = \d+$", "minutes = 1", text)
    text = re.sub(r'(?m)^script = "w\{n\}-(\w+).*"$', r'script = "\1"', text)
    protocol.write_text(text, "utf-8")
    kinds = {piece["kind"] for piece in tomllib.loads(text)["sessions"]["pieces"]}
    voice = CachedVoice(SyntheticVoice(), _audio_folder() / "sentences")
    for programme in folder.glob("*/programme.toml"):
        # The rules of wording are for programmes, not for a minute of plain words.
        lines = programme.read_text("utf-8").splitlines()
        kept = [line for line in lines if not line.startswith("word_rules")]
        programme.write_text("\n".join(kept), "utf-8")
        for script in programme.parent.glob("*.md"):
            script.unlink()
        for kind in kinds:
            (programme.parent / f"{kind}.md").write_text(_one_minute(kind), "utf-8")
        render_programme(programme.parent, voice, _audio_folder())
    return folder
