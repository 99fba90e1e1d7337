"""A query goes from the trial manager to the site and back; nobody else sees it."""

import pytest

from retraining.assessments import correcting
from retraining.assessments.models import DataQuery, Response
from retraining.audit.models import AuditEntry
from retraining.trials.errors import Refused
from tests import cast
from tests.manage.pages import as_max, client_of, rows, words

pytestmark = pytest.mark.django_db
LIST = "/clinic/queries/"


def a_query(name: str = "Ana", site: str = "madrid", text: str = "Is it really five?") -> DataQuery:
    person = cast.consented(name, site)
    cast.answer(person)
    response = Response.objects.get(participant=person, instrument="check-in")
    return correcting.ask(response=response, item="pain", text=text, by=cast.max_the_manager())


def carla(name: str = "Carla", site: str = "madrid") -> object:
    return client_of(cast.a_member_of_staff(name, "clinician", site))


def test_the_site_sees_what_is_asked_and_the_value_and_answers() -> None:
    query = a_query()
    client = carla()
    (row,) = rows(client.get(LIST))
    assert (row[0][:4], row[2]) == ("1001", "Waits for you")
    page = words(client.get(f"{LIST}{query.pk}/"))
    assert "What counts now 5" in page
    assert "Is it really five?" in words(client.post(f"{LIST}{query.pk}/words/"))
    answer = client.post(f"{LIST}{query.pk}/", {"text": "Yes, I rang her."})
    assert answer["Location"] == LIST
    steps = query.messages.order_by("pk").values_list("step", "by__name")
    assert list(steps) == [("asked", "Max"), ("answered", "Carla")]
    assert rows(client.get(LIST))[0][2] == "Answered"
    (listed,) = rows(as_max().get("/manage/data/queries/"))
    assert listed[3:] == ["Carla", "answered"]


def test_asked_once_more_it_waits_for_the_site_again_and_closed_it_is_gone() -> None:
    query = a_query()
    correcting.answer_query(query=query, text="Yes", by=cast.max_the_manager())
    place = "/manage/people/1001/questionnaires/baseline/check-in/pain/query/"
    as_max().post(place, {"query": query.pk, "again": "1", "text": "From which notes?"})
    client = carla()
    (row,) = rows(client.get(LIST))
    assert row[2] == "Waits for you"
    assert "From which notes?" in words(client.post(f"{LIST}{query.pk}/words/"))
    as_max().post(place, {"query": query.pk, "close": "1", "text": ""})
    assert "Nothing is asked at the moment." in words(client.get(LIST))
    assert client.get(f"{LIST}{query.pk}/").status_code == 404


def test_what_waits_stands_before_what_was_answered() -> None:
    answered = a_query(text="The first")
    correcting.answer_query(query=answered, text="Yes", by=cast.max_the_manager())
    waits = a_query("Alba", text="The second").response.participant
    found = [(row[0][:4], row[2]) for row in rows(carla().get(LIST))]
    assert found == [(waits.code, "Waits for you"), ("1001", "Answered")]


def test_an_empty_answer_says_what_is_missing_and_keeps_nothing() -> None:
    query = a_query()
    answer = carla().post(f"{LIST}{query.pk}/", {"text": "  "})
    assert answer.status_code == 200
    assert "Please fill in: Your words" in words(answer)
    assert query.messages.count() == 1


def test_the_caseload_says_how_many_wait() -> None:
    query = a_query()
    client = carla()
    assert "1 query about an answer waits for you." in words(client.get("/clinic/"))
    correcting.answer_query(query=query, text="Yes", by=cast.max_the_manager())
    assert "about an answer" not in words(client.get("/clinic/"))


def test_another_site_and_other_roles_see_none() -> None:
    query = a_query()
    clive = carla("Clive", "leeds")
    assert "Nothing is asked at the moment." in words(clive.get(LIST))
    assert clive.post(f"{LIST}{query.pk}/", {"text": "Yes"}).status_code == 404
    for role in ("rater", "support", "assessor"):
        other = client_of(cast.a_member_of_staff(role.capitalize(), role))
        assert other.get(LIST).status_code == 403
    assert query.messages.count() == 1


def test_what_somebody_guessed_is_never_asked_back(monkeypatch: pytest.MonkeyPatch) -> None:
    query = a_query()
    monkeypatch.setattr(correcting, "NEVER_ASKED_BACK", frozenset({"check-in"}))
    with pytest.raises(Refused, match="guessed"):
        correcting.ask(
            response=query.response, item="sleep", text="Why?", by=cast.max_the_manager()
        )


def test_looking_is_written_down() -> None:
    query = a_query()
    client = carla()
    client.get(LIST)
    client.get(f"{LIST}{query.pk}/")
    client.post(f"{LIST}{query.pk}/words/")
    person = query.response.participant_id
    looks = AuditEntry.objects.filter(actor__name="Carla", object_ids=[person])
    assert list(looks.order_by("pk").values_list("action", flat=True)) == [
        "queries.viewed", "answers.viewed", "answers.words_viewed",
    ]  # fmt: skip
