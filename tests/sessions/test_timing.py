"""The clock of a script: exact lengths, one factor for all pauses, useful words where it fails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.scripts import ScriptErrors
from sessions.timing import fit, spoken_texts
from tests.sessions.script_texts import script

SHORT = "[chapter A]\n\nOne. Two.\n\n[pause 10s]\n\nThree."


def test_pauses_give_way_by_one_factor_and_the_rest_keeps_its_length():
    # 1.5 s lead-in + 4 + 5 + 6 s of speech + 2 s tail leave 11.5 of 30 s for 0.45 + 10 s of pauses.
    line = fit(script(SHORT, minutes="0.5"), {"One.": 4, "Two.": 5, "Three.": 6})
    factor = 11.5 / 10.45
    assert line.factor == pytest.approx(factor)
    times = [time for cue in line.cues for time in (cue.start, cue.end)]
    second = 5.5 + 0.45 * factor
    assert times == pytest.approx([1.5, 5.5, second, second + 5, 22, 28])
    assert (line.seconds, line.chapters[0].start, line.chapters[0].end) == (30, 0, 30)
    # The gap inside a paragraph is running speech, the written pause is silence.
    assert line.speech_seconds == pytest.approx(15 + 0.45 * factor)
    assert [quiet for quiet, _ in line.silences] == pytest.approx([0.45 * factor, 10 * factor, 2])


def test_chapters_touch_and_breaths_and_bells_keep_their_time():
    body = (
        "[chapter A]\n[pause 3s]\nOne.\n\nTwo.\n[chapter B]\n"
        "[breathe in=4s out=6s times=2]\n[bell]\n[pause 5s]"
    )
    lengths = {"One.": 1, "Two.": 1, "In.": 0.5, "Out.": 9}
    assert spoken_texts(script(body)) == ("One.", "Two.", "In.", "Out.")
    line = fit(script(body, minutes="0.75"), lengths)
    # Fixed: 1.5 + 1 + 1 + 20 + 4 + 2 = 29.5. Gaps: 3 + 1 (paragraph) + 2 (chapter) + 1 + 5 = 12.
    factor = 15.5 / 12
    assert line.factor == pytest.approx(factor)
    assert [(c.title, c.start, c.end) for c in line.chapters] == [
        ("A", 0, pytest.approx(3.5 + 6 * factor)),
        ("B", pytest.approx(3.5 + 6 * factor), 45),
    ]
    # "Out." is longer than its 6 s and is cut there.
    assert [cue.end - cue.start for cue in line.cues[2:]] == pytest.approx([0.5, 6, 0.5, 6])
    starts = [cue.start - line.chapters[1].start for cue in line.cues[2:]]
    assert starts == pytest.approx([0, 4, 10, 14])
    assert line.bells == (pytest.approx(45 - 2 - 4 - 5 * factor),)
    assert [cue.chapter for cue in line.cues] == [0, 0, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        # 60 - 18.5 = 41.5 s to fill, 20.9 with doubled pauses: 20.6 s are missing.
        ("1", "too short for 1 min by 21 s, with all pauses doubled: add about 4 words or 10 s"),
        # 21 - 18.5 = 2.5 s are left, halved pauses take 5.225.
        ("0.35", "too long for 0.35 min by 3 s, with all pauses halved: cut about 1 words or 5 s"),
    ],
)
def test_what_does_not_fit_says_what_to_add_or_cut(minutes, words):
    with pytest.raises(ScriptErrors, match=r"w1\.md:0: ") as caught:
        fit(script(SHORT, minutes=minutes), {"One.": 4, "Two.": 5, "Three.": 6})
    assert words in str(caught.value)


def test_a_text_without_any_pause_must_be_exact():
    only = script("[chapter A]\nOne.", minutes="0.1")
    assert fit(only, {"One.": 2.5}).factor == 1
    with pytest.raises(ScriptErrors, match="too short"):
        fit(only, {"One.": 1.0})


def test_a_reading_without_minutes_has_no_clock():
    reading = script("Words.", kind="reading", minutes="")
    with pytest.raises(ScriptErrors, match="minutes is not given"):
        fit(reading, {"Words.": 1})


speech = st.lists(st.floats(0.3, 12), min_size=1, max_size=30)
pauses = st.lists(st.integers(1, 60), min_size=30, max_size=30)
BREAKS = {"": 0.45, "\n": 1.0, "\n[chapter X]\n": 2.0, "\n[pause {}s]\n": 0.0}
layout = st.lists(st.sampled_from(sorted(BREAKS)), min_size=30, max_size=30)


@given(speech, pauses, layout, st.floats(0.51, 1.99))
def test_any_script_that_can_fit_lasts_exactly_its_minutes(lengths, seconds, breaks, wanted):
    body = "[chapter First]\n"
    for index in range(len(lengths)):
        body += f"Sentence {index}.\n{breaks[index].format(seconds[index])}"
    body += f"The last.\n[pause {seconds[0]}s]\n"
    texts = {f"Sentence {index}.": length for index, length in enumerate(lengths)}
    texts["The last."] = 1.0
    fixed = 1.5 + sum(texts.values()) + 2
    gaps = _gaps(breaks[: len(lengths)], seconds) + seconds[0]
    minutes = (fixed + wanted * gaps) / 60
    line = fit(script(body, minutes=f"{minutes:.6f}"), texts)

    assert 0.499 <= line.factor <= 2.001
    assert line.factor == pytest.approx(wanted, abs=1e-3)
    assert line.seconds == pytest.approx(minutes * 60, abs=1e-3)
    assert [cue.text for cue in line.cues] == list(texts)
    ends = [0.0, *(cue.end for cue in line.cues)]
    starts = [*(cue.start for cue in line.cues), line.seconds]
    assert all(start >= end for end, start in zip(ends, starts, strict=True))
    assert line.cues[-1].end <= line.seconds - 2
    assert line.chapters[0].start == 0
    assert line.chapters[-1].end == line.seconds
    assert line.speech_seconds <= line.seconds


def _gaps(breaks: list[str], seconds: list[int]) -> float:
    """Seconds of pause between the sentences as written, one break after each."""
    written = sum(length for text, length in zip(breaks, seconds, strict=False) if "pause" in text)
    return written + sum(BREAKS[text] for text in breaks)
