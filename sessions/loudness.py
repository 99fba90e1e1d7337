"""Loudness and true peak of mono sound after ITU-R BS.1770-4, and bringing a voice to a set level.

Long files are worked through in pieces, so that little more memory is used than the signal itself.
"""

from typing import cast

import numpy as np
import numpy.typing as npt
from scipy.ndimage import minimum_filter1d
from scipy.signal import firwin, resample_poly, sosfilt

from sessions.voice import Signal

Coefficients = npt.NDArray[np.float64]

TARGET_LUFS = -18.0
PEAK_CEILING_DB = -1.5  # of the encoded file
CODEC_HEADROOM_DB = 1.0  # AAC may raise peaks a little, so the limiter works below the ceiling
BLOCK, HOP = 0.4, 0.1  # seconds; blocks of 400 ms that overlap by three quarters
ABSOLUTE_GATE, RELATIVE_GATE = -70.0, -10.0
OFFSET = -0.691
CHUNK = 1 << 14  # samples looked at for peaks at once; most hold none
_EDGE = 64  # samples of context on both sides, more than the oversampling filter is long
_FILTER = firwin(81, 1 / 4, window=("kaiser", 5.0)).astype(np.float32)
SILENCE = float("-inf")


def k_weighting(sample_rate: int) -> Coefficients:
    """The two filters of the K curve as second-order sections, shape (2, 6).

    The standard prints coefficients for 48 kHz; these are the same analogue filters (a shelf of
    4 dB at 1682 Hz, a high pass at 38 Hz) through the bilinear transform at any rate.
    """
    shelf_hz, shelf_q, shelf_gain = 1681.974450955533, 0.7071752369554196, 3.999843853973347
    high = 10 ** (shelf_gain / 20)
    band = high**0.4996667741545416
    k = np.tan(np.pi * shelf_hz / sample_rate)
    shelf = _section(
        (high + band * k / shelf_q + k * k, 2 * (k * k - high), high - band * k / shelf_q + k * k),
        (1 + k / shelf_q + k * k, 2 * (k * k - 1), 1 - k / shelf_q + k * k),
    )
    pass_hz, pass_q = 38.13547087602444, 0.5003270373238773
    k = np.tan(np.pi * pass_hz / sample_rate)
    denominator = (1 + k / pass_q + k * k, 2 * (k * k - 1), 1 - k / pass_q + k * k)
    high_pass = _section((denominator[0], -2 * denominator[0], denominator[0]), denominator)
    return np.array([shelf, high_pass])


def _section(
    numerator: tuple[float, float, float], denominator: tuple[float, float, float]
) -> Coefficients:
    return np.array([*numerator, *denominator]) / denominator[0]


def integrated_loudness(sound: Signal, sample_rate: int) -> float:
    """Gated loudness in LUFS of one channel; minus infinity where all is below the gate.

    Args:
        sound: mono samples, shape (n,).
        sample_rate: samples a second.
    """
    hops = _hop_energies(sound, sample_rate)
    per_block = round(BLOCK / HOP)
    if len(hops) < per_block:
        return SILENCE
    blocks = np.convolve(hops, np.ones(per_block) / per_block, mode="valid")
    blocks = blocks[blocks > _energy(ABSOLUTE_GATE)]
    if not blocks.size:
        return SILENCE
    threshold = _energy(_level(float(blocks.mean())) + RELATIVE_GATE)
    return _level(float(blocks[blocks > threshold].mean()))


