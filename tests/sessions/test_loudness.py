"""Loudness and true peak against values that follow from the standard, not from our code."""

import numpy as np
import pytest

from sessions.loudness import (
    CHUNK,
    integrated_loudness,
    k_weighting,
    limit,
    normalise,
    true_peak_db,
)

RATE = 48_000


def sine(level_db: float, seconds: float, hertz: float = 997.0, rate: int = RATE, phase: float = 0):
    """A sine whose peak is `level_db` below full scale."""
    time = np.arange(round(seconds * rate)) / rate
    wave = 10 ** (level_db / 20) * np.sin(2 * np.pi * hertz * time + phase)
    return wave.astype(np.float32)


def test_filters_equal_the_coefficients_printed_in_the_standard():
    shelf, high_pass = k_weighting(48_000)
    assert shelf == pytest.approx(
        [
            1.53512485958697,
            -2.69169618940638,
            1.19839281085285,
            1,
            -1.69065929318241,
            0.73248077421585,
        ],
        abs=1e-9,
    )
    assert high_pass[3:] == pytest.approx([1, -1.99004745483398, 0.99007225036621], abs=1e-9)


@pytest.mark.parametrize(("level", "expected"), [(0.0, -3.01), (-19.99, -23.0), (-29.99, -33.0)])
@pytest.mark.parametrize("rate", [24_000, 48_000])
def test_a_997_hertz_sine_in_one_channel_reads_three_below_its_peak(level, expected, rate):
    assert integrated_loudness(sine(level, 20, rate=rate), rate) == pytest.approx(expected, abs=0.1)


def test_the_relative_gate_leaves_quiet_parts_out():
    # EBU Tech 3341 case 3 in one channel: 10 s at -36, 60 s at -23, 10 s at -36 reads -23.
    quiet, loud = sine(-32.99, 10), sine(-19.99, 60)
    whole = np.concatenate([quiet, loud, quiet])
    assert integrated_loudness(whole, RATE) == pytest.approx(-23.0, abs=0.1)


def test_the_absolute_gate_leaves_silence_out():
    # EBU Tech 3341 case 4 adds parts at -72, far under everything.
    faint, loud = sine(-68.99, 10), sine(-19.99, 60)
    whole = np.concatenate([faint, loud, faint])
    assert integrated_loudness(whole, RATE) == pytest.approx(-23.0, abs=0.1)


def test_silence_and_a_blink_have_no_loudness():
    assert integrated_loudness(np.zeros(RATE, np.float32), RATE) == float("-inf")
    assert integrated_loudness(np.ones(100, np.float32), RATE) == float("-inf")
    assert true_peak_db(np.zeros(RATE, np.float32)) == float("-inf")


def test_true_peak_sees_what_lies_between_samples():
    # A quarter of the rate, 45 degrees off: every sample stands at 0.707 of the real peak.
    wave = sine(-6.0, 1, hertz=RATE / 4, phase=np.pi / 4)
    middle = wave[1000:-1000]
    assert 20 * np.log10(np.abs(middle).max()) == pytest.approx(-9.01, abs=0.01)
    assert true_peak_db(wave) == pytest.approx(-6.0, abs=0.4)


def test_true_peak_does_not_depend_on_where_long_sound_is_cut():
    wave, edge = sine(-30, 3, rate=24_000), CHUNK
    wave[edge - 3 : edge + 3] = 10 ** (-3 / 20)
    alone = wave[edge - 5000 : edge + 5000]
    assert true_peak_db(wave) == pytest.approx(true_peak_db(alone), abs=1e-4)


def test_the_limiter_holds_the_ceiling_and_leaves_the_rest_alone():
    wave, loud = sine(-20, 4), 2 * CHUNK - 100  # the loud part lies across two chunks
    wave[loud : loud + 480] *= 8
    limited = limit(wave, RATE, -6.0)
    assert true_peak_db(limited) <= -5.9
    assert np.array_equal(limited[: loud - 1000], wave[: loud - 1000])
    assert np.array_equal(limited[loud + 1500 :], wave[loud + 1500 :])
    assert limit(limited, RATE, 0.0) is limited


def test_normalising_reaches_the_target_under_the_ceiling():
    rng = np.random.default_rng(1)
    bursts = rng.standard_normal(RATE * 8).astype(np.float32) * 0.01
    bursts[::9000] += 0.4  # clicks that stick out by 32 dB
    levelled = normalise(bursts, RATE)
    assert integrated_loudness(levelled, RATE) == pytest.approx(-18.0, abs=0.3)
    assert true_peak_db(levelled) <= -1.5


def test_normalising_silence_changes_nothing():
    silence = np.zeros(RATE, np.float32)
    assert np.array_equal(normalise(silence, RATE), silence)
