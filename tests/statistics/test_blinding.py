"""Bang and James: published tables, hand-worked corners, and what any table must give."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import assume, given
from hypothesis import strategies as st

from retraining.statistics.blinding import (
    Guesses,
    GuessTable,
    bang,
    bang_with_limits,
    james,
    james_with_limits,
)

ROOT = Path(__file__).resolve().parents[2]


def index(table):
    out = StringIO()
    call_command("blinding_index", "--table", table, stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize(
    ("table", "treatment", "control", "overall"),
    [
        # CRISP: Bang, Ni and Davis 2004, table 7: 0.21, 0.01 and 0.75.
        ("82,27;25,29;170,83", 0.21, 0.01, 0.75),
        # SOX, investigators: Houweling et al. 2014, table 2; 0.115, 0.022 and 0.896 in R's BI 1.2.
        ("48,22;4,30;330,319", 0.115, 0.022, 0.896),
    ],
)
def test_published_tables(table, treatment, control, overall):
    found = index(table)
    digits = 0.005 if treatment == 0.21 else 0.0005
    assert found["bang"]["treatment"] == pytest.approx(treatment, abs=digits)
    assert found["bang"]["control"] == pytest.approx(control, abs=digits)
    assert found["james"] == pytest.approx(overall, abs=digits)


def test_worked_by_hand():
    # 4 of 10 in each arm do not know. Of 12 guesses 4 are wrong: P_o = 0.5 x 4/12 = 1/6; each arm
    # guessed 6 times, 6 say treatment: P_e = 0.5 x (6x6 + 6x6)/144 = 1/4; K = -1/3.
    # James = (1 + 0.4 - 0.6/3) / 2 = 0.6. Bang = (4 - 2) / 10.
    assert index("4,2;2,4;4,4") == {
        "bang": {"treatment": 0.2, "control": 0.2},
        "james": pytest.approx(0.6),
    }


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("9,0;0,9;0,0", ((1.0, 1.0), 0.0)),  # all know
        ("0,9;9,0;0,0", ((-1.0, -1.0), 1.0)),  # all guess the other
        ("0,0;0,0;5,7", ((0.0, 0.0), 1.0)),  # nobody guesses: 1 by James 1996, page 1425
        ("6,6;6,6;0,0", ((0.0, 0.0), 0.5)),  # chance
        ("5,0;0,0;0,5", ((1.0, 0.0), None)),  # no wrong guess could have been: not defined
    ],
)
def test_corners(table, found):
    (treatment, control), overall = found
    assert index(table) == {
        "bang": {"treatment": treatment, "control": control},
        "james": overall,
    }


counts = st.builds(Guesses, *[st.integers(0, 200)] * 3)


def mirrored(arm):
    return Guesses(arm.control, arm.treatment, arm.dont_know)


@given(counts, counts)
def test_limits_and_symmetry(treated, controls):
    assume(treated.total and controls.total)
    table = GuessTable(treated, controls)
    turned = GuessTable(
        *[Guesses(a.control, a.treatment, a.dont_know) for a in (controls, treated)]
    )
    found, overall = bang(table), james(table)
    assert all(-1 <= value <= 1 for value in found.values())
    assert bang(turned) == {"treatment": found["control"], "control": found["treatment"]}
    if overall is None:
        assert james(turned) is None
    else:
        assert -1e-12 <= overall <= 1 + 1e-12
        assert james(turned) == pytest.approx(overall)


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("1,2;3,4", "2 rows, not 3"),
        ("1,2;3,4;5", 'row "don\'t know" has 1 counts'),
        ("1,2,3;4,5,6;7,8,9", "row 'guess treatment' has 3 counts"),
        ("1,2;3,x;5,6", "not 'x'"),
        ("1,2;3,-4;5,6", "not '-4'"),
        ("1,2;3,4.5;5,6", "not '4.5'"),
        ("0,2;0,4;0,6", "nobody in the treatment arm"),
        ("2,0;2,0;2,0", "nobody in the control arm"),
        ("", "1 rows, not 3"),
    ],
)
def test_a_table_that_cannot_be_is_refused_with_one_line(table, text):
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("blinding_index", "--table", table, stdout=out)
    assert text in str(error.value)
    assert "\n" not in str(error.value)
    assert (out.getvalue(), error.value.returncode) == ("", 2)


def test_without_a_table_and_with_an_empty_environment(tmp_path):
    def manage(*args):
        command = [sys.executable, str(ROOT / "manage.py"), "blinding_index", *args]
        return subprocess.run(command, check=False, env={}, cwd=tmp_path, capture_output=True)

    good = manage("--table", "82,27;25,29;170,83")
    assert (good.returncode, json.loads(good.stdout)) == (0, index("82,27;25,29;170,83"))
    bad = manage()
    assert (bad.returncode, bad.stdout, len(bad.stderr.splitlines())) == (2, b"", 1)


def limits(estimate):
    return estimate.value, estimate.low, estimate.high


def test_limits_as_r_gives_them():
    # SOX, investigators, in R's BI 1.2 as its documentation prints it: 0.896 (0.875 to 0.918),
    # 0.115 (0.080 to 0.150), 0.022 (-0.016 to 0.060).
    table = GuessTable(Guesses(48, 4, 330), Guesses(22, 30, 319))
    assert limits(james_with_limits(table)) == pytest.approx((0.896, 0.875, 0.918), abs=0.0006)
    found = bang_with_limits(table)
    assert limits(found["treatment"]) == pytest.approx((0.115, 0.080, 0.150), abs=0.0006)
    assert limits(found["control"]) == pytest.approx((0.022, -0.016, 0.060), abs=0.0006)


def test_limits_worked_by_hand():
    # 4 right, 2 wrong of 10: r + w = 0.6, r - w = 0.2, variance (0.6 - 0.04) / 10 = 0.056.
    table = GuessTable(Guesses(4, 2, 4), Guesses(2, 4, 4))
    half = 1.959964 * 0.056**0.5
    assert limits(bang_with_limits(table)["control"]) == pytest.approx(
        (0.2, 0.2 - half, 0.2 + half)
    )
    # Each arm guessed 6 of 20, each answer was said 6 times: g = 0.6, w = 0.2, s = 0.18; the slope
    # of s is 0.6 along every cell. -1 + 0.2*0.6/0.18 - 0.2*0.36*0.6/0.0648 = -1 for a right guess
    # (share 0.4 in all), -1 + 0.36/0.36 = 0 for a wrong one: variance (0.4 - 0.16) / 20 = 0.012.
    half = 1.959964 * 0.012**0.5
    assert limits(james_with_limits(table)) == pytest.approx((0.6, 0.6 - half, 0.6 + half))


def test_limits_where_nothing_varies():
    assert limits(james_with_limits(GuessTable(Guesses(0, 0, 5), Guesses(0, 0, 7)))) == (1, 1, 1)
    assert james_with_limits(GuessTable(Guesses(5, 0, 0), Guesses(0, 0, 5))) is None
    all_right = GuessTable(Guesses(3, 0, 0), Guesses(1, 1, 0))
    assert limits(bang_with_limits(all_right)["treatment"]) == (1, 1, 1)
