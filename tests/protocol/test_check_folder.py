"""A trial folder with mistakes: every finding with file and line, nothing loaded."""

import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from retraining.protocol.folder import read
from retraining.trials.models import ProtocolVersion, Trial
from tests.databases import LIBRARY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped trial to spoil."""
    return Path(shutil.copytree(LIBRARY, tmp_path / "spoiled_trial"))


def replace(path: Path, old: str, new: str) -> int:
    """Change a file; the line (from 1) on which the old text stood."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def check(folder: Path) -> list[str]:
    out = StringIO()
    with pytest.raises(CommandError) as stopped:
        call_command("protocol", "check", str(folder), stdout=out)
    assert stopped.value.returncode == 2
    return out.getvalue().splitlines()


def test_the_shipped_trial_has_no_findings_but_hints() -> None:
    out = StringIO()
    call_command("protocol", "check", str(LIBRARY), stdout=out)
    assert [line for line in out.getvalue().splitlines() if ": hint: " not in line] == []


def test_a_script_that_the_protocol_does_not_name_is_a_hint_and_stays_out(folder: Path) -> None:
    draft = folder / "mair" / "w9-core.md"
    draft.write_text("Not begun yet.\n", "utf-8")
    out = StringIO()
    call_command("protocol", "check", str(folder), stdout=out)
    hint = f"{draft}:0: hint: protocol.toml does not name this script; it is left out"
    assert hint in out.getvalue().splitlines()
    assert "w9-core.md" not in read(folder).programmes["mair"].scripts


Spoil = Callable[[Path], None]
MISTAKES: list[tuple[str, str, str]] = [
    ("ratio = 1", "ratio = 0", "ratio must be a whole number from 1"),
    (
        'method = "permuted-blocks"',
        'method = "coin"',
        "method must be one of permuted-blocks, list, simple, minimisation",
    ),
    ('instrument = "check-in"', 'instrument = "no-such"', "there is no instrument 'no-such'"),
    ('items = ["pain", ', 'items = ["joy", ', "check-in has no item 'joy'"),
    ("opens_day = 7", "opens_day = 20", "it closes before it opens"),
    ('at = "06:00"', 'at = "six"', "at is a time"),
    ('expect = "yes"', 'expect = "perhaps"', "expect (yes or no)"),
    ("again_after_days = 4", "again_after_days = 9", "again_after_days"),
    ('"The Guided Audio Study"', '"The MAIR Study"', "public_name may not name 'mair'"),
    ("baseline_max_age_days = 14", "blocks = [4]", "block sizes belong to the list-keeper's file"),
    ('script = "w{n}-core"', 'script = "w{n}-main"', "this script; it is missing"),
    ("minutes = 25", "minutes = 26", "protocol.toml says core, 26 minutes"),
]


@pytest.mark.parametrize(("old", "new", "sentence"), MISTAKES, ids=[m[1] for m in MISTAKES])
def test_a_mistake_in_protocol_toml_is_found(
    folder: Path, old: str, new: str, sentence: str
) -> None:
    replace(folder / "protocol.toml", old, new)
    lines = check(folder)
    assert any(sentence in line for line in lines), lines
    for line in lines:
        path, number, _text = line.split(":", 2)
        assert Path(path).is_relative_to(folder)
        assert number.isdecimal()


def test_the_line_is_the_one_with_the_mistake(folder: Path) -> None:
    line = replace(folder / "protocol.toml", 'method = "permuted-blocks"', 'method = "coin"')
    assert check(folder) == [
        f"{folder}/protocol.toml:{line}: method must be one of permuted-blocks, list, simple, "
        "minimisation"
    ]


def test_broken_toml_names_its_line(folder: Path) -> None:
    line = replace(folder / "protocol.toml", "weeks = 8", "weeks = = 8")
    found = check(folder)
    assert len(found) == 1
    assert found[0].startswith(f"{folder}/protocol.toml:{line}: not readable as TOML")


def test_a_banned_word_in_a_script_is_found(folder: Path) -> None:
    script = folder / "mair" / "w1-short.md"
    line = replace(script, "[chapter One thing]\n", "[chapter One thing]\n\nThis will cure you.\n")
    found = [text for text in check(folder) if "w1-short.md" in text]
    assert any(text.startswith(f"{script}:{line + 2}: ") and "cure" in text for text in found)


def test_a_missing_document_is_found(folder: Path) -> None:
    (folder / "documents" / "privacy.en.md").unlink()
    assert any("privacy.en.md:0: this document is missing" in line for line in check(folder))


def test_a_script_that_changed_after_rendering_is_found(folder: Path) -> None:
    script = folder / "relaxation" / "w1-short.md"
    replace(script, "[chapter One thing]\n", "[chapter One thing]\n\nHere is one thing more.\n")
    assert any("changed since it was rendered" in line for line in check(folder))


@pytest.mark.parametrize("content", ["arms = 3\n", "[trial]\nweeks = 'x'\n", "", "[[trial]]\n"])
def test_a_file_of_the_wrong_shape_is_a_finding_not_a_crash(folder: Path, content: str) -> None:
    (folder / "protocol.toml").write_text(content)
    assert check(folder)


def test_no_folder_is_one_finding(tmp_path: Path) -> None:
    assert check(tmp_path / "nowhere") == [
        f"{tmp_path}/nowhere/protocol.toml:0: no protocol.toml in this folder"
    ]


@pytest.mark.django_db
def test_nothing_is_loaded_from_a_folder_with_mistakes(folder: Path) -> None:
    replace(folder / "protocol.toml", "ratio = 1", "ratio = 0")
    before = ProtocolVersion.objects.count()
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("protocol", "load", str(folder), stdout=StringIO())
    assert ProtocolVersion.objects.count() == before
    assert not Trial.objects.filter(slug="spoiled-trial").exists()
