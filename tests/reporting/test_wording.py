"""Reasons, changes and days in words."""

from datetime import date, timedelta

import pytest

from retraining.reporting import wording
from retraining.reporting.attention import Code, Reason

TODAY = date(2026, 2, 5)  # a Thursday


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason(Code.WORSE, 2.0), "Symptoms 2 points higher than at the start"),
        (Reason(Code.WORSE, 2.5), "Symptoms 2.5 points higher than at the start"),
        (Reason(Code.QUIET, 9), "No session for 9 days"),
        (Reason(Code.NOT_BEGUN, 8), "No session yet, 8 days after the start"),
        (Reason(Code.CLOSING, 0, "2026-02-02"), "Questions open since Monday close today"),
        (Reason(Code.CLOSING, 1, "2026-02-02"), "Questions open since Monday close tomorrow"),
        (Reason(Code.CLOSING, 2, "2026-02-02"), "Questions open since Monday close in 2 days"),
        (Reason(Code.UNSENT), "Some listening may still be on the phone"),
        (Reason(Code.UNSURE), "The times of a listening record cannot be right"),
        (Reason(Code.FINISHED, 8), "Has finished the 8 weeks"),
        (Reason(Code.STOPPED_SESSIONS), "Has stopped the sessions"),
        (Reason(Code.STOPPED_QUESTIONS), "Has stopped the sessions and the questions"),
        (Reason(Code.STOPPED_CONTACT), "Wants no more contact"),
    ],
)
def test_every_reason_has_words(reason: Reason, words: str) -> None:
    assert wording.reason(reason.stored()) == words


def test_no_code_is_without_words() -> None:
    for code in Code:
        assert wording.reason(Reason(code, 3, "2026-02-02").stored())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (None, ""),
        (0.0, "The same"),
        (0.004, "The same"),
        (0.5, "About the same (0.5 higher)"),
        (-0.9, "About the same (0.9 lower)"),
        (-1.0, "1 point lower (better)"),
        (1.5, "1.5 points higher (worse)"),
        (-2.25, "2.25 points lower (better)"),
    ],
)
def test_changes_say_their_direction(change: float | None, words: str) -> None:
    assert wording.change(change) == words


@pytest.mark.parametrize(
    ("gone", "words"),
    [(-1, "Today"), (0, "Today"), (1, "Yesterday"), (2, "2 days ago"), (41, "41 days ago")],
)
def test_days_ago(gone: int, words: str) -> None:
    assert wording.days_ago(TODAY - timedelta(days=gone), TODAY) == words
    assert wording.days_ago(None, TODAY) == "Not yet"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1499.93, "25 of 25 min"),
        (1500.0, "25 of 25 min"),
        (1499.4, "24 of 25 min"),
        (0, "0 of 25 min"),
    ],
)
def test_a_tenth_of_a_second_shows_nowhere(seconds: float, words: str) -> None:
    assert wording.minutes_of(seconds, 25) == words
