"""Unsealing: a plan, a lock and a third person; then the folder is checked without a server."""

import json
import subprocess
import sys
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client

from retraining.accounts.models import User
from retraining.accounts.second_factor import current_code
from retraining.assessments import correcting
from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.randomisation.coded import people_by_code
from retraining.randomisation.models import Allocation, AnalysisPlan, Unsealing
from retraining.randomisation.selectors import stand
from retraining.randomisation.services import allocate, generate_list
from retraining.randomisation.services_unsealing import file_plan, take_folder, unseal
from retraining.reminders.services import sweep
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from tests import cast
from tests.blind.unsealed import HASH, lock_all, the_plan
from tests.manage.pages import client_of, words

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
PAGE = "/manage/list/unseal/"


@pytest.fixture
def stella() -> User:
    return cast.a_member_of_staff("Stella", "statistician")


@pytest.fixture
def lena() -> User:
    return cast.a_member_of_staff("Lena", "list-keeper")


@pytest.fixture
def ready(stella: User, lena: User) -> User:
    """Everything but the unsealing; the list-keeper."""
    for name in ("Ana", "Bea", "Cleo"):
        cast.randomised(name)
    cast.eligible("Dora")
    the_plan(stella)
    lock_all()
    return lena


def test_each_condition_is_asked_for(stella: User, lena: User) -> None:
    trial = cast.the_trial()

    def refused(text: str, by: User = lena, reason: str = "Analysis") -> None:
        with pytest.raises(Refused, match=text):
            unseal(trial=trial, reason=reason, by=by)

    refused("plan has not been filed")
    the_plan(stella)
    refused("not all final")
    correcting.lock(trial=trial, visit="baseline", by=cast.max_the_manager())
    refused("not all final")  # one visit is not all
    lock_all()
    refused("does not include this", by=stella)
    refused("does not include this", by=cast.max_the_manager())
    refused("what the list is unsealed for", reason=" ")
    assert not Unsealing.objects.exists()
    row = unseal(trial=trial, reason="Analysis", by=lena)
    assert (row.plan.sha256, row.lock.visit, row.by) == (HASH, "", lena)
    refused("unsealed before")
    entry = AuditEntry.objects.get(action="list.unsealed")
    assert (entry.actor, entry.reason, entry.trial_id) == (lena, "Analysis", trial.pk)


def test_whoever_met_a_condition_does_not_unseal(stella: User) -> None:
    """Roles can follow each other: a former manager may keep lists later, but not end the blind."""
    the_plan(stella)
    lena = cast.a_member_of_staff("Lena", "list-keeper")
    correcting.lock(trial=cast.the_trial(), visit="", by=lena)
    with pytest.raises(Refused, match="cannot unseal as well"):
        unseal(trial=cast.the_trial(), reason="Analysis", by=lena)


def test_a_plan_is_filed_once_and_stays(stella: User, lena: User) -> None:
    the_plan(stella)
    for version, sha256, text in (
        ("1.0", "cd" * 32, "filed before"),
        ("2.0", HASH.upper(), "filed before"),
        ("2.0", "ab" * 31, "64 hexadecimal"),
        (" ", "cd" * 32, "which version"),
    ):
        with pytest.raises(Refused, match=text):
            the_plan(stella, version, sha256)
    with pytest.raises(Refused, match="does not include this"):
        the_plan(lena, "2.0", "cd" * 32)
    with pytest.raises(Refused, match="not come yet"):
        file_plan(trial=cast.the_trial(), version="3", dated=date(2999, 1, 1), sha256="ef" * 32,
                  by=stella)  # fmt: skip
    the_plan(stella, "2.0", "cd" * 32)
    assert AnalysisPlan.objects.count() == 2
    assert AuditEntry.objects.filter(action="plan-hash.filed", actor=stella).count() == 2


def test_the_statistician_files_it_on_a_page(stella: User) -> None:
    client = client_of(stella)
    assert "No plan is filed yet" in words(client.get("/statistics/plan/"))
    sent = {"version": "1.0", "dated_day": "5", "dated_month": "1", "dated_year": "2026",
            "sha256": f" {HASH.upper()} "}  # fmt: skip
    bad = client.post("/statistics/plan/", sent | {"sha256": "abc"})
    assert bad.status_code == 400
    assert not AnalysisPlan.objects.exists()
    good = client.post("/statistics/plan/", sent)
    assert (good.status_code, good.url) == (302, "/statistics/plan/")
    page = words(client.get("/statistics/plan/"))
    assert HASH in page
    assert "Stella" in page
    assert client.post("/statistics/plan/", sent).status_code == 400
    assert AnalysisPlan.objects.get().dated == date(2026, 1, 5)


