"""The list of people: filtered, sorted and paged by the server; numbers, never names."""

import pytest

from retraining.audit.models import AuditEntry
from retraining.trials.services import withdrawal
from tests import cast
from tests.manage.pages import as_max, rows, words

pytestmark = pytest.mark.django_db


def codes(query: str = "") -> list[str]:
    return [row[0] for row in rows(as_max().get(f"/manage/people/{query}"))]


def test_each_stands_where_they_stand() -> None:
    for made, name in (
        (cast.invited, "Ana"),
        (cast.joined, "Bea"),
        (cast.consented, "Cleo"),
        (cast.eligible, "Dora"),
        (cast.randomised, "Eva"),
    ):
        made(name)
    stopped = cast.joined("Flo")
    withdrawal.withdraw(participant=stopped, level="contact", reason="", by=stopped.user)
    found = rows(as_max().get("/manage/people/"))
    assert [(row[0], row[2]) for row in found] == [
        ("1001", "Invited"),
        ("1002", "Consent not signed"),
        ("1003", "First questions open"),
        ("1004", "Ready to randomise"),
        ("1005", "Randomised"),
        ("1006", "Stopped"),
    ]


def test_no_name_and_no_address_stands_on_the_list() -> None:
    cast.eligible("Anastasia")
    page = as_max().get("/manage/people/").content.decode()
    assert "Anastasia" not in page
    assert "people.example" not in page


def test_filters_work_together_and_count() -> None:
    cast.invited("Ana", "madrid")
    cast.invited("Bea", "leeds")
    cast.joined("Cleo", "leeds")
    assert codes("?site=leeds") == ["1002", "1003"]
    assert codes("?site=leeds&status=invited") == ["1002"]
    assert codes("?number=1003") == ["1003"]
    assert codes("?number=10") == ["1001", "1002", "1003"]
    said = words(as_max().get("/manage/people/?site=leeds"))
    assert "All 2 Invited 1 Consent not signed 1" in said


def test_sorting_turns_round() -> None:
    cast.invited("Ana", "madrid")
    cast.invited("Bea", "leeds")
    assert codes("?sort=site") == ["1002", "1001"]
    assert codes("?sort=-site") == ["1001", "1002"]
    assert codes("?sort=-number") == ["1002", "1001"]
    assert codes("?sort=-since") == ["1002", "1001"]


@pytest.mark.parametrize(
    "query",
    ["?sort=password", "?status=x'--", "?site=nowhere", "?page=999", "?page=x", "?number=%00"],
)
def test_a_query_that_makes_no_sense_is_ignored(query: str) -> None:
    cast.invited("Ana")
    assert codes(query) == ["1001"]


def test_fifty_a_page() -> None:
    for n in range(52):
        cast.invited(f"P{n}")
    assert len(codes()) == 50
    assert codes("?page=2") == ["1051", "1052"]
    assert "51 to 52 of 52" in words(as_max().get("/manage/people/?page=2"))


def test_each_list_is_one_entry_with_the_people_on_it() -> None:
    ana, bea = cast.invited("Ana"), cast.invited("Bea", "leeds")
    client = as_max()
    client.get("/manage/people/")
    client.get("/manage/people/?site=leeds")
    entries = AuditEntry.objects.filter(action="people.viewed").order_by("pk")
    assert [entry.object_ids for entry in entries] == [[ana.pk, bea.pk], [bea.pk]]


def test_an_empty_list_says_what_comes_next() -> None:
    assert "Nobody is invited yet" in words(as_max().get("/manage/people/"))
    assert "Nobody fits" in words(as_max().get("/manage/people/?number=77"))
    assert not AuditEntry.objects.filter(action="people.viewed").exists()
