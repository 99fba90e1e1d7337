"""What people say raises an alert at once, once for each occasion, and never without its answer."""

import threading
from collections.abc import Mapping

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from retraining.safety.models import Alert, Notice, Report
from retraining.safety.rules import AlertRule, Colour, Signal, Source, per_cent_worse, rise_of
from retraining.safety.services import raising
from retraining.safety.services.answering import answer_report
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from tests.cast import joined
from tests.portal_my.days import on_day, starting
from tests.safety.people import covered, wall


def answer(
    person: Participant,
    item: str,
    value: int | None,
    visit: str = "week-1",
    weeks: Mapping[str, Mapping[str, int | None]] | None = None,
) -> list[Alert]:
    return raising.answer_given(
        participant=person,
        visit=visit,
        instrument="check-in",
        occurrence=1,
        item=item,
        value=value,
        weeks=lambda: list((weeks or {}).items()),
        by=person.user,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("value", "count"), [(None, 0), (0, 0), (1, 0), (2, 1), (3, 1)])
def test_question_8_raises_from_a_lot_on(value: int | None, count: int) -> None:
    ana = joined("Ana")
    assert len(answer(ana, "upset", value)) == count
    assert Alert.objects.count() == count
    assert Report.objects.count() == (1 if value else 0)  # "a little" is a report, not an alert


@pytest.mark.django_db
def test_the_clocks_are_those_of_the_site() -> None:
    cover = covered()
    ana = starting()
    with on_day(5, "14:00"):  # Friday; cover ends at 15:00, 8 December is a holiday
        (alert,) = answer(ana, "upset", 2)
    assert (alert.colour, alert.acknowledge_by) == ("amber", None)
    assert wall(alert.contact_by) == "Wed 09 15:00"  # two working days: Monday and Wednesday
    notice = Notice.objects.get()
    assert (notice.level, notice.recipient) == ("owner", cover.owner)


@pytest.mark.django_db
def test_a_night_in_hospital_is_red_within_four_hours_of_cover() -> None:
    covered()
    ana = starting()
    with on_day(1, "14:00"):
        assert answer(ana, "new_problem", 1) == []
        report = Report.objects.get()
        for item, value in (("what", "A fall"), ("activities", "fully"), ("care", "urgent")):
            answer_report(report=report, item=item, value=value, by=ana.user)
        assert not Alert.objects.exists()
        answer_report(report=report, item="care", value="hospital", by=ana.user)
    alert = Alert.objects.get()
    assert (alert.rule, alert.colour) == ("hospital", "red")
    assert wall(alert.acknowledge_by) == "Tue 01 12:00"
    assert wall(alert.contact_by) == "Tue 01 15:00"


@pytest.mark.django_db
def test_words_about_a_problem_are_sealed_and_codes_are_checked() -> None:
    ana = joined("Ana")
    answer(ana, "new_problem", 1)
    report = Report.objects.get()
    row = answer_report(report=report, item="what", value="  A rash  ", by=ana.user)
    assert row.value == ""
    assert b"rash" not in bytes(row.words_sealed)
    for item, value in (("care", "perhaps"), ("still", "yes"), ("joy", ""), ("over", "fully")):
        with pytest.raises(Refused):
            answer_report(report=report, item=item, value=value, by=ana.user)


@pytest.mark.django_db
def test_once_for_an_occasion_however_often_it_is_said() -> None:
    covered()
    ana = joined("Ana")
    first = answer(ana, "upset", 2)
    assert answer(ana, "upset", 3) == first == answer(ana, "upset", 2)
    assert (Alert.objects.count(), Report.objects.count(), Notice.objects.count()) == (1, 1, 1)
    answer(ana, "upset", 2, visit="week-2")
    assert Alert.objects.count() == 2


