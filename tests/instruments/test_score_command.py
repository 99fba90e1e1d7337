"""`manage.py score`: what it prints, and what it refuses."""

import csv
import json
import os
import stat
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]
HEADER = "id,scale,score,status,band,rule\n"


def sheet(count, *rows):
    names = ",".join(["id", *(f"q{n}" for n in range(1, count + 1))])
    return "".join(f"{line}\n" for line in (names, *rows))


def run(tmp_path, text, *args):
    path = tmp_path / "in.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    out = StringIO()
    call_command("score", *args, "--in", str(path), stdout=out)
    return out.getvalue()


def refusal(tmp_path, text, *args):
    """The one line that is said, and nothing else."""
    target = tmp_path / "never.csv"
    with pytest.raises(CommandError) as refused:
        run(tmp_path, text, *args, "--out", str(target))
    assert refused.value.returncode == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv"]
    said = str(refused.value)
    assert len(said.splitlines()) == 1
    return said.replace(str(tmp_path) + "/", "")


def test_scores_as_csv(tmp_path):
    text = sheet(21, "A," + ",".join(["5"] * 21), "B,," + ",".join(["10"] * 20))
    assert run(tmp_path, text, "fiqr") == HEADER + (
        "A,function,15,complete,,v1\n"
        "A,overall,10,complete,,v1\n"
        "A,symptoms,25,complete,,v1\n"
        "A,total,50,complete,moderate,v1\n"
        "B,function,30,prorated,,v1\n"
        "B,overall,20,complete,,v1\n"
        "B,symptoms,50,complete,,v1\n"
        "B,total,100,prorated,severe,v1\n"
    )


def test_invalid_scores_are_empty_and_fractions_are_whole(tmp_path):
    text = sheet(21, "A,,," + ",".join(["1"] * 19), "B,1," + ",".join(["0"] * 20))
    rows = list(csv.DictReader(StringIO(run(tmp_path, text, "fiqr"))))
    assert rows[0] | {} == {
        "id": "A",
        "scale": "function",
        "score": "",
        "status": "invalid",
        "band": "",
        "rule": "v1",
    }
    assert rows[3]["status"] == "invalid"
    assert float(rows[4]["score"]) == 1 / 3


def test_another_rule(tmp_path):
    text = sheet(21, "A,,," + ",".join(["1"] * 19))
    rows = list(csv.DictReader(StringIO(run(tmp_path, text, "fiqr", "--rule", "prorated-v1"))))
    assert (rows[3]["score"], rows[3]["rule"]) == ("10", "prorated-v1")


def test_a_value_set_is_needed_where_there_are_some(tmp_path):
    text = sheet(5, "A,2,1,1,1,1", "B,9,1,1,1,1")
    got = run(tmp_path, text, "eq-5d-5l", "--value-set", "netherlands")
    assert got == HEADER + "A,index,0.918,complete,,v1\nB,index,,invalid,,v1\n"
    known = "known: england-2018, uk-2026, spain, germany, netherlands, usa"
    assert known in refusal(tmp_path, text, "eq-5d-5l")
    assert known in refusal(tmp_path, text, "eq-5d-5l", "--value-set", "france")
    assert "no value set 'spain'" in refusal(
        tmp_path, sheet(1, "A,1"), "pgic", "--value-set", "spain"
    )


def test_cells_that_hold_a_comma_or_a_quote_are_quoted(tmp_path):
    got = run(tmp_path, 'id,q1\n"Say ""hi"", A",1\n', "cgi-s")
    assert got == HEADER + '"Say ""hi"", A",severity,1,complete,"normal, not at all ill",v1\n'


@pytest.mark.parametrize("text", ["id,q1\r\nA,4\r\n", "\ufeffid,q1\nA,4", "id,q1\n\nA,4\n\n"])
def test_line_ends_byte_order_marks_and_empty_lines(tmp_path, text):
    assert run(tmp_path, text, "pgic") == HEADER + "A,change,4,complete,no responder,v1\n"


