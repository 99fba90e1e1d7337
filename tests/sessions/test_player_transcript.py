"""The text of a session beside its times."""

from sessions.transcript import sections, sentence_starts
from tests.sessions.script_texts import script

BODY = """[chapter Settle]

You can sit. You can lie.

Or stand.

[chapter Breathe]

[breathe in=4s out=6s times=2]

That was all.
"""
CUES = [{"start": float(at)} for at in (1, 3, 5, 10, 14, 20, 24, 31)]
CHAPTERS = [{"start": 0.0, "end": 10.0}, {"start": 10.0, "end": 60.0}]


def test_sentences_stand_in_paragraphs_with_their_times() -> None:
    settle, breathe = sections(script(BODY), CUES, CHAPTERS)
    assert [[s.text for s in p] for p in settle.paragraphs] == [
        ["You can sit.", "You can lie."],
        ["Or stand."],
    ]
    assert (settle.title, settle.start, settle.end) == ("Settle", 0.0, 10.0)
    assert [s.start for p in settle.paragraphs for s in p] == [1.0, 3.0, 5.0]
    # Two breaths are four cues and one line; the sentence after them keeps its own time.
    assert [s.start for p in breathe.paragraphs for s in p] == [10.0, 31.0]


def test_without_audio_there_are_no_times() -> None:
    found = sections(script(BODY))
    assert [section.start for section in found] == [None, None]
    assert sentence_starts(found) == []


def test_cues_of_another_cut_are_left_aside() -> None:
    found = sections(script(BODY), CUES[:-1], CHAPTERS[:1])
    assert sentence_starts(found) == []
    assert [section.start for section in found] == [None, None]
    assert found[0].paragraphs[0][0].text == "You can sit."


def test_starts_in_order() -> None:
    assert sentence_starts(sections(script(BODY), CUES, CHAPTERS)) == [1, 3, 5, 10, 31]


def test_a_drawing_belongs_to_its_part() -> None:
    reading = script(
        "First.\n\n## A part\n\n![A cup of tea.](cup.svg)\n\nThe cup.\n", kind="reading"
    )
    before, part = sections(reading)
    assert (before.title, before.figure) == ("", "")
    assert (part.title, part.figure) == ("A part", "A cup of tea.")
