"""Somebody who moves to another zone after the plan was made still hears of each week, once."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from retraining.common import clock
from retraining.reminders import services
from retraining.reminders.models import State
from retraining.reminders.rules import LATE, session_dues
from retraining.trials.models import Participant
from retraining.trials.services.details import change_details
from sessions.models import PlanItem
from tests.cast import randomised
from tests.reminders.moments import queued, steps_of, sweep_at, wall

HOURS = [timedelta(hours=n) for n in range(-14, 34, 2)]
ZONES = ["Pacific/Auckland", "Asia/Tokyo", "America/New_York", "Pacific/Honolulu", "Europe/London"]


def moves(person: Participant, zone: str) -> None:
    change_details(
        participant=person, time_zone=zone, message_hour=person.message_hour, by=person.user
    )
    person.refresh_from_db()


def opening(person: Participant, week: int) -> datetime:
    return PlanItem.objects.get(participant=person, week=week, kind="core").opens_at


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ZONES)
def test_each_week_is_announced_once_by_day_and_only_when_it_is_open(zone: str) -> None:
    person = randomised("Ana")
    moves(person, zone)
    opens = opening(person, 2)
    came = {opens + shift: sweep_at(opens + shift) for shift in HOURS}
    moments = [at for at, subjects in came.items() if "This week is open" in subjects]
    assert len(moments) == 1
    assert moments[0] >= opens
    assert 8 <= clock.local(moments[0], zone).hour < 21


@pytest.mark.django_db
def test_a_week_that_is_not_open_yet_is_announced_when_it_opens() -> None:
    person = randomised("Ana")
    opens = opening(person, 1)
    moves(person, "Asia/Tokyo")  # the week opens at 11:00 there
    with clock.at(opens - timedelta(hours=1)):
        message = queued(person, "session", "week-1")  # found before the rule knew the plan
    assert sweep_at(opens - timedelta(minutes=30)) == []
    assert steps_of(message) == [State.CLAIMED, State.WAITS]
    assert sweep_at(opens + timedelta(minutes=1)) == ["This week is open"]


@pytest.mark.django_db
def test_questions_that_a_move_west_opens_later_wait_for_it() -> None:
    person = randomised("Ana")
    moves(person, "Pacific/Auckland")
    early = wall(person, 7)
    with clock.at(early):
        services.queue_what_is_due()
    moves(person, "Europe/Madrid")  # the window moves with the person: not open before 06:00 there
    assert "A few questions for you" not in sweep_at(early)
    mail.outbox.clear()
    assert "A few questions for you" in sweep_at(wall(person, 7))


@pytest.mark.django_db
def test_the_move_after_the_hour_of_the_new_zone_loses_nothing() -> None:
    person = randomised("Ana")
    change_details(
        participant=person, time_zone="America/New_York", message_hour=20, by=person.user
    )
    person.refresh_from_db()
    sweep_at(wall(person, 7, hour=20))
    just_before = wall(person, 8, hour=19, minute=50)
    assert "This week is open" not in sweep_at(just_before)
    moves(person, "Asia/Tokyo")  # there it is the morning after
    assert "This week is open" in sweep_at(just_before)


IANA = st.sampled_from([*ZONES, "Europe/Madrid", "Pacific/Kiritimati", "Pacific/Pago_Pago"])


@given(
    planned_in=IANA,
    from_zone=IANA,
    to_zone=IANA,
    hour=st.integers(8, 20),
    first=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    minutes=st.integers(0, 3 * 24 * 60),
)
def test_a_move_at_any_moment_leaves_the_announcement_findable(
    planned_in: str, from_zone: str, to_zone: str, hour: int, first: date, minutes: int
) -> None:
    opens = clock.from_wall(first, time(4), planned_in)

    def due_in(zone: str) -> datetime:
        return session_dues([(1, first, opens)], hour, zone, again_after_days=4)[0].at

    moved_at = datetime.combine(first - timedelta(days=1), time(0), tzinfo=UTC) + timedelta(
        minutes=minutes
    )
    assert due_in(to_zone) >= opens
    if due_in(from_zone) > moved_at:  # not announced before the move
        assert due_in(to_zone) > moved_at - LATE
