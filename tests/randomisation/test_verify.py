"""`manage.py allocation_verify`: it holds for an honest trial, and finds each way to cheat."""

import json
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from retraining.randomisation import kept
from retraining.randomisation.export_folder import files_for, read_folder
from retraining.randomisation.list_file import commitment
from retraining.randomisation.models import Allocation, Slot
from retraining.randomisation.services import allocate, load_list
from retraining.randomisation.verifying import Given, Segment, verify
from tests import cast
from tests.randomisation.lists import csv_of, the_list
from tests.randomisation.methods import with_method

ROOT = Path(__file__).resolve().parents[2]
SLUG = "mair-fibromyalgia"
CSV = b"stratum,position,block,block_size,arm\nall,1,1,2,A\nall,2,1,2,B\n"
SALT = b"0" * 32
SEGMENT = Segment(1, commitment(SALT, CSV), SALT, CSV)
HONEST = [Given("1001", "all", 1, "A", {}, True), Given("1002", "all", 2, "B", {}, True)]


def result(*args):
    out = StringIO()
    code = 0
    try:
        call_command("allocation_verify", *args, stdout=out)
    except CommandError as error:
        code = error.returncode
    return code, json.loads(out.getvalue())


def three_people():
    the_list(madrid_low=["rm"], leeds_low=["mr"])
    people = [cast.eligible("Ana"), cast.eligible("Bea", "leeds"), cast.eligible("Cleo")]
    load_list(trial=cast.the_trial(), csv=csv_of({"site=madrid;impact=low": ["rmmr"]}), by=None)
    for person in [*people, cast.eligible("Dora")]:
        allocate(participant=person, by=cast.max_the_manager())


@pytest.mark.django_db
def test_an_honest_list_holds():
    three_people()
    code, found = result(SLUG)
    assert (code, found["holds"], found["problems"]) == (0, True, [])
    assert (found["allocations"], found["by_dice"]) == (4, 0)
    assert [segment["number"] for segment in found["segments"]] == [1, 2]
    assert all(segment["holds"] for segment in found["segments"])
    assert not {"mair", "relaxation"} & set(json.dumps(found["problems"]).split('"'))


@pytest.mark.django_db
def test_throws_are_made_again(tmp_path):
    with_method(tmp_path, "minimisation", 'measure = "sd"')
    for number in range(6):
        person = cast.eligible(f"P{number}", "leeds" if number % 3 else "madrid")
        allocate(participant=person, by=cast.max_the_manager())
    code, found = result(SLUG)
    assert (code, found["by_dice"], found["problems"]) == (0, 6, [])


@pytest.mark.django_db
def test_an_arm_that_was_changed_behind_the_triggers_is_found():
    three_people()
    wrong = Allocation.objects.order_by("pk").last()
    other = cast.the_trial().arms.exclude(pk=wrong.arm_id).get()
    with connection.cursor() as cursor:
        cursor.execute(
            "set session_replication_role = replica"
        )  # as a thief with the server has it
        cursor.execute(
            "update randomisation_allocation set arm_id = %s where id = %s", [other.pk, wrong.pk]
        )
        cursor.execute("set session_replication_role = origin")
    code, found = result(SLUG)
    assert (code, found["holds"]) == (1, False)
    assert found["problems"] == [
        "stratum site=madrid;impact=low position 3: the allocation has another arm than the list"
    ]


@pytest.mark.django_db
def test_a_sealed_slot_that_was_moved_does_not_open():
    the_list()
    first, second = Slot.objects.order_by("pk")[:2]
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute(
            "update randomisation_slot set arm_sealed = %s where id = %s",
            [bytes(first.arm_sealed), second.pk],
        )
        cursor.execute("set session_replication_role = origin")
    code, found = result(SLUG)
    assert code == 1
    assert "cannot be opened" in found["problems"][0]


def test_each_way_to_cheat_is_found():
    assert verify([SEGMENT], HONEST).holds
    first, second = HONEST
    cases = {
        "salt and file do not give": ([replace(SEGMENT, salt=b"1" * 32)], HONEST),
        "not a list": ([replace(SEGMENT, csv=b"x", commitment=commitment(SALT, b"x"))], []),
        "another arm than the list": ([SEGMENT], [replace(first, arm="B"), second]),
        "used where 1 was next": ([SEGMENT], [replace(second)]),
        "used where 2 was next": ([SEGMENT], [first, replace(second, position=1, arm="A")]),
        "was allocated twice": ([SEGMENT], [first, replace(second, participant="1001")]),
        "no list has it": ([], HONEST),
        "levels belong to another stratum": (
            [SEGMENT],
            [replace(first, levels={"sex": "f"}), second],
        ),
        "neither a slot nor dice": ([SEGMENT], [replace(first, listed=False), second]),
    }
    for text, (segments, given) in cases.items():
        problems = verify(segments, given).problems
        assert any(text in problem for problem in problems), (text, problems)


