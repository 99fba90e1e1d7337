"""Sounds made by code: the bed that may lie under a voice, and one soft bell. Nothing is licensed.

A bed is a loop of 48 s whose every part fits a whole number of times, so it repeats without a seam.
The same bed lies under both programmes.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np

from sessions.loudness import integrated_loudness
from sessions.timing import BELL_SECONDS
from sessions.voice import Signal

LOOP_SECONDS = 48
SEED = 20
BELL_PEAK_DB = -26.0
BELL_RISE = 0.06  # seconds; a bell that is struck at once startles
BELL_PARTIALS = ((392.0, 1.0, 1.4), (784.0, 0.35, 0.9), (1051.0, 0.15, 0.5))  # Hz, weight, decay s


@dataclass(frozen=True)
class Background:
    """A bed of filtered noise and slow tones.

    Args:
        below_voice: how much quieter than the voice, in LU; at least 20, so that words stay clear.
        noise_hz: lower and upper edge of the noise.
        tones: frequency in Hz, weight beside the noise, swells in one loop.
    """

    below_voice: float
    noise_hz: tuple[float, float]
    tones: tuple[tuple[float, float, int], ...]


BACKGROUNDS: dict[str, Background | None] = {
    "none": None,
    "soft": Background(24.0, (90.0, 700.0), ((110.0, 0.5, 3), (164.81, 0.35, 4), (220.0, 0.25, 5))),
}


@lru_cache(maxsize=4)
def bed_loop(background: Background, sample_rate: int, voice_lufs: float) -> Signal:
    """One loop of a bed at its level under a voice of `voice_lufs`, shape (48 x sample_rate,)."""
    size = LOOP_SECONDS * sample_rate
    loop = _noise(background.noise_hz, size, sample_rate)
    time = np.arange(size) / sample_rate
    for hertz, weight, swells in background.tones:
        whole = round(hertz * LOOP_SECONDS) / LOOP_SECONDS
        swell = 0.6 - 0.4 * np.cos(2 * np.pi * swells * time / LOOP_SECONDS)
        loop = loop + weight * swell * np.sin(2 * np.pi * whole * time)
    level = integrated_loudness(loop.astype(np.float32), sample_rate)
    gain = 10 ** ((voice_lufs - background.below_voice - level) / 20)
    return cast(Signal, (loop * gain).astype(np.float32))


def _noise(edges: tuple[float, float], size: int, sample_rate: int) -> np.ndarray:
    """Noise that falls by 6 dB an octave between two edges; periodic, mean square 1."""
    low, high = edges
    hertz = np.fft.rfftfreq(size, 1 / sample_rate)
    shape = np.zeros(len(hertz))
    heard = hertz > 0
    shape[heard] = 1 / (
        hertz[heard] * (1 + (low / hertz[heard]) ** 4) * (1 + (hertz[heard] / high) ** 4)
    )
    phases = np.exp(2j * np.pi * np.random.default_rng(SEED).random(len(hertz)))
    noise = np.fft.irfft(shape * phases, size)
    return cast(np.ndarray, noise / np.sqrt(np.mean(noise**2)))


def bell(sample_rate: int) -> Signal:
    """One soft bell of 4 s that rises slowly and has died away at its end."""
    time = np.arange(round(BELL_SECONDS * sample_rate)) / sample_rate
    sound = np.zeros(len(time))
    for hertz, weight, decay in BELL_PARTIALS:
        sound += weight * np.exp(-time / decay) * np.sin(2 * np.pi * hertz * time)
    sound *= np.clip(time / BELL_RISE, 0, 1) * np.clip((BELL_SECONDS - time) / 1.0, 0, 1)
    peak = 10 ** (BELL_PEAK_DB / 20)
    return cast(Signal, (sound * peak / np.abs(sound).max()).astype(np.float32))
