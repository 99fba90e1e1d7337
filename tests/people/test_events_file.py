"""events.csv: pauses, stops, endings, treatments, deviations and flags by code and day."""

from datetime import timedelta

import pytest

from retraining.common import clock
from retraining.reporting.datasets import events
from retraining.reporting.datasets.people import everybody
from retraining.trials.models import Deviation, Flag, Note, Participant, TreatmentChange
from retraining.trials.scope import Scope
from retraining.trials.services import withdrawal
from sessions.services.pausing import begin_pause
from tests.people.lines import a_line, corrected
from tests.portal_my.days import START, on_day, starting

pytestmark = pytest.mark.django_db
KEY = b"k" * 32


@pytest.fixture
def ana() -> Participant:
    return starting()


def scope(person: Participant) -> Scope:
    return Scope(person.trial_id, None, frozenset(), frozenset())


def rows(person: Participant) -> list[tuple[object, ...]]:
    """(event, code, day, until) as the file holds them."""
    read = events.read(everybody(scope(person), KEY))
    return [tuple(column.value(row) for column in events.COLUMNS[1:]) for row in read]


def test_a_pause_and_a_stop_that_was_taken_back(ana: Participant) -> None:
    with on_day(3):
        begin_pause(participant=ana, days=4, by=ana.user)
    with on_day(9):
        row = withdrawal.withdraw(participant=ana, level="sessions", reason="x", by=ana.user)
        withdrawal.undo(participant=ana, seen=row.pk, by=ana.user)
    with on_day(12):
        withdrawal.choose_messages(participant=ana, choice="fewer", by=ana.user)
        withdrawal.withdraw(participant=ana, level="contact", reason="x", by=ana.user)
    assert rows(ana) == [
        ("pause", None, 3, 7),
        ("stop", "sessions", 9, None),
        ("taken-back", None, 9, None),
        ("stop", "contact", 12, None),
        ("messages", "fewer", 12, None),
    ]


def test_of_the_logs_only_lines_that_count(ana: Participant) -> None:
    with on_day(10):
        a_line(ana, TreatmentChange, "Secret", days_ago=1, change="more")
        wrong = a_line(ana, Deviation, "Secret", days_ago=4)
        corrected(wrong, "typing", "Secret", severity="major")
        corrected(a_line(ana, Flag, "Secret"), "never")
        a_line(ana, Flag, "Secret", kind="wrong-stratum")
        a_line(ana, Note, "Secret")
    assert rows(ana) == [
        ("deviation", "visit:major", 6, None),
        ("treatment", "medicine:more", 9, None),
        ("flag", "wrong-stratum", 10, None),
    ]


def test_whoever_wants_their_data_used_no_further_is_in_no_file(ana: Participant) -> None:
    assert len(everybody(scope(ana), KEY)) == 1
    with clock.at(clock.from_wall(START, clock.local(clock.now(), "UTC").time(), "UTC")):
        row = withdrawal.withdraw(participant=ana, level="data", reason="", by=ana.user)
    assert everybody(scope(ana), KEY) == []
    with clock.at(row.at + timedelta(hours=1)):
        withdrawal.undo(participant=ana, seen=row.pk, by=ana.user)
    assert len(everybody(scope(ana), KEY)) == 1