def test_slots_must_be_those_of_the_list():
    listed = {("all", 1): "A", ("all", 2): "B"}
    assert verify([SEGMENT], HONEST, listed).holds
    for slots, text in (
        ({("all", 1): "A"}, "the slots do not"),
        (listed | {("all", 3): "A"}, "a slot that no list has"),
        (listed | {("all", 2): "A"}, "another arm than the list"),
    ):
        assert any(text in problem for problem in verify([SEGMENT], HONEST, slots).problems)


def thrown(arm="A", **change):
    throw = {
        "dice": "0",
        "settings": {"method": "simple", "arms": [["A", 1], ["B", 1]]},
        "imbalance": {},
        "probability": {"A": "1/2", "B": "1/2"},
    }
    return Given("1001", "dice", 1, arm, {}, False, throw | change)


ENDLESS = {
    "method": "minimisation", "arms": [["A", 1], ["B", 1]], "p": "0.8", "measure": "range",
    "weights": {"site": "1e999999999"},
}  # fmt: skip


def test_dice_that_give_another_arm_or_other_odds_are_found():
    assert verify([], [thrown()]).holds
    for one, text in (
        (thrown("B"), "the dice give another arm"),
        (thrown(dice=str(2**63)), "the dice give another arm"),
        (thrown(probability={"A": "1/3", "B": "2/3"}), "give other odds"),
        (thrown(imbalance={"A": 1.0}), "another imbalance"),
        (thrown(settings={}), "cannot be read"),
        (thrown(settings=ENDLESS), "cannot be read"),
    ):
        assert any(text in problem for problem in verify([], [one]).problems)


@pytest.mark.django_db
def test_an_export_is_checked_alone_with_nothing_in_the_environment(tmp_path):
    three_people()
    trial, folder = cast.the_trial(), tmp_path / "unsealed"
    folder.mkdir()
    segments, given = kept.segments_of(trial), kept.given_in(trial)
    for name, data in files_for(trial.slug, segments, given).items():
        (folder / name).write_bytes(data)
    read = read_folder(folder)
    assert (read.trial, read.segments, read.given) == (SLUG, segments, given)

    def manage(*args):
        command = [sys.executable, str(ROOT / "manage.py"), "allocation_verify", *args]
        return subprocess.run(command, check=False, env={}, cwd=tmp_path, capture_output=True)

    good = manage("--export", str(folder))
    assert (good.returncode, json.loads(good.stdout)["holds"]) == (0, True)
    path = folder / "segment-1.csv"
    path.write_bytes(path.read_bytes().replace(b",mair", b",relaxation", 1))
    bad = manage("--export", str(folder))
    assert bad.returncode == 1
    assert "do not give the commitment" in json.loads(bad.stdout)["problems"][0]
    path.unlink()
    gone = manage("--export", str(folder))
    assert (gone.returncode, gone.stdout, len(gone.stderr.splitlines())) == (2, b"", 1)


def test_a_file_that_was_cut_off_does_not_hold(tmp_path):
    for name, content in files_for("t", [SEGMENT], HONEST).items():
        (tmp_path / name).write_bytes(content)
    assert result("--export", str(tmp_path))[0] == 0
    path = tmp_path / "allocations.csv"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    code, found = result("--export", str(tmp_path))
    assert (code, found["problems"]) == (1, ["1 allocations where the index says 2"])


CELLS = b"participant,stratum,position,arm,levels,listed,throw\n"


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("unsealed.json", b"{", "not JSON"),
        ("unsealed.json", b"[]", "not the index"),
        ("unsealed.json", b'{"format": 1}', "not the index"),
        ("unsealed.json", b'{"format": 1, "trial": "t", "segments": []}', "not the index"),
        ("allocations.csv", b"", "allocations.csv:1: no column arm, levels, listed"),
        ("allocations.csv", b"participant\n1001\n", "allocations.csv:1: no column arm"),
        ("allocations.csv", CELLS + b"1001,all,one,A,{},yes,\n", "allocations.csv:2: cannot be"),
        ("allocations.csv", b"\xff", "cannot be read"),
    ],
)
def test_an_export_that_cannot_be_read_is_refused(tmp_path, name, data, text):
    for known, content in files_for("t", [SEGMENT], HONEST).items():
        (tmp_path / known).write_bytes(content)
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CommandError, match=text) as error:
        call_command("allocation_verify", "--export", str(tmp_path))
    assert error.value.returncode == 2


@pytest.mark.django_db
@pytest.mark.parametrize("args", [[], ["nothing"], [SLUG, "--export", "x"], ["--export", "/no"]])
def test_bad_input_is_exit_two(args):
    with pytest.raises(CommandError) as error:
        call_command("allocation_verify", *args)
    assert error.value.returncode == 2
