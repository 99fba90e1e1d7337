"""What is left to do, in order, and what opens when."""

from datetime import timedelta

import pytest
from django.test import Client

from retraining.common import clock
from retraining.portal.joining import joining_of, tasks
from tests import cast

pytestmark = pytest.mark.django_db


def _states(person) -> list[tuple[str, bool]]:
    """Status of each line, and whether it can be opened."""
    return [(task.status, bool(task.url)) for task in tasks(joining_of(person))]


def test_at_first_there_is_only_reading():
    assert _states(cast.joined("Ana")) == [
        ("To do", True),
        ("After the privacy notice", False),
        ("To do", True),
        ("After reading", False),
        ("After the lines above", False),
        ("After agreeing", False),
        ("After agreeing", False),
        ("After agreeing", False),
    ]


def test_no_health_question_before_the_privacy_notice():
    person = cast.joined("Ana")
    cast.read(person, "information")
    assert _states(person)[1] == ("After the privacy notice", False)
    cast.read(person, "privacy")
    assert _states(person)[1] == ("To do", True)


def test_agreeing_opens_when_all_before_is_done():
    person = cast.joined("Ana")
    cast.fitting(person)
    assert _states(person)[1:4] == [("It may fit", True), ("To do", True), ("After reading", False)]
    cast.read(person, "information")
    assert _states(person)[3:5] == [("To do", True), ("After the lines above", False)]
    cast.understanding(person)
    assert _states(person)[3:5] == [("Done", False), ("To do", True)]


def test_agreeing_opens_the_call_the_questions_and_the_start_day():
    person = cast.joined("Ana")
    cast.signed(person)
    assert _states(person)[1] == ("It may fit", False)
    assert _states(person)[4:] == [
        ("Agreed", True),
        ("Soon", False),
        ("To do", True),
        ("To do", True),
    ]
    assert not joining_of(person).complete
    cast.called(person)
    assert _states(person)[5] == ("Done", False)


def test_when_all_is_done_the_study_team_is_next(as_user):
    person = cast.consented("Ana")
    cast.answer(person)
    assert joining_of(person).complete
    assert _states(person)[6] == ("Sent", False)
    page = as_user(person.user).get("/my/join/")
    assert b"All done" in page.content


def test_a_start_day_that_has_come_too_early_is_asked_for_again():
    person = cast.consented("Ana")
    assert _states(person)[7][0] != "To do"
    with clock.at(clock.now() + timedelta(days=2)):
        assert _states(person)[7] == ("To do", True)


def test_the_first_page_of_somebody_who_has_not_agreed_is_the_list(as_user):
    client = as_user(cast.joined("Ana").user)
    assert client.get("/my/").headers["Location"] == "/my/join/"
    assert client.get("/accounts/after/").headers["Location"] == "/my/join/"
    assert as_user(cast.consented("Bea").user).get("/accounts/after/").headers["Location"] == "/my/"


def test_the_list_is_only_for_participants(as_user):
    assert Client().get("/my/join/").status_code == 302
    assert as_user(cast.max_the_manager()).get("/my/join/").status_code == 404
    assert as_user(cast.joined("Ana").user).post("/my/join/").status_code == 405
