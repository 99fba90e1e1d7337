"""The audit log by site and as a file: what the filter shows, who took it, no formulas."""

import csv
import io

import pytest

from retraining.audit.models import AuditEntry
from retraining.audit.services import record
from retraining.common.csv_cells import harmless
from tests import cast
from tests.manage.pages import client_of, rows, words

pytestmark = pytest.mark.django_db
PAGE, FILE = "/manage/audit/", "/manage/audit/file/"


@pytest.fixture
def mona():
    """The monitor's browser."""
    return client_of(cast.a_member_of_staff("Mona", "monitor"))


def sentences(client, query: str) -> list[str]:
    return [row[1] for row in rows(client.get(f"{PAGE}{query}"))]


def table(client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"{FILE}{query}")
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_a_site_shows_its_people_and_staff_and_nothing_of_another(mona) -> None:
    cast.joined("Ana", "madrid")
    cast.invited("Bea", "leeds")
    cast.a_member_of_staff("Carla", "clinician", "madrid")
    madrid, leeds = cast.the_site("madrid"), cast.the_site("leeds")
    found = sentences(mona, f"?site={madrid.pk}")
    assert "Max invited participant 1001." in found
    assert "Participant 1001 accepted the invitation." in found
    assert "Carla took up the role Clinician." in found
    assert not any("1002" in one or "Max took up" in one for one in found)
    assert sentences(mona, f"?site={leeds.pk}") == [
        "Max invited participant 1002.",
        "Max stored name and address of participant 1002.",
    ]
    assert len(sentences(mona, "?site=")) > len(found)


def test_a_list_of_people_of_two_sites_stands_under_both(mona) -> None:
    people = [cast.invited("Ana", "madrid"), cast.invited("Bea", "leeds")]
    record("people.viewed", by=None, object_type="participant",
           object_ids=[one.pk for one in people], trial_id=cast.the_trial().pk)  # fmt: skip
    for site in ("madrid", "leeds"):
        query = f"?action=people&site={cast.the_site(site).pk}"
        assert len(sentences(mona, query)) == 1


def test_a_site_that_is_not_of_this_trial_is_not_taken(mona) -> None:
    assert mona.get(f"{PAGE}?site=987654").status_code == 200
    answer = mona.get(f"{FILE}?site=987654")
    assert (answer.status_code, answer.url) == (302, f"{PAGE}?site=987654")
    assert not AuditEntry.objects.filter(action="audit.exported").exists()


def test_the_file_holds_what_the_filter_shows(mona) -> None:
    cast.invited("Ana", "madrid")
    cast.invited("Bea", "leeds")
    query = f"?action=invitation&site={cast.the_site('leeds').pk}"
    (only,) = table(mona, query)
    assert only["sentence"] == "Max invited participant 1002."
    assert only["action"] == "invitation.created"
    assert only["at_utc"].endswith("+00:00")
    assert len(table(mona)) > 3


def test_the_page_leads_to_the_file_of_its_own_filter(mona) -> None:
    query = f"site={cast.the_site('leeds').pk}"
    assert f'href="{FILE}?{query}"' in mona.get(f"{PAGE}?{query}").content.decode()
    assert "Download these entries" in words(mona.get(f"{PAGE}?{query}"))
    assert f'href="{FILE}"' in mona.get(PAGE).content.decode()


def test_taking_the_file_is_an_entry_with_what_was_asked_for(mona) -> None:
    table(mona, "?action=staff&since=2025-05-05")
    entry = AuditEntry.objects.get(action="audit.exported")
    assert (entry.actor.name, entry.reason) == ("Mona", "action=staff, since=2025-05-05")
    (said,) = sentences(mona, "?action=audit")
    assert said.startswith("Mona downloaded entries of this log.")


def test_a_name_that_was_typed_as_a_number_is_not_kept(mona) -> None:
    assert table(mona, "?person=Anastasia") == []
    assert AuditEntry.objects.get(action="audit.exported").reason == "person=not a number"


def test_words_that_a_spreadsheet_would_run_are_made_harmless(mona) -> None:
    record("thing.done", by=None, object_type="thing", object_ids=[], reason="=1+1",
           trial_id=cast.the_trial().pk)  # fmt: skip
    (only,) = [row for row in table(mona) if row["action"] == "thing.done"]
    assert only["reason"] == "'=1+1"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_every_beginning_of_a_formula_is_marked(begin: str) -> None:
    assert harmless(f"{begin}cmd") == f"'{begin}cmd"
    assert (harmless("a=b"), harmless(None), harmless(7)) == ("a=b", "", "7")


@pytest.mark.parametrize("role", ["manager", "statistician", "clinician"])
def test_nobody_but_the_monitor_gets_the_file(role: str) -> None:
    other = client_of(cast.a_member_of_staff("Olga", role))
    assert other.get(FILE).status_code in (403, 404)
    assert not AuditEntry.objects.filter(action="audit.exported").exists()


def test_a_long_log_costs_no_more_queries_per_entry(mona, django_assert_max_num_queries) -> None:
    trial = cast.the_trial().pk
    for n in range(60):
        record("thing.done", by=None, object_type="participant", object_ids=[n], trial_id=trial)
    with django_assert_max_num_queries(25):
        assert len(table(mona)) > 60
