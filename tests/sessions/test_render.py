"""The real voice on a short script: exact length, level, silence, a file that starts at once."""

import json
from pathlib import Path

import numpy as np
import pytest

from sessions import rendering
from sessions.backgrounds import BACKGROUNDS, Background, bed_loop, bell
from sessions.cues import webvtt
from sessions.encoding import decode, seconds_of
from sessions.loudness import integrated_loudness, true_peak_db
from sessions.rendering import RenderError, address, load_rendition, render
from sessions.voice import CachedVoice, SyntheticVoice
from tests.sessions.script_texts import ToneVoice, script

BODY = """[chapter Settle]

You could let your hands rest where they are. Is it warm there, or cool?

[pause 6s]

[chapter Close]

You took this time.

[bell]
"""


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """A script of 24 s with the computer voice, once with and once without a bed."""
    folder = tmp_path_factory.mktemp("audio")
    text = script(BODY, minutes="0.4")
    voice = CachedVoice(SyntheticVoice(), folder / "sentences")
    seen: list[float] = []
    plain = render(text, voice, "none", folder, seen.append)
    soft = render(text, voice, "soft", folder, with_bell=True)
    return text, voice, folder, plain, soft, seen


def level(sound, rate, start, end):
    """Root mean square in dB between two seconds."""
    part = sound[round(start * rate) : round(end * rate)].astype(float)
    return 10 * np.log10(np.mean(part**2) + 1e-12)


def test_the_file_lasts_its_minutes_and_plays_from_its_first_bytes(spoken):
    _, _, _, plain, soft, _ = spoken
    for rendition in (plain, soft):
        sound, rate = decode(rendition.path)
        assert len(sound) / rate == pytest.approx(24.0, abs=0.1)
        assert seconds_of(rendition.path) == pytest.approx(24.0, abs=0.1)
        assert rendition.seconds == 24.0
        content = rendition.path.read_bytes()
        assert content[4:11] == b"ftypM4A"
        assert content.index(b"moov") < content.index(b"mdat")
        assert rendition.bytes == len(content)


def test_the_decoded_sound_has_the_level_and_no_sudden_peak(spoken):
    _, _, _, plain, soft, _ = spoken
    for rendition in (plain, soft):
        sound, rate = decode(rendition.path)
        assert integrated_loudness(sound, rate) == pytest.approx(-18.0, abs=0.6)
        assert true_peak_db(sound) <= -1.5


def test_pauses_are_silent_and_words_stand_where_their_cues_say(spoken):
    _, _, _, plain, _, _ = spoken
    sound, rate = decode(plain.path)
    for cue in plain.cues:
        assert level(sound, rate, cue["start"] + 0.1, cue["end"] - 0.2) > -35
    gaps = zip(plain.cues, plain.cues[1:], strict=False)
    for before, after in gaps:
        assert level(sound, rate, before["end"] + 0.1, after["start"] - 0.1) < -60
    assert level(sound, rate, 22.2, 24) < -60


def test_a_bed_lies_twenty_decibels_under_the_voice_and_fades_away(spoken):
    _, _, _, plain, soft, _ = spoken
    sound, rate = decode(soft.path)
    cue = soft.cues[1]
    voice = level(sound, rate, cue["start"] + 0.1, cue["end"] - 0.2)
    bed = level(sound, rate, cue["end"] + 0.5, soft.cues[2]["start"] - 0.5)
    assert -75 < bed < voice - 20
    assert level(sound, rate, 23.9, 24) < -60
    assert [c["start"] for c in soft.cues] == [c["start"] for c in plain.cues]


def test_bells_sound_only_if_asked_for(spoken):
    text, voice, folder, plain, soft, _ = spoken
    rung = render(text, voice, "none", folder, with_bell=True)
    start = plain.cues[-1]["end"] + 1
    end = plain.seconds - 2.5
    silent, rate = decode(plain.path)
    ringing, _ = decode(rung.path)
    assert level(silent, rate, start, end) < -60 < level(ringing, rate, start, end)
    assert len({plain.address, soft.address, rung.address}) == 3


