"""The dummy arm knows nothing of the arms; the code is true, and only there once it is unsealed."""

import csv
import io
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.common.access import Audience
from retraining.common.classes import Holds
from retraining.randomisation import exchange
from retraining.randomisation.coded import people_by_code
from retraining.reporting.pseudonyms import pseudonym
from retraining.reporting.services import derived_key, export, sealing
from retraining.trials.errors import Refused
from retraining.trials.selectors import current_assignments, scope_for
from tests import cast
from tests.blind.unsealed import unsealed
from tests.manage.pages import client_of, rows, words
from tests.reporting.columns_read import read_of
from tests.reporting.people import MADE, day, staff

pytestmark = pytest.mark.django_db
PAGE = "/statistics/export/"
SENT = {"reason": "Trying the analysis", "arms": "dummy", "seed": "tea"}
Table = list[dict[str, str]]


@pytest.fixture(autouse=True)
def people() -> None:
    with clock.at(MADE):
        for name in ("Ana", "Bea", "Cleo", "Dora", "Eva"):
            cast.randomised(name)
        cast.consented("Alba")  # agreed, not randomised


@pytest.fixture
def stella() -> Client:
    return client_of(staff("Stella", "statistician"))


def files(client: Client, **changes: str) -> tuple[str, dict[str, str]]:
    """Name of the zip, and its files as text."""
    with clock.at(day(20)):
        answer = client.post(PAGE, SENT | changes)
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as found:
        texts = {name: found.read(name).decode() for name in found.namelist()}
    return answer["Content-Disposition"], texts


def table(text: str) -> Table:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_dummy_says_everywhere_that_it_is_one(stella: Client) -> None:
    name, found = files(stella)
    assert name == 'attachment; filename="trial-data-2026-01-31-dummy-arms.zip"'
    dealt = [row["dummy_arm"] for row in table(found["dummy_arms.csv"])]
    assert sorted(dealt.count(arm) for arm in ("dummy-1", "dummy-2")) == [2, 3]
    (entry,) = [r for r in table(found["codebook.csv"]) if r["column"] == "dummy_arm"]
    assert (entry["class"], entry["allowed"]) == ("trial", "dummy-1|dummy-2")
    assert entry["label"].startswith("NOT the arm")
    assert "THE DUMMY ARM IS NOT THE ARM" in found["README.txt"]
    assert "Seed: tea" in found["README.txt"]
    entered = AuditEntry.objects.get(action="data.exported")
    assert entered.reason == "dummy: Trying the analysis"


def test_the_same_seed_gives_the_same_dummy_and_none_gives_another_seed(stella: Client) -> None:
    first, again = files(stella)[1], files(stella)[1]
    assert first == again
    deals = {files(stella, seed=f"seed {n}")[1]["dummy_arms.csv"] for n in range(8)}
    assert len(deals) > 1
    seeds = {files(stella, seed="")[1]["README.txt"].partition("Seed: ")[2] for _ in range(2)}
    assert len(seeds) == 2


def test_the_dummy_is_drawn_without_a_look_at_any_arm(stella: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        before = files(stella)
    assert read_of(queries, Holds.UNBLINDING) == set()
    with exchange.arms_exchanged(cast.the_trial(), really=True) as what:
        assert what.people == 5
        assert files(stella) == before, "the dummy depends on the true arms"


def test_a_sealed_list_gives_no_codes(stella: Client) -> None:
    assert "code of the arm" not in words(stella.get(PAGE))
    assert stella.post(PAGE, SENT | {"arms": "code"}).status_code == 400
    assert stella.get("/statistics/codes/").status_code == 404
    user = cast.User.objects.get(email="stella@staff.example")
    scope = scope_for(current_assignments(user), Audience.STATISTICS)
    with pytest.raises(Refused, match="sealed"):
        export(scope=scope, reason="Look", by=user, arms="code")
    assert not AuditEntry.objects.filter(action="data.exported").exists()


def test_an_unsealed_list_gives_the_true_codes_and_no_programme(stella: Client) -> None:
    unsealed()
    name, found = files(stella, arms="code")
    assert name.endswith('-by-code.zip"')
    assert "dummy_arms.csv" not in found
    key = derived_key(sealing.environment_key("IDENTITY_KEY"), cast.the_trial().slug)
    coded = people_by_code(cast.the_trial())
    expected = {pseudonym(key, pk): code for code, people in coded.items() for pk in people}
    assert {row["id"]: row["arm_code"] for row in table(found["arm_codes.csv"])} == expected
    assert len(expected) == 5
    (entry,) = [r for r in table(found["codebook.csv"]) if r["column"] == "arm_code"]
    assert entry["class"] == "unblinding"
    for word in ("mair", "relaxation"):
        assert word not in found["arm_codes.csv"]
        assert word not in found["README.txt"].replace(cast.the_trial().slug, "")
    assert "arm_codes.csv" not in files(stella, arms="pooled")[1]


def test_the_statistician_gets_the_tables_by_code_then(stella: Client) -> None:
    unsealed()
    with clock.at(day(20)):
        assert "Tables by code" in words(stella.get("/statistics/"))
        page = stella.get("/statistics/codes/")
    told = {row[0]: row[1:] for row in rows(page)}
    sizes = [str(len(people)) for people in people_by_code(cast.the_trial()).values()]
    assert told["Randomised"] == sizes
    assert AuditEntry.objects.filter(action="tables.viewed").count() == 1
    dmc = client_of(staff("Dorothea", "dmc"))
    assert dmc.get("/statistics/codes/").status_code == 403
