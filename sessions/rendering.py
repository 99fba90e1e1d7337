"""From script to files: one AAC file, its cues and a sidecar, named by the hash of their inputs.

Rendering the same inputs again finds the files, checks them and does nothing; a crash leaves either
whole files or none.
"""

import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from retraining.common.whole_files import write_atomically
from sessions.audio import build
from sessions.backgrounds import BACKGROUNDS
from sessions.cues import (
    ChapterData,
    CueData,
    TranscriptData,
    chapter_data,
    cue_data,
    transcript_data,
    webvtt,
)
from sessions.encoding import SUFFIX, encode, seconds_of
from sessions.loudness import integrated_loudness, true_peak_db
from sessions.scripts import Script, text_hash
from sessions.timing import fit, spoken_texts
from sessions.voice import Signal, Voice

RENDERER_VERSION = "1"
"""Raise it whenever the same script and voice would give another sound."""

LENGTH_TOLERANCE = 0.1  # seconds
Progress = Callable[[float], None]
"""Called with the share that is done, from 0 to 1."""


class RenderError(Exception):
    """The file that came out is not what was asked for."""


@dataclass(frozen=True)
class Rendition:
    """A rendered guided session.

    Args:
        address: hash of the inputs, the name of its files.
        sha256: of the audio file itself.
        seconds: length of the audio.
        bytes: size of the audio file.
        path: the audio file.
        cues, chapters, transcript: see `sessions.cues`.
        speech_seconds: running speech in seconds.
        longest_silence: seconds between two sentences.
        loudness: integrated, in LUFS; true_peak: in dB; both before encoding.
    """

    address: str
    sha256: str
    seconds: float
    bytes: int
    path: Path
    cues: tuple[CueData, ...]
    chapters: tuple[ChapterData, ...]
    transcript: tuple[TranscriptData, ...]
    speech_seconds: float
    longest_silence: float
    loudness: float
    true_peak: float


def address(
    script: Script,
    voice: Voice,
    background: str,
    renderer_version: str = RENDERER_VERSION,
    *,
    with_bell: bool = False,
) -> str:
    """The media address: SHA-256 (hex) over everything that shapes the sound.

    Args:
        script: what is said.
        voice: who speaks; nothing is spoken here.
        background: a key of `BACKGROUNDS`.
        renderer_version: of this code.
        with_bell: whether bells sound.

    Raises:
        KeyError: there is no such background.
    """
    bed = BACKGROUNDS[background]
    inputs = {
        "text": text_hash(script),
        "voice": [voice.name, voice.version, voice.sample_rate],
        "background": asdict(bed) if bed else None,
        "bell": with_bell,
        "renderer": renderer_version,
    }
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()


def render(
    script: Script,
    voice: Voice,
    background: str,
    out_dir: Path,
    progress: Progress | None = None,
    *,
    with_bell: bool = False,
) -> Rendition:
    """Render a script, or find it rendered.

    Args:
        script: what is said; it must have minutes.
        voice: who speaks.
        background: a key of `BACKGROUNDS`.
        out_dir: where the files go: ADDRESS.m4a, ADDRESS.vtt and ADDRESS.json.
        progress: called with the share that is done.
        with_bell: whether bells sound.

    Raises:
        ScriptErrors: the script does not fit its minutes.
        RenderError: the encoder gave another length.
    """
    report = progress or _silently
    name = address(script, voice, background, with_bell=with_bell)
    if found := load_rendition(out_dir, name):
        report(1.0)
        return found
    texts = spoken_texts(script)
    pieces: dict[str, Signal] = {}
    for index, text in enumerate(texts, start=1):
        pieces[text] = voice.speak(text)
        report(0.6 * index / len(texts))
    rate = voice.sample_rate
    timeline = fit(script, {text: len(piece) / rate for text, piece in pieces.items()})
    sound = build(timeline, pieces, rate, BACKGROUNDS[background], with_bell=with_bell)
    report(0.7)
    out_dir.mkdir(parents=True, exist_ok=True)
    path = out_dir / f"{name}{SUFFIX}"
    digest = encode_into(path, sound, rate, timeline.seconds)
    report(0.95)
    rendition = Rendition(
        address=name,
        sha256=digest,
        seconds=timeline.seconds,
        bytes=path.stat().st_size,
        path=path,
        cues=cue_data(timeline),
        chapters=chapter_data(timeline),
        transcript=transcript_data(script),
        speech_seconds=round(timeline.speech_seconds, 3),
        longest_silence=round(max((quiet for quiet, _ in timeline.silences), default=0.0), 3),
        loudness=round(integrated_loudness(sound, rate), 2),
        true_peak=round(true_peak_db(sound), 2),
    )
    _save(rendition)
    report(1.0)
    return rendition


def load_rendition(out_dir: Path, name: str) -> Rendition | None:
    """What was rendered under an address, or None where it is absent or not as its sidecar says."""
    sidecar, path = out_dir / f"{name}.json", out_dir / f"{name}{SUFFIX}"
    try:
        data = json.loads(sidecar.read_text("utf-8"))
        if path.stat().st_size != data["bytes"] or _sha256(path) != data["sha256"]:
            return None
        for key in ("cues", "chapters", "transcript"):
            data[key] = tuple(data[key])
        return Rendition(**{**data, "path": path})
    except (OSError, ValueError, KeyError, TypeError):
        return None  # damaged or of an older form: it is rendered again


def _save(rendition: Rendition) -> None:
    """Write the sidecars; the JSON comes last, so its presence says that all is whole."""
    base = rendition.path
    write_atomically(base.with_suffix(".vtt"), webvtt(rendition.cues).encode())
    data = {key: value for key, value in asdict(rendition).items() if key != "path"}
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    write_atomically(base.with_suffix(".json"), text.encode())


def encode_into(path: Path, sound: Signal, rate: int, seconds: float) -> str:
    """Encode beside the target, check the length, move it there; returns the file's SHA-256.

    Raises:
        RenderError: the encoder gave another length.
    """
    temporary = path.with_name(f".{secrets.token_hex(4)}-{path.name}")
    try:
        encode(sound, rate, temporary)
        length = seconds_of(temporary)
        if abs(length - seconds) > LENGTH_TOLERANCE:
            raise RenderError(f"{path.name}: {length:.2f} s came out instead of {seconds:.2f} s")
        digest = _sha256(temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return digest


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _silently(share: float) -> None:
    """Nobody is watching."""