@pytest.mark.django_db
def test_a_wish_for_a_call_counts_once_a_day() -> None:
    covered()
    ana = starting()
    with on_day(2, "10:00"):
        assert raising.call_asked(participant=ana, about="worse", by=ana.user)
        raising.call_asked(participant=ana, about="help", by=ana.user)
    assert Alert.objects.count() == 1
    with on_day(3, "10:00"):
        raising.call_asked(participant=ana, about="worse", by=ana.user)
    assert Alert.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("item", "value", "reports"),
    [
        ("worse", "", 1),
        ("stopped", "upset", 1),
        ("stopped", "pain", 1),
        ("stopped", "worse", 1),
        ("stopped", "tired", 0),
        ("felt", "upsetting", 1),
        ("felt", "fine", 0),
    ],
)
def test_what_is_said_beside_a_session_is_a_report_and_a_call_an_alert(
    item: str, value: str, reports: int
) -> None:
    ana = joined("Ana")
    for _twice in range(2):
        raising.remark_made(participant=ana, item=item, value=value, occasion="e1", by=ana.user)
    assert Report.objects.count() == reports
    assert not Alert.objects.exists()


BASE = {"baseline": {"pain": 4}, "week-1": {"pain": 7}, "week-2": {"pain": 7, "new_problem": 1}}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "count"),
    [
        ({}, 1),
        ({"week-1": {"pain": 6}}, 0),
        ({"week-2": {"pain": 6, "new_problem": 1}}, 0),
        ({"week-2": {"pain": 10, "new_problem": 0}}, 0),
        ({"week-2": {"pain": 10}}, 0),
        ({"week-1": {"pain": None}}, 0),
        ({"baseline": {}}, 0),
    ],
)
@pytest.mark.parametrize("item", ["pain", "new_problem"])
def test_pain_that_rose_two_weeks_running_with_a_new_problem(
    change: dict, count: int, item: str
) -> None:
    ana = joined("Ana")
    weeks = {**BASE, **change}
    value = weeks["week-2"].get(item)
    answer(ana, item, value, "week-2", weeks)
    assert Alert.objects.filter(rule="pain-rise").count() == count


@given(st.lists(st.integers(0, 10), min_size=3, max_size=9))
def test_the_rise_is_the_smaller_of_the_last_two(pains: list[int]) -> None:
    weeks = [(f"w{n}", {"pain": pain}) for n, pain in enumerate(pains)]
    found = rise_of(weeks, "pain", weeks[-1][0])
    assert found == min(pains[-1], pains[-2]) - pains[0]
    assert rise_of(weeks, "pain", "w0") is None
    assert rise_of(weeks, "pain", "w1") is None


RULE = AlertRule("fiqr", Source.CHANGE, "fiqr.total", 14.1, (), Colour.LISTED, "", visits=("post",))


@pytest.mark.parametrize(
    ("first", "now", "visit", "fires"),
    [
        (50.0, 57.05, "post", True),  # 14.1 per cent of 50 is 7.05
        (50.0, 57.04, "post", False),
        (50.0, 80.0, "early", False),
        (50.0, 30.0, "post", False),
    ],
)
def test_worse_by_a_share(first: float, now: float, visit: str, fires: bool) -> None:
    change = per_cent_worse(first, now, True)
    assert RULE.fires(Signal(Source.CHANGE, "fiqr.total", round(change, 9), visit)) is fires


def test_a_first_score_of_nought_has_no_share() -> None:
    assert per_cent_worse(0, 10, True) is None
    assert per_cent_worse(20, 15, False) == 25.0


@pytest.mark.django_db
def test_no_alert_without_its_answer() -> None:
    ana = joined("Ana")

    @transaction.atomic
    def answered_as_the_server_dies() -> None:
        assert answer(ana, "upset", 3)
        raise RuntimeError("the server is gone")

    with pytest.raises(RuntimeError):
        answered_as_the_server_dies()
    assert not Alert.objects.exists()
    assert not Report.objects.exists()


def test_two_devices_give_one_alert(committed_db: str) -> None:
    ana = joined("Ana")
    ready = threading.Barrier(2)

    def device() -> None:
        ready.wait(10)
        try:
            answer(ana, "upset", 3)
        finally:
            connection.close()

    threads = [threading.Thread(target=device) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert (Alert.objects.count(), Report.objects.count()) == (1, 1)
