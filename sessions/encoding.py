"""AAC-LC in an .m4a file, with the index in front so that playing can begin at the first bytes."""

from pathlib import Path

import av
import numpy as np

from sessions.voice import Signal

BIT_RATE = 64_000
SUFFIX = ".m4a"
FRAMES_AT_ONCE = 1 << 16


def encode(sound: Signal, sample_rate: int, path: Path, bit_rate: int = BIT_RATE) -> None:
    """Encode mono samples; the same samples give the same bytes with the same encoder.

    Args:
        sound: samples between -1 and 1, shape (n,).
        sample_rate: samples a second.
        path: the file to write, without date or encoder name in it.
        bit_rate: bits a second.
    """
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(path), "w", format="ipod", options=options) as container:
        stream = container.add_stream("aac", rate=sample_rate, layout="mono", bit_rate=bit_rate)
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        stream.codec_context.thread_count = 1
        for start in range(0, len(sound), FRAMES_AT_ONCE):
            piece = np.ascontiguousarray(sound[start : start + FRAMES_AT_ONCE])
            frame = av.AudioFrame.from_ndarray(piece[np.newaxis], format="fltp", layout="mono")
            frame.sample_rate = sample_rate
            frame.pts = start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def decode(path: Path, sample_rate: int | None = None) -> tuple[Signal, int]:
    """Mono samples of a file and their rate, as a player would hear it.

    Args:
        path: anything that holds sound.
        sample_rate: samples a second to give; those of the file when None.
    """
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        rate = sample_rate or stream.rate
        resampler = av.AudioResampler(format="flt", layout="mono", rate=rate)
        pieces = [
            out.to_ndarray()[0]
            for frame in container.decode(stream)
            for out in resampler.resample(frame)
        ]
        pieces += [out.to_ndarray()[0] for out in resampler.resample(None)]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32), rate


def seconds_of(path: Path) -> float:
    """Length of a file in seconds, as its index states it."""
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        if stream.duration is None or stream.time_base is None:
            raise ValueError(f"{path} does not state its length")
        return float(stream.duration * stream.time_base)
