"""A person's recording of a script: how it sounds, and what keeps it from being used. Pure.

A recording takes the place of the computer voice file for file, so it is held to the same measures:
length, loudness, peaks and silences.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sessions.lint import longest_silence
from sessions.loudness import integrated_loudness, true_peak_db
from sessions.scripts import Script
from sessions.voice import Signal

FRAME = 0.02  # seconds over which the level is read
BELOW_VOICE = 26.0  # dB below the whole's loudness: breath and room, no speech
SHORTEST_QUIET = 0.25  # seconds; shorter gaps belong to speaking
PIECE_SHARE = 0.03  # of the script's minutes, and of the twin in the other arm
QUIETEST, LOUDEST = -36.0, -9.0  # LUFS; outside, turning it up or down would spoil it
CLIPPED = -0.1  # dB of true peak
SPARE_QUIET = 5.0  # seconds by which a person may draw out a silence


@dataclass(frozen=True)
class Quiet:
    """A stretch without speech, in seconds of the recording."""

    start: float
    end: float

    @property
    def length(self) -> float:
        """Seconds."""
        return self.end - self.start


@dataclass(frozen=True)
class Measured:
    """How a recording sounds as it came.

    Args:
        seconds: its length.
        loudness: integrated, in LUFS; minus infinity where nothing is heard.
        true_peak: in dB.
        quiets: stretches without speech in order, those at both ends too.
    """

    seconds: float
    loudness: float
    true_peak: float
    quiets: tuple[Quiet, ...]

    @property
    def speech_seconds(self) -> float:
        """Seconds of speech."""
        return self.seconds - sum(quiet.length for quiet in self.quiets)


def measure(sound: Signal, sample_rate: int) -> Measured:
    """Measure mono samples, shape (n,), at `sample_rate` samples a second."""
    loudness = integrated_loudness(sound, sample_rate)
    return Measured(
        seconds=len(sound) / sample_rate,
        loudness=loudness,
        true_peak=true_peak_db(sound),
        quiets=tuple(_quiets(sound, sample_rate, loudness)),
    )


def _quiets(sound: Signal, sample_rate: int, loudness: float) -> list[Quiet]:
    size = round(FRAME * sample_rate)
    whole = len(sound) // size * size
    if not whole or not np.isfinite(loudness):
        return [Quiet(0.0, len(sound) / sample_rate)]
    energy = np.square(sound[:whole].reshape(-1, size)).mean(axis=1)
    still = energy < 10 ** ((loudness - BELOW_VOICE) / 10)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], still, [False]]).astype(np.int8)))
    frames = edges.reshape(-1, 2) * (size / sample_rate)
    return [Quiet(float(a), float(b)) for a, b in frames if b - a >= SHORTEST_QUIET]


def problems(measured: Measured, script: Script, twin_seconds: Sequence[float] = ()) -> list[str]:
    """Why a recording cannot be used, one sentence each; [] where it can.

    Args:
        measured: the recording.
        script: what is read.
        twin_seconds: lengths of the same piece in the other arms, as far as they are recorded.
    """
    if not np.isfinite(measured.loudness):
        return ["nothing can be heard in this recording"]
    found = _length_problems(measured.seconds, script, twin_seconds)
    if not QUIETEST <= measured.loudness <= LOUDEST:
        found.append(
            f"its loudness is {measured.loudness:.0f} LUFS; record between {QUIETEST:.0f} and "
            f"{LOUDEST:.0f}"
        )
    if measured.true_peak > CLIPPED:
        found.append(
            f"its loudest moment reaches {measured.true_peak:.1f} dB: it is cut off; record it "
            "further away or lower"
        )
    return found + _silence_problems(measured, script)


def _length_problems(seconds: float, script: Script, twins: Sequence[float]) -> list[str]:
    found = []
    wanted = (script.minutes or 0) * 60
    if abs(seconds - wanted) > PIECE_SHARE * wanted:
        found.append(f"it lasts {seconds:.0f} s; {script.minutes:g} min are {wanted:.0f} s, 3 %")
    found += [
        f"it lasts {seconds:.0f} s and its twin {twin:.0f} s; up to 3 % apart"
        for twin in twins
        if abs(seconds - twin) > PIECE_SHARE * max(seconds, twin)
    ]
    return found


def _silence_problems(measured: Measured, script: Script) -> list[str]:
    limit = longest_silence(script.week) + SPARE_QUIET
    return [
        f"{quiet.length:.0f} s of silence from {_clock(quiet.start)}; up to {limit:.0f} s in week "
        f"{script.week}"
        for quiet in measured.quiets
        if quiet.length > limit
    ]


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
