"""doses.csv: each person's dose, counted by hand."""

from datetime import timedelta

import pytest

from retraining.common import clock
from retraining.reporting.datasets import doses, listening
from retraining.reporting.datasets.columns import cell
from retraining.reporting.datasets.people import Person
from retraining.trials.models import Participant
from retraining.trials.selectors import anchor_days
from sessions.services.listening import append_one, recompute
from sessions.services.pausing import begin_pause, end_pause
from tests.portal_my.days import hear, item, on_day, starting

pytestmark = pytest.mark.django_db


def row(person: Participant, rule: str = "v1") -> dict[str, str]:
    """The person's cells under a rule."""
    found = doses.read([someone(person)])
    (one,) = [r for r in found if r.rule == rule]
    return {column.name: cell(column.value(one)) for column in doses.COLUMNS}


def someone(person: Participant) -> Person:
    days = anchor_days(person)
    return Person(person.pk, "p1", person.time_zone, "madrid", 1, person.version_id, days)


@pytest.fixture
def ana() -> Participant:
    return starting("Ana")


def test_nothing_used_is_a_row_of_zeros(ana: Participant) -> None:
    found = row(ana)
    # Five days a week, in two weeks of ten minutes and in six of twelve.
    assert found.pop("practice_minutes_asked") == "460"
    assert found.pop("rule") == "v1"
    assert found.pop("id") == "p1"
    assert set(found.values()) == {"0"}


def test_reading_counts_in_the_main_rule_and_not_by_listening_alone(ana: Participant) -> None:
    for week in range(1, 5):
        with on_day(week * 7):
            hear(ana, week, "core")
    with on_day(35):
        append_one(plan_item=item(ana, 5, "core"), type="read", delivery="read")
    with on_day(36):
        append_one(plan_item=item(ana, 6, "core"), type="self-report", delivery="self")
    found = row(ana)
    assert (found["core_done"], found["core_heard"], found["core_said"]) == ("5", "4", "1")
    assert (found["minimum_dose"], found["minimum_dose_heard"]) == ("1", "0")
    assert (found["minimum_dose_4"], found["minimum_dose_6"]) == ("1", "0")
    assert (found["engaged_weeks"], found["full_dose"]) == ("5", "0")


def test_a_hard_day_is_a_week_and_minutes_and_never_a_main_session(ana: Participant) -> None:
    for day in (2, 3, 9):
        with on_day(day):
            hear(ana, 1 if day < 8 else 2, "short")
    found = row(ana)
    assert (found["core_done"], found["engaged_weeks"]) == ("0", "2")
    assert (found["hard_day_weeks"], found["hard_day_times"]) == ("2", "3")
    assert found["practice_minutes"] == "18"


def test_the_full_dose_needs_half_of_the_practice(ana: Participant) -> None:
    for week in range(1, 6):
        with on_day(week * 7 - 6):
            hear(ana, week, "core")
        for day in range(4):
            with on_day(week * 7 - 6 + day, "18:00"):
                hear(ana, week, "practice")
    assert (row(ana)["practice_minutes"], row(ana)["full_dose"]) == ("224", "0")
    with on_day(40):
        hear(ana, 5, "practice")
    assert (row(ana)["practice_minutes"], row(ana)["full_dose"]) == ("236", "1")


def test_what_came_after_the_count_is_apart(ana: Participant) -> None:
    with on_day(72):
        hear(ana, 8, "core")
        hear(ana, 8, "practice")
    found = row(ana)
    assert (found["core_done"], found["core_ever"], found["practice_minutes"]) == ("0", "1", "0")


def test_a_second_rule_is_a_second_row(ana: Participant) -> None:
    with on_day(2):
        hear(ana, 1, "core", minutes=18)
    recompute(rule="v1-60")
    assert (row(ana)["core_done"], row(ana, "v1-60")["core_done"]) == ("0", "1")


def test_days_of_pause(ana: Participant) -> None:
    with on_day(3):
        begin_pause(participant=ana, days=10, by=ana.user)
    with on_day(5):
        end_pause(participant=ana, by=ana.user)
    assert row(ana)["pause_days"] == "2"


def test_a_pause_moves_the_day_of_opening_and_not_the_day_planned(ana: Participant) -> None:
    with on_day(3):
        begin_pause(participant=ana, days=2, by=ana.user)
    start = anchor_days(ana)["start"]
    with clock.at(clock.from_wall(start + timedelta(days=12), clock.now().time(), ana.time_zone)):
        rows = listening.read([someone(ana)])
    columns = {column.name: column for column in listening.COLUMNS}
    opened = [
        (columns["planned_day"].value(r), columns["opened_day"].value(r))
        for r in rows
        if r.item["kind"] == "core"
    ]
    assert opened == [(1, 1), (8, 10)]


def test_somebody_without_a_plan_has_no_dose(ana: Participant) -> None:
    before = Person(ana.pk, "p1", "UTC", "madrid", 1, ana.version_id, {})
    assert doses.read([before]) == []
