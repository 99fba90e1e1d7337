"""Questions about the documents: every try kept; a third miss leads to a talk, not to the door."""

import pytest
from django.test import Client

from retraining.audit.models import AuditEntry
from retraining.trials.errors import Refused
from retraining.trials.models import ComprehensionAttempt, TalkDone, TalkRequest
from retraining.trials.selectors import consent_is_current
from retraining.trials.selectors_consent import consent_state, documents_version, section_of
from retraining.trials.services import understanding
from tests import cast
from tests.manage.pages import as_max, words

pytestmark = pytest.mark.django_db
CLEAR, ASK = "/my/join/clear/", "/my/join/ask/"


@pytest.fixture
def ana():
    person = cast.joined("Ana")
    cast.fitting(person)
    cast.read(person, "information")
    return person


@pytest.fixture
def page(ana, as_user) -> Client:
    return as_user(ana.user)


def _questions(person):
    return section_of(documents_version(person)).questions


def _wrong(question) -> dict[str, object]:
    return {"key": question.key, "chosen": question.right % len(question.options) + 1}


def _right(question) -> dict[str, object]:
    return {"key": question.key, "chosen": question.right}


def test_there_are_four_to_six_questions_each_with_an_explanation(ana) -> None:
    questions = _questions(ana)
    assert 4 <= len(questions) <= 6
    assert all(q.why and len(q.options) >= 2 for q in questions)


def test_one_after_the_other_then_back_to_the_list(ana, page) -> None:
    for number, question in enumerate(_questions(ana), start=1):
        said = page.get(CLEAR).content.decode()
        assert f"Question {number} of 5" in said
        assert " checked" not in said
        assert page.post(CLEAR, _right(question)).headers["Location"] == CLEAR
    assert page.get(CLEAR).headers["Location"] == "/my/join/"
    assert ComprehensionAttempt.objects.filter(right=True).count() == 5


def test_a_wrong_answer_gets_an_explanation_and_another_try(ana, page) -> None:
    first = _questions(ana)[0]
    said = page.post(CLEAR, _wrong(first)).content.decode()
    assert "Not quite." in said
    assert "Your care stays the same, whatever you decide." in said
    assert " checked" not in said
    page.post(CLEAR, _right(first))
    assert list(ComprehensionAttempt.objects.order_by("pk").values_list("right", flat=True)) == [
        False,
        True,
    ]
    assert not TalkRequest.objects.exists()


def test_the_third_miss_asks_for_a_talk_and_shuts_nobody_out(ana, page) -> None:
    questions = _questions(ana)
    for _try in range(2):
        page.post(CLEAR, _wrong(questions[0]))
    said = page.post(CLEAR, _wrong(questions[0])).content.decode()
    assert "We talk about this one together" in said
    assert TalkRequest.objects.get().kind == "comprehension"
    page.post(CLEAR, _wrong(questions[0]))  # a fourth press of the same page
    assert ComprehensionAttempt.objects.count() == 3
    for question in questions[1:]:
        page.post(CLEAR, _right(question))
    assert page.get("/my/join/agree/").status_code == 200


def test_the_consent_is_final_only_after_that_talk(ana, page) -> None:
    for _try in range(3):
        page.post(CLEAR, _wrong(_questions(ana)[0]))
    cast.understanding(ana)
    _sign_and_confirm(ana)
    assert consent_state(ana).lack == "A talk about what was not clear has not been recorded."
    assert not consent_is_current(ana)
    max_ = as_max()
    waiting = words(max_.get("/manage/talks/"))
    assert "What happens to your usual care" in waiting
    number = TalkRequest.objects.get().pk
    assert max_.post(f"/manage/talks/{number}/", {"note": "Went through it."}).status_code == 302
    max_.post(f"/manage/talks/{number}/", {"note": "again"})
    assert TalkDone.objects.count() == 1
    assert consent_is_current(ana)
    assert "Nobody waits for a talk" in words(max_.get("/manage/talks/"))


def _sign_and_confirm(person) -> None:
    cast.consent.sign(
        participant=person,
        typed_name="Ana",
        agreed=cast.consent.statement_count(person),
        seen=documents_version(person),
        fresh=True,
        by=person.user,
    )
    cast.called(person)
    criteria = cast.protocol_section.read(person.version.content).criteria
    cast.consent.confirm_eligibility(
        participant=person, answers={c.key: c.expect for c in criteria}, by=cast.max_the_manager()
    )


@pytest.mark.parametrize("chosen", ["", "0", "9", "x"])
def test_a_choice_that_is_none_keeps_nothing(ana, page, chosen) -> None:
    data = {"key": _questions(ana)[0].key, "chosen": chosen}
    assert page.post(CLEAR, data).status_code == 200
    assert not ComprehensionAttempt.objects.exists()


def test_a_page_of_before_and_a_wrong_key_lead_on(ana, page) -> None:
    questions = _questions(ana)
    page.post(CLEAR, _right(questions[0]))
    assert page.post(CLEAR, _wrong(questions[0])).headers["Location"] == CLEAR
    assert page.post(CLEAR, {"key": "x", "chosen": 1}).headers["Location"] == CLEAR
    assert ComprehensionAttempt.objects.count() == 1
    assert page.put(CLEAR).status_code == 405


def test_before_reading_there_is_nothing_to_answer(as_user) -> None:
    bea = cast.joined("Bea", "leeds")
    assert as_user(bea.user).get(CLEAR).headers["Location"] == "/my/join/"
    with pytest.raises(Refused):
        understanding.answer_question(participant=bea, key="x", chosen=1, by=bea.user)


def test_a_question_reaches_the_study_team_once_and_sealed(ana, page) -> None:
    for _press in range(2):
        assert page.post(ASK, {"text": "May I drive?"}).headers["Location"] == ASK
    assert b"We have your question." in page.get(ASK).content
    talk = TalkRequest.objects.get()
    assert b"drive" not in bytes(talk.text_sealed)
    max_ = as_max()
    assert "May I drive" not in words(max_.get("/manage/talks/"))
    assert "May I drive" not in words(max_.get(f"/manage/talks/{talk.pk}/"))
    assert "May I drive?" in words(max_.post(f"/manage/talks/{talk.pk}/words/"))
    assert AuditEntry.objects.filter(action="talk.viewed").count() == 1


def test_a_question_may_be_empty_but_not_endless(page) -> None:
    page.post(ASK, {"text": "  "})
    assert TalkRequest.objects.get().text_sealed is None
    assert b"at most 1000 characters" in page.post(ASK, {"text": "x" * 1001}).content
    assert TalkRequest.objects.count() == 1


def test_others_do_not_see_these_pages(ana, as_user) -> None:
    understanding.ask(participant=ana, text="May I drive?", by=ana.user)
    number = TalkRequest.objects.get().pk
    assert as_user(ana.user).get(f"/manage/talks/{number}/").status_code == 404
    assert as_user(cast.a_member_of_staff("Rita", "rater")).get("/manage/talks/").status_code == 404
    assert as_max().get("/manage/talks/999999/").status_code == 404
    assert as_user(cast.max_the_manager()).get(CLEAR).status_code == 404
