"""A seeding that was interrupted goes on; it never runs twice, nor among real people."""

from collections.abc import Iterator
from io import StringIO

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from retraining.demo import seeding
from retraining.demo.acting import perform
from retraining.demo.acts import Act
from retraining.demo.models import SeedProgress, StoredMail
from retraining.demo.roster import Roster
from retraining.demo.seeding import SEEDING_LOCK, Seeding, seed
from retraining.trials.models import Participant, ProtocolVersion
from sessions.models import PlayEvent
from tests.cast import invited
from tests.demo.conftest import Opened, people

FEW = people("Tracey Sykes", "Yolanda Pardo", "Eva Montero", "Ivy Naylor")


class Interrupted(Exception):
    """Somebody pressed Ctrl-C."""


@pytest.fixture
def fresh(opened: Opened) -> Iterator[None]:
    with opened("fresh"):
        yield


def counts() -> tuple[int, ...]:
    return (
        Participant.objects.count(), PlayEvent.objects.count(), StoredMail.objects.count()
    )  # fmt: skip


def test_an_interrupted_seeding_goes_on_where_it_was(
    fresh: None, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [25]

    def stops_after_some(act: Act, roster: Roster) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Interrupted
        perform(act, roster)

    monkeypatch.setattr(seeding, "perform", stops_after_some)
    with pytest.raises(Interrupted):
        seed(Seeding(people=FEW))
    weeks = SeedProgress.objects.get(step="weeks")
    assert weeks.ended is None
    assert 0 < weeks.done < weeks.total
    monkeypatch.setattr(seeding, "perform", perform)
    assert seed(Seeding(people=FEW))
    interrupted = counts()
    with opened("in_one_go"):
        assert seed(Seeding(people=FEW))
        assert counts() == interrupted
        assert interrupted[0] == len(FEW)


def test_a_second_run_changes_nothing(fresh: None) -> None:
    assert seed(Seeding(people=FEW))
    before = counts()
    ended = list(SeedProgress.objects.values_list("step", "done", "ended"))
    assert seed(Seeding(people=FEW))
    assert counts() == before
    assert list(SeedProgress.objects.values_list("step", "done", "ended")) == ended


def test_progress_is_said_and_kept(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeding, "SPEAK_EVERY_S", 0.0)
    lines: list[str] = []
    assert seed(Seeding(people=FEW, report=lines.append))
    assert lines[0].endswith("done")
    assert any("day 1 of" in line for line in lines)
    assert [row.done == row.total for row in SeedProgress.objects.all()] == [True] * 3


def test_only_one_process_seeds(fresh: None) -> None:
    name = connection.settings_dict["NAME"]
    with psycopg.connect(settings.TEST_DATABASE_URL, dbname=name, autocommit=True) as other:
        other.execute("select pg_advisory_lock(%s)", [SEEDING_LOCK])
        out = StringIO()
        call_command("demo_seed", stdout=out)
        assert "another process" in out.getvalue()
    assert Participant.objects.count() == 0


@pytest.mark.django_db
def test_people_who_are_not_simulated_are_left_alone() -> None:
    invited("Ana")
    with pytest.raises(CommandError, match="not simulated") as refused:
        call_command("demo_seed", stdout=StringIO())
    assert refused.value.returncode == 2
    assert Participant.objects.count() == 1
    assert SeedProgress.objects.count() == 0


@pytest.mark.django_db
def test_without_the_trial_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeding, "TRIAL", "another-trial")
    assert ProtocolVersion.objects.exists()
    with pytest.raises(CommandError, match="protocol load") as refused:
        call_command("demo_seed", stdout=StringIO())
    assert refused.value.returncode == 2


@pytest.mark.django_db
@override_settings(CLOCK_MAY_MOVE=False)
def test_where_the_clock_may_not_move_nothing_is_seeded() -> None:
    with pytest.raises(CommandError, match="clock"):
        call_command("demo_seed", stdout=StringIO())
    assert SeedProgress.objects.count() == 0
