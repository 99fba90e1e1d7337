"""`manage.py arm_parity`: a folder with no server and no settings, or a loaded trial."""

import json
import subprocess
import sys
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from retraining.trials.models import ProtocolVersion, Trial
from sessions.models import Rendition, Script
from sessions.programme_rendering import render_programme
from sessions.scripts import parse, text_hash
from tests.databases import LIBRARY, ROOT
from tests.sessions.arm_texts import CORE, PROTOCOL, WORDS, write_trial
from tests.sessions.script_texts import ToneVoice, script_text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A trial of one script an arm that holds."""
    out = tmp_path / "audio"
    return write_trial(tmp_path / "trial", lambda place: render_programme(place, ToneVoice(), out))


def told(what: object, code: int = 0) -> dict:
    out = StringIO()
    try:
        call_command("arm_parity", str(what), stdout=out)
        left = 0
    except SystemExit as exit_:
        left = exit_.code
    assert left == code, out.getvalue()[-1000:]
    return json.loads(out.getvalue())


def refused(*what: str) -> str:
    out = StringIO()
    with pytest.raises(CommandError) as stopped:
        call_command("arm_parity", *what, stdout=out)
    assert stopped.value.returncode == 2
    assert out.getvalue() == ""
    line = str(stopped.value)
    assert "\n" not in line
    return line


def change(path: Path, old: str, new: str) -> int:
    """Change a file; the line on which the old text stood."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_folder_that_holds(folder):
    found = told(folder)
    assert found["holds"] is True
    assert found["arms"] == ["a", "b"]
    assert found["breaches"] == []
    assert "reminders" in found["same_for_all"]
    assert found["pieces"][0]["figures"]["b"]["seconds"] == 60.0


def test_the_shipped_trial_holds():
    found = told(LIBRARY)
    assert found["breaches"] == []
    assert len(found["pieces"]) == 40


