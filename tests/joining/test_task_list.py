"""What is left to do, in order, and what opens when."""

from datetime import timedelta

import pytest
from django.test import Client

from retraining.assessments.services import answer_all
from retraining.common import clock
from retraining.portal.joining import joining_of, tasks
from retraining.trials.services import consent
from tests import cast

pytestmark = pytest.mark.django_db


def _states(person) -> list[tuple[str, bool]]:
    """Status of each line, and whether it can be opened."""
    return [(task.status, bool(task.url)) for task in tasks(joining_of(person))]


def _read(person, *keys: str) -> None:
    for key in keys:
        document = person.version.documents.get(key=key)
        consent.mark_read(participant=person, document=document, by=person.user)


def test_at_first_there_is_only_reading():
    assert _states(cast.joined("Ana")) == [
        ("To do", True),
        ("To do", True),
        ("After reading", False),
        ("After agreeing", False),
        ("After agreeing", False),
    ]


def test_agreeing_opens_when_both_were_read():
    person = cast.joined("Ana")
    _read(person, "information")
    assert _states(person)[:3] == [("Read", True), ("To do", True), ("After reading", False)]
    _read(person, "privacy")
    assert _states(person)[2] == ("To do", True)


def test_agreeing_opens_questions_and_start_day():
    person = cast.joined("Ana")
    _read(person, "information", "privacy")
    consent.sign(
        participant=person,
        typed_name="Ana",
        agreed=consent.statement_count(person),
        fresh=True,
        by=person.user,
    )
    assert _states(person)[2:] == [("Agreed", True), ("To do", True), ("To do", True)]
    assert not joining_of(person).complete


def test_when_all_is_done_the_study_team_is_next(as_user):
    person = cast.consented("Ana")
    answer_all(participant=person, visit_key="baseline", answers=cast.CALM_ANSWERS, by=person.user)
    assert joining_of(person).complete
    assert _states(person)[3] == ("Sent", False)
    page = as_user(person.user).get("/my/join/")
    assert b"All done" in page.content


def test_a_start_day_that_has_come_too_early_is_asked_for_again():
    person = cast.consented("Ana")
    assert _states(person)[4][0] != "To do"
    with clock.at(clock.now() + timedelta(days=2)):
        assert _states(person)[4] == ("To do", True)


def test_the_first_page_of_somebody_who_has_not_agreed_is_the_list(as_user):
    client = as_user(cast.joined("Ana").user)
    assert client.get("/my/").headers["Location"] == "/my/join/"
    assert client.get("/accounts/after/").headers["Location"] == "/my/join/"
    assert as_user(cast.consented("Bea").user).get("/accounts/after/").headers["Location"] == "/my/"


def test_the_list_is_only_for_participants(as_user):
    assert Client().get("/my/join/").status_code == 302
    assert as_user(cast.max_the_manager()).get("/my/join/").status_code == 404
    assert as_user(cast.joined("Ana").user).post("/my/join/").status_code == 405