def test_no_rows_no_scores(tmp_path):
    assert run(tmp_path, "id,q1\n", "pgic") == HEADER


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "in.csv:1: column 1: the first line must be id,q1"),
        ("A,4\n", "in.csv:1: column 1: the first line must be id,q1"),
        ("id;q1\nA;4\n", "in.csv:1: column 1: columns are separated by commas"),
        ("id,q2\nA,4\n", "in.csv:1: column 2: 'q2' in place of q1"),
        ("id\nA\n", "in.csv:1: column 2: 1 columns in place of 2"),
        ("id,q1,q2\nA,4,4\n", "in.csv:1: column 3: 3 columns in place of 2"),
        ("id,q1\nA,4\nB\n", "in.csv:3: column 2: 1 columns in place of 2"),
        ("id,q1\nA,3,5\n", "in.csv:2: column 2 (q1): '3,5' has a decimal comma; it is not among"),
        ("id,q1\nA,8\n", "in.csv:2: column 2 (q1): '8' is not among 1 to 7"),
        ("id,q1\nA,-1\n", "in.csv:2: column 2 (q1): '-1' is not among 1 to 7"),
        ("id,q1\nA,0\n", "in.csv:2: column 2 (q1): '0' is not among 1 to 7"),
        ("id,q1\nA,x\n", "in.csv:2: column 2 (q1): 'x' is not among 1 to 7"),
        ('id,q1\nA,"3,5"\n', "in.csv:2: column 2 (q1): '3,5' has a decimal comma"),
        ("id,q1\nA,3.0\n", "in.csv:2: column 2 (q1): '3.0' is not a whole number"),
        ("id,q1\nA, 3\n", "in.csv:2: column 2 (q1): ' 3' has spaces around it"),
        ("id,q1\nA,2026-01-03\n", "in.csv:2: column 2 (q1): '2026-01-03' looks like a date"),
        ("id,q1\nA,3-Jan\n", "in.csv:2: column 2 (q1): '3-Jan' looks like a date"),
        ("id,q1\nA,03/01/2026\n", "in.csv:2: column 2 (q1): '03/01/2026' looks like a date"),
        ("id,q1\nA,\u0663\n", "in.csv:2: column 2 (q1): '\u0663' is not among 1 to 7"),
        ("id,q1\nA,4\nB,5\nA,4\n", "in.csv:4: column 1 (id): 'A' stands in line 2 already"),
        ("id,q1\n,4\n", "in.csv:2: column 1 (id): empty"),
        ("id,q1\nA,4\n\xe9,5\n".encode("latin-1"), "in.csv:3: column 1: not UTF-8"),
        ("id,q1\n\xe9,5\nB,".encode() + b"\xe9\n", "in.csv:3: column 2: not UTF-8"),
        ('id,q1\nA,"4\n', "in.csv:2: not readable as CSV"),
        ('id,q1\nA,4\nB,"4\nC,5\nD,6\n', "in.csv:3: not readable as CSV"),
        ("id,q1\nA,4\nA ,5\n", "in.csv:3: column 1 (id): 'A ' stands in line 2 already"),
        ("id,q1\n A,4\nA,5\n", "in.csv:3: column 1 (id): 'A' stands in line 2 already"),
        ("id,q1\nJos\u00e9,4\nJose\u0301,5\n", "in.csv:3: column 1 (id): 'Jose\u0301' stands in"),
        ("id,q1\nA,4\nB\0C,5\n", "in.csv:3: column 1 (id): 'B\\x00C' holds a NUL"),
        (b"id,q1\rA,4\rB,\xe9\r", "in.csv:3: column 2: not UTF-8"),
        (b"id,q1\r\nA,4\r\nB,\xe9\r\n", "in.csv:3: column 2: not UTF-8"),
        (b'id,q1\n"A,a",4\n"B,b",\xe9\n', "in.csv:3: column 2: not UTF-8"),
        (b'id,q1\n"A,a\nb,\xe9",4\n', "in.csv:3: column 1: not UTF-8"),
        ("id,q1\nA,2026-01-05T10:00\n", "(q1): '2026-01-05T10:00' looks like a date"),
        ("id,q1\nA,2026-01-05 10:00:30\n", "(q1): '2026-01-05 10:00:30' looks like a date"),
        ("id,q1\nA,Jan-03\n", "(q1): 'Jan-03' looks like a date"),
        ('id,q1\nA,"March 3, 2026"\n', "(q1): 'March 3, 2026' looks like a date"),
        ("id,q1\nA,item-1\n", "(q1): 'item-1' is not among 1 to 7"),
        ("id,q1\nA,3,5,1\n", "in.csv:2: column 3: 4 columns in place of 2 (a decimal comma?)"),
    ],
)
def test_bad_input_is_one_line_with_line_and_column(tmp_path, text, said):
    assert said in refusal(tmp_path, text, "pgic")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        # The fourth question of CEQ takes tens only: 40 and 20 stand where they belong, 5 does not.
        ("A,1,1,1,40,5,5,20", "column 8: 8 columns in place of 7 (a decimal comma?)"),
        ("A,1,1,1,45,5,5,20", "column 5 (q4): '45,5' has a decimal comma"),
        ("A,1,1,1,40,5,20,5", "column 7 (q6): '20,5' has a decimal comma"),
    ],
)
def test_a_decimal_comma_without_quotes_names_its_cell_where_one_can_be_meant(tmp_path, row, said):
    assert f"in.csv:2: {said}" in refusal(tmp_path, sheet(6, row), "ceq")


