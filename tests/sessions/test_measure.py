"""The author's ruler and the command that renders a folder, with a humming voice."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sessions import measure
from sessions.management.commands import render_programme
from tests.sessions.script_texts import ToneVoice, script_text

BODY = """[chapter Settle]

You can stop here at any time. This is a slow start.

[pause 10s]

[chapter Practice]

You could rest your hands on something soft.

[pause 10s]

[chapter Close]

That was all of it.
"""


@pytest.fixture
def path(tmp_path, monkeypatch):
    """A practice of 42 s in a folder of its own, and no real voice anywhere."""
    monkeypatch.setattr(measure, "SyntheticVoice", ToneVoice)
    monkeypatch.setattr(measure, "CACHE", tmp_path / "sentences")
    monkeypatch.setattr(render_programme, "SyntheticVoice", ToneVoice)
    folder = tmp_path / "trial" / "first"
    folder.mkdir(parents=True)
    figures = {"words": "0", "speech_share": "0", "silences_max": "0"}
    (folder / "w1.md").write_text(script_text(BODY, minutes="0.7", **figures))
    return folder / "w1.md"


def test_the_ruler_prints_figures_and_findings(path, capsys):
    assert measure.main([str(path), "--programme", "M"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{path}: 25 words, reading grade ")
    assert lines[1] == "  of the sentences that order or offer, 0% order"
    assert "target 42 s, pauses x 1." in lines[3]
    assert "Settle (rule 60)" in lines[4]
    assert any("words says 0; counted 25" in line for line in lines)
    assert not any("words not checked" in line for line in lines)


def test_figures_can_be_written_into_the_file(path, capsys):
    measure.main([str(path), "--programme", "M", "--state"])
    measure.main([str(path), "--programme", "M"])
    assert "says" not in capsys.readouterr().out
    assert "words: 25\n" in path.read_text()


def test_word_rules_come_from_the_programme_beside(path, capsys):
    measure.main([str(path)])
    assert "words not checked" in capsys.readouterr().out
    (path.parent / "programme.toml").write_text('word_rules = "R"\n')
    path.write_text(path.read_text().replace("something soft", "an anchor"))
    measure.main([str(path)])
    assert "belongs to the attention programme" in capsys.readouterr().out
    (path.parent / "programme.toml").write_text('word_rules = "X"\n')
    assert measure.main([str(path)]) == 1
    assert 'word_rules is "M" or "R", not X' in capsys.readouterr().out


def test_a_broken_script_is_told_in_lines(path, capsys):
    path.write_text("Hello.")
    assert measure.main([str(path)]) == 1
    assert f"{path}:1: front matter is missing" in capsys.readouterr().out


def test_the_command_renders_a_folder_and_says_what_came_out(path, tmp_path):
    out = StringIO()
    call_command("render_programme", path.parent, "--out", tmp_path / "audio", stdout=out)
    assert out.getvalue().startswith("w1.md 42 s ")
    assert (path.parent / "rendered.json").exists()
    assert len(list((tmp_path / "audio").glob("*.m4a"))) == 1


def test_the_command_refuses_bad_folders_with_exit_two_and_no_output(path, tmp_path):
    out, err = StringIO(), StringIO()
    path.write_text("Hello.")
    with pytest.raises(CommandError, match="front matter is missing") as caught:
        call_command(
            "render_programme", path.parent, "--out", tmp_path / "audio", stdout=out, stderr=err
        )
    assert caught.value.returncode == 2
    assert out.getvalue() == ""
    assert not (path.parent / "rendered.json").exists()
