"""Staff enter answers, look at them, put them right, ask about them and make them final."""

import pytest

from retraining.assessments import selectors
from retraining.assessments.models import DataLock, Response
from tests import cast
from tests.manage.pages import as_max, rows, words

pytestmark = pytest.mark.django_db
PART = "/manage/people/1001/questionnaires/baseline/check-in/"
ENTRY = {
    "mode": "telephone", "item-pain": "4", "item-tiredness": "blank", "item-sleep": "7",
    "item-interference": "5",
}  # fmt: skip


def test_answers_by_telephone_are_kept_and_marked() -> None:
    ana = cast.consented("Ana")
    max_ = as_max()
    assert "Not answered" in words(max_.get(PART))
    assert max_.post(PART, ENTRY)["Location"] == "/manage/people/1001/questionnaires/"
    response = Response.objects.get(participant=ana)
    assert (response.mode, response.by) == ("telephone", cast.max_the_manager())
    assert selectors.answers_of(response) == {
        "pain": 4, "tiredness": None, "sleep": 7, "interference": 5,
    }  # fmt: skip
    listed = [row[1:4] for row in rows(max_.get("/manage/people/1001/questionnaires/"))]
    assert ["check-in", "Sent", "by telephone, entered by staff"] in listed


def test_nothing_is_chosen_beforehand_and_all_must_be_said() -> None:
    cast.consented("Ana")
    page = as_max().get(PART).content.decode().split("<main")[1]
    assert "checked" not in page
    answer = as_max().post(PART, {**ENTRY, "item-sleep": ""})
    assert answer.status_code == 200
    assert not Response.objects.exists()


def test_a_value_is_put_right_and_the_old_one_stays_readable() -> None:
    ana = cast.consented("Ana")
    cast.answer(ana)
    place = f"{PART}pain/"
    as_max().post(place, {"value": "9", "reason": "Said nine"})
    page = words(as_max().get(place))
    for part in ("Value 5", "Value 9", "(hidden)"):
        assert part in page
    assert "Said nine" not in page
    assert "Said nine" in words(as_max().post(f"{place}words/"))
    assert selectors.score_of(ana, "baseline", "pain") == 9.0


def test_a_query_goes_to_and_fro() -> None:
    cast.answer(cast.consented("Ana"))
    max_, place = as_max(), f"{PART}pain/"
    max_.post(f"{place}query/", {"text": "Is it five?"})
    listed = words(max_.get("/manage/data/queries/"))
    assert "asked" in listed
    assert "Is it five?" not in listed
    assert "Is it five?" in words(max_.post(f"{place}words/"))
    number = Response.objects.get(instrument="check-in").queries.get().pk
    max_.post(f"{place}query/", {"query": number, "text": "It is."})
    max_.post(f"{place}query/", {"query": number, "close": "1", "text": ""})
    assert "It is." in words(max_.post(f"{place}words/"))
    assert "No query is open" in words(max_.get("/manage/data/queries/"))


def test_final_needs_the_password_and_shows_who_signed_what() -> None:
    cast.answer(cast.consented("Ana"))
    max_ = as_max()
    max_.post("/manage/data/final/", {"visit": "baseline", "password": "wrong"})
    assert not DataLock.objects.exists()
    max_.post("/manage/data/final/", {"visit": "baseline", "password": cast.PASSWORD})
    page = words(max_.get("/manage/data/final/"))
    for part in ("baseline", "Max", "I have checked these answers."):
        assert part in page
    answer = max_.post(f"{PART}pain/", {"value": "9", "reason": "Said nine"})
    assert "These answers are final" in words(answer)
