"""`manage.py text_pack`: the file to fill in, and what is wrong with it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def run(*args):
    out = StringIO()
    call_command("text_pack", *args, stdout=out)
    return out.getvalue()


def test_a_template_that_is_filled_in_passes(tmp_path):
    text = run("template", "hads", "es")
    assert '"q14.3" = ""' in text
    path = tmp_path / "hads.toml"
    path.write_text(text.replace(' = ""', ' = "words"'))
    # Two lines of its own, 14 items and 14 x 4 options.
    assert run("check", str(path)) == "hads in es: 72 texts, licence words of words\n"


def test_what_is_missing_is_said_by_line(tmp_path):
    path = tmp_path / "hads.toml"
    path.write_text(run("template", "hads", "es"))
    with pytest.raises(CommandError, match=r"hads\.toml:\d+: licence: number is missing") as no:
        run("check", str(path))
    assert no.value.returncode == 2


@pytest.mark.parametrize(
    "args",
    [
        ("template", "mood", "es"),
        ("template", "hads", "Spanish"),
        ("check", "none.toml"),
    ],
)
def test_bad_arguments_are_refused(args):
    with pytest.raises(CommandError) as refused:
        run(*args)
    assert refused.value.returncode == 2
