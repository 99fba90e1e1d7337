"""docs/content.md is what the texts give today, and its figures are right."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sessions.content_report import report
from sessions.programme_rendering import render_programme
from tests.databases import LIBRARY, ROOT
from tests.sessions.arm_texts import write_trial
from tests.sessions.script_texts import ToneVoice


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A trial of one minute an arm."""
    out = tmp_path / "audio"
    return write_trial(tmp_path / "trial", lambda place: render_programme(place, ToneVoice(), out))


def test_the_committed_page_is_not_stale():
    committed = (ROOT / "docs/content.md").read_text("utf-8")
    again = f"manage.py content_report {LIBRARY.relative_to(ROOT)} --out docs/content.md"
    assert committed == report(LIBRARY), f"run: {again}"


def row(page: str, *begins: str) -> list[str]:
    """The cells of the one row that begins so, below the given heading."""
    start = "| " + " | ".join(begins) + " |"
    (line,) = [line for line in page.splitlines() if line.startswith(start)]
    return [cell.strip() for cell in line.strip("|").split("|")][len(begins) :]


def test_the_figures_of_a_week_and_of_a_piece(folder):
    page = report(folder)
    # Arm a: 8 + 7 words and "Now rest." are 17; "You could" is warm: 1 of 17 is 58.8 in 1,000.
    # Its 33, 31 and 9 letters hum 0.1 s each, and a gap of 0.45 s, stretched by the factor of the
    # pauses, is speech too: 50 s of pauses, 1 s before the bell and the gap fill 60 - 1.5 - 4 - 2
    # - 7.3 s, so the factor is 45.2 / 51.45 and speech 7.3 + 0.395 s of 60.
    letters = len("You could rest your eyes on a cup.") + len("It stands there, and it is blue.")
    spoken = (letters + len("Now rest.")) / 10
    factor = (60 - 1.5 - 4 - 2 - spoken) / (50 + 1 + 0.45)
    share = f"{100 * (spoken + 0.45 * factor) / 60:.1f}"
    # Three sentences and 17 words of one syllable: 0.39 x 17 / 3 + 11.8 - 15.59 = -1.6.
    expected = ["17", "1", share, "58.8", "-1.6"]
    assert row(page, "1", "a") == [*expected, "1"]
    assert row(page, "all", "a") == [*expected, "1"]
    assert row(page, "core", "a") == expected
    assert page.count("\n| core | ") == 2


def test_a_change_of_one_word_is_seen(folder):
    before = report(folder)
    script = folder / "second/w1-core.md"
    script.write_text(script.read_text("utf-8").replace("Now rest.", "Now you may rest."), "utf-8")
    after = report(folder)
    assert row(before, "core", "a") == row(after, "core", "a")
    assert row(after, "core", "b")[0] == "19"
    assert row(after, "core", "b")[2] == "–"  # nothing was made from this text yet


def test_what_is_asked_is_the_main_session_and_five_days_of_practice():
    # 25 + 5 x 10, 28 + 5 x 12, 30 + 5 x 12, 28 + 5 x 12: 75, 88, 90 and 88 minutes, 682 in all.
    page = report(LIBRARY)
    for arm in ("mair", "relaxation"):
        asked = [row(page, f"{week}", arm)[-1] for week in range(1, 9)]
        assert asked == ["75", "75", "88", "88", "90", "90", "88", "88"]
        assert row(page, "all", arm)[-1] == "682"


def test_the_command_prints_or_writes_and_refuses_a_bad_folder(folder, tmp_path):
    out = StringIO()
    call_command("content_report", str(folder), stdout=out)
    assert out.getvalue() == report(folder)
    call_command("content_report", str(folder), "--out", str(tmp_path / "content.md"))
    assert (tmp_path / "content.md").read_text("utf-8") == report(folder)
    with pytest.raises(CommandError, match=r"no protocol\.toml") as stopped:
        call_command("content_report", str(tmp_path / "nowhere"))
    assert stopped.value.returncode == 2
