"""Which place of the list is used: in order, in the right stratum, until it ends."""

import pytest

from retraining.randomisation.blocks import BadList
from retraining.randomisation.models import Allocation, ListSegment, Slot
from retraining.randomisation.selectors import Supply, next_slot, outcome_of, stand, supplies
from retraining.randomisation.services import allocate, load_list
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from retraining.trials.protocol_section import read
from retraining.trials.services import consent
from tests import cast
from tests.randomisation.lists import csv_of, the_list

pytestmark = pytest.mark.django_db
MADRID_LOW = "site=madrid;impact=low"


def arm_of(person: Participant) -> str:
    return allocate(participant=person, by=cast.max_the_manager()).arm.slug


def somebody(name: str, site: str, impact: int) -> Participant:
    """Somebody whose answers put them into a stratum: FIQR totals up to 60 low, above it high."""
    person = cast.consented(name, site)
    cast.answer(person, impact=impact)
    criteria = read(person.version.content).criteria
    yes = {c.key: c.expect for c in criteria}
    consent.confirm_eligibility(participant=person, answers=yes, by=cast.max_the_manager())
    return person


def test_places_are_used_in_their_order() -> None:
    the_list(madrid_low=["rmmr", "mr"])
    arms = [arm_of(cast.eligible(f"P{n}")) for n in range(6)]
    assert arms == ["relaxation", "mair", "mair", "relaxation", "mair", "relaxation"]
    assert list(Allocation.objects.order_by("pk").values_list("position", flat=True)) == [
        *range(1, 7)
    ]


@pytest.mark.parametrize(
    ("site", "impact", "label"),
    [
        ("madrid", 0, "site=madrid;impact=low"),
        ("madrid", 6, "site=madrid;impact=low"),
        ("madrid", 7, "site=madrid;impact=high"),
        ("leeds", 10, "site=leeds;impact=high"),
    ],
)
def test_the_stratum_follows_from_site_and_answer(site: str, impact: int, label: str) -> None:
    the_list()
    person = somebody("Ana", site, impact)
    assert allocate(participant=person, by=cast.max_the_manager()).stratum.label == label


def test_strata_do_not_touch_each_other() -> None:
    the_list(madrid_low=["rm"], leeds_low=["mr"])
    assert arm_of(cast.eligible("Ana", "madrid")) == "relaxation"
    assert arm_of(cast.eligible("Bea", "leeds")) == "mair"
    assert arm_of(cast.eligible("Cleo", "madrid")) == "mair"


def test_a_list_that_is_used_up_refuses_and_the_rest_goes_on() -> None:
    the_list(madrid_low=["rm"])
    arm_of(cast.eligible("Ana"))
    arm_of(cast.eligible("Bea"))
    third = cast.eligible("Cleo")
    with pytest.raises(Refused, match="used up"):
        allocate(participant=third, by=cast.max_the_manager())
    assert not stand(third).ready
    assert arm_of(cast.eligible("Dora", "leeds")) == "relaxation"


def test_an_extension_goes_on_behind_the_first_segment() -> None:
    the_list(madrid_low=["rm"])
    arm_of(cast.eligible("Ana"))
    arm_of(cast.eligible("Bea"))
    extension = load_list(trial=cast.the_trial(), csv=csv_of({MADRID_LOW: ["mmrr"]}), by=None)
    assert extension.number == 2
    assert [arm_of(cast.eligible(f"P{n}")) for n in range(4)] == [
        "mair",
        "mair",
        "relaxation",
        "relaxation",
    ]
    assert Allocation.objects.order_by("-pk").first().position == 6


def test_a_first_list_must_serve_every_stratum() -> None:
    with pytest.raises(BadList) as bad:
        load_list(trial=cast.the_trial(), csv=csv_of({MADRID_LOW: ["rm"]}), by=None, path="my.csv")
    assert "my.csv:0: stratum site=leeds;impact=low has no rows" in str(bad.value)
    assert not ListSegment.objects.exists()


def test_no_arm_is_legible_in_the_table_of_places() -> None:
    the_list()
    sealed = [bytes(slot.arm_sealed) for slot in Slot.objects.all()]
    assert sealed
    assert not any(b"mair" in value or b"relaxation" in value for value in sealed)


def test_how_far_the_list_reaches_is_said_in_words() -> None:
    assert set(supplies(cast.the_trial()).values()) == {Supply.ABSENT}
    the_list(madrid_low=["rm"], leeds_low=["rmrm"] * 4)
    found = supplies(cast.the_trial())
    assert found["site=leeds;impact=low"] == Supply.ENOUGH  # 16 places
    assert found[MADRID_LOW] == Supply.LOW
    arm_of(cast.eligible("Ana"))
    arm_of(cast.eligible("Bea"))
    assert supplies(cast.the_trial())[MADRID_LOW] == Supply.USED_UP


def test_the_outcome_for_staff_holds_no_arm() -> None:
    the_list()
    person = cast.eligible()
    assert outcome_of(person) is None
    arm_of(person)
    outcome = outcome_of(person)
    assert outcome is not None
    assert (outcome.by.name, outcome.levels) == ("Max", {"site": "madrid", "impact": "low"})
    assert "mair" not in repr(outcome)
    assert "relaxation" not in repr(outcome)


def test_the_next_place_of_an_untouched_stratum_is_the_first() -> None:
    segment = the_list()
    stratum = segment.slots.get(position=1, stratum__label=MADRID_LOW).stratum
    slot = next_slot(stratum)
    assert slot is not None
    assert slot.position == 1