def test_it_runs_with_an_empty_environment(folder):
    command = [sys.executable, "manage.py", "arm_parity", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env={}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["holds"] is True
    for script in folder.glob("second/*.md"):
        script.unlink()
    (folder / "second/w2-core.md").write_text("Not begun.", "utf-8")
    done = subprocess.run(command, cwd=ROOT, env={}, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1


def test_a_text_that_moved_on_since_it_was_rendered_is_a_breach(folder):
    change(folder / "second/w1-core.md", "Now rest.", "Now you may rest.")
    (first, *_more) = told(folder, code=1)["breaches"]
    assert first["path"] == f"{folder}/second/w1-core.md"
    assert first["text"].startswith("has no sound made from this text")
    (folder / "second/rendered.json").unlink()
    assert told(folder, code=1)["breaches"][0]["text"].startswith("has no sound")


def test_a_length_that_is_not_exact_is_a_breach(folder):
    change(folder / "second/rendered.json", '"seconds": 60.0', '"seconds": 60.3')
    (breach,) = told(folder, code=1)["breaches"]
    assert "lasts 60.3 s in b, 60.0 in a; up to 0.1 s apart" in breach["text"]


@pytest.mark.parametrize(
    ("rule", "at", "sentence"),
    [
        ('[[reminders.extra]]\narm = "a"\n', "arm =", "[reminders] has a rule for one arm: arm"),
        ("[safety.b]\nowner = 1\n", "[safety.b]", "[safety] has a rule for one arm: b"),
        (
            '[[visits]]\nkey = "x"\nfor = "second"\n',
            "for =",
            "[visits] has a rule for one arm: for",
        ),
        ('[[visits]]\nonly = ["a"]\n', "only =", "[visits] has a rule for one arm: a"),
    ],
)
def test_a_rule_for_one_arm_is_a_breach(folder, rule, at, sentence):
    path = folder / "protocol.toml"
    path.write_text(PROTOCOL + rule, "utf-8")
    (breach,) = told(folder, code=1)["breaches"]
    assert (breach["path"], breach["text"]) == (str(path), sentence)
    assert at in path.read_text("utf-8").splitlines()[breach["line"] - 1]


def test_an_arm_with_a_key_of_its_own_is_a_breach(folder):
    change(folder / "protocol.toml", 'slug = "b"', 'slug = "b"\nweeks = 10')
    (breach,) = told(folder, code=1)["breaches"]
    assert breach["text"] == "arm b has weeks of its own; arms differ in their programme only"
    lines = (folder / "protocol.toml").read_text("utf-8").splitlines()
    assert lines[breach["line"] - 1] == "weeks = 10"


def test_bad_input_is_one_line(folder, tmp_path):
    assert refused() == "name a trial folder, or a trial's slug"
    assert "no protocol.toml in this folder" in refused(str(tmp_path))
    change(folder / "first/w1-core.md", "[chapter A]", "[chaptre A]")
    assert "unknown directive [chaptre]" in refused(str(folder))
    (folder / "protocol.toml").write_text("weeks = = 8", "utf-8")
    assert "not readable as TOML" in refused(str(folder))
    (folder / "protocol.toml").write_text("arms = 3\n", "utf-8")
    assert "wrong shape" in refused(str(folder)) or "needs" in refused(str(folder))


def loaded(folder: Path) -> Trial:
    """The folder's trial as the database would hold it, with a sound for each script."""
    content = tomllib.loads(PROTOCOL)
    trial = Trial.objects.create(slug="a-trial", title="A trial", public_name="A", kind="test")
    version = ProtocolVersion.objects.create(
        trial=trial, number=1, sha256="0" * 64, content=content, reason=""
    )
    for programme, arm in (("first", "a"), ("second", "b")):
        text = script_text(CORE.format(words=WORDS[arm]), kind="core")
        row = Script.objects.create(
            version=version,
            programme=programme,
            name="w1-core",
            kind="core",
            language="en",
            minutes=1,
            source=text,
            text_hash=text_hash(parse(text, "w1-core.md", {})),
            draft=True,
        )
        Rendition.objects.create(
            address=row.text_hash,
            text_hash=row.text_hash,
            background="none",
            voice="tone 1",
            sha256=row.text_hash,
            seconds=60.0,
            bytes=1000,
            speech_seconds=9.0,
            cues=[],
            chapters=[{"title": "A", "start": 0.0, "end": 60.0}],
        )
    return trial


@pytest.mark.django_db
def test_a_loaded_trial_is_compared_too(folder):
    trial = loaded(folder)
    found = told(trial.slug)
    assert found["holds"] is True
    assert found["weeks"][0]["figures"]["a"]["seconds"] == 60.0
    script = Script.objects.get(programme="second", version__trial=trial)
    Rendition.objects.create(
        address="1" * 64,
        text_hash=script.text_hash,
        background="none",
        voice="tone 2",
        sha256="1" * 64,
        seconds=61.0,
        bytes=1000,
        speech_seconds=9.0,
        cues=[],
        chapters=[{"title": "A", "start": 0.0, "end": 61.0}],
    )
    texts = [breach["text"] for breach in told("a_trial", code=1)["breaches"]]
    assert any("lasts 61.0 s in b, 60.0 in a" in text for text in texts)
    assert "two voices: tone 1 in a, tone 2 in b" in texts


@pytest.mark.django_db
def test_a_recording_for_another_version_does_not_stand_in_for_the_computer(folder):
    trial = loaded(folder)
    script = Script.objects.get(programme="second", version__trial=trial)
    Rendition.objects.create(
        address="2" * 64,
        text_hash=script.text_hash,
        background="none",
        voice="recorded r-1 00000000",
        sha256="2" * 64,
        seconds=90.0,
        bytes=1000,
        speech_seconds=9.0,
        cues=[],
        chapters=[{"title": "A", "start": 0.0, "end": 90.0}],
    )
    assert told(trial.slug)["holds"] is True


@pytest.mark.django_db
def test_a_trial_that_nobody_loaded_is_one_line():
    assert refused("nothing") == "there is no folder and no loaded trial nothing"
