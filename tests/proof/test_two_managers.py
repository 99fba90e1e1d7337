"""Sixty people of one stratum and two managers, all at once: nobody twice, no place left out."""

from collections import Counter
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from retraining.audit.models import AuditEntry
from retraining.audit.selectors import verify
from retraining.audit.services import seal
from retraining.randomisation.models import Allocation
from retraining.randomisation.services import allocate
from tests import cast
from tests.randomisation.crowds import a_crowd, at_once
from tests.randomisation.lists import the_list
from tests.randomisation.methods import with_method

pytestmark = pytest.mark.proof
PEOPLE = 60
BLOCKS = ["rmmr", "mrrmmr"] * 6  # 60 places, 30 of each


def test_sixty_people_are_clicked_by_both_managers(committed_db: str) -> None:
    the_list(madrid_low=BLOCKS)
    people = a_crowd(PEOPLE)
    managers = [cast.max_the_manager(), cast.a_member_of_staff("Mia", "manager")]
    acts = [partial(allocate, participant=p, by=by) for p in people for by in managers]
    found = at_once(acts[:60]) + at_once(acts[60:])
    assert [one for one in found if not isinstance(one, Allocation)] == []
    mine = {one.participant_id: one.position for one in found}
    assert sorted(mine.values()) == list(range(1, PEOPLE + 1))
    for first, second in zip(found[::2], found[1::2], strict=True):
        assert first.pk == second.pk
    order = Allocation.objects.order_by("position").values_list("arm__slug", flat=True)
    assert "".join(slug[0] for slug in order) == "".join(BLOCKS)
    assert Counter(order) == {"mair": 30, "relaxation": 30}


def test_every_allocation_has_its_one_entry_and_the_seal_holds(committed_db: str) -> None:
    the_list(madrid_low=BLOCKS)
    people = a_crowd(PEOPLE)
    at_once([partial(allocate, participant=p, by=cast.max_the_manager()) for p in people])
    entries = AuditEntry.objects.filter(action="participant.randomised")
    assert sorted(pk for entry in entries for pk in entry.object_ids) == sorted(
        person.pk for person in people
    )
    while seal():
        pass
    verdict = verify()
    assert verdict.holds
    assert verdict.sealed + verdict.unsealed == AuditEntry.objects.count()


def test_two_hundred_threads_into_one_stratum(committed_db: str) -> None:
    the_list(madrid_low=["rmmr", "mrrmmr"] * 20)
    people = a_crowd(200)
    by = cast.max_the_manager()
    found = at_once([partial(allocate, participant=person, by=by) for person in people])
    assert [one for one in found if not isinstance(one, Allocation)] == []
    assert sorted(one.position for one in found) == list(range(1, 201))
    assert len({one.participant_id for one in found}) == 200
    order = Allocation.objects.order_by("position").values_list("arm__slug", flat=True)
    assert "".join(slug[0] for slug in order) == "rmmrmrrmmr" * 20


def test_two_hundred_throws_are_counted_one_by_one(committed_db: str, tmp_path: Path) -> None:
    with_method(tmp_path, "minimisation")
    people = a_crowd(200)
    by = cast.max_the_manager()
    found = at_once([partial(allocate, participant=person, by=by) for person in people])
    assert [one for one in found if not isinstance(one, Allocation)] == []
    assert sorted(one.position for one in found) == list(range(1, 201))
    # Fails by itself where a throw did not see everybody before it.
    call_command("allocation_verify", cast.the_trial().slug, stdout=StringIO())