def _hop_energies(sound: Signal, sample_rate: int) -> Coefficients:
    """Mean square of the K-weighted sound in each whole 100 ms."""
    size = round(HOP * sample_rate)
    sections = k_weighting(sample_rate)
    state = np.zeros((len(sections), 2))
    energies = []
    for start in range(0, len(sound) - size + 1, size * 512):
        piece = sound[start : start + size * 512]
        weighted, state = sosfilt(sections, piece[: len(piece) // size * size], zi=state)
        energies.append(np.square(weighted).reshape(-1, size).mean(axis=1))
    return np.concatenate(energies) if energies else np.zeros(0)


def _level(energy: float) -> float:
    return OFFSET + 10 * float(np.log10(energy))


def _energy(level: float) -> float:
    return float(10 ** ((level - OFFSET) / 10))


def true_peak_db(sound: Signal) -> float:
    """Highest peak in dB, read on a wave oversampled four times; minus infinity for silence."""
    highest = float(np.abs(sound).max(initial=0))
    peak = highest
    for start in range(0, len(sound), CHUNK):
        # Between samples a wave may rise, but not to twice its samples: quiet chunks cannot win.
        if np.abs(sound[start : start + CHUNK]).max() > highest / 2:
            peak = max(peak, float(_peaks(sound, start).max()))
    return 20 * float(np.log10(peak)) if peak > 0 else SILENCE


def _peaks(sound: Signal, start: int) -> npt.NDArray[np.float32]:
    """For each sample of one chunk, the highest of the oversampled points around it."""
    before = min(start, _EDGE)
    piece = sound[start - before : start + CHUNK + _EDGE]
    size = min(CHUNK, len(sound) - start)
    wave = np.abs(resample_poly(piece, 4, 1, window=_FILTER))
    own = np.maximum(np.maximum(wave[0::4], wave[1::4]), np.maximum(wave[2::4], wave[3::4]))
    # The three points after a sample lie between it and the next: both must answer for them.
    own[1:] = np.maximum(own[1:], own[:-1].copy())
    return cast(npt.NDArray[np.float32], own[before : before + size])


def limit(sound: Signal, sample_rate: int, ceiling_db: float) -> Signal:
    """Turn the sound down softly, 5 ms around each peak, where it would pass the ceiling.

    Args:
        sound: mono samples, shape (n,); left as it is where nothing is too loud.
        sample_rate: samples a second.
        ceiling_db: highest true peak allowed, in dB.
    """
    ceiling = 10 ** (ceiling_db / 20)
    needs: dict[int, npt.NDArray[np.float32]] = {}
    for start in range(0, len(sound), CHUNK):
        if np.abs(sound[start : start + CHUNK]).max() > ceiling / 2:
            peaks = _peaks(sound, start)
            if peaks.max() > ceiling:
                needs[start] = np.minimum(1, ceiling / np.maximum(peaks, ceiling))
    if not needs:
        return sound
    limited = sound.copy()
    half = round(0.005 * sample_rate)
    for start in sorted({at + step for at in needs for step in (-CHUNK, 0, CHUNK)}):
        if 0 <= start < len(sound):
            size = min(CHUNK, len(sound) - start)
            limited[start : start + size] *= _gain(needs, start, size, half)
    return limited


def _gain(
    needs: dict[int, npt.NDArray[np.float32]], start: int, size: int, half: int
) -> npt.NDArray[np.float32]:
    """Smooth gain of one chunk. A mean of minima over one window never passes a sample's need."""
    calm = np.ones(CHUNK, np.float32)
    before, own, after = (needs.get(start + step, calm) for step in (-CHUNK, 0, CHUNK))
    need = np.concatenate([before[-2 * half :], own[:size], after[: 2 * half], calm[: 2 * half]])
    held = minimum_filter1d(need, 2 * half + 1, mode="nearest")
    smooth = np.convolve(held, np.ones(2 * half + 1) / (2 * half + 1), mode="same")
    return cast(npt.NDArray[np.float32], smooth[2 * half : 2 * half + size].astype(np.float32))


def normalise(sound: Signal, sample_rate: int, target: float = TARGET_LUFS) -> Signal:
    """Bring a sound to `target` LUFS with its true peak safely under the ceiling.

    Returns:
        The louder or quieter sound; the same where it is silent.
    """
    ceiling = PEAK_CEILING_DB - CODEC_HEADROOM_DB
    for _ in range(3):  # the limiter takes a little loudness away; two corrections are enough
        loudness = integrated_loudness(sound, sample_rate)
        if loudness == SILENCE or abs(loudness - target) < 0.05:
            break
        sound = sound * np.float32(10 ** ((target - loudness) / 20))
        sound = limit(sound, sample_rate, ceiling)
    return limit(sound, sample_rate, ceiling)
