"""Two managers, two clicks, many people: with real threads on a database that commits."""

from collections import Counter
from functools import partial

from retraining.randomisation.models import Allocation
from retraining.randomisation.services import allocate
from retraining.trials.errors import Refused
from retraining.trials.models import DateKind, ParticipantDate
from tests import cast
from tests.randomisation.crowds import a_crowd, at_once
from tests.randomisation.lists import the_list


def test_eight_managers_and_one_person(committed_db: str) -> None:
    the_list(madrid_low=["rmrm"])
    person = cast.eligible()
    managers = [cast.a_member_of_staff(f"M{n}", "manager") for n in range(8)]
    found = at_once([partial(allocate, participant=person, by=by) for by in managers])
    assert [type(one) for one in found] == [Allocation] * 8
    assert len({one.pk for one in found}) == 1
    assert Allocation.objects.count() == 1
    assert ParticipantDate.objects.filter(kind=DateKind.RANDOMISED).count() == 1


def test_eight_people_of_one_stratum(committed_db: str) -> None:
    the_list(madrid_low=["rmmr", "mrrm"])
    people = a_crowd(8)
    by = cast.max_the_manager()
    found = at_once([partial(allocate, participant=person, by=by) for person in people])
    assert sorted(one.position for one in found) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert Counter(one.arm.slug for one in found) == {"mair": 4, "relaxation": 4}
    by_position = {one.position: one.arm.slug[0] for one in found}
    assert "".join(by_position[n] for n in range(1, 9)) == "rmmrmrrm"


def test_the_last_two_places_and_eight_people(committed_db: str) -> None:
    the_list(madrid_low=["rm"])
    people = a_crowd(8)
    by = cast.max_the_manager()
    found = at_once([partial(allocate, participant=person, by=by) for person in people])
    assert Counter(type(one) for one in found) == {Allocation: 2, Refused: 6}
    assert {str(one) for one in found if isinstance(one, Refused)} == {
        "The list is used up here. Tell the list-keeper."
    }
    assert sorted(Allocation.objects.values_list("position", flat=True)) == [1, 2]
