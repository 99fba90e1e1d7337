"""The row of the caseload: made from the record, refreshed only when something changed."""

from datetime import UTC, datetime

import pytest

from retraining.common import clock
from retraining.reporting.models import CaseSummary
from retraining.reporting.selectors.waiting import waiting
from retraining.reporting.services import refresh, refresh_waiting
from retraining.reporting.summing import RULE
from retraining.trials.models import Participant
from retraining.trials.services.withdrawal import withdraw
from tests import cast
from tests.reporting.people import MADE, START, answer, day, listen, read, summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Participant:
    with clock.at(MADE):
        return cast.randomised("Ana")


def test_before_the_start_day(ana: Participant) -> None:
    row = summary(ana, day(0, hour=13))
    assert (row.week, row.weeks, row.start) == (0, 8, START)
    assert (row.core_done, row.core_open, row.coverage) == (0, 0, None)
    assert row.reasons == []


def test_what_was_heard_and_read_counts(ana: Participant) -> None:
    listen(ana, day(1), 1)
    listen(ana, day(2), 1, "practice")
    listen(ana, day(3), 1, "short")
    listen(ana, day(3, hour=18), 1, "practice")
    listen(ana, day(9), 2, share=0.5, last="stopped")
    read(ana, day(10), 2, "core")
    listen(ana, day(10), 2, "practice")
    row = summary(ana, day(11))
    assert (row.week, row.core_done, row.core_open) == (2, 2, 2)
    assert (row.practice_last_week, row.practice_this_week, row.practice_wanted) == (2, 1, 5)
    assert row.minutes == 25 + 10 + 6 + 10 + 12 + 10  # half of 25 is 12.5
    assert row.coverage == pytest.approx(0.75)
    assert row.last_session == row.last_seen
    assert row.last_session.date() == day(10).date()


def test_symptoms_by_visit_with_the_gap_kept(ana: Participant) -> None:
    answer(ana, 1, (5, 6, 7, 4))
    answer(ana, 3, (3, 4, 5, 2))
    row = summary(ana, day(29))
    # Baseline 5, 6, 7, 5; week 2 closed without answers; week 4 is still open.
    assert row.symptoms == [5.75, 5.5, None, 3.5]
    assert (row.symptoms_first, row.symptoms_now, row.symptoms_change) == (5.75, 3.5, -2.25)


def test_an_invalid_score_is_a_gap_and_not_the_newest(ana: Participant) -> None:
    answer(ana, 1, (8, 8, 8, 8))
    answer(ana, 2, (None, 4, 5, 2))
    row = summary(ana, day(16))
    assert row.symptoms == [5.75, 8.0, None]
    assert row.symptoms_now == 8.0
    assert row.reasons[0] == ["worse", 2.25, ""]


def test_answers_are_a_sign_of_life_but_no_session(ana: Participant) -> None:
    listen(ana, day(1), 1)
    answer(ana, 1, (5, 6, 7, 4))
    row = summary(ana, day(9))
    assert row.last_session.date() == day(1).date()
    assert row.last_seen > row.last_session
    assert row.reasons == [["quiet", 8, ""]]


def test_days_are_those_of_the_persons_zone(ana: Participant) -> None:
    # 23:30 in UTC on day 1 is 00:30 on day 2 in Madrid; day 9 there is the eighth day without.
    listen(ana, datetime(2026, 1, 12, 23, 30, tzinfo=UTC), 1)
    late = datetime(2026, 1, 19, 22, 30, tzinfo=UTC)
    assert summary(ana, late).reasons == []
    assert summary(ana, late.replace(hour=23)).reasons[0] == ["quiet", 7, ""]


def test_questions_about_to_close(ana: Participant) -> None:
    listen(ana, day(11), 2)
    row = summary(ana, day(12))
    assert row.reasons == [["closing", 2, "2026-01-18"]]
    answer(ana, 1, (5, 6, 7, 4))
    assert summary(ana, day(12)).reasons == []


def test_a_player_left_without_an_end_is_said_the_next_day(ana: Participant) -> None:
    listen(ana, day(4), 1, share=0.4, last=None)
    assert not summary(ana, day(4, hour=20)).unsent
    row = summary(ana, day(5))
    assert row.unsent
    assert row.reasons == [["unsent", None, ""]]


def test_a_withdrawal_takes_the_urging_away(ana: Participant) -> None:
    with clock.at(day(12)):
        withdraw(participant=ana, level="sessions", reason="", by=ana.user)
    assert [reason[0] for reason in summary(ana, day(16)).reasons] == ["stopped-sessions"]
    # Questions that close are still worth a call: only the sessions were stopped.
    codes = [reason[0] for reason in summary(ana, day(20)).reasons]
    assert codes == ["closing", "stopped-sessions"]


def test_nobody_without_a_plan_has_a_row(ana: Participant) -> None:
    with clock.at(MADE):
        bea = cast.eligible("Bea", "leeds")
        assert refresh(participant=bea) is None
        assert refresh_waiting() == 1
    assert list(CaseSummary.objects.values_list("pk", flat=True)) == [ana.pk]


def test_only_rows_that_are_behind_are_refreshed(ana: Participant) -> None:
    with clock.at(MADE):
        bea = cast.randomised("Bea", "leeds")
    with clock.at(day(2)):
        assert refresh_waiting() == 2
        assert refresh_waiting() == 0
    listen(ana, day(2, hour=13), 1)
    with clock.at(day(2, hour=14)):
        assert waiting(RULE, 10) == [ana]
        assert refresh_waiting() == 1
    answer(bea, 1, (5, 6, 7, 4))
    with clock.at(day(2, hour=15)):
        assert waiting(RULE, 10) == [bea]


def test_a_new_day_and_a_new_rule_put_everybody_behind(ana: Participant) -> None:
    with clock.at(day(2)):
        refresh_waiting()
        assert waiting("another rule", 10) == [ana]
    with clock.at(day(2, hour=22)):
        assert waiting(RULE, 10) == []
    with clock.at(day(2, hour=23)):  # midnight in Madrid
        assert waiting(RULE, 10) == [ana]


def test_long_after_the_end_time_changes_nothing_more(ana: Participant) -> None:
    assert summary(ana, day(230)).fresh_until is None


def test_one_record_that_cannot_be_read_does_not_stop_the_others(
    ana: Participant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with clock.at(MADE):
        bea = cast.randomised("Bea", "leeds")
    real = refresh

    def stumbling(*, participant: Participant) -> CaseSummary | None:
        if participant == ana:
            raise KeyError("weeks")
        return real(participant=participant)

    monkeypatch.setattr("retraining.reporting.services.refresh", stumbling)
    with clock.at(MADE):
        assert refresh_waiting() == 1
    assert list(CaseSummary.objects.values_list("pk", flat=True)) == [bea.pk]
    assert str(ana.pk) in caplog.text
