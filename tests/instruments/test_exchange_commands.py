"""`import_questionnaire` and `export_questionnaire`: what they print, and what they refuse."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from manage import OFFLINE

ROOT = Path(__file__).resolve().parents[2]


def run(command, *args):
    out, err = StringIO(), StringIO()
    call_command(command, *args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_what_is_exported_can_be_imported(tmp_path):
    path = tmp_path / "gad.json"
    path.write_text(run("export_questionnaire", "gad-7", "--release", "R5")[0])
    out, err = run("import_questionnaire", str(path))
    got = json.loads(out)
    assert err == ""
    assert (got["code"], got["rules"], got["loinc"]) == ("gad-7", [], "69737-5")
    assert len(got["items"]) == 7
    assert got["texts"]["q4"] == "Trouble relaxing"
    out, _err = run("import_questionnaire", str(path), "--rule", "sum")
    assert json.loads(out)["scales"][0] | {"loinc": ""} == {
        "name": "total",
        "min": 0,
        "max": 21,
        "direction": "none",
        "loinc": "",
    }


def test_findings_stand_on_stderr_by_line(tmp_path):
    path = tmp_path / "dict.csv"
    path.write_text(
        "Variable / Field Name,Form Name,Field Type,Field Label,"
        '"Choices, Calculations, OR Slider Labels"\n'
        "a,one,yesno,Well?,\nb,one,notes,Why?,\n"
    )
    out, err = run("import_questionnaire", str(path))
    assert [one["code"] for one in json.loads(out)] == ["one"]
    assert err == f"{path}:3: b: a field of type 'notes' cannot be asked here: left out\n"


@pytest.mark.parametrize(
    "args",
    [
        ("import_questionnaire", "none.json"),
        ("import_questionnaire", "none.json", "--rule", "guess"),
        ("import_questionnaire", str(ROOT / "pyproject.toml")),
        ("export_questionnaire", "mood"),
        ("export_questionnaire", "hads", "--release", "R3"),
    ],
)
def test_bad_input_is_refused(args):
    with pytest.raises(CommandError) as refused:
        run(*args)
    assert refused.value.returncode == 2


def test_answers_go_out_as_a_bundle_of_responses(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("id,q1\nS-001,3\nS-002,\n")
    got = json.loads(run("export_questionnaire", "pgic", "--answers", str(path))[0])
    assert (got["resourceType"], got["type"]) == ("Bundle", "collection")
    first, second = (entry["resource"] for entry in got["entry"])
    assert first["subject"]["identifier"]["value"] == "S-001"
    assert first["item"][0]["answer"][0]["valueCoding"]["code"] == "3"
    assert second["item"] == [{"linkId": "q1"}]
    assert "authored" not in first


@pytest.mark.parametrize(("text", "said"), [("id,q1\nA,9\n", ":2: column 2"), (None, "be read")])
def test_bad_answers_do_not_go_out(tmp_path, text, said):
    path = tmp_path / "answers.csv"
    if text is not None:
        path.write_text(text)
    with pytest.raises(CommandError, match=said) as refused:
        run("export_questionnaire", "pgic", "--answers", str(path))
    assert refused.value.returncode == 2


@pytest.mark.parametrize("command", sorted(OFFLINE))
def test_commands_that_read_files_need_no_table(command, tmp_path):
    arguments = {
        "biomarkers": ["none.csv"],
        "import_questionnaire": ["none.json"],
    }
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), command, *arguments.get(command, ["pgic"])],
        check=False,
        env={},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        input="id,q1\nA,1\n",
    )
    expected = (2, 1) if command in ("biomarkers", "import_questionnaire") else (0, 0)
    assert (done.returncode, len(done.stderr.splitlines())) == expected
