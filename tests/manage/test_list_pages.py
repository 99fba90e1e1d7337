"""The list-keeper's pages: a list uploaded or made, each mistake told by line."""

import hashlib
import re
from html import unescape
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from retraining.accounts import fresh
from retraining.accounts.limits import Limit
from retraining.audit.models import AuditEntry
from retraining.randomisation import kept
from retraining.randomisation.models import ListSegment, Slot
from retraining.randomisation.services import allocate
from tests import cast
from tests.manage.pages import as_max, client_of, rows, words
from tests.randomisation.lists import STRATA, csv_of, the_list
from tests.randomisation.methods import with_method

pytestmark = pytest.mark.django_db
PAGE = "/manage/list/"
GOOD = csv_of({label: ["mr"] for label in STRATA})


@pytest.fixture(autouse=True)
def _own_count_of_tries(monkeypatch) -> None:
    """The cache is shared with other test processes, whose users have the same ids."""
    monkeypatch.setattr(fresh, "PASSWORDS", Limit(f"again-{uuid4()}", amount=5, seconds=300))


@pytest.fixture
def lena() -> Client:
    return client_of(cast.a_member_of_staff("Lena", "list-keeper"))


def upload(client: Client, data: bytes, **more: str):
    values = {"file": SimpleUploadedFile("my-list.csv", data), "password": cast.PASSWORD}
    return client.post(f"{PAGE}upload/", values | more)


def test_a_list_is_uploaded_and_its_places_are_told_in_figures(lena) -> None:
    assert "There is no list yet" in words(lena.get(PAGE))
    answer = upload(lena, GOOD)
    assert (answer.status_code, answer.url) == (302, PAGE)
    allocate(participant=cast.eligible(), by=cast.max_the_manager())
    page = lena.get(PAGE)
    told = {row[0]: row[1:] for row in rows(page)}
    assert told["Madrid, impact low"] == ["2", "1", "1", "Running low"]
    assert told["Leeds, impact high"] == ["2", "0", "2", "Running low"]
    segment = ListSegment.objects.get()
    origin = "Made elsewhere and uploaded"
    assert told["1"][1:] == ["Lena", "8", origin, segment.commitment]
    assert segment.rule == ""
    assert AuditEntry.objects.get(action="list.loaded").actor.name == "Lena"
    assert not re.search("mair|relaxation", words(page).lower())


def test_a_salt_of_ones_own_is_the_salt_of_the_commitment(lena) -> None:
    salt = "ab" * 32
    upload(lena, GOOD, salt=salt)
    found = ListSegment.objects.get().commitment
    assert found == hashlib.sha256(bytes.fromhex(salt) + GOOD).hexdigest()


def test_an_extension_goes_on_behind_and_the_same_file_is_refused(lena) -> None:
    upload(lena, GOOD)
    again = upload(lena, GOOD)
    assert "This very file is segment 1 already" in words(again)
    assert upload(lena, csv_of({STRATA[0]: ["rrmm"]})).status_code == 302
    told = {row[0]: row[1] for row in rows(lena.get(PAGE))}
    assert told["Leeds, impact low"] == "6"


@pytest.mark.parametrize(
    ("data", "line", "text"),
    [
        (GOOD.replace(b",arm", b"", 1), "1", "column arm is missing"),
        (GOOD.replace(b"mair", b"massage", 1), "2", "unknown arm 'massage'"),
        (GOOD.replace(b",2,1,2,", b",1,1,2,", 1), "3", "is there twice"),
        (GOOD.replace(b"site=leeds", b"site=paris", 1), "2", "unknown stratum"),
        (GOOD.replace(b";impact=low", b"", 1), "2", "unknown stratum 'site=leeds'"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "1", "not UTF-8 text"),
        (GOOD.decode().encode("utf-16"), "1", "not UTF-8 text"),
        (b'stratum,position\n"a', "2", "not CSV"),
        (b"\n\n", "", "the file is empty"),
        (GOOD.splitlines(keepends=True)[0], "", "the list has no rows"),
    ],
    ids=[
        "column",
        "arm",
        "twice",
        "site",
        "combination",
        "picture",
        "utf-16",
        "csv",
        "blank",
        "head",
    ],
)
def test_a_bad_file_is_told_by_line_and_nothing_is_changed(lena, data, line, text) -> None:
    page = upload(lena, data)
    assert page.status_code == 200
    found = [(row[1], unescape(row[2])) for row in rows(page) if row[0] == "my-list.csv"]
    assert any(at.startswith(line) and text in what for at, what in found), found
    assert "Nothing was loaded" in words(page)
    assert not ListSegment.objects.exists()
    assert not Slot.objects.exists()
    assert not AuditEntry.objects.filter(action="list.loaded").exists()


