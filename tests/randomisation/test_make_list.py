"""`manage.py make_list`: the contract of its two outputs, and what it refuses."""

import hashlib
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from retraining.randomisation.blocks import Arm, Plan, make_list, to_csv

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "--arms": "A:1,B:1",
    "--method": "permuted-blocks",
    "--blocks": "4,6",
    "--strata": ["site=x,y", "sex=f,m"],
    "--per-stratum": "60",
    "--seed": "0123456789abcdef0123456789abcdef",
}


def arguments(**change):
    options = GOOD | {f"--{name.replace('_', '-')}": value for name, value in change.items()}
    args = []
    for name, value in options.items():
        for one in value if isinstance(value, list) else [value]:
            args += [] if one is None else [name, one]
    return args


def run(**change):
    out, err = StringIO(), StringIO()
    call_command("make_list", *arguments(**change), stdout=out, stderr=err)
    return out.getvalue(), dict(line.split() for line in err.getvalue().splitlines())


def test_prints_the_list_of_the_seed():
    plan = Plan((Arm("A", 1), Arm("B", 1)), (4, 6), {"site": "xy", "sex": "fm"}, 60)
    text, _ = run()
    assert text == to_csv(make_list(plan, GOOD["--seed"]))
    assert text.startswith("stratum,position,block,block_size,arm\nsite=x;sex=f,1,1,")
    assert "\r" not in text


def test_the_commitment_holds_for_the_printed_salt_and_bytes():
    text, secret = run()
    assert list(secret) == ["salt", "commitment"]
    assert re.fullmatch(r"[0-9a-f]{64}", secret["salt"])
    told = hashlib.sha256(bytes.fromhex(secret["salt"]) + text.encode()).hexdigest()
    assert secret["commitment"] == told


def test_each_run_has_a_fresh_salt_but_the_same_list():
    first, second = run(), run()
    assert first[0] == second[0]
    assert first[1]["salt"] != second[1]["salt"]


def test_without_a_seed_a_fresh_one_is_told_and_makes_the_list_again():
    text, secret = run(seed=None)
    assert re.fullmatch(r"[0-9a-f]{64}", secret["seed"])
    assert run(seed=secret["seed"])[0] == text
    assert run(seed=None)[1]["seed"] != secret["seed"]


def test_without_strata_there_is_one_called_all():
    lines = run(strata=None)[0].splitlines()[1:]
    assert {line.split(",")[0] for line in lines} == {"all"}


def test_permuted_blocks_are_the_method_unless_another_is_named():
    assert run(method=None)[0] == run()[0]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"blocks": "4,5"}, "block size 5 is not a multiple of 2"),
        ({"arms": "A:2,B:1"}, "block size 4 is not a multiple of 3"),
        ({"blocks": "0"}, "block size 0"),
        ({"blocks": "4,x"}, "block size"),
        ({"blocks": "4,"}, "block size"),
        ({"blocks": "-4"}, "block size"),
        ({"blocks": "4,4"}, "twice"),
        ({"blocks": None}, "--blocks is needed"),
        ({"arms": "A:1"}, "two arms"),
        ({"arms": "A:1,B:0"}, "ratio of arm B"),
        ({"arms": "A:1,B:1.5"}, "ratio of arm B"),
        ({"arms": "A:1,B"}, "'B' has no ratio"),
        ({"arms": "A:1,A:1"}, "arm A is given twice"),
        ({"arms": ""}, "no ratio"),
        ({"arms": None}, "--arms is needed"),
        ({"method": "coin"}, "unknown method 'coin'"),
        ({"strata": "site=x,x"}, "level of site x is given twice"),
        ({"strata": ["site=x", "site=y"]}, "site is given twice"),
        ({"strata": "site"}, "no levels"),
        ({"strata": "site="}, "no levels"),
        ({"strata": "=x"}, "stratum factor ''"),
        ({"strata": "site=x,"}, "level of site ''"),
        ({"per_stratum": "0"}, "at least 1 row"),
        ({"per_stratum": "many"}, "--per-stratum"),
        ({"per_stratum": None}, "--per-stratum is needed"),
        ({"per_stratum": "999999999"}, "at most"),
        ({"seed": "0xff"}, "seed"),
        ({"seed": ""}, "seed"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_one_line_and_no_output(change, text):
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match=text) as refused:
        call_command("make_list", *arguments(**change), stdout=out, stderr=err)
    assert "\n" not in str(refused.value)
    assert (out.getvalue(), err.getvalue()) == ("", "")
    assert refused.value.returncode == 2


def test_runs_with_an_empty_environment_and_no_database(tmp_path):
    def manage(**change):
        command = [sys.executable, str(ROOT / "manage.py"), "make_list", *arguments(**change)]
        return subprocess.run(command, check=False, env={}, cwd=tmp_path, capture_output=True)

    good = manage()
    assert good.returncode == 0
    assert good.stdout.decode() == run()[0]
    secret = dict(line.split() for line in good.stderr.decode().splitlines())
    salted = bytes.fromhex(secret["salt"]) + good.stdout
    assert secret["commitment"] == hashlib.sha256(salted).hexdigest()
    for change in ({"arms": "A:1"}, {"nonsense": "1"}):
        bad = manage(**change)
        assert (bad.returncode, bad.stdout, len(bad.stderr.splitlines())) == (2, b"", 1)
