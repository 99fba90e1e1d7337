"""Ratings by raters who say first what they know; outcomes that messages did not bring in."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client

from retraining.assessments import calls, rating, selectors
from retraining.assessments.models import ContactAttempt, RaterStatement, Score
from retraining.assessments.services import BadAnswer, save_answer, submit
from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.common.access import Audience
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from retraining.trials.scope import Scope
from retraining.trials.selectors import anchor_days, current_assignments, scope_for
from retraining.trials.services.withdrawal import withdraw
from tests import cast
from tests.manage.pages import as_max, words

pytestmark = pytest.mark.django_db


def everywhere() -> Scope:
    scope = scope_for(current_assignments(cast.max_the_manager()), Audience.MANAGE)
    assert scope is not None
    return scope


def rate(person: Participant, key: str = "rating-baseline", value: int | None = 5) -> None:
    rita = cast.a_member_of_staff("Rita", "rater")
    rating.rate(participant=person, key=key, value=value, learnt="no", guess="none", by=rita)


def test_a_rating_is_given_once_with_what_the_rater_knows() -> None:
    ana = cast.eligible("Ana")
    assert [d.rating.key for d in rating.due_ratings(everywhere())] == ["rating-baseline"]
    rate(ana)
    row = RaterStatement.objects.get()
    assert (row.visit, row.learnt, row.guess) == ("rating-baseline", "no", "none")
    score = Score.objects.get(response__visit="rating-baseline")
    assert (score.scale, score.value, score.rule) == ("severity", 5.0, "v1")
    assert rating.due_ratings(everywhere()) == []
    with pytest.raises(Refused, match="has been given"):
        rate(ana)


def test_not_assessed_has_no_score_and_a_wrong_number_is_refused() -> None:
    ana = cast.eligible("Ana")
    with pytest.raises(BadAnswer):
        rate(ana, value=8)
    rate(ana, value=None)
    assert Score.objects.get(response__visit="rating-baseline").status == "invalid"


def test_after_the_draw_the_first_rating_is_refused() -> None:
    ana = cast.randomised("Ana")
    with pytest.raises(Refused, match="not open"):
        rate(ana)


def test_the_later_rating_is_open_within_seven_days_of_day_63() -> None:
    ana = cast.randomised("Ana")
    start = anchor_days(ana)["start"]

    def open_on(day: int) -> bool:
        noon = clock.from_wall(start + timedelta(days=day - 1), time(12), ana.time_zone)
        due = rating.due_ratings(everywhere(), noon)
        return "rating-post" in [d.rating.key for d in due]

    assert [open_on(day) for day in (55, 56, 63, 70, 71)] == [False, True, True, True, False]


def test_the_rater_sees_the_number_and_rates_on_a_page(as_user) -> None:
    ana = cast.eligible("Ana")
    client: Client = as_user(cast.a_member_of_staff("Rita", "rater"))
    page = client.get(f"/clinic/ratings/{ana.code}/rating-baseline/").content.decode()
    assert "Ana" not in page.split("<main")[1]
    assert "Have you learnt which programme this person follows?" in page
    form = {"learnt": "staff", "guess": "first", "value": "4"}
    answer = client.post(f"/clinic/ratings/{ana.code}/rating-baseline/", form)
    assert (answer.status_code, answer["Location"]) == (302, "/clinic/ratings/")
    assert RaterStatement.objects.get().learnt == "staff"
    assert client.get(f"/clinic/ratings/{ana.code}/rating-baseline/").status_code == 404


def outcome_day(person: Participant, days: int) -> datetime:
    return selectors.state_of(person, "post").window.opens_at + timedelta(days=days)


def test_somebody_is_rung_from_day_ten_until_the_answers_come() -> None:
    ana = cast.randomised("Ana")
    found = {n: len(calls.call_list(everywhere(), outcome_day(ana, n))) for n in (9, 10, 27, 28)}
    assert found == {9: 0, 10: 1, 27: 1, 28: 0}
    with clock.at(outcome_day(ana, 11)):
        cast.answer(ana, "post")
        assert calls.call_list(everywhere()) == []


def test_who_stopped_sessions_is_still_asked_and_who_stopped_questions_is_not() -> None:
    ana = cast.randomised("Ana")
    moment = outcome_day(ana, 12)
    withdraw(participant=ana, level="sessions", reason="", by=ana.user)
    assert len(calls.call_list(everywhere(), moment)) == 1
    withdraw(participant=ana, level="questionnaires", reason="", by=ana.user)
    assert calls.call_list(everywhere(), moment) == []


def test_two_calls_and_one_letter_and_no_more() -> None:
    ana = cast.randomised("Ana")
    with clock.at(outcome_day(ana, 12)):
        for way, reached in (("call", "no-answer"), ("call", "voicemail"), ("letter", "posted")):
            (call,) = calls.call_list(everywhere())
            assert call.next_way == way
            attempt(call, way, reached)
        (call,) = calls.call_list(everywhere())
        assert call.next_way is None
        with pytest.raises(Refused, match="limit"):
            attempt(call, "call", "talked")
    assert ContactAttempt.objects.count() == 3


def attempt(call: calls.Call, way: str, reached: str) -> None:
    calls.record_attempt(
        call=call, way=way, reached=reached, minutes=4, note="", by=cast.max_the_manager()
    )


def test_the_pages_of_calls(as_user) -> None:
    ana = cast.randomised("Ana")
    max_: Client = as_user(cast.max_the_manager())
    with clock.at(outcome_day(ana, 12)):
        assert ana.code in max_.get("/manage/calls/").content.decode()
        form = {"way": "call", "reached": "no-answer", "minutes": "3", "note": "Try at five"}
        answer = max_.post(f"/manage/calls/{ana.code}/post/", form)
        assert answer["Location"] == "/manage/calls/"
    row = ContactAttempt.objects.get()
    assert (row.minutes, b"five" in bytes(row.note_sealed)) == (3, False)
    assert row.arm_known_how == ""


def test_whoever_rings_says_whether_they_learnt_the_programme(as_user) -> None:
    ana = cast.randomised("Ana")
    max_: Client = as_user(cast.max_the_manager())
    page = f"/manage/calls/{ana.code}/post/"
    form = {"way": "call", "reached": "talked", "minutes": "9", "note": "Try at five"}
    with clock.at(outcome_day(ana, 12)):
        assert "Did you learn which programme" in words(max_.get(page))
        assert max_.post(page, {**form, "arm_known_how": "dreamt"}).status_code == 200
        assert not ContactAttempt.objects.exists()
        max_.post(page, {**form, "arm_known_how": "told"})
        said = words(max_.get(page))
        assert "The programme became known: the person said it" in said
        assert "Try at five" not in said
        assert "Try at five" in words(max_.post(f"{page}words/"))
    assert ContactAttempt.objects.get().arm_known_how == "told"
    (entry,) = AuditEntry.objects.filter(action="contact.notes_viewed")
    assert (entry.actor, entry.object_ids) == (cast.max_the_manager(), [ana.pk])


def test_an_unknown_way_of_learning_it_is_refused() -> None:
    ana = cast.randomised("Ana")
    with clock.at(outcome_day(ana, 12)):
        (call,) = calls.call_list(everywhere())
        with pytest.raises(Refused, match="how the programme became known"):
            calls.record_attempt(
                call=call, way="call", reached="talked", minutes=1, note="",
                by=cast.max_the_manager(), arm_known_how="dreamt",
            )  # fmt: skip
    assert not ContactAttempt.objects.exists()


def test_the_draw_says_that_the_first_rating_was_not_given_and_does_not_wait_for_it() -> None:
    ana, bea = cast.eligible("Ana"), cast.eligible("Bea")
    cast.a_list()
    rate(bea)
    page = words(as_max().get(f"/manage/people/{ana.code}/randomise/"))
    assert "A rating has not been given yet" in page
    assert "Before the draw. It does not stand in the way" in page
    assert "Continue" in page
    assert "rating" not in words(as_max().get(f"/manage/people/{bea.code}/randomise/"))


def test_the_list_says_what_was_answered_to_the_end_and_never_sent(as_user) -> None:
    ana = cast.randomised("Ana")
    with clock.at(outcome_day(ana, 12)):
        impact = cast.answers_for(ana, "post")["fiqr"]
        last = list(impact)[-1]
        for item, value in impact.items():
            if item != last:
                keep(ana, item, value)
        (call,) = calls.call_list(everywhere())
        assert call.unsent == 0
        keep(ana, last, None)  # left blank is an answer here: the person has seen it
        (call,) = calls.call_list(everywhere())
        assert call.unsent == 1
        page = words(as_user(cast.max_the_manager()).get("/manage/calls/"))
        assert "1 part answered to the end, not sent: ask them to press Send" in page
        submit(participant=ana, visit_key="post", part="fiqr", by=ana.user)
        (call,) = calls.call_list(everywhere())
        assert call.unsent == 0


def keep(person: Participant, item: str, value: int | None) -> None:
    save_answer(
        participant=person, visit_key="post", part="fiqr", item=item, value=value, by=person.user
    )
