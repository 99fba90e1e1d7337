"""Pausing: without a reason, up to fourteen days in all; it moves only weeks to come."""

from datetime import date, timedelta

import pytest

from retraining.assessments.selectors import visit_states
from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from retraining.trials.services.withdrawal import withdraw
from sessions.models import PlanItem, PlanPause, WeekMove
from sessions.pausing import is_paused, pause_state
from sessions.selectors import current_week, weeks_of
from sessions.services.pausing import begin_pause, end_pause
from tests.portal_my.days import day_of, item, moment, on_day, starting

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Participant:
    return starting("Ana")


def first_days(person: Participant) -> list[date]:
    return [week.first_day for week in weeks_of(person)]


def pause(person: Participant, days: int) -> None:
    begin_pause(participant=person, days=days, by=person.user)


def end(person: Participant) -> None:
    end_pause(participant=person, by=person.user)


def test_weeks_to_come_move_and_open_weeks_stay(ana: Participant) -> None:
    with on_day(10):
        pause(ana, 5)
        assert first_days(ana) == [
            day_of(n) for n in (1, 8, 15 + 5, 22 + 5, 29 + 5, 36 + 5, 43 + 5, 50 + 5)
        ]
        assert item(ana, 3, "core").opens_at == moment(day_of(20), "04:00")
        assert item(ana, 3, "reading").opens_at == moment(day_of(20), "04:00")
        assert item(ana, 2, "core").opens_at == moment(day_of(8), "04:00")
    with on_day(19, "23:59"):
        assert current_week(weeks_of(ana)).number == 2
    with on_day(20, "04:00"):
        assert current_week(weeks_of(ana)).number == 3


def test_the_week_before_a_moved_one_lasts_until_it(ana: Participant) -> None:
    with on_day(10):
        pause(ana, 5)
        assert [week.last_day for week in weeks_of(ana)][:3] == [day_of(7), day_of(19), day_of(26)]
        assert weeks_of(ana)[-1].last_day == day_of(61)


def test_no_visit_moves(ana: Participant) -> None:
    with on_day(10):
        before = [state.window for state in visit_states(ana)]
        pause(ana, 14)
        assert [state.window for state in visit_states(ana)] == before


def test_ending_early_gives_back_what_is_left(ana: Participant) -> None:
    with on_day(10):
        pause(ana, 10)
        assert pause_state(ana).days_left == 4
    with on_day(13):
        end(ana)
        assert pause_state(ana).running is None
        assert pause_state(ana).days_left == 11
        assert first_days(ana)[2] == day_of(15 + 3)
        end(ana)
    assert PlanPause.objects.filter(participant=ana).count() == 2


def test_ended_on_the_same_day_it_is_as_if_it_had_not_been(ana: Participant) -> None:
    with on_day(10, "09:00"):
        before = first_days(ana)
        pause(ana, 14)
    with on_day(10, "21:00"):
        end(ana)
        assert first_days(ana) == before
        assert pause_state(ana).days_left == 14


def test_many_pauses_up_to_fourteen_days_in_all(ana: Participant) -> None:
    for day, days in ((3, 2), (11, 5), (30, 7)):
        with on_day(day):
            pause(ana, days)
    with on_day(40):
        assert pause_state(ana).days_left == 0
        with pytest.raises(Refused, match="no days of pause left"):
            pause(ana, 1)
        assert first_days(ana)[-1] == day_of(64)
        assert weeks_of(ana)[-1].last_day == day_of(70)


@pytest.mark.parametrize("days", [-1, 0, 15])
def test_from_one_to_fourteen_days(ana: Participant, days: int) -> None:
    with on_day(10), pytest.raises(Refused, match="from 1 to 14 days"):
        pause(ana, days)


def test_it_ends_by_itself(ana: Participant) -> None:
    with on_day(10):
        pause(ana, 2)
    assert is_paused(ana, moment(day_of(11), "23:59"))
    assert not is_paused(ana, moment(day_of(12), "00:01"))


def test_one_at_a_time(ana: Participant) -> None:
    with on_day(10):
        pause(ana, 2)
        with pytest.raises(Refused, match="runs already"):
            pause(ana, 2)


def test_not_before_the_first_week_and_not_after_the_last(ana: Participant) -> None:
    with on_day(1, "03:00"), pytest.raises(Refused, match="from your first day"):
        pause(ana, 1)
    with on_day(57), pytest.raises(Refused, match="last week is over"):
        pause(ana, 1)


def test_not_after_the_sessions_were_stopped(ana: Participant) -> None:
    with on_day(10):
        withdraw(participant=ana, level="sessions", reason="", by=ana.user)
        with pytest.raises(Refused, match="stopped the sessions"):
            pause(ana, 1)


def test_the_plan_itself_is_never_rewritten(ana: Participant) -> None:
    planned = list(PlanItem.objects.order_by("pk").values_list("planned_at", flat=True))
    with on_day(10):
        pause(ana, 5)
    with on_day(12):
        end(ana)
    assert list(PlanItem.objects.order_by("pk").values_list("planned_at", flat=True)) == planned
    assert WeekMove.objects.filter(participant=ana, week=3).count() == 2
    assert not WeekMove.objects.filter(participant=ana, week__lt=3).exists()


@pytest.mark.parametrize(
    ("start", "utc"),
    [
        (date(2026, 3, 16), 2),  # Madrid goes forward on 29 March: 04:00 is 02:00 UTC after it
        (date(2026, 10, 12), 3),  # and back on 25 October: 03:00 UTC after it
    ],
)
def test_a_pause_over_a_changing_night_keeps_four_oclock(start: date, utc: int) -> None:
    bea = starting("Bea", start=start)
    with on_day(10, start=start):
        pause(bea, 3)
    opens = item(bea, 3, "core").opens_at
    assert clock.local(opens, bea.time_zone).strftime("%d %H:%M") == (
        (start + timedelta(days=17)).strftime("%d") + " 04:00"
    )
    assert opens.hour == utc


def test_each_step_is_one_audit_entry(ana: Participant) -> None:
    with on_day(10):
        pause(ana, 5)
        end(ana)
        end(ana)
    actions = AuditEntry.objects.filter(action__startswith="pause.").order_by("pk")
    assert [(entry.action, entry.object_ids, entry.reason) for entry in actions] == [
        ("pause.begun", [ana.pk], ""),
        ("pause.ended", [ana.pk], ""),
    ]
