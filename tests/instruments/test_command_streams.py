"""Where commands on files read and write: full disks, closed pipes, links, names that are odd."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = "id,q1\nA,1\n"
SCORES = "id,scale,score,status,band,rule\nA,change,1,complete,responder,v1\n"
DICTIONARY = (
    "Variable / Field Name,Form Name,Field Type,Field Label,"
    '"Choices, Calculations, OR Slider Labels"\na,one,yesno,Well?,\n'
)


def shell(words, folder, given=""):
    """Run a command of ours with what a shell puts around it; its code and what it said."""
    line = words.replace("manage", f"{sys.executable} {ROOT / 'manage.py'}")
    done = subprocess.run(
        ["/bin/bash", "-c", f"set -o pipefail; {line}"],
        check=False,
        env={"PATH": os.environ["PATH"]},
        cwd=folder,
        capture_output=True,
        text=True,
        input=given,
    )
    return done.returncode, done.stderr.splitlines()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("manage score --list > /dev/full", "stdout: cannot be written: No space left on device"),
        ("manage score pgic > /dev/full", "stdout: cannot be written: No space left on device"),
        ("manage score pgic --out /dev/full", "/dev/full: cannot be written: No space left"),
        ("manage import_questionnaire d.csv > /dev/full", "stdout: cannot be written: No space"),
        ("manage score --list | true", "stdout: cannot be written: Broken pipe"),
        ("manage score --list >&-", "stdout: cannot be written: it is closed"),
        ("manage score pgic $'a\\nb'", "unrecognized arguments: a\\nb"),
        ("manage score pgic <&-", "stdin: cannot be read: it is closed"),
    ],
)
def test_what_cannot_be_read_or_written_is_one_line(tmp_path, words, said):
    (tmp_path / "d.csv").write_text(DICTIONARY)
    code, lines = shell(words, tmp_path, ANSWERS)
    assert (code, len(lines)) == (2, 1), lines
    assert said in lines[0]


def test_a_file_that_may_not_be_changed_is_refused_and_stays():
    with TemporaryDirectory() as name:  # one that everybody may write to
        folder = Path(name)
        folder.chmod(0o777)
        (folder / "in.csv").write_text(ANSWERS)
        target = folder / "out.csv"
        target.write_text("old")
        target.chmod(0o444)
        done = subprocess.run(
            [sys.executable, "-c", AS_SOMEBODY_ELSE, str(folder)],
            check=False,
            env={"DJANGO_SETTINGS_MODULE": "retraining.settings.offline"},
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert done.stdout.splitlines() == [
            f"2 {target}: cannot be written: it may not be changed"
        ], done.stderr
        assert target.read_text() == "old"
        assert sorted(path.name for path in folder.iterdir()) == ["in.csv", "out.csv"]


# The administrator may change every file, so a test that runs as one becomes somebody else.
AS_SOMEBODY_ELSE = """
import os, sys
import django
from django.core.management import CommandError, call_command
django.setup()
folder = sys.argv[1]
call_command("score", "pgic", "--in", f"{folder}/in.csv", "--out", os.devnull)
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    call_command("score", "pgic", "--in", f"{folder}/in.csv", "--out", f"{folder}/out.csv")
except CommandError as error:
    print(error.returncode, error)
"""


def test_out_on_a_link_writes_what_it_points_to(tmp_path):
    source, target, link = (tmp_path / name for name in ("in.csv", "real.csv", "link.csv"))
    source.write_text(ANSWERS)
    target.write_text("old")
    link.symlink_to("real.csv")
    call_command("score", "pgic", "--in", str(source), "--out", str(link))
    assert link.is_symlink()
    assert target.read_text() == SCORES
    target.unlink()  # a link to nothing yet
    call_command("score", "pgic", "--in", str(source), "--out", str(link))
    assert (link.is_symlink(), target.read_text()) == (True, SCORES)


def test_out_on_links_in_a_circle_is_refused_and_they_stay(tmp_path):
    source, one, two = (tmp_path / name for name in ("in.csv", "one.csv", "two.csv"))
    source.write_text(ANSWERS)
    one.symlink_to(two)
    two.symlink_to(one)
    with pytest.raises(CommandError, match="cannot be written: links in a circle") as refused:
        call_command("score", "pgic", "--in", str(source), "--out", str(one))
    assert refused.value.returncode == 2
    assert one.is_symlink()


@pytest.mark.parametrize(
    "args",
    [
        ("score", "pgic", "--in", "{}"),
        ("score", "pgic", "--in", "{}/none.csv"),
        ("score", "pgic", "--in", "in.csv", "--out", "{}"),
        ("score", "pgic", "--in", "in.csv", "--out", "{}/none/out.csv"),
        ("import_questionnaire", "{}"),
        ("import_questionnaire", "{}/bad.csv"),
        ("import_questionnaire", "{}/bad.json"),
        ("export_questionnaire", "pgic", "--answers", "{}/bad.csv"),
        ("biomarkers", "{}"),
        ("text_pack", "check", "{}"),
    ],
)
def test_a_line_break_in_a_name_makes_no_second_line(tmp_path, monkeypatch, args):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.csv").write_text(ANSWERS)
    folder = tmp_path / "two\nlines"
    folder.mkdir()
    (folder / "bad.csv").write_text("x\n")
    (folder / "bad.json").write_text("[]\n")
    with pytest.raises(CommandError) as refused:
        call_command(*(one.replace("{}", str(folder)) for one in args), stdout=StringIO())
    assert refused.value.returncode == 2
    assert len(str(refused.value).splitlines()) == 1
    assert "two\\nlines" in str(refused.value)
