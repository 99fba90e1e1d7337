"""Two devices that begin a pause at the same moment: one pause, and no more days than there are."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from retraining.common import clock
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from sessions.models import PlanPause
from sessions.pausing import pause_state
from sessions.services.pausing import begin_pause
from tests.cast import randomised

pytestmark = pytest.mark.usefixtures("committed_db")


def started() -> Participant:
    """Somebody on their third day, by the real clock that threads see."""
    with clock.at(clock.real_now() - timedelta(days=3)):
        return randomised("Ana")


def test_only_one_of_two_at_once_begins() -> None:
    ana, results = started(), []
    both = threading.Barrier(2)

    def press() -> None:
        both.wait(10)
        try:
            begin_pause(participant=ana, days=14, by=ana.user)
            results.append("begun")
        except Refused as refusal:
            results.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _device in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(results) == ["Your pause runs already.", "begun"]
    assert PlanPause.objects.filter(participant=ana).count() == 1
    assert pause_state(ana).days_left == 0
