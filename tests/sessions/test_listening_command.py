"""`manage.py listening`: what it prints, and what it refuses."""

import json
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]


def line(number, kind="segment", **fields):
    event = {
        "id": f"00000000-0000-4000-8000-{number:012}",
        "seq": number,
        "type": kind,
        "wall": f"2026-01-05T09:{number:02}:00Z",
    }
    if kind == "segment":
        event |= {"from": 0.0, "to": 60.0, "mono_ms": 60000, "rate": 1.0}
    return json.dumps(event | fields)


GOOD = [line(1, "started"), line(2), line(3, "closed")]
RECORD = {
    "coverage_s": 60.0,
    "play_s": 60.0,
    "dwell_s": 120.0,
    "reheard_s": 0.0,
    "skipped_s": 0.0,
    "completed": True,
    "rule": "v1",
    "flags": [],
}


def write(folder, lines, end="\n"):
    path = folder / "events.jsonl"
    path.write_bytes(end.join(lines).encode("utf-8", "surrogatepass"))
    return str(path)


def run(*args):
    out = StringIO()
    call_command("listening", *args, stdout=out)
    return out.getvalue()


def test_prints_one_json_object_with_the_keys_in_order(tmp_path):
    printed = run("--duration", "60", "--last-chapter", "50", write(tmp_path, GOOD))
    assert json.loads(printed) == RECORD
    assert list(json.loads(printed)) == list(RECORD)
    assert printed.count("\n") == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_reads_any_line_end_and_skips_blank_lines(tmp_path, end):
    assert json.loads(run("--duration", "60", write(tmp_path, GOOD, end))) == RECORD


def test_reads_standard_input(monkeypatch):
    data = BytesIO("\n".join(GOOD).encode())
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(data))
    assert json.loads(run("--duration", "60", "-")) == RECORD


def test_an_empty_file_is_a_record_of_nothing(tmp_path):
    got = json.loads(run("--duration", "60", write(tmp_path, [])))
    assert (got["coverage_s"], got["completed"], got["flags"]) == (0.0, False, [])


BAD_LINES = {
    "{": "not JSON",
    "[]": "JSON object",
    "null": "JSON object",
    "[" * 100_000: "not JSON",
    "\ud800": "not UTF-8",
    line(2, mono_ms=float("nan")): "not JSON",
    line(2, to=1e300): '"to"',
    line(2, to=10**400): '"to"',
    line(2, to="60"): '"to"',
    line(2, to=True): '"to"',
    line(2, to=None): '"to"',
    line(2, rate=None): '"rate"',
    line(2).replace('"mono_ms": 60000, ', ""): '"mono_ms" is missing',
    line(2).replace('"seq": 2, ', ""): '"seq" is missing',
    line(2, seq=1.5): '"seq"',
    line(2, seq=-1): '"seq"',
    line(2, seq=2**31): '"seq"',
    line(2, id="7"): '"id" must be a UUID',
    line(2, id=7): '"id"',
    line(2, attempt=None): '"attempt"',
    line(2, type=""): '"type"',
    line(2, type="a\x00b"): '"type"',
    line(2, type="x" * 101): '"type"',
    line(2, wall="2026-01-05T09:00:00"): '"wall"',
    line(2, wall="2026-01-05"): '"wall"',
    line(2, wall="0001-01-01T00:00:00+10:00"): '"wall"',
    line(2, wall=1767603600): '"wall"',
    line(2, "seek", to=5): '"from" is missing',
    line(2, "paused", reason=5): '"reason"',
}


@pytest.mark.parametrize(("bad", "text"), BAD_LINES.items(), ids=range(len(BAD_LINES)))
def test_a_bad_line_is_named_and_nothing_is_printed(tmp_path, bad, text):
    path = write(tmp_path, [line(1), bad, line(3)])
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("listening", "--duration", "60", path, stdout=out)
    assert refused.value.returncode == 2
    assert str(refused.value).startswith(f"{path}:2: ")
    assert text in str(refused.value)
    assert "\n" not in str(refused.value)
    assert out.getvalue() == ""


@pytest.mark.parametrize(
    "args",
    [
        ["--duration", "0"],
        ["--duration", "-5"],
        ["--duration", "nan"],
        ["--duration", "inf"],
        ["--duration", "long"],
        [],
        ["--duration", "60", "--last-chapter", "61"],
        ["--duration", "60", "--last-chapter", "x"],
        ["--duration", "60", "--rule", "v9"],
    ],
    ids=" ".join,
)
def test_bad_options_are_refused(tmp_path, args):
    with pytest.raises(CommandError) as refused:
        run(*args, write(tmp_path, GOOD))
    assert refused.value.returncode == 2


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    for args in ([str(tmp_path / "none.jsonl")], [str(tmp_path)], []):
        with pytest.raises(CommandError) as refused:
            run("--duration", "60", *args)
        assert refused.value.returncode == 2


def test_runs_with_an_empty_environment_and_no_database(tmp_path):
    def manage(*args):
        command = [sys.executable, str(ROOT / "manage.py"), "listening", *args]
        return subprocess.run(
            command, check=False, env={}, cwd=tmp_path, capture_output=True, text=True
        )

    good = manage("--duration", "60", write(tmp_path, GOOD))
    assert (good.returncode, good.stderr) == (0, "")
    assert json.loads(good.stdout) == RECORD
    bad = manage("--duration", "60", write(tmp_path, [*GOOD, "{"]))
    assert (bad.returncode, bad.stdout) == (2, "")
    assert len(bad.stderr.splitlines()) == 1
    assert "events.jsonl:4:" in bad.stderr
    wrong = manage("--nonsense")
    assert (wrong.returncode, wrong.stdout, len(wrong.stderr.splitlines())) == (2, "", 1)
