"""Who stands first in the caseload, by hand-made cases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retraining.reporting.attention import (
    Facts,
    Group,
    Reason,
    judge,
    needs_attention,
)

TODAY = date(2026, 2, 5)
CALM = Facts(today=TODAY, start=date(2026, 1, 12), weeks=8, last_session=date(2026, 2, 4))


def codes(facts: Facts) -> list[str]:
    return [str(reason.code) for reason in judge(facts).reasons]


def test_somebody_who_does_well_has_no_reason() -> None:
    verdict = judge(CALM)
    assert verdict.reasons == ()
    assert not needs_attention(verdict.rank)


@pytest.mark.parametrize(
    ("change", "reasons"),
    [(1.75, []), (1.994, []), (1.999999, ["worse"]), (2.0, ["worse"]), (-3.0, []), (None, [])],
)
def test_two_points_higher_is_worse(change: float | None, reasons: list[str]) -> None:
    assert codes(replace(CALM, change=change, newest_score=TODAY)) == reasons


def test_an_old_score_says_nothing_about_today() -> None:
    worse = replace(CALM, change=3.0, newest_score=TODAY - timedelta(days=14))
    assert codes(worse) == ["worse"]
    assert codes(replace(worse, newest_score=TODAY - timedelta(days=15))) == []


@pytest.mark.parametrize(("days", "reasons"), [(6, []), (7, ["quiet"]), (30, ["quiet"])])
def test_seven_days_without_a_session(days: int, reasons: list[str]) -> None:
    assert codes(replace(CALM, last_session=TODAY - timedelta(days=days))) == reasons


def test_the_number_of_days_is_said() -> None:
    quiet = replace(CALM, last_session=TODAY - timedelta(days=9))
    assert judge(quiet).reasons == (Reason("quiet", 9),)


def test_somebody_who_never_began_is_counted_from_the_start() -> None:
    never = replace(CALM, last_session=None)
    assert judge(never).reasons == (Reason("not-begun", 24),)
    assert codes(replace(never, start=TODAY - timedelta(days=6))) == []
    assert codes(replace(never, start=TODAY + timedelta(days=3))) == []


@pytest.mark.parametrize(("left", "reasons"), [(3, []), (2, ["closing"]), (0, ["closing"])])
def test_questions_that_close_soon(left: int, reasons: list[str]) -> None:
    facts = replace(
        CALM,
        check_in_opened=TODAY - timedelta(days=7 - left),
        check_in_closes=TODAY + timedelta(days=left),
    )
    assert codes(facts) == reasons


def test_the_order_of_the_groups() -> None:
    worse = replace(CALM, change=2.5, newest_score=TODAY)
    quiet = replace(CALM, last_session=TODAY - timedelta(days=20))
    closing = replace(CALM, check_in_opened=TODAY, check_in_closes=TODAY)
    unsure = replace(CALM, unsure=True)
    finished = replace(CALM, start=TODAY - timedelta(days=56))
    stopped = replace(CALM, stopped="sessions")
    ranks = [judge(f).rank for f in (worse, quiet, closing, unsure, CALM, finished, stopped)]
    assert ranks == sorted(ranks)
    assert [needs_attention(rank) for rank in ranks] == [True] * 3 + [False] * 4


def test_within_a_group_the_more_pressing_stands_first() -> None:
    def rank(**facts: object) -> int:
        return judge(replace(CALM, **facts)).rank  # type: ignore[arg-type]

    assert rank(change=4.0, newest_score=TODAY) < rank(change=2.0, newest_score=TODAY)
    long, short = TODAY - timedelta(days=30), TODAY - timedelta(days=8)
    assert rank(last_session=long) < rank(last_session=short)


def test_all_reasons_are_given_the_weightiest_first() -> None:
    facts = replace(
        CALM, change=2.0, newest_score=TODAY, last_session=TODAY - timedelta(days=8), unsent=True
    )
    assert codes(facts) == ["worse", "quiet", "unsent"]


def test_somebody_who_stopped_the_sessions_is_left_in_peace_but_not_forgotten() -> None:
    stopped = replace(CALM, stopped="sessions", last_session=TODAY - timedelta(days=20))
    assert codes(stopped) == ["stopped-sessions"]
    worse = replace(stopped, change=3.0, newest_score=TODAY)
    assert codes(worse) == ["worse", "stopped-sessions"]
    assert codes(replace(worse, stopped="questionnaires")) == ["stopped-questionnaires"]
    assert codes(replace(worse, stopped="contact")) == ["stopped-contact"]


def test_after_the_last_week_silence_is_no_reason() -> None:
    after = replace(CALM, start=TODAY - timedelta(days=56), last_session=None)
    assert judge(after).reasons == (Reason("finished", 8),)
    assert codes(replace(after, start=TODAY - timedelta(days=55))) == ["not-begun"]


days = st.dates(date(2025, 12, 1), date(2026, 4, 1))


@given(
    st.builds(
        Facts,
        today=days,
        start=days,
        weeks=st.just(8),
        stopped=st.sampled_from([None, "sessions", "questionnaires", "contact"]),
        last_session=st.none() | days,
        change=st.none() | st.floats(-10, 10),
        newest_score=st.none() | days,
        check_in_opened=st.none() | days,
        check_in_closes=st.none() | days,
        unsent=st.booleans(),
        unsure=st.booleans(),
    )
)
def test_everybody_has_a_place_that_fits_their_first_reason(facts: Facts) -> None:
    verdict = judge(facts)
    group = Group(verdict.rank // 1000)
    assert (group is Group.FINE) == (verdict.reasons == ())
    assert needs_attention(verdict.rank) == (group <= Group.CLOSING)
    stored = [reason.stored() for reason in verdict.reasons]
    assert all(len(entry) == 3 for entry in stored)
