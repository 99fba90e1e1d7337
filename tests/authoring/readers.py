"""Recordings for tests: hums of the length of each sentence, with room between."""

import numpy as np

from sessions.voice import Signal

RATE = 8000


def hum(seconds: float, level: float = 0.2) -> Signal:
    time = np.arange(round(seconds * RATE)) / RATE
    return (level * np.sin(2 * np.pi * 300 * time)).astype(np.float32)


def room(seconds: float) -> Signal:
    return np.random.default_rng(7).normal(0, 0.0005, round(seconds * RATE)).astype(np.float32)


def recording(*parts: float, level: float = 0.2) -> Signal:
    """Speech and room in turn, room first: seconds of each."""
    sounds = [room(p) if n % 2 == 0 else hum(p, level) for n, p in enumerate(parts)]
    return np.concatenate(sounds)
