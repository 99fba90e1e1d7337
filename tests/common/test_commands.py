"""Every command's mistakes are one line: a wrong option, a name that is none, no database."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
OURS = sorted(
    name for name, app in get_commands().items() if app.startswith(("retraining.", "sessions"))
)


def run(*args: str) -> tuple[int, str, list[str]]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *args],
        check=False,
        env={},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout, done.stderr.splitlines()


def test_ours_are_found() -> None:
    assert {"score", "make_list", "allocation_verify", "listening", "protocol"} <= set(OURS)


@pytest.mark.parametrize("name", OURS)
def test_a_wrong_option(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = import_module(f"{get_commands()[name]}.management.commands.{name}").Command()
    with pytest.raises(SystemExit) as stopped:
        command.run_from_argv(["manage.py", name, "--no-such-option"])
    assert stopped.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1, said.err


@pytest.mark.parametrize("command", ["allocation_verify", "leak_check", "alerts_verify"])
def test_no_such_trial_or_no_database(command: str) -> None:
    code, out, err = run(command, "no-such-trial")
    assert (code, out, len(err)) == (2, "", 1), err
