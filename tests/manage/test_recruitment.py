"""The first page of a manager: recruitment, who waits, the list in words, the protocol."""

import re
from datetime import timedelta

import pytest

from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.trials.services import consent
from tests import cast
from tests.manage.pages import as_max, rows, words
from tests.randomisation.lists import the_list

pytestmark = pytest.mark.django_db


def test_people_are_counted_by_site_and_in_all() -> None:
    the_list()
    with clock.at(clock.real_now() - timedelta(days=3)):
        cast.randomised("Ana")
    cast.eligible("Bea")
    cast.consented("Cleo")
    cast.invited("Dora", "leeds")
    by_site = {row[0]: row[1:] for row in rows(as_max().get("/manage/"))}
    assert by_site["Madrid"] == ["3", "3", "2", "1", "1", "1"]
    assert by_site["Leeds"] == ["1", "0", "0", "0", "0", "0"]
    assert by_site["All sites"] == ["4", "3", "2", "1", "1", "1"]


def test_somebody_randomised_who_begins_tomorrow_has_not_started() -> None:
    the_list()
    cast.randomised("Ana")
    by_site = {row[0]: row[1:] for row in rows(as_max().get("/manage/"))}
    assert by_site["Madrid"] == ["1", "1", "1", "0", "1", "0"]


def test_who_waits_longest_stands_first() -> None:
    the_list()
    now = clock.real_now()
    people = []
    for name, hours in (("Ana", 3), ("Bea", 9), ("Cleo", 6)):
        with clock.at(now - timedelta(hours=hours)):
            person = cast.eligible(name)
        tomorrow = clock.local_date(person.time_zone) + timedelta(days=1)
        consent.choose_start(participant=person, day=tomorrow, by=person.user)
        people.append(person.code)
    page = as_max().get("/manage/")
    waiting = [row[0] for row in rows(page) if row[0] in people]
    assert waiting == [people[1], people[2], people[0]]
    entry = AuditEntry.objects.get(action="people.viewed")
    assert len(entry.object_ids) == 3


def test_the_list_is_told_in_words_without_a_figure() -> None:
    the_list(leeds_low=["rmrm"] * 4, madrid_low=["rm"])
    cast.randomised("Ana")
    cast.randomised("Bea")
    told = {row[0]: row[1] for row in rows(as_max().get("/manage/")) if "impact" in row[0]}
    assert told == {
        "Leeds, impact low": "Enough places",
        "Leeds, impact high": "Running low",
        "Madrid, impact low": "Used up",
        "Madrid, impact high": "Running low",
    }


def test_an_empty_trial_says_what_comes_next() -> None:
    said = words(as_max().get("/manage/"))
    assert "Nobody is waiting." in said
    assert "No allocation list is loaded" in said
    assert AuditEntry.objects.filter(action="people.viewed").count() == 0


def test_the_protocol_says_that_it_is_a_draft_and_what_is_missing() -> None:
    said = words(as_max().get("/manage/"))
    assert "Version 1" in said
    assert "Draft" in said
    assert "the ethics reference" in said
    assert re.search(r"a clinical reviewer and a date for \d+ scripts", said)


def test_the_number_of_queries_does_not_grow_with_people(
    django_assert_max_num_queries,
) -> None:
    for n in range(4):
        cast.consented(f"P{n}")
    client = as_max()
    with django_assert_max_num_queries(25):
        client.get("/manage/")
