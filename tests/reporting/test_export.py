"""The export: what is in it, how it reads, and that it leaves a trace."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from retraining.accounts.models import User
from retraining.assessments.services import save_answer
from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.trials.models import Participant
from retraining.trials.services.withdrawal import withdraw
from sessions.services.remarks import say_worse
from tests import cast
from tests.reporting.people import MADE, answer, day, listen, read, staff

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
REASON = {"reason": "Report to the committee", "arms": "pooled"}


@pytest.fixture
def people() -> dict[str, Participant]:
    with clock.at(MADE):
        found = {"Ana": cast.randomised("Ana"), "Bea": cast.randomised("Bea", "leeds")}
        found["Alba"] = cast.consented("Alba")
        cast.joined("Aida")
    listen(found["Ana"], day(1), 1, share=0.9)
    listen(found["Ana"], day(2), 1, "practice")
    read(found["Ana"], day(2), 1)
    answer(found["Ana"], 1, (4, None, 6, 4))
    answer(found["Bea"], 1, (1, 2, 3, 4))
    with clock.at(day(14, hour=13)):
        who = found["Bea"]
        save_answer(participant=who, visit_key="week-2", item="pain", value=3, by=who.user)
        say_worse(participant=who)
        withdraw(participant=who, level="sessions", reason="Too tired now", by=who.user)
    return found


def zip_of(client: Client, on: int = 22) -> bytes:
    with clock.at(day(on)):
        response = client.post("/statistics/export/", REASON)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="trial-data-2026-02-02.zip"'
    return b"".join(response.streaming_content)


def tables_of(body: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    return {
        name: list(csv.DictReader(io.StringIO(text)))
        for name, text in texts.items()
        if name.endswith(".csv")
    }


@pytest.fixture
def tables(people, as_user: SignIn) -> dict[str, list[dict[str, str]]]:
    return tables_of(zip_of(as_user(staff("Stella", "statistician"))))


def of(rows: list[dict[str, str]], **wanted: str) -> dict[str, str]:
    (row,) = [r for r in rows if all(r[name] == value for name, value in wanted.items())]
    return row


def test_participants(tables, people) -> None:
    rows = tables["participants.csv"]
    assert len(rows) == 3  # who only accepted the invitation has not agreed yet
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    bea = of(rows, site="leeds")
    assert bea | {"id": ""} == {
        "id": "",
        "site": "leeds",
        "protocol": "1",
        "randomised": "1",
        "start_week": "2026-W03",
        "enrolled_day": "0",
        "randomised_day": "0",
        "age": "",
        "sex": "",
        "education": "",
        "work": "",
        "years_ill": "",
        "stopped": "sessions",
        "stopped_day": "14",
    }
    alba = of(rows, randomised="0")
    assert (alba["start_week"], alba["enrolled_day"], alba["stopped"]) == ("", "", "")


def test_check_ins(tables) -> None:
    rows = tables["check_ins.csv"]
    bea = of(tables["participants.csv"], site="leeds")["id"]
    first = of(rows, id=bea, visit="week-1")
    assert (first["week"], first["state"], first["rule"]) == ("1", "sent", "v1")
    assert (first["started_day"], first["sent_day"]) == ("8", "8")
    assert [first[name] for name in ("pain", "tiredness", "sleep", "interference")] == list("1234")
    assert (first["symptoms_score"], first["symptoms_status"]) == ("2.5", "complete")
    begun = of(rows, id=bea, visit="week-2")
    assert (begun["state"], begun["pain"], begun["tiredness"]) == ("begun", "3", "")
    assert (begun["rule"], begun["symptoms_score"], begun["symptoms_status"]) == ("", "", "")
    assert of(rows, id=bea, visit="baseline")["symptoms_score"] == "5.75"


def test_a_blank_answer_and_a_missed_visit(tables) -> None:
    rows = tables["check_ins.csv"]
    ids = {row["id"] for row in tables["participants.csv"] if row["site"] == "madrid"}
    blank = next(r for r in rows if r["id"] in ids and r["visit"] == "week-1")
    assert (blank["tiredness"], blank["tiredness_score"]) == ("", "")
    assert (blank["tiredness_status"], blank["symptoms_status"]) == ("invalid", "invalid")
    missed = of(rows, id=blank["id"], visit="week-2")
    assert (missed["state"], missed["started_day"]) == ("missed", "")
    assert "week-3" not in {r["visit"] for r in rows}  # still open on day 22


def test_listening(tables) -> None:
    rows = tables["listening.csv"]
    ana = next(r for r in rows if r["kind"] == "core" and r["coverage_s"])["id"]
    core = of(rows, id=ana, week="1", kind="core")
    assert (core["minutes"], core["opened_day"], core["rule"]) == ("25", "1", "v1")
    assert (core["coverage_s"], core["play_s"], core["completed"]) == ("1350", "1350", "1")
    assert (core["first_day"], core["last_day"], core["flags"]) == ("1", "1", "")
    reading = of(rows, id=ana, week="1", kind="reading")
    assert (reading["read"], reading["completed"], reading["first_day"]) == ("1", "0", "")
    unused = of(rows, id=ana, week="2", kind="core")
    assert (unused["rule"], unused["coverage_s"], unused["completed"]) == ("", "", "")
    assert {r["week"] for r in rows} == {"1", "2", "3", "4"}  # later ones have not opened
    assert [r["kind"] for r in rows if r["id"] == ana][:5] == [
        "core",
        "practice",
        "practice",
        "short",
        "reading",
    ]


def test_the_codebook_names_every_column_of_every_file(people, as_user: SignIn) -> None:
    body = zip_of(as_user(staff("Stella", "statistician")))
    tables = tables_of(body)
    named = {(row["file"], row["column"]) for row in tables["codebook.csv"]}
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        heads = {
            (name, column)
            for name in tables
            if name != "codebook.csv"
            for column in archive.read(name).decode().splitlines()[0].split(",")
        }
    assert named == heads
    pain = of(tables["codebook.csv"], file="check_ins.csv", column="pain")
    assert pain["label"].startswith("Answer: In the past 7 days, how strong was your pain")
    assert (pain["type"], pain["allowed"], pain["class"]) == ("whole number", "0-10", "health")


def test_values_are_those_that_the_codebook_allows(tables) -> None:
    for entry in tables["codebook.csv"]:
        values = {row[entry["column"]] for row in tables[entry["file"]]} - {""}
        if "|" in entry["allowed"] and entry["column"] != "flags":
            assert values <= set(entry["allowed"].split("|")), entry
        elif "-" in entry["allowed"] and entry["column"] != "flags":
            low, high = map(float, entry["allowed"].split("-"))
            assert all(low <= float(value) <= high for value in values), entry
        if entry["type"] == "whole number":
            assert all(value.lstrip("-").isdigit() for value in values), entry


def test_nobody_can_be_found_in_it(people, as_user: SignIn) -> None:
    body = zip_of(as_user(staff("Stella", "statistician")))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            for person in people.values():
                assert person.code not in text
                assert person.user.email not in text
            for word in ("Ana", "Bea", "tired now", "mair,", "relaxation,"):
                assert word not in text, (name, word)
            if name in ("participants.csv", "check_ins.csv", "listening.csv"):
                assert "mair" not in text
                assert "relaxation" not in text


def test_the_same_data_give_the_same_bytes(people, as_user: SignIn) -> None:
    stella = as_user(staff("Stella", "statistician"))
    assert zip_of(stella) == zip_of(stella)


def test_the_note_holds_counts_and_checksums(people, as_user: SignIn) -> None:
    body = zip_of(as_user(staff("Stella", "statistician")))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        note = archive.read("README.txt").decode()
        for name in archive.namelist()[:-1]:
            data = archive.read(name)
            assert hashlib.sha256(data).hexdigest() in note
        assert "3 rows; each is a person who agreed to take part" in note
    assert "2026-02-02" in note


def test_an_empty_trial_gives_heads_alone(as_user: SignIn) -> None:
    tables = tables_of(zip_of(as_user(staff("Stella", "statistician"))))
    assert tables["participants.csv"] == []
    assert tables["codebook.csv"] != []


def test_it_is_recorded_with_its_reason(people, as_user: SignIn) -> None:
    stella = staff("Stella", "statistician")
    zip_of(as_user(stella))
    entry = AuditEntry.objects.get(action="data.exported")
    assert (entry.actor, entry.reason) == (stella, "Report to the committee")
    assert entry.object_ids == [entry.trial_id]


@pytest.mark.parametrize("sent", [{}, {"reason": ""}, {"reason": "  x "}, {"reason": "x" * 201}])
def test_without_a_reason_nothing_goes_out(as_user: SignIn, sent: dict[str, str]) -> None:
    stella = as_user(staff("Stella", "statistician"))
    with clock.at(day(22)):
        response = stella.post("/statistics/export/", sent)
    assert response.status_code == 400
    assert "Content-Disposition" not in response
    assert not AuditEntry.objects.filter(action="data.exported").exists()


def test_a_fault_half_way_leaves_nothing(
    people, as_user: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> str:
        raise RuntimeError("no more paper")

    monkeypatch.setattr("retraining.reporting.datasets.archive.readme", broken)
    client = as_user(staff("Stella", "statistician"))
    client.raise_request_exception = False
    with clock.at(day(22)):
        assert client.post("/statistics/export/", REASON).status_code == 500
    assert not AuditEntry.objects.filter(action="data.exported").exists()


def test_who_may_take_data_out(client: Client, as_user: SignIn) -> None:
    assert client.post("/statistics/export/", REASON).status_code == 302
    with clock.at(MADE):
        for name, role in (("Carla", "clinician"), ("Max", "manager"), ("Rita", "rater")):
            user = as_user(staff(name, role))
            assert user.get("/statistics/export/").status_code == 404
            assert user.post("/statistics/export/", REASON).status_code == 404
        assert (
            as_user(staff("Stella", "statistician")).put("/statistics/export/").status_code == 405
        )
