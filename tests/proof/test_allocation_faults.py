"""The database killed hard while people are randomised: each has none or one, nothing is lost."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections

from retraining.audit.models import AuditEntry
from retraining.audit.selectors import verify
from retraining.audit.services import seal
from retraining.randomisation.models import Allocation, ListSegment
from retraining.randomisation.services import allocate, allocating
from retraining.trials.models import DateKind, Participant, ParticipantDate
from tests import cast
from tests.proof import durable
from tests.randomisation.crowds import a_crowd, at_once
from tests.randomisation.lists import the_list

pytestmark = [pytest.mark.proof, pytest.mark.usefixtures("unblocked")]
PEOPLE, THREADS, KILLED_AT = 500, 4, 150
BLOCKS = ["rmmr", "mrrmmr"] * 50
DATABASE = f"faults_{os.getpid()}"


@pytest.fixture
def unblocked(django_db_blocker) -> Iterator[None]:
    """Tests of this file bring their own database."""
    with django_db_blocker.unblock():
        yield


def allocated(people: list[Participant], after: Callable[[int], None]) -> dict[int, int]:
    """Randomise people from several threads until all are done or the database is gone.

    Returns:
        {participant id: position} of every call that came back.
    """
    by, lock = cast.max_the_manager(), threading.Lock()
    told: dict[int, int] = {}

    def work(mine: list[Participant]) -> None:
        for person in mine:
            made = allocate(participant=person, by=by)
            with lock:
                told[person.pk] = made.position
                after(len(told))

    shares = [people[n::THREADS] for n in range(THREADS)]
    ends = at_once([partial(work, share) for share in shares])
    assert all(end is None or isinstance(end, DatabaseError) for end in ends), ends
    return told


def everything_fits(people: list[Participant], told: dict[int, int]) -> int:
    """What must hold whatever happened; how many have an arm."""
    rows = list(Allocation.objects.order_by("position").values_list("participant_id", "position"))
    assert [position for _pk, position in rows] == list(range(1, len(rows) + 1))
    assert len({pk for pk, _position in rows}) == len(rows)
    assert told.items() <= dict(rows).items(), "a result that was told is gone"
    dates = ParticipantDate.objects.filter(kind=DateKind.RANDOMISED)
    with_arm = sorted(pk for pk, _position in rows)
    assert sorted(dates.values_list("participant_id", flat=True)) == with_arm
    entries = AuditEntry.objects.filter(action="participant.randomised")
    assert sorted(pk for entry in entries for pk in entry.object_ids) == with_arm
    arms = Allocation.objects.order_by("position").values_list("arm__slug", flat=True)
    assert "".join(arm[0] for arm in arms) == "".join(BLOCKS)[: len(rows)]
    while seal():
        pass
    assert verify().holds
    # Fails by itself where something does not hold.
    call_command("allocation_verify", cast.the_trial().slug, stdout=StringIO())
    return len(rows)


def test_kill_nine_of_the_database_in_the_middle_of_five_hundred() -> None:
    with durable.running(DATABASE, fresh=True):
        the_list(madrid_low=BLOCKS)
        people = a_crowd(PEOPLE)
        kill = threading.Event()

        def after(count: int) -> None:
            if count >= KILLED_AT and not kill.is_set():
                kill.set()
                durable.kill_hard()

        told = allocated(people, after)
        connections.close_all()
    assert KILLED_AT <= len(told) < PEOPLE
    with durable.running(DATABASE, fresh=False):
        after_kill = everything_fits(people, told)
        assert len(told) <= after_kill <= len(told) + THREADS
        told |= allocated(people, lambda _count: None)
        assert everything_fits(people, told) == PEOPLE == len(told)
        connections.close_all()


def test_killed_between_the_lock_and_the_commit_nothing_is_used(monkeypatch) -> None:
    with durable.running(DATABASE, fresh=True):
        the_list(madrid_low=BLOCKS)
        ana = cast.eligible("Ana")
        max_ = cast.max_the_manager()
        with monkeypatch.context() as patch:
            patch.setattr(allocating, "wake", lambda _task: durable.kill_hard())
            with pytest.raises(DatabaseError):
                allocate(participant=ana, by=max_)
        connections.close_all()
    with durable.running(DATABASE, fresh=False):
        assert not Allocation.objects.exists()
        assert not AuditEntry.objects.filter(action="participant.randomised").exists()
        assert ListSegment.objects.count() == 1
        assert allocate(participant=ana, by=max_).position == 1
        connections.close_all()


HANGS = """
import sys, threading, django
django.setup()
from retraining.accounts.models import User
from retraining.randomisation.services import allocate, allocating
from retraining.trials.models import Participant
def hang(_task):
    print("locked", flush=True)
    threading.Event().wait()
allocating.wake = hang
allocate(participant=Participant.objects.get(code="1001"), by=User.objects.get(name="Max"))
"""


def test_a_process_killed_with_its_locks_leaves_the_way_free(committed_db: str) -> None:
    the_list(madrid_low=["rm"])
    ana, bea = cast.eligible("Ana"), cast.eligible("Bea")
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "retraining.settings.test",
        "DATABASE_URL": settings.TEST_DATABASE_URL.replace("/retraining?", f"/{committed_db}?"),
    }
    process = subprocess.Popen([sys.executable, "-c", HANGS], env=env, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"locked\n"
    assert not Allocation.objects.exists()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    max_ = cast.max_the_manager()
    assert allocate(participant=bea, by=max_).position == 1
    assert allocate(participant=ana, by=max_).position == 2
