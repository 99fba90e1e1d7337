"""The audit log as the monitor reads it: sentences, filters, pages, the state of the seal."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from retraining.audit.selectors import Verdict
from retraining.audit.services import record
from retraining.common import clock
from retraining.portal.audit_words import ACTIONS, SENTENCES
from tests import cast
from tests.manage.pages import as_max, client_of, rows, words

pytestmark = pytest.mark.django_db
PAGE = "/manage/audit/"
UNFILTERED = {"document", "details", "plan", "audio"}  # small things, found under everything


@pytest.fixture
def mona():
    """The monitor's browser."""
    return client_of(cast.a_member_of_staff("Mona", "monitor"))


def sentences(client, query: str = "") -> list[str]:
    return [row[1] for row in rows(client.get(f"{PAGE}{query}"))]


def test_entries_are_plain_sentences(mona) -> None:
    cast.a_list()
    cast.randomised("Ana")
    found = sentences(mona)
    for sentence in (
        "Max invited participant 1001.",
        "Participant 1001 accepted the invitation.",
        "Participant 1001 signed the consent.",
        "Participant 1001 sent answers.",
        "Max recorded the eligibility of participant 1001.",
        "Max randomised participant 1001.",
        "The system made the plan of participant 1001.",
        "Max took up the role Trial manager.",
    ):
        assert sentence in found


def test_every_sentence_names_somebody_and_no_address_of_a_participant(mona) -> None:
    cast.a_list()
    cast.randomised("Anastasia")
    as_max().post("/manage/people/1001/who/")
    page = mona.get(PAGE).content.decode()
    assert "Anastasia" not in page
    assert "people.example" not in page
    assert "Max looked at name and address of participant 1001." in page


def test_a_long_list_is_counted_with_its_numbers_behind(mona) -> None:
    people = [cast.invited(f"P{n}") for n in range(5)]
    as_max().get("/manage/people/")
    page = mona.get(f"{PAGE}?action=people")
    assert "Max looked at a list with 5 participants." in words(page)
    assert ", ".join(person.code for person in people) in words(page)


def test_an_action_without_a_sentence_still_says_who_and_what(mona) -> None:
    by = cast.max_the_manager()
    record("thing.done", by=by, object_type="thing", object_ids=[7], trial_id=cast.the_trial().pk)
    assert "Max: thing.done, thing 7." in sentences(mona)


def test_every_action_of_the_product_has_a_sentence_and_a_filter() -> None:
    root = Path(__file__).resolve().parents[2]
    files = [*root.glob("retraining/**/*.py"), *root.glob("sessions/**/*.py")]
    recorded = {
        action
        for path in files
        for action in re.findall(
            r'\b(?:record(?:_look)?|_look|_open)\([^"()]*"([a-z]+\.[a-z_]+)"',
            path.read_text("utf-8"),
        )
    }
    assert len(recorded) > 20
    assert recorded - set(SENTENCES) == set()
    assert {action.split(".")[0] for action in SENTENCES} - set(ACTIONS) <= UNFILTERED


def test_filters(mona) -> None:
    cast.a_list()
    ana, _bea = cast.eligible("Ana"), cast.invited("Bea", "leeds")
    max_ = cast.max_the_manager()
    assert sentences(mona, "?action=invitation&person=1002") == ["Max invited participant 1002."]
    own = sentences(mona, f"?person={ana.code}&actor=people")
    assert "Participant 1001 signed the consent." in own
    assert all(one.startswith(("Participant 1001", "An account")) for one in own)
    assert all("1002" not in one for one in sentences(mona, "?person=1001"))
    assert sentences(mona, f"?actor={max_.pk}&action=eligibility") == [
        "Max recorded the eligibility of participant 1001."
    ]
    assert sentences(mona, "?person=9999") == []


def test_days_are_taken_whole_in_utc(mona) -> None:
    trial = cast.the_trial().pk
    for hour, minute in ((0, 0), (23, 59)):
        with clock.at(datetime(2025, 5, 5, hour, minute, 30, tzinfo=UTC)):
            record("may.fifth", by=None, object_type="x", object_ids=[], trial_id=trial)
    with clock.at(datetime(2025, 5, 6, 0, 0, 1, tzinfo=UTC)):
        record("may.sixth", by=None, object_type="x", object_ids=[], trial_id=trial)
    found = sentences(mona, "?since=2025-05-05&until=2025-05-05")
    assert [one.split(":")[1].split(",")[0].strip() for one in found] == ["may.fifth"] * 2


@pytest.mark.parametrize(
    "query",
    [
        "?action=nonsense",
        "?actor=x",
        "?actor=1%27--",
        "?since=yesterday",
        "?page=-3",
        "?person=%00",
    ],
)
def test_a_filter_that_makes_no_sense_is_said_or_ignored(mona, query: str) -> None:
    assert mona.get(f"{PAGE}{query}").status_code == 200


def test_entries_of_another_trial_are_not_shown(mona) -> None:
    record("thing.done", by=None, object_type="thing", object_ids=[1], trial_id=987654)
    assert not any("thing.done" in one for one in sentences(mona))


def test_fifty_a_page_and_the_queries_do_not_grow(mona, django_assert_max_num_queries) -> None:
    for n in range(30):
        cast.invited(f"P{n}")
    with django_assert_max_num_queries(25):
        assert len(sentences(mona)) == 50
    assert sentences(mona, "?page=2")


def test_a_broken_chain_is_said_loudly(mona, monkeypatch) -> None:
    broken = Verdict(False, 12, 7, "ab" * 32, 0, 0.0)
    monkeypatch.setattr("retraining.audit.services.verify", lambda: broken)
    page = mona.post(f"{PAGE}check/", follow=True)
    assert "The chain is broken at entry 7." in words(page)
    assert "did not hold" in words(page)


def test_looking_at_the_check_is_not_checking(mona) -> None:
    assert mona.get(f"{PAGE}check/").status_code == 405
