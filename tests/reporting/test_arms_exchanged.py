"""The same trial twice, the second time with the arms of the list exchanged: the same bytes.

Participants hear other things then; nobody blinded may see anything else. The seed of the whole
trial's leak check.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest

from retraining.common import clock
from retraining.randomisation.blocks import Arm, Plan, make_list, to_csv
from retraining.randomisation.models import Allocation
from retraining.randomisation.services import load_list
from retraining.reporting.models import CaseSummary
from retraining.reporting.services import refresh_waiting
from retraining.trials.services.withdrawal import withdraw
from tests import cast, databases
from tests.reporting.crawl import everything
from tests.reporting.people import MADE, answer, day, listen, read, staff

STAFF = (
    ("Carla", "clinician", "madrid"),
    ("Chris", "clinician", None),
    ("Rita", "rater", "madrid"),
    ("Stella", "statistician", None),
)
LATER = 24


def the_list(exchanged: bool) -> bytes:
    """An allocation list; exchanged, each position holds the other arm."""
    arms = (Arm("mair", 1), Arm("relaxation", 1))
    strata = {"site": ("leeds", "madrid"), "impact": ("low", "high")}
    text = to_csv(make_list(Plan(arms, (4, 6), strata, 12), "07" * 32))
    if exchanged:
        text = text.replace("mair", "…").replace("relaxation", "mair").replace("…", "relaxation")
    return text.encode()


def build(exchanged: bool) -> dict[str, str]:
    """Six people in mid-trial; returns {number: arm}."""
    with clock.at(MADE):
        load_list(trial=cast.the_trial(), csv=the_list(exchanged), by=None)
        people = [
            cast.randomised(name, "leeds" if n % 3 == 0 else "madrid")
            for n, name in enumerate(("Ana", "Bea", "Cleo", "Dora", "Eva", "Fay"))
        ]
    for n, person in enumerate(people):
        for week in (1, 2, 3):
            on = day(7 * week - 5 + n % 3) + timedelta(minutes=n)
            listen(person, on, week, share=(1, 0.7, 0.3, 1, 1, 0.1)[n])
            if week != 1 + n % 3:
                answer(person, week, (n, 5, n + 2, 4), minute=n)
        listen(person, day(9, hour=15), 2, "practice", last=None if n == 1 else "ended")
        read(person, day(10), 2)
    with clock.at(day(20)):
        withdraw(participant=people[4], level="sessions", reason="", by=people[4].user)
    rows = Allocation.objects.values_list("participant__code", "arm__slug")
    return dict(rows)


@pytest.fixture
def seen(django_db_setup: None, django_db_blocker) -> Callable[[bool], tuple[dict, dict, dict]]:
    """Builds the trial in a database of its own: its arms, what staff see, and see with a leak."""

    def look(exchanged: bool) -> tuple[dict, dict, dict]:
        with django_db_blocker.unblock(), databases.clone(f"arms_{int(exchanged)}"):
            users = [staff(*one) for one in STAFF]
            arms = build(exchanged)
            with clock.at(day(LATER)):
                refresh_waiting()
            with clock.at(day(LATER)):
                shown = everything(users)
            mair = Allocation.objects.filter(arm__slug="mair").values("participant")
            CaseSummary.objects.filter(participant__in=mair).update(core_done=7)
            with clock.at(day(LATER)):
                return arms, shown, everything(users)

    return look


def differing(one: dict, other: dict) -> list:
    """Addresses whose answers are not the same bytes."""
    assert one.keys() == other.keys()
    return [key for key in one if one[key] != other[key]]


def test_exchanged_arms_leave_every_byte_as_it_was(seen) -> None:
    arms, before, leaking = seen(False)
    exchanged, after, leaking_too = seen(True)
    assert len(arms) == 6
    assert all(arms[code] != exchanged[code] for code in arms), "the arms were not exchanged"
    shown = [key for key, answer in before.items() if answer.startswith(b"200")]
    assert len(shown) > 20, "the crawl found too little to mean anything"
    assert any(key[1].startswith("POST") for key in shown)
    assert differing(before, after) == []
    assert differing(leaking, leaking_too), "a planted leak was not found"
