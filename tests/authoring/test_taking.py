"""A recording is brought with a reader's release, then taken or refused by a worker."""

import wave
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from retraining.common import clock
from retraining.trials.errors import Refused
from sessions import renditions
from sessions.encoding import decode
from sessions.loudness import TARGET_LUFS, integrated_loudness
from sessions.models import ReaderRelease, RecordingOrder, Rendition
from sessions.scripts import parse, text_hash
from sessions.services.recording import bring, file_of, has_ended, newest_releases, release
from sessions.services.rendering import render_waiting
from tests.authoring.readers import RATE, recording
from tests.authoring.test_recordings import BODY
from tests.cast import max_the_manager, the_trial
from tests.sessions.script_texts import ToneVoice, script_text

pytestmark = pytest.mark.django_db
READ = (1.0, 16.0, 14.0, 4.3, 5.0, 9.7, 10.0)  # room and speech in turn, a minute in all
SOURCE = script_text(BODY)
HASH = text_hash(parse(SOURCE, "a.md", {}))


def wav(folder: Path, *parts: float, level: float = 0.1) -> bytes:
    """A WAV file of hums and room."""
    sound = recording(*parts, level=level)
    path = folder / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((sound * 32767).astype("<i2").tobytes())
    return path.read_bytes()


def a_release(days: int | None = None) -> ReaderRelease:
    ends_on = None if days is None else clock.now().date() + timedelta(days=days)
    return release(
        trial=the_trial(), code="r-1", uses="this trial", ends_on=ends_on, no_cloning=True,
        by=max_the_manager(),
    )  # fmt: skip


def brought(
    data: bytes, name: str = "a.wav", reader: ReaderRelease | None = None
) -> RecordingOrder:
    return bring(
        reader=reader or a_release(), text_hash=HASH, source=SOURCE, blocks="", name=name,
        content=[data[:10], data[10:]], by=max_the_manager(),
    )  # fmt: skip


def test_a_good_recording_is_levelled_aligned_and_kept_apart(tmp_path: Path) -> None:
    order = brought(wav(tmp_path, *READ))
    path = file_of(order)
    assert path.is_file()
    assert render_waiting(voice=ToneVoice()) == 1
    assert not RecordingOrder.objects.exists()
    assert not path.exists()
    assert renditions.sounds_of(HASH) == {}
    sounds = renditions.sounds_of(HASH, recorded=True)
    assert set(sounds) == {"none", "soft"}
    row = sounds["none"]
    assert row.voice.startswith("recorded r-1 ")
    assert row.seconds == pytest.approx(60.0, abs=0.1)
    assert [cue["text"] for cue in row.cues][2] == "Feel one hand."
    assert row.cues[2]["start"] == pytest.approx(31.0, abs=0.1)
    sound, rate = decode(renditions.path_of(row))
    assert integrated_loudness(sound, rate) == pytest.approx(TARGET_LUFS, abs=0.5)


def test_a_bed_lies_at_least_20_db_below_a_recorded_voice(tmp_path: Path) -> None:
    brought(wav(tmp_path, *READ))
    render_waiting(voice=ToneVoice())
    sound, rate = decode(renditions.path_of(Rendition.objects.get(background="soft")))
    bed = integrated_loudness(sound[18 * rate : 30 * rate], rate)
    assert -75 < bed < TARGET_LUFS - 20


def test_a_recording_that_does_not_fit_is_refused_with_reasons(tmp_path: Path) -> None:
    order = brought(wav(tmp_path, 1.0, 4.0, 40.0))
    assert render_waiting(voice=ToneVoice()) == 0
    order.refresh_from_db()
    lines = order.problem.splitlines()
    assert lines[0].startswith("it lasts 45 s; 1 min are 60 s")
    assert "40 s of silence from 0:05" in lines[1]
    assert not file_of(order).exists()
    assert not Rendition.objects.exists()


def test_one_that_cannot_be_aligned_names_the_line(tmp_path: Path) -> None:
    order = brought(wav(tmp_path, 20.0, 20.0, 20.0))
    render_waiting(voice=ToneVoice())
    order.refresh_from_db()
    assert order.problem.startswith("line ")
    assert "0 silences for 2 pauses" in order.problem


def test_noise_of_bytes_is_refused() -> None:
    order = brought(b"RIFF\x24\0\0\0WAVEfmt " + np.random.default_rng(1).bytes(5000))
    assert render_waiting(voice=ToneVoice()) == 0
    order.refresh_from_db()
    assert order.problem == "this file cannot be read as sound"


@pytest.mark.parametrize("name", ["a.mp3", "a.flac", "a", "../a.exe"])
def test_what_is_not_what_its_name_says_leaves_nothing(name: str, tmp_path: Path, settings) -> None:
    with pytest.raises(Refused, match="WAV, FLAC or M4A"):
        brought(wav(tmp_path, *READ), name)
    assert not RecordingOrder.objects.exists()
    assert not settings.AUDIO_ROOT.exists()


def test_a_release_has_to_forbid_cloning_and_not_to_have_ended(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cloned"):
        release(
            trial=the_trial(), code="r-1", uses="all", ends_on=None, no_cloning=False,
            by=max_the_manager(),
        )  # fmt: skip
    ended = a_release(-1)
    assert has_ended(ended)
    with pytest.raises(Refused, match="has ended"):
        brought(wav(tmp_path, *READ), reader=ended)
    later = a_release(30)
    assert newest_releases(the_trial()) == {"r-1": later}


def test_a_second_file_of_a_text_takes_the_place_of_the_first(tmp_path: Path) -> None:
    first = brought(wav(tmp_path, *READ))
    second = brought(wav(tmp_path, *READ, level=0.15))
    assert not file_of(first).exists()
    assert RecordingOrder.objects.get() == second