def test_cues_chapters_and_transcript_lie_beside_the_sound(spoken):
    _, _, folder, plain, _, seen = spoken
    assert [chapter["title"] for chapter in plain.chapters] == ["Settle", "Close"]
    assert [cue["chapter"] for cue in plain.cues] == [0, 0, 1]
    assert plain.transcript[0]["paragraphs"][0][1] == "Is it warm there, or cool?"
    assert plain.chapters[-1]["end"] == 24.0
    lines = (folder / f"{plain.address}.vtt").read_text().splitlines()
    assert lines[:3] == ["WEBVTT", "", "00:00:01.500 --> " + lines[2].split()[-1]]
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_webvtt_writes_hours_and_hides_markup():
    cue = {"text": "A < B & C", "start": 3661.0005, "end": 3662.25, "chapter": 0}
    assert webvtt([cue]).splitlines()[2:] == [
        "01:01:01.000 --> 01:01:02.250",
        "A &lt; B &amp; C",
    ]


def test_rendering_again_finds_the_files_and_speaks_nothing(tmp_path):
    text, voice = script(BODY, minutes="0.5"), ToneVoice()
    first = render(text, voice, "none", tmp_path)
    voice.spoken.clear()
    assert render(text, voice, "none", tmp_path) == first
    assert voice.spoken == []


def test_a_damaged_file_is_rendered_again_to_the_same_bytes(tmp_path):
    text = script(BODY, minutes="0.5")
    first = render(text, ToneVoice(), "none", tmp_path)
    content = first.path.read_bytes()
    first.path.write_bytes(content[:-10])
    assert load_rendition(tmp_path, first.address) is None
    again = render(text, ToneVoice(), "none", tmp_path)
    assert again == first
    assert first.path.read_bytes() == content
    first.path.with_suffix(".json").write_text(json.dumps({"bytes": 1}))
    assert load_rendition(tmp_path, first.address) is None


def test_a_crash_before_the_end_leaves_nothing_that_looks_whole(tmp_path, monkeypatch):
    text, voice = script(BODY, minutes="0.5"), ToneVoice()

    def stop(sound, rate, path):
        Path(path).write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(rendering, "encode", stop)
    with pytest.raises(KeyboardInterrupt):
        render(text, voice, "none", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_encoder_that_gives_another_length_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "seconds_of", lambda path: 12.0)
    with pytest.raises(RenderError, match=r"12\.00 s came out instead of 30\.00 s"):
        render(script(BODY, minutes="0.5"), ToneVoice(), "none", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_address_follows_every_input():
    text, voice = script(BODY, minutes="0.5"), ToneVoice()
    other = ToneVoice()
    other.version = "2"
    addresses = [
        address(text, voice, "none"),
        address(text, voice, "soft"),
        address(text, voice, "none", with_bell=True),
        address(text, voice, "none", "next"),
        address(text, other, "none"),
        address(script(BODY, minutes="0.6"), voice, "none"),
    ]
    assert len(set(addresses)) == len(addresses)
    assert address(script(BODY, minutes="0.5", title="Else"), voice, "none") == addresses[0]
    with pytest.raises(KeyError):
        address(text, voice, "loud")


def test_sentences_are_spoken_once_and_kept(tmp_path):
    voice = ToneVoice()
    kept = CachedVoice(voice, tmp_path)
    first = kept.speak("Rest.")
    assert np.array_equal(kept.speak("Rest."), first)
    assert voice.spoken == ["Rest."]
    assert np.abs(first - ToneVoice().speak("Rest.")).max() < 1e-4


def test_beds_and_bell_are_soft_and_loop_without_a_seam():
    soft = BACKGROUNDS["soft"]
    assert isinstance(soft, Background)
    assert all(bed is None or bed.below_voice >= 20 for bed in BACKGROUNDS.values())
    loop = bed_loop(soft, 24_000, -18.0)
    assert integrated_loudness(loop, 24_000) == pytest.approx(-42.0, abs=0.1)
    steps = np.abs(np.diff(loop))
    assert abs(loop[0] - loop[-1]) <= steps.max()
    ring = bell(24_000)
    assert true_peak_db(ring) == pytest.approx(-26.0, abs=0.1)
    assert abs(ring[0]) < 1e-6
    assert np.abs(ring[-240:]).max() < 1e-4