def test_without_a_file_or_with_a_wrong_password_nothing_is_loaded(lena) -> None:
    assert "This file is empty" in words(upload(lena, b""))
    assert "Please choose a CSV file" in words(
        lena.post(f"{PAGE}upload/", {"password": cast.PASSWORD})
    )
    assert "This is not your password" in words(upload(lena, GOOD, password="another one"))
    assert "A salt is 64" in words(upload(lena, GOOD, salt="ab"))
    assert not ListSegment.objects.exists()


def make(client: Client, **change: str):
    values = {"blocks": "4,6", "per_stratum": "12", "seed": "", "password": cast.PASSWORD}
    return client.post(f"{PAGE}make/", values | change)


def test_a_list_is_made_and_the_seed_is_shown_once(lena) -> None:
    page = make(lena)
    seed = re.search(r"Seed ([0-9a-f]{64})\b", words(page))
    assert seed
    segment = ListSegment.objects.get()
    assert segment.commitment in words(page)
    assert segment.slots.count() >= 48
    assert "no-store" in page.headers["Cache-Control"]
    assert seed.group(1) not in lena.get(PAGE).content.decode()
    assert (segment.origin, segment.rule) == ("made", "retraining-draws-1")
    assert "from a fresh seed, which the list-keeper was told (retraining-draws-1)" in words(
        lena.get(PAGE)
    )
    cast.eligible()
    assert kept.segments_of(cast.the_trial())[0].csv.startswith(b"stratum,position,block")


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"blocks": "4,5"}, "block size 5 is not a multiple of 2"),
        ({"blocks": "four"}, "a block size must be a whole number"),
        ({"seed": "12"}, "A seed is 32 to 256"),
        ({"per_stratum": "0"}, "greater than or equal to 1"),
        ({"password": "no"}, "This is not your password"),
    ],
    ids=str,
)
def test_what_cannot_be_made_is_told(lena, change, text) -> None:
    assert text in words(make(lena, **change))
    assert not ListSegment.objects.exists()


def test_dice_have_no_list_to_keep(lena, tmp_path) -> None:
    with_method(tmp_path, "minimisation")
    said = words(lena.get(PAGE))
    assert "dice are thrown for each person" in said
    assert "Upload" not in said
    assert "needs no list" in words(upload(lena, GOOD))
    assert "No list is needed" in words(as_max().get("/manage/"))


def test_a_manager_reads_that_the_list_has_run_out_and_never_a_figure() -> None:
    the_list(madrid_low=["rm"])
    for name in ("Ana", "Bea"):
        allocate(participant=cast.eligible(name), by=cast.max_the_manager())
    said = words(as_max().get("/manage/"))
    assert "The allocation list has run out" in said
    assert "Nobody can be randomised in: Madrid, impact low." in said
    third = cast.eligible("Cleo")
    page = words(as_max().get(f"/manage/people/{third.code}/randomise/"))
    assert "The list is used up here. Tell the list-keeper." in page
    for address in ("", "upload/", "make/"):
        assert as_max().get(f"{PAGE}{address}").status_code == 403


def test_the_list_keeper_sees_no_people(lena) -> None:
    cast.eligible()
    for address in ("/manage/", "/manage/people/", "/manage/people/1001/"):
        assert lena.get(address).status_code == 403
