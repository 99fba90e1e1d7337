"""`manage.py minimise`: what it prints, and what it refuses."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]
CSV = "id,site,sex,arm\n1,x,f,A\n2,x,m,B\n3,y,f,A\n4,x,f,A\n"


@pytest.fixture
def history(tmp_path):
    path = tmp_path / "history.csv"
    path.write_text(CSV)
    return path


def arguments(path, **change):
    options = {
        "arms": "A:1,B:1",
        "factors": '{"site": 1, "sex": 2}',
        "history": str(path),
        "candidate": '{"site": "x", "sex": "f"}',
        "p": "0.8",
        "measure": "range",
    } | change
    return [part for name, value in options.items() if value for part in (f"--{name}", value)]


def run(path, **change):
    out = StringIO()
    call_command("minimise", *arguments(path, **change), stdout=out)
    return json.loads(out.getvalue())


def test_prints_imbalance_favoured_and_probability(history):
    assert run(history) == {
        "imbalance": {"A": 10.0, "B": 4.0},
        "favoured": ["B"],
        "probability": {"A": 0.2, "B": 0.8},
    }


def test_a_weight_may_have_decimals_and_a_level_may_be_a_number(history):
    history.write_text("age,arm\n40,A\n")
    found = run(history, factors='{"age": 0.5}', candidate='{"age": 40}', p=None, measure=None)
    assert found["imbalance"] == {"A": 1.0, "B": 0.0}
    assert found["probability"] == {"A": 0.2, "B": 0.8}


def test_the_first_person_of_all(history):
    history.write_text("site,sex,arm\n")
    even = run(history)
    assert (even["favoured"], even["probability"]) == (["A", "B"], {"A": 0.5, "B": 0.5})
    # At 2:1 one person in B weighs as much as two in A: (1/2, 0) against (0, 1).
    assert run(history, arms="A:2,B:1")["imbalance"] == {"A": 1.5, "B": 3.0}


def test_a_byte_order_mark_and_blank_lines_are_no_mistake(history):
    history.write_bytes(b"\xef\xbb\xbf" + CSV.replace("\n", "\r\n\r\n").encode())
    assert run(history)["favoured"] == ["B"]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"arms": "A:1"}, "two arms"),
        ({"arms": "A:1,B:0"}, "ratio of arm B"),
        ({"arms": "A,B"}, "'A' has no ratio"),
        ({"arms": None}, "--arms is needed"),
        ({"factors": None}, "--factors is needed"),
        ({"factors": "site"}, "--factors is not JSON"),
        ({"factors": "[1]"}, "--factors must be a JSON object"),
        ({"factors": "{}"}, "no factor"),
        ({"factors": '{"site": 1, "site": 2}'}, "'site' is there twice"),
        ({"factors": '{"site": 0, "sex": 1}'}, "weight of 'site' must be a number above 0, not 0"),
        ({"factors": '{"site": -1, "sex": 1}'}, "weight of 'site' must be a number above 0"),
        ({"factors": '{"site": NaN, "sex": 1}'}, "weight of 'site' must be a number"),
        ({"factors": '{"site": 1e999999999, "sex": 1}'}, "weight of 'site' must be a number"),
        ({"factors": '{"site": true, "sex": 1}'}, "weight of 'site' must be a number"),
        ({"factors": '{"arm": 1}'}, "cannot be called 'arm'"),
        ({"factors": '{"site": 1, "height": 1}'}, "--candidate has no 'height'"),
        ({"candidate": None}, "--candidate is needed"),
        ({"candidate": '{"site": "x"}'}, "--candidate has no 'sex'"),
        ({"candidate": '{"site": "x", "sex": "f", "z": "1"}'}, "'z', which is no factor"),
        ({"candidate": '{"site": null, "sex": "f"}'}, "level of 'site'"),
        ({"candidate": '{"site": " ", "sex": "f"}'}, "level of 'site'"),
        ({"p": "0"}, "--p must be above 0"),
        ({"p": "1.2"}, "--p must be above 0 and at most 1"),
        ({"p": "high"}, "--p must be a number"),
        ({"measure": "mean"}, "unknown measure 'mean'; known: range, variance, sd"),
        ({"history": "/nowhere.csv"}, "/nowhere.csv: cannot be read"),
        ({"history": None}, "--history is needed"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_one_line_and_no_output(history, change, text):
    refused(history, text, **change)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", "history.csv:0: the file is empty"),
        (b"site,arm\nx,A\n", "history.csv:1: column 'sex' is missing"),
        (b"site,sex\nx,f\n", "history.csv:1: column 'arm' is missing"),
        (b"site,sex,sex,arm\nx,f,f,A\n", "history.csv:1: column 'sex' is there twice"),
        (b"site,sex,arm\nx,f,A\nx,f,C\n", "history.csv:3: unknown arm 'C'"),
        (b"site,sex,arm\nx,f,A\nx,,B\n", "history.csv:3: no level of 'sex'"),
        (b"site,sex,arm\nx,f\n", "history.csv:2: 2 cells, not 3"),
        (b'site,sex,arm\n"x,f,A\n', "history.csv:2: not CSV"),
        (b"site,sex,arm\nx,f,A\n\xff,f,B\n", "history.csv:3: not UTF-8"),
    ],
    ids=str,
)
def test_a_history_that_cannot_be_read_names_its_line(history, data, text):
    history.write_bytes(data)
    refused(history, text)


def refused(path, text, **change):
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("minimise", *arguments(path, **change), stdout=out)
    assert text in str(error.value)
    assert "\n" not in str(error.value)
    assert (out.getvalue(), error.value.returncode) == ("", 2)


def test_runs_with_an_empty_environment_and_no_database(tmp_path, history):
    def manage(**change):
        command = [sys.executable, str(ROOT / "manage.py"), "minimise"]
        return subprocess.run(
            command + arguments(history, **change),
            check=False, env={}, cwd=tmp_path, capture_output=True,
        )  # fmt: skip

    good, bad = manage(), manage(p="2")
    assert (good.returncode, json.loads(good.stdout)) == (0, run(history))
    assert (bad.returncode, bad.stdout, len(bad.stderr.splitlines())) == (2, b"", 1)
