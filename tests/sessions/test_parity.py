"""rendered.json: written with a programme's lengths, and stale as soon as the texts move on."""

import json
from dataclasses import replace

import pytest

from sessions.library import read_script
from sessions.parity import read_rendered, stale, timeline_of
from sessions.programme_rendering import render_programme
from sessions.scripts import ScriptErrors
from tests.sessions.script_texts import ToneVoice, script_text

READING = "First words.\n\n## One part\n\nMore words.\n\n[pause 15s]\n\nThe end.\n"
BODY = "[chapter A]\n\nRest here.\n\n[pause 20s]\n\n[chapter B]\n\nThat is all.\n\n[bell]\n"


@pytest.fixture
def folder(tmp_path):
    """A programme folder with a session, a reading that is read aloud too and one that is not."""
    programme = tmp_path / "trial" / "first"
    programme.mkdir(parents=True)
    (programme.parent / "blocks.md").write_text("## opening\n\nMove when you want.\n")
    (programme / "w1-short.md").write_text(script_text(BODY, minutes="0.5", kind="short"))
    read_aloud = script_text(READING, kind="reading", minutes="0.5")
    (programme / "w1-reading.md").write_text(read_aloud)
    (programme / "w2-reading.md").write_text(script_text("Words.", kind="reading", minutes=""))
    render_programme(programme, ToneVoice(), tmp_path / "audio")
    return programme


def test_the_figures_of_every_spoken_script_are_written_down(folder):
    rendered = read_rendered(folder)
    assert list(rendered) == ["w1-reading.md", "w1-short.md"]
    figures = rendered["w1-short.md"]
    assert (figures.seconds, figures.bells, sum(figures.chapters)) == (30.0, 1, 30.0)
    assert figures.bytes > 1000
    # 10 and 12 letters at a tenth of a second each, and no gap inside a paragraph.
    assert figures.speech_seconds == pytest.approx(2.2)
    assert figures.sentences == (1.0, 1.2)
    assert figures.speech_share == pytest.approx(100 * 2.2 / 30)
    reading = rendered["w1-reading.md"]
    assert (reading.seconds, reading.bells, reading.sentences) == (30.0, 0, (1.2, 1.1, 0.8))
    assert json.loads((folder / "rendered.json").read_text())["voice"] == "tone 1"
    assert stale(folder) == []


def test_a_text_can_be_put_on_the_clock_without_its_voice(folder):
    script = read_script(folder / "w1-short.md")
    timeline = timeline_of(script, read_rendered(folder)["w1-short.md"])
    # Lead-in 1.5 s, bell 4 s, tail 2 s and 2.2 s of words leave 20.3 s for 20 s of pauses and the
    # second between the last word and the bell.
    factor = (30 - 1.5 - 4 - 2 - 2.2) / 21
    assert timeline.factor == pytest.approx(factor)
    assert [cue.start for cue in timeline.cues] == pytest.approx([1.5, 1.5 + 1 + 20 * factor])


def test_a_recording_has_no_clock_but_its_own(folder):
    script = read_script(folder / "w1-short.md")
    recorded = replace(read_rendered(folder)["w1-short.md"], sentences=())
    assert timeline_of(script, recorded) is None


def test_lengths_of_another_text_are_refused(folder):
    script = read_script(folder / "w1-short.md")
    other = replace(read_rendered(folder)["w1-short.md"], sentences=(1.0,))
    with pytest.raises(ScriptErrors, match="has 1 lengths for 2 sentences"):
        timeline_of(script, other)


def test_each_line_of_the_listing_is_one_script(folder):
    lines = (folder / "rendered.json").read_text().splitlines()
    assert [line.strip().split('"')[1] for line in lines if "text_hash" in line] == [
        "w1-reading.md",
        "w1-short.md",
    ]


def test_scripts_that_do_not_belong_to_the_programme_are_left_aside(folder):
    (folder / "w3-core.md").write_text("Half a sentence")
    assert stale(folder, {"w1-short.md", "w1-reading.md"}) == []
    assert "front matter is missing" in str(stale(folder)[0])


def test_each_way_of_being_stale_is_named(folder):
    path = folder / "w1-short.md"
    path.write_text(path.read_text().replace("Rest here", "Rest there"))
    assert "w1-short.md:0: changed since it was rendered" in str(stale(folder)[0])
    path.rename(folder / "w1-core.md")
    told = sorted(str(finding) for finding in stale(folder))
    assert len(told) == 2
    assert "w1-core.md:0: is not in rendered.json" in told[1] + told[0]
    assert "lists w1-short.md, which is not in the folder" in told[0] + told[1]
    (folder / "rendered.json").unlink()
    assert "rendered.json:0: is missing" in str(stale(folder)[0])


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"scripts": {"a": {}}}', '{"scripts": [1]}'])
def test_an_unreadable_listing_is_one_finding(folder, content):
    (folder / "rendered.json").write_text(content)
    assert "is not readable" in str(stale(folder)[0])


def test_a_length_that_is_not_the_stated_one_is_found(folder):
    path = folder / "rendered.json"
    path.write_text(path.read_text().replace('"seconds": 30.0', '"seconds": 31.0'))
    reading, short = (finding.text for finding in stale(folder))
    assert reading.startswith("w1-reading.md lasts 31 s")
    assert short.startswith("w1-short.md lasts 31 s")


def test_nothing_is_rendered_or_written_where_one_script_does_not_fit(folder, tmp_path):
    before = (folder / "rendered.json").read_bytes()
    (folder / "w1-core.md").write_text(script_text(BODY, minutes="9", kind="core"))
    with pytest.raises(ScriptErrors, match=r"w1-core\.md:0: too short for 9 min"):
        render_programme(folder, ToneVoice(), tmp_path / "other")
    assert (folder / "rendered.json").read_bytes() == before
    assert not (tmp_path / "other").exists()


def test_a_folder_without_scripts_is_a_finding(tmp_path):
    with pytest.raises(ScriptErrors, match="no script"):
        render_programme(tmp_path / "nowhere", ToneVoice(), tmp_path)