def test_gaps_in_what_is_allowed_are_spelt_out(tmp_path):
    said = refusal(tmp_path, sheet(6, "A,1,1,1,55,1,10"), "ceq")
    assert "column 5 (q4): '55' is not among 0, 10, 20" in said


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["mood"], "unknown questionnaire 'mood'; known: fiqr, fiq"),
        (["pgic", "--rule", "v9"], "pgic has no rule 'v9'; known: v1"),
        (["pgic", "--compare", "v9"], "pgic has no rule 'v9'; known: v1"),
        ([], "name a questionnaire, or --list"),
    ],
)
def test_unknown_names_are_refused(tmp_path, args, said):
    assert said in refusal(tmp_path, "id,q1\nA,1\n", *args)


def test_files_that_cannot_be_read_or_written(tmp_path):
    good = tmp_path / "in.csv"
    good.write_text("id,q1\nA,1\n")
    for args in (
        ["--in", str(tmp_path / "none.csv")],
        ["--in", str(tmp_path)],
        ["--in", str(good), "--out", str(tmp_path / "none" / "out.csv")],
        ["--in", str(good), "--out", str(tmp_path)],
    ):
        with pytest.raises(CommandError) as refused:
            call_command("score", "pgic", *args)
        assert refused.value.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_out_is_written_whole_and_replaces_what_was_there(tmp_path):
    target = tmp_path / "out.csv"
    target.write_text("old")
    assert run(tmp_path, "id,q1\nA,1\n", "pgic", "--out", str(target)) == ""
    assert target.read_text() == HEADER + "A,change,1,complete,responder,v1\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~mask


def test_reads_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"id,q1\nA,1\n")))
    out = StringIO()
    call_command("score", "pgic", stdout=out)
    assert out.getvalue() == HEADER + "A,change,1,complete,responder,v1\n"


def test_the_list(tmp_path):
    out = StringIO()
    call_command("score", "--list", stdout=out)
    listed = {one["code"]: one for one in json.loads(out.getvalue())}
    assert len(listed) == 26
    fiqr = listed["fiqr"]
    assert fiqr["items"][20]["name"] == "q21"
    assert fiqr["items"][20]["allowed"] == list(range(11))
    total = fiqr["scales"][3]
    assert (total["name"], total["min"], total["max"]) == ("total", 0, 100)
    assert total["direction"] == "higher-worse"
    assert fiqr["rules"] == ["v1", "prorated-v1", "salaffi-2021"]
    assert fiqr["text_shipped"] is False
    assert fiqr["unverified"] is False
    assert listed["fiq"]["unverified"] is True
    assert listed["phq-9"]["text_shipped"] is True
    assert listed["phq-9"]["items"][8]["loinc"] == "44260-8"
    assert all(one["licence"] and one["version"] for one in listed.values())


def test_compare_two_rules(tmp_path):
    ones = ["1"] * 21
    rows = [
        "A," + ",".join(ones),  # both 10
        "B,," + ",".join(ones[1:]),  # both prorate one activity: 10
        "C,,," + ",".join(ones[2:]),  # only the older rule
        "D," + ",".join([""] * 21),  # neither
    ]
    got = run(tmp_path, sheet(21, *rows), "fiqr", "--compare", "prorated-v1")
    total = list(csv.DictReader(StringIO(got)))[3]
    assert total == {
        "scale": "total",
        "rule": "v1",
        "other": "prorated-v1",
        "people": "4",
        "equal": "2",
        "different": "0",
        "only_rule": "0",
        "only_other": "1",
        "neither": "1",
        "bands_differ": "0",
        "mean_difference": "0",
        "largest_difference": "0",
    }


def test_compare_bands(tmp_path):
    # A total of 50: "moderate" of 2018, "41-63" of 2021.
    text = sheet(21, "A," + ",".join(["5"] * 21))
    got = run(tmp_path, text, "fiqr", "--compare", "salaffi-2021")
    assert [row["bands_differ"] for row in csv.DictReader(StringIO(got))] == ["0", "0", "0", "1"]


def test_runs_with_an_empty_environment_and_no_database(tmp_path):
    def manage(*args, given=""):
        command = [sys.executable, str(ROOT / "manage.py"), "score", *args]
        return subprocess.run(
            command, check=False, env={}, cwd=tmp_path, capture_output=True, text=True, input=given
        )

    good = manage("pgic", given="id,q1\nA,1\n")
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout == HEADER + "A,change,1,complete,responder,v1\n"
    bad = manage("pgic", given="id,q1\nA,1\nB,8\n")
    assert (bad.returncode, bad.stdout, len(bad.stderr.splitlines())) == (2, "", 1)
    assert "stdin:3: column 2 (q1)" in bad.stderr
    wrong = manage("--nonsense")
    assert (wrong.returncode, wrong.stdout, len(wrong.stderr.splitlines())) == (2, "", 1)
