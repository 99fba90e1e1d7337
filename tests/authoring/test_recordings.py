"""A recording is measured and its silences matched to the script's pauses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.recordings import Measured, Quiet, measure, problems
from sessions.recordings_align import align, stretches
from sessions.scripts import ScriptErrors
from tests.authoring.readers import RATE, recording
from tests.sessions.script_texts import script

BODY = """[chapter Settle]
Sit or lie as you like. Nothing more is asked of you.

[pause 10s]

Feel one hand.

[chapter Close]
That is all for today. Go gently.
"""
TEXT = script(BODY)
READ = (1.0, 4.0, 9.0, 1.4, 2.5, 3.4, 38.7)  # room, speech, pause, speech, gap, speech, room


def test_a_recording_is_measured() -> None:
    found = measure(recording(*READ), RATE)
    assert found.seconds == pytest.approx(60.0)
    assert [round(q.length, 1) for q in found.quiets] == [1.0, 9.0, 2.5, 38.7]
    assert found.speech_seconds == pytest.approx(8.8, abs=0.1)
    assert -20 < found.loudness < -14
    assert found.true_peak == pytest.approx(20 * np.log10(0.2), abs=0.3)


def told(**changes: object) -> list[str]:
    good: dict[str, object] = {
        "seconds": 60.0, "loudness": -20.0, "true_peak": -3.0, "quiets": (Quiet(1.0, 12.0),),
    }  # fmt: skip
    return problems(Measured(**(good | changes)), TEXT)  # type: ignore[arg-type]


def test_a_good_recording_has_no_problems() -> None:
    assert told() == []
    assert told(seconds=61.8) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"seconds": 62.0}, "it lasts 62 s; 1 min are 60 s"),
        ({"seconds": 58.0}, "it lasts 58 s"),
        ({"loudness": -40.0}, "its loudness is -40 LUFS"),
        ({"loudness": -8.0}, "its loudness is -8 LUFS"),
        ({"loudness": float("-inf")}, "nothing can be heard"),
        ({"true_peak": 0.2}, "it is cut off"),
        ({"quiets": (Quiet(65.0, 91.0),)}, "26 s of silence from 1:05; up to 25 s in week 1"),
    ],
)
def test_each_problem_is_one_sentence(changes: dict[str, object], words: str) -> None:
    [sentence] = told(**changes)
    assert words in sentence


def test_a_twin_of_another_length_is_a_problem() -> None:
    measured = Measured(60.0, -20.0, -3.0, ())
    assert problems(measured, TEXT, [61.5]) == []
    assert problems(measured, TEXT, [62.5]) == ["it lasts 60 s and its twin 62 s; up to 3 % apart"]


def test_a_script_falls_into_what_is_read_in_one_go() -> None:
    parts = stretches(TEXT)
    assert [[say.text for say in part.sentences] for part in parts] == [
        ["Sit or lie as you like.", "Nothing more is asked of you."],
        ["Feel one hand."],
        ["That is all for today.", "Go gently."],
    ]
    assert [(part.chapter, part.stop) for part in parts] == [(0, 10.0), (0, 2.0), (1, 0.0)]


def test_sentences_are_found_by_the_silences() -> None:
    cues, chapters = align(TEXT, measure(recording(*READ), RATE))
    starts = {cue.text: (cue.start, cue.end) for cue in cues}
    assert starts["Sit or lie as you like."][0] == pytest.approx(1.0, abs=0.05)
    assert starts["Nothing more is asked of you."][1] == pytest.approx(5.0, abs=0.05)
    assert starts["Feel one hand."] == pytest.approx((14.0, 15.4), abs=0.05)
    assert starts["That is all for today."][0] == pytest.approx(17.9, abs=0.05)
    assert starts["Go gently."][1] == pytest.approx(21.3, abs=0.05)
    assert [(part.title, round(part.start)) for part in chapters] == [("Settle", 0), ("Close", 18)]
    assert chapters[-1].end == pytest.approx(60.0)


def test_a_breath_inside_a_sentence_is_not_taken_for_its_end() -> None:
    parts = (1.0, 2.0, 0.4, 1.9, 9.0, 1.4, 2.5, 3.4, 38.4)
    cues, _chapters = align(TEXT, measure(recording(*parts), RATE))
    assert cues[2].text == "Feel one hand."
    assert cues[2].start == pytest.approx(14.3, abs=0.05)


def test_too_few_silences_name_the_sentence() -> None:
    with pytest.raises(ScriptErrors) as stopped:
        align(TEXT, measure(recording(1.0, 9.0, 50.0), RATE))
    [finding] = stopped.value.findings
    assert "0 silences for 2 pauses" in finding.text


def test_a_sentence_that_was_left_out_is_named() -> None:
    with pytest.raises(ScriptErrors) as stopped:
        align(TEXT, measure(recording(1.0, 4.0, 9.0, 12.0, 2.5, 3.4, 30.0), RATE))
    assert any(
        "cannot be found in the recording: Feel one" in f.text for f in stopped.value.findings
    )


def test_paced_breaths_need_the_computer_voice() -> None:
    breathing = script("[chapter A]\nBreathe.\n\n[breathe in=4s out=6s times=2]\n")
    with pytest.raises(ScriptErrors, match="paced breaths"):
        stretches(breathing)


@given(st.lists(st.floats(0.6, 1.6), min_size=3, max_size=3), st.floats(0.7, 1.4))
def test_cues_are_in_order_and_inside_whatever_the_pace(paces: list[float], stop: float) -> None:
    speech = [4.0 * paces[0], 1.4 * paces[1], 3.4 * paces[2]]
    at, quiets = 1.0, [Quiet(0.0, 1.0)]
    for length, gap in zip(speech, (10.0 * stop, 2.0 * stop, 5.0), strict=True):
        quiets.append(Quiet(at + length, at + length + gap))
        at += length + gap
    cues, chapters = align(TEXT, Measured(at, -20.0, -3.0, tuple(quiets)))
    times = [moment for cue in cues for moment in (cue.start, cue.end)]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] <= at
    assert [part.title for part in chapters] == ["Settle", "Close"]
