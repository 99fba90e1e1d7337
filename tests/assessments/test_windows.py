"""When questions are open: days from an anchor, the person's wall clock, nothing moves them."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from retraining.assessments.protocol_section import Part, Visit, read
from retraining.assessments.windows import window
from tests.cast import the_trial

MADRID = "Europe/Madrid"
PAIN = (Part("check-in", ("pain",)),)


def weekly(n: int) -> Visit:
    return Visit(
        key=f"week-{n}", title="", anchor="start", opens_day=7 * n, closes_day=7 * n + 7,
        at=time(6), parts=PAIN, before_randomisation=False,
    )  # fmt: skip


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_week_one_opens_on_day_seven_at_six() -> None:
    found = window(weekly(1), {"start": date(2026, 6, 1)}, MADRID)
    assert found is not None
    assert (found.opens_at, found.closes_at) == (at("2026-06-07T04:00"), at("2026-06-14T04:00"))


def test_one_week_follows_the_other_without_gap_or_overlap() -> None:
    anchors = {"start": date(2026, 3, 20)}  # the clocks change within
    windows = [window(weekly(n), anchors, MADRID) for n in range(1, 9)]
    for before, after in pairwise(windows):
        assert before is not None
        assert after is not None
        assert before.closes_at == after.opens_at


def test_the_opening_hour_stays_through_both_changes() -> None:
    spring = window(weekly(1), {"start": date(2026, 3, 23)}, MADRID)
    autumn = window(weekly(1), {"start": date(2026, 10, 19)}, MADRID)
    assert spring is not None
    assert autumn is not None
    assert spring.opens_at == at("2026-03-29T04:00")  # 6:00 summer time, the night of the change
    assert autumn.opens_at == at("2026-10-25T05:00")  # 6:00 winter time


def test_the_first_second_is_open_and_the_last_is_not() -> None:
    found = window(weekly(1), {"start": date(2026, 6, 1)}, MADRID)
    assert found is not None
    assert found.holds(found.opens_at)
    assert not found.holds(found.closes_at)
    assert found.holds(found.closes_at - timedelta(seconds=1))


def test_without_its_anchor_a_visit_has_no_window() -> None:
    assert window(weekly(1), {"enrolled": date(2026, 6, 1)}, MADRID) is None


def test_first_questions_close_for_good_at_randomisation() -> None:
    baseline = Visit("baseline", "", "enrolled", 1, 60, time(0), PAIN, before_randomisation=True)
    days = {"enrolled": date(2026, 6, 1)}
    assert window(baseline, days, MADRID) is not None
    assert window(baseline, {**days, "randomised": date(2026, 6, 3)}, MADRID) is None


@pytest.mark.django_db
def test_the_shipped_protocol_asks_first_and_in_eight_weeks() -> None:
    visits = read(the_trial().versions.get().content)
    weeks = [f"week-{n}" for n in range(1, 9)]
    assert [v.key for v in visits] == ["baseline", "early", *weeks, "post", "follow-up"]
    assert [v.opens_day for v in visits if v.repeated] == [7, 14, 21, 28, 35, 42, 49, 56]
