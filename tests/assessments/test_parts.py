"""A visit of several questionnaires: each is answered and sent by itself."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from retraining.assessments import selectors
from retraining.assessments.models import Response, Score, VisitDone
from retraining.assessments.services import NotAnswerable, answer_all, save_answer, submit
from retraining.common import clock
from retraining.randomisation.services import allocate
from retraining.trials.models import Participant
from tests import cast

pytestmark = pytest.mark.django_db
# In the order of the protocol defaults, 5.4: the primary outcome first, the rest of it to end with.
BASELINE = [
    "fiqr", "check-in", "hads", "eq-5d-5l", "eq-vas", "pcs",
    "ffmq-15", "scs-sf", "aaq-ii", "expectation",
]  # fmt: skip
POST = [
    "fiqr", "pgic", "hads", "eq-5d-5l", "eq-vas", "pcs", "ffmq-15", "scs-sf", "aaq-ii", "guess",
    "check-in",
]  # fmt: skip


@pytest.fixture
def ana() -> Iterator[Participant]:
    """Ana on the first day on which the questions after the eight weeks are open."""
    with clock.at(clock.real_now() - timedelta(days=70)):
        person = cast.randomised("Ana")
    opens = selectors.state_of(person, "post").window.opens_at
    with clock.at(opens + timedelta(hours=1)):
        yield person


def test_the_order_of_the_shipped_visits() -> None:
    person = cast.consented("Ana")
    visits = {visit.key: visit for visit in selectors.visits_of(person)}
    assert list(visits["baseline"].instruments) == BASELINE
    assert list(visits["post"].instruments) == POST
    assert list(visits["follow-up"].instruments) == [code for code in POST if code != "guess"]
    assert {key: visit.count for key, visit in visits.items() if visit.is_long} == {
        "baseline": 94, "post": 94, "follow-up": 91,
    }  # fmt: skip


def test_days_of_the_outcomes_count_from_the_start() -> None:
    visits = {visit.key: visit for visit in selectors.visits_of(cast.consented("Ana"))}
    found = {key: (v.opens_day, v.closes_day - 1) for key, v in visits.items()}
    assert (found["early"], found["post"], found["follow-up"]) == ((8, 21), (57, 84), (147, 182))


def test_a_visit_is_done_when_its_last_part_is_sent(ana: Participant) -> None:
    answers = cast.answers_for(ana, "post")
    for instrument, given in answers.items():
        assert not selectors.state_of(ana, "post").done
        answer_all(participant=ana, visit_key="post", answers=given, part=instrument, by=ana.user)
    state = selectors.state_of(ana, "post")
    assert (state.done, state.open_now) == (True, False)
    done = VisitDone.objects.get(participant=ana, visit="post")
    assert done.at == Response.objects.get(visit="post", instrument="check-in").submission.at


def test_parts_with_equal_item_names_stay_apart(ana: Participant) -> None:
    for part, value in (("fiqr", 9), ("hads", 2)):
        save_answer(
            participant=ana, visit_key="post", part=part, item="q1", value=value, by=ana.user
        )
    found = {
        part: selectors.answers_of(selectors.response_of(ana, "post", part))
        for part in ("fiqr", "hads")
    }
    assert found == {"fiqr": {"q1": 9}, "hads": {"q1": 2}}


def test_every_rule_is_scored_beside_the_others(ana: Participant) -> None:
    answers = {**cast.answers_for(ana, "post")["fiqr"], "q12": None}
    answer_all(participant=ana, visit_key="post", answers=answers, part="fiqr", by=ana.user)
    rows = Score.objects.filter(response__visit="post", scale="total")
    found = {row.rule: (row.value, row.status) for row in rows}
    assert found["v1"] == (None, "invalid")
    assert found["prorated-v1"] == (pytest.approx(50.0), "prorated")
    assert selectors.score_of(ana, "post", "total", "fiqr") is None


def test_the_index_names_its_value_set(ana: Participant) -> None:
    answers = dict.fromkeys(("q1", "q2", "q3", "q4", "q5"), 1)
    answer_all(participant=ana, visit_key="post", answers=answers, part="eq-5d-5l", by=ana.user)
    row = Score.objects.get(response__visit="post", response__instrument="eq-5d-5l")
    assert (row.value, row.rule) == (1.0, "v1/spain")


def test_a_part_that_the_visit_does_not_hold(ana: Participant) -> None:
    with pytest.raises(Exception, match="Please choose"):
        save_answer(
            participant=ana, visit_key="post", part="phq-9", item="q1", value=1, by=ana.user
        )


def test_begun_in_time_can_be_finished_within_the_grace_and_not_after(ana: Participant) -> None:
    closes = selectors.state_of(ana, "week-8").window.closes_at
    first, *rest = cast.CALM_WEEK.items()

    def answer(item: str, value: int) -> None:
        save_answer(participant=ana, visit_key="week-8", item=item, value=value, by=ana.user)

    with clock.at(closes - timedelta(minutes=1)):
        answer(*first)
    with clock.at(closes + timedelta(hours=1, minutes=59)):
        for item, value in rest:
            answer(item, value)
    with clock.at(closes + timedelta(hours=2, seconds=1)), pytest.raises(NotAnswerable):
        submit(participant=ana, visit_key="week-8", by=ana.user)
    with clock.at(closes + timedelta(hours=1, minutes=59)):
        assert submit(participant=ana, visit_key="week-8", by=ana.user).submission


def test_nothing_is_begun_in_the_grace(ana: Participant) -> None:
    closes = selectors.state_of(ana, "week-8").window.closes_at
    with clock.at(closes + timedelta(seconds=1)), pytest.raises(NotAnswerable):
        save_answer(participant=ana, visit_key="week-8", item="pain", value=3, by=ana.user)


def test_the_draw_ends_the_first_questions_without_a_grace() -> None:
    cast.a_list()
    person = cast.eligible("Bea")
    allocate(participant=person, by=cast.max_the_manager())
    state = selectors.state_of(person, "baseline")
    assert (state.window, state.open_now, state.done) == (None, False, True)


@pytest.mark.parametrize(("impact", "label"), [(6, "low"), (7, "high")])
def test_the_stratum_is_cut_at_60_of_the_fiqr(impact: int, label: str) -> None:
    """Items of 6 give 18 + 12 + 30 = 60, which is low; items of 7 give 70."""
    cast.a_list()
    person = cast.consented("Bea")
    cast.answer(person, impact=impact)
    assert selectors.score_of(person, "baseline", "total", "fiqr") == pytest.approx(impact * 10)
