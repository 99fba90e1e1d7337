"""Answers are kept as they are given; what was sent is scored and never changes."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from retraining.assessments import selectors, services
from retraining.assessments.models import Answer, Response, Score
from retraining.common import clock
from retraining.trials.models import Participant
from retraining.trials.services.withdrawal import withdraw
from tests.cast import CALM_ANSWERS, consented, randomised


def save(person: Participant, item: str, value: int | None) -> Answer:
    return services.save_answer(
        participant=person, visit_key="baseline", item=item, value=value, by=person.user
    )


def send(person: Participant) -> Response:
    return services.submit(
        participant=person, visit_key="baseline", part="check-in", by=person.user
    )


@pytest.mark.django_db
def test_an_answer_is_there_as_soon_as_it_is_given() -> None:
    ana = consented("Ana")
    save(ana, "pain", 7)
    response = selectors.response_of(ana, "baseline")
    assert selectors.answers_of(response) == {"pain": 7}
    part = selectors.state_of(ana, "baseline").visit.part("check-in")
    assert selectors.next_item(part, response) == "tiredness"


@pytest.mark.django_db
def test_a_changed_answer_counts_and_the_old_one_is_kept() -> None:
    ana = consented("Ana")
    for value in (7, 7, 4):
        save(ana, "pain", value)
    response = selectors.response_of(ana, "baseline")
    assert selectors.answers_of(response) == {"pain": 4}
    kept = Answer.objects.filter(response=response).order_by("pk")
    assert list(kept.values_list("value", flat=True)) == [7, 4]  # the double send added nothing


@pytest.mark.django_db
@pytest.mark.parametrize(("item", "value"), [("pain", 11), ("pain", -1), ("joy", 3), ("", 3)])
def test_what_is_no_option_is_refused(item: str, value: int) -> None:
    ana = consented("Ana")
    with pytest.raises(services.BadAnswer):
        save(ana, item, value)
    assert not Response.objects.exists()


@pytest.mark.django_db
def test_scores_are_the_items_and_their_mean() -> None:
    ana = consented("Ana")
    answers = {"pain": 5, "tiredness": 6, "sleep": 8, "interference": 4}
    services.answer_all(participant=ana, visit_key="baseline", answers=answers, by=ana.user)
    found = {s.scale: (s.value, s.status, s.rule) for s in Score.objects.all()}
    assert found["symptoms"] == (5.75, "complete", "v1")
    assert found["interference"] == (4.0, "complete", "v1")


@pytest.mark.django_db
def test_a_blank_answer_makes_its_scales_invalid_not_guessed() -> None:
    ana = consented("Ana")
    answers = {**CALM_ANSWERS, "sleep": None}
    services.answer_all(participant=ana, visit_key="baseline", answers=answers, by=ana.user)
    found = {s.scale: (s.value, s.status) for s in Score.objects.all()}
    assert found["sleep"] == (None, "invalid")
    assert found["symptoms"] == (None, "invalid")
    assert found["pain"] == (5.0, "complete")


@pytest.mark.django_db
def test_unseen_questions_cannot_be_sent() -> None:
    ana = consented("Ana")
    save(ana, "pain", 3)
    with pytest.raises(services.NotAnswerable):
        send(ana)


@pytest.mark.django_db
def test_what_was_sent_takes_no_further_answer() -> None:
    ana = consented("Ana")
    services.answer_all(participant=ana, visit_key="baseline", answers=CALM_ANSWERS, by=ana.user)
    with pytest.raises(services.NotAnswerable):
        save(ana, "pain", 1)
    again = send(ana)
    assert again == Response.objects.get()
    assert Score.objects.count() == 5


@pytest.mark.django_db
def test_a_week_is_closed_before_and_after_its_window() -> None:
    ana = randomised("Ana")
    opens = selectors.state_of(ana, "week-1").window.opens_at
    for moment in (opens - timedelta(minutes=1), opens + timedelta(days=7)):
        with clock.at(moment), pytest.raises(services.NotAnswerable):
            services.save_answer(
                participant=ana, visit_key="week-1", item="pain", value=3, by=ana.user
            )


@pytest.mark.django_db
def test_somebody_who_stopped_questions_is_not_asked() -> None:
    ana = consented("Ana")
    withdraw(participant=ana, level="questionnaires", reason="", by=ana.user)
    with pytest.raises(services.NotAnswerable):
        save(ana, "pain", 3)


def test_two_devices_at_once_make_one_response(committed_db: str) -> None:
    ana = consented("Ana")
    start = threading.Barrier(6)

    def answer(value: int) -> None:
        start.wait()
        save(ana, "pain", value)
        connection.close()

    threads = [threading.Thread(target=answer, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Response.objects.filter(participant=ana).count() == 1
    assert Answer.objects.filter(response__participant=ana).count() == 6
