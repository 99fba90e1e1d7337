"""The one small door to whoever speaks, and a cache of spoken sentences by content address.

The voice is an authoring part: it is loaded when something is rendered or measured, never by a web
process. A study's own recording takes its place file for file.
"""

import hashlib
from collections.abc import Iterable
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from retraining.common.whole_files import write_atomically

Signal = npt.NDArray[np.float32]
"""Mono samples between -1 and 1, shape (n,)."""

QUIET = 10 ** (-50 / 20)  # below -50 dBFS the voice is not speaking
MARGIN_BEFORE, MARGIN_AFTER = 0.04, 0.10  # seconds kept around the speech when trimming


class Voice(Protocol):
    """Speaks one sentence at a time; the same text always gives the same samples."""

    @property
    def name(self) -> str:
        """Short name, part of every media address."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same text would sound different."""
        ...

    @property
    def sample_rate(self) -> int:
        """Samples a second."""
        ...

    def speak(self, text: str) -> Signal:
        """The sentence without silence around it."""
        ...


class SyntheticVoice:
    """The computer-generated voice that ships with its package: US English, 24 kHz.

    Args:
        speed: 1 is the pace of the package. With short sentences 0.85 gives 191 words a minute of
            running speech, 0.75 gives 158, and 0.65 gives 136, near the 130 that suit people who
            lie down and follow, and for which the texts are written.
    """

    name = "hibari-heart"
    sample_rate = 24_000

    def __init__(self, speed: float = 0.65) -> None:
        self._speed = speed
        self._engine: Any = None

    @property
    def version(self) -> str:
        """Package version, pace, and the version of our trimming."""
        return f"{package_version('hibari-tts')}/speed{self._speed:g}/seed0/trim1"

    def speak(self, text: str) -> Signal:
        """Speak one text; bit for bit the same each time."""
        if self._engine is None:
            # Heavy and optional: hosts that only serve pages do not install the voice.
            from hibari import Hibari

            self._engine = Hibari()
        sound = self._engine(text, speed=self._speed, seed=0)
        return trim(np.asarray(sound, np.float32), self.sample_rate)


class CachedVoice:
    """A voice that keeps each sentence on disk, so fixed blocks are spoken once.

    Args:
        voice: who speaks.
        folder: where sentences are kept, as 16-bit samples; made when needed.
    """

    def __init__(self, voice: Voice, folder: Path) -> None:
        self._voice = voice
        self._folder = folder
        self.name = voice.name
        self.version = voice.version
        self.sample_rate = voice.sample_rate

    def speak(self, text: str) -> Signal:
        """The sentence from disk, or spoken now and kept; both are the same samples."""
        path = self._path(text)
        if not path.exists():
            samples = np.rint(np.clip(self._voice.speak(text), -1, 1) * 32767).astype("<i2")
            write_atomically(path, samples.tobytes())
        stored = np.frombuffer(path.read_bytes(), "<i2")
        return (stored / np.float32(32767)).astype(np.float32)

    def _path(self, text: str) -> Path:
        key = "\n".join((self.name, self.version, str(self.sample_rate), text))
        digest = hashlib.sha256(key.encode()).hexdigest()
        return self._folder / digest[:2] / f"{digest}.pcm"


def trim(sound: Signal, sample_rate: int) -> Signal:
    """Cut the silence around speech, so that pauses are as long as they are written.

    Args:
        sound: mono samples.
        sample_rate: samples a second.

    Returns:
        The speech with 40 ms before and 100 ms after it; empty where nothing is heard.
    """
    heard = np.flatnonzero(np.abs(sound) > QUIET)
    if not heard.size:
        return sound[:0]
    first = max(int(heard[0]) - round(MARGIN_BEFORE * sample_rate), 0)
    last = int(heard[-1]) + 1 + round(MARGIN_AFTER * sample_rate)
    return sound[first:last]


def speech_lengths(voice: Voice, texts: Iterable[str]) -> dict[str, float]:
    """Seconds of speech of each text."""
    return {text: len(voice.speak(text)) / voice.sample_rate for text in texts}
