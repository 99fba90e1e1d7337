"""The sound of a guided session: voice, silence, bell and bed as one signal of exact length."""

from collections.abc import Mapping

import numpy as np

from sessions.backgrounds import Background, bed_loop, bell
from sessions.loudness import TARGET_LUFS, normalise
from sessions.timing import Timeline
from sessions.voice import Signal

FADE_SECONDS = 2.0  # in at the start and out at the end; nothing sudden, nothing after the end


def build(
    timeline: Timeline,
    pieces: Mapping[str, Signal],
    sample_rate: int,
    background: Background | None,
    *,
    with_bell: bool = False,
) -> Signal:
    """Lay every sentence at its time and level the whole.

    Args:
        timeline: when each sentence is heard.
        pieces: samples of each text, at `sample_rate`.
        sample_rate: samples a second.
        background: the bed, None for silence.
        with_bell: whether the bells of the script sound; without, their time is silent.

    Returns:
        Mono samples, exactly `timeline.seconds` long; the voice at -18 LUFS, peaks limited.
    """
    sound = np.zeros(round(timeline.seconds * sample_rate), np.float32)
    for cue in timeline.cues:
        # Breath words are cut at their slot; every other piece is as long as its cue.
        room = round(cue.end * sample_rate) - round(cue.start * sample_rate) + 1
        _lay(sound, pieces[cue.text][:room], cue.start, sample_rate)
    sound = normalise(sound, sample_rate)
    for start in timeline.bells if with_bell else ():
        _lay(sound, bell(sample_rate), start, sample_rate)
    return dressed(sound, sample_rate, background)


def dressed(sound: Signal, sample_rate: int, background: Background | None) -> Signal:
    """A levelled voice with its bed, fading in and out; `sound` itself is changed.

    Args:
        sound: mono samples, the voice at -18 LUFS.
        sample_rate: samples a second.
        background: the bed, None for silence.
    """
    if background:
        sound += np.resize(bed_loop(background, sample_rate, TARGET_LUFS), len(sound))
    return _faded(sound, sample_rate)


def _lay(sound: Signal, piece: Signal, start: float, sample_rate: int) -> None:
    first = round(start * sample_rate)
    piece = piece[: len(sound) - first]
    sound[first : first + len(piece)] += piece


def _faded(sound: Signal, sample_rate: int) -> Signal:
    size = min(round(FADE_SECONDS * sample_rate), len(sound) // 2)
    if size:
        rise = (0.5 - 0.5 * np.cos(np.pi * np.arange(size) / size)).astype(np.float32)
        sound[:size] *= rise
        sound[-size:] *= rise[::-1]
    return sound