def test_nothing_is_allocated_or_loaded_after_it(ready: User) -> None:
    dora = Participant.objects.latest("pk")
    assert stand(dora).ready
    unseal(trial=cast.the_trial(), reason="Analysis", by=ready)
    with pytest.raises(Refused, match="The list was unsealed"):
        allocate(participant=dora, by=cast.max_the_manager())
    with pytest.raises(Refused, match="The list was unsealed"):
        generate_list(
            trial=cast.the_trial(), block_sizes=(4,), per_stratum=4, seed="cd" * 32, by=ready
        )
    assert Allocation.objects.count() == 3


def manage(folder: Path) -> "subprocess.CompletedProcess[bytes]":
    """The command with nothing in the environment: no server, no key."""
    command = [sys.executable, str(ROOT / "manage.py"), "allocation_verify", "--export"]
    return subprocess.run(
        [*command, str(folder)], check=False, env={}, cwd=folder, capture_output=True
    )


def test_from_the_form_to_the_folder_checked_elsewhere(ready: User, tmp_path: Path) -> None:
    client = client_of(ready)
    assert client.get("/manage/list/unsealed.zip").status_code == 404
    assert "Version 1.0, filed by Stella" in words(client.get(PAGE))
    answer = client.post(PAGE, sent_by(ready))
    assert (answer.status_code, answer.url) == (302, PAGE)
    assert "Lena unsealed this list" in words(client.get(PAGE))
    taken = client.get("/manage/list/unsealed.zip")
    assert AuditEntry.objects.filter(action="list.folder_taken", actor=ready).count() == 1
    with zipfile.ZipFile(BytesIO(taken.content)) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "mair-fibromyalgia-unsealed"
    good = manage(folder)
    assert (good.returncode, json.loads(good.stdout)["allocations"]) == (0, 3)
    tampered = folder / "allocations.csv"
    text = tampered.read_text()
    first = "mair" if ",mair," in text else "relaxation"
    other = {"mair": "relaxation", "relaxation": "mair"}[first]
    tampered.write_text(text.replace(f",{first},", f",{other},", 1))
    bad = manage(folder)
    assert bad.returncode == 1
    assert "another arm than the list" in json.loads(bad.stdout)["problems"][0]
    tampered.write_text(text)
    salted = folder / "unsealed.json"
    index = json.loads(salted.read_text())
    index["segments"][0]["salt"] = "00" * 32
    salted.write_text(json.dumps(index))
    assert manage(folder).returncode == 1


def sent_by(user: User, **changes: str) -> dict[str, str]:
    whole = {"reason": "Final analysis", "trial": "mair-fibromyalgia", "password": cast.PASSWORD}
    return whole | {"factor": current_code(user)} | changes


@pytest.mark.parametrize(
    "wrong", [{"trial": "mair"}, {"password": "other"}, {"factor": "000000"}, {"reason": ""}]
)
def test_a_form_that_is_not_whole_unseals_nothing(ready: User, wrong: dict[str, str]) -> None:
    answer = client_of(ready).post(PAGE, sent_by(ready, **wrong))
    assert answer.status_code == 200
    assert not Unsealing.objects.exists()


def test_who_reaches_the_pages(ready: User, stella: User, client: Client) -> None:
    for role in ("manager", "monitor", "medic"):
        user = cast.a_member_of_staff(f"One {role}".replace(" ", ""), role)
        assert client_of(user).get(PAGE).status_code == 403
        assert client_of(user).get("/manage/list/unsealed.zip").status_code == 403
    assert client_of(stella).get(PAGE).status_code == 404
    assert client.get(PAGE).status_code == 302
    with pytest.raises(Refused):
        take_folder(trial=cast.the_trial(), by=stella)


def test_the_folder_says_which_code_is_which_arm(ready: User) -> None:
    unseal(trial=cast.the_trial(), reason="Analysis", by=ready)
    with zipfile.ZipFile(BytesIO(take_folder(trial=cast.the_trial(), by=ready))) as archive:
        lines = archive.read("mair-fibromyalgia-unsealed/codes.csv").decode().split()
    key = dict(line.split(",") for line in lines[1:])
    assert lines[0] == "code,arm"
    arms = dict(Allocation.objects.values_list("participant", "arm__slug"))
    coded = people_by_code(cast.the_trial())
    assert {key[code] for code, people in coded.items() for _ in people} == set(arms.values())
    assert all(arms[person] == key[code] for code, people in coded.items() for person in people)


def test_those_whom_the_protocol_names_are_told_once_and_no_arm(ready: User) -> None:
    cast.a_member_of_staff("Mona", "monitor")
    cast.a_member_of_staff("Carla", "clinician", "madrid")
    unseal(trial=cast.the_trial(), reason="Final analysis", by=ready)
    for _ in range(2):
        sweep()
    found = [letter for letter in mail.outbox if "unsealed" in letter.subject]
    assert sorted(letter.to[0] for letter in found) == [
        "max@staff.example", "mona@staff.example", "stella@staff.example",
    ]  # fmt: skip
    for letter in found:
        whole = str(letter.message()).replace(cast.the_trial().title, "").lower()
        assert "final analysis" in whole
        assert "mair" not in whole
        assert "relaxation" not in whole
    assert clock.now() >= Unsealing.objects.get().at
