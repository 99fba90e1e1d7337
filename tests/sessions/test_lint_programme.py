"""All rules on a whole folder: on paper, on the clock, and between the programmes."""

import json
import shutil
from pathlib import Path

import pytest

from sessions.library import read_programme
from sessions.lint_programme import lint_programme, lint_together
from sessions.parity import RENDERED_FILE, read_rendered
from sessions.scripts import text_hash
from tests.databases import LIBRARY

CORE = "w1-core.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped trial with the first week only."""
    copy = Path(shutil.copytree(LIBRARY, tmp_path / "trial"))
    for path in copy.glob("*/w[2-9]*.md"):
        path.unlink()
    return copy


def told(folder: Path) -> list[str]:
    found = [str(finding) for finding in lint_programme(read_programme(folder / "mair"))]
    return [line for line in found if ": hint: " not in line]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def rendered_as(folder: Path, **figures: object) -> None:
    """Change what rendered.json says of the main session, keeping it fresh."""
    path = folder / "mair" / RENDERED_FILE
    listing = json.loads(path.read_text("utf-8"))
    script = read_programme(folder / "mair").scripts[CORE]
    listing["scripts"][CORE] |= {"text_hash": text_hash(script), **figures}
    path.write_text(json.dumps(listing), "utf-8")


def test_the_first_week_has_no_findings_but_hints(folder):
    for arm in ("mair", "relaxation"):
        found = lint_programme(read_programme(folder / arm))
        assert [finding for finding in found if not finding.is_hint] == []
    programmes = [read_programme(folder / arm) for arm in ("mair", "relaxation")]
    assert [finding for finding in lint_together(programmes) if not finding.is_hint] == []


def test_the_texts_are_held_to_the_clock_without_a_voice(folder):
    lengths = read_rendered(folder / "mair")[CORE].sentences
    rendered_as(folder, sentences=[length * 0.7 for length in lengths])
    assert any("speech is 4" in line and "% of the length; 50 to 60" in line
               for line in told(folder))  # fmt: skip


def test_ways_out_are_looked_for_where_they_are_heard(folder):
    core = folder / "mair" / CORE
    change(
        core, "If it is too much, you can open your eyes, look round, and stop if you wish. ", ""
    )
    change(core, "If sounds are too much today, you can go back to the thing you saw.", "")
    change(core, "If your hands are sore, the back of one finger is enough, or more of the sounds.",
           "")  # fmt: skip
    script = read_programme(folder / "mair").scripts[CORE]
    texts = len({say.text for say in script.sentences})
    rendered_as(folder, sentences=[4.6] * texts)
    assert any("s without a way out before this; up to 180 s" in line for line in told(folder))


def test_a_stale_clock_is_left_to_its_own_finding(folder):
    change(folder / "mair" / CORE, "Hello, and welcome.", "Hello, and you are welcome.")
    assert told(folder) == []
    (folder / "mair" / RENDERED_FILE).unlink()
    assert told(folder) == []


def test_lengths_that_do_not_belong_to_the_text_are_a_finding(folder):
    rendered_as(folder, sentences=[1.0, 2.0])
    assert any("has 2 lengths for" in line for line in told(folder))


def test_each_rule_reaches_the_folder(folder):
    mair = folder / "mair"
    change(mair / CORE, "Hello, and welcome.", "Hello, and you must relax.")
    change(mair / "w1-short.md", "[include hard-day]", "Today is a hard day.")
    said = "There is nothing to get ready and nothing to remember."
    change(mair / "w1-practice-a.md", "Hello again.", f"Hello again. {said}")
    lines = told(folder)
    for sentence in (
        '"must" blames or hurries',
        '"relax" belongs to the relaxation programme',
        "a short of week 1 needs [include hard-day]",
        "words of the fixed block hard-day",
        f"w1-core.md:30 already: {said}",
    ):
        assert any(sentence in line for line in lines), sentence


def test_a_sentence_of_both_programmes_is_found_from_the_second_week_on(folder):
    for arm, kind in (("mair", "core"), ("relaxation", "short")):
        text = (folder / arm / f"w1-{kind}.md").read_text("utf-8").replace("week: 1", "week: 2")
        text = text.replace(
            "[include closing]", "This line is in both of them.\n\n[include closing]"
        )
        (folder / arm / f"w2-{kind}.md").write_text(text, "utf-8")
    programmes = [read_programme(folder / arm) for arm in ("mair", "relaxation")]
    found = [str(finding) for finding in lint_together(programmes) if not finding.is_hint]
    assert any("says this too: This line is in both of them." in line for line in found)


def test_a_folder_without_word_rules_is_left_alone(folder):
    change(folder / "mair" / "programme.toml", 'word_rules = "M"', "")
    change(folder / "mair" / CORE, "Hello, and welcome.", "Hello, and you must relax.")
    assert told(folder) == []
