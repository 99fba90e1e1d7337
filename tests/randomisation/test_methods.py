"""Dice and lists without blocks: what is stored, what is refused, and that chance is fair."""

import secrets

import pytest

from retraining.audit.models import AuditEntry
from retraining.randomisation import services
from retraining.randomisation.blocks import BadList
from retraining.randomisation.models import Allocation, ListSegment, Slot, Throw
from retraining.randomisation.selectors import stand, supplies
from retraining.randomisation.services import allocate, load_list
from retraining.trials.errors import Refused
from tests import cast
from tests.randomisation.lists import STRATA
from tests.randomisation.methods import with_method

pytestmark = pytest.mark.django_db
HALF = 2**63


@pytest.fixture
def dice(monkeypatch):
    """Dice that fall as the test says."""
    falls = []
    monkeypatch.setattr(secrets, "randbelow", lambda limit: falls.pop(0))
    return falls


def test_minimisation_favours_the_arm_that_evens_out(tmp_path, dice):
    with_method(tmp_path, "minimisation", "p = 0.75")
    max_ = cast.max_the_manager()
    dice += [0, HALF, HALF]
    first = allocate(participant=cast.eligible("Ana"), by=max_)
    assert (first.arm.slug, first.position, first.slot) == ("mair", 1, None)
    assert (first.rule, first.inputs) == ("minimisation v1", {"site": "madrid", "impact": "low"})
    # Ana is in mair: to mair 2 and 2, to relaxation 0 and 0.
    second = allocate(participant=cast.eligible("Bea"), by=max_)
    throw = Throw.objects.get(allocation=second)
    assert throw.imbalance == {"mair": 4.0, "relaxation": 0.0}
    assert throw.probability == {"mair": "1/4", "relaxation": "3/4"}
    assert (second.arm.slug, throw.dice) == ("relaxation", str(HALF))
    assert throw.settings == {
        "method": "minimisation",
        "arms": [["mair", 1], ["relaxation", 1]],
        "weights": {"site": "1", "impact": "1"},
        "p": "0.75",
        "measure": "range",
    }
    # Leeds has nobody, low impact one in each arm: a tie.
    third = allocate(participant=cast.eligible("Cleo", "leeds"), by=max_)
    assert Throw.objects.get(allocation=third).probability == {"mair": "1/2", "relaxation": "1/2"}
    assert (third.arm.slug, third.position) == ("relaxation", 3)


def test_simple_is_by_ratio_whoever_is_there(tmp_path, dice):
    with_method(tmp_path, "simple")
    dice += [0, HALF - 1, HALF]
    people = [cast.eligible(name) for name in ("Ana", "Bea", "Cleo")]
    made = [allocate(participant=one, by=cast.max_the_manager()) for one in people]
    assert [one.arm.slug for one in made] == ["mair", "mair", "relaxation"]
    assert {one.rule for one in made} == {"simple v1"}
    throw = Throw.objects.get(allocation=made[2])
    assert (throw.imbalance, throw.probability) == ({}, {"mair": "1/2", "relaxation": "1/2"})


def test_a_second_click_throws_no_dice_again(tmp_path, dice):
    with_method(tmp_path, "minimisation")
    dice += [HALF]
    ana = cast.eligible()
    first = allocate(participant=ana, by=cast.max_the_manager())
    again = allocate(participant=ana, by=cast.a_member_of_staff("Mia", "manager"))
    assert again == first
    assert Throw.objects.count() == 1


def test_a_refusal_throws_nothing(tmp_path, dice):
    with_method(tmp_path, "minimisation")
    person = cast.consented()
    entries = AuditEntry.objects.count()
    with pytest.raises(Refused, match="have not been answered"):
        allocate(participant=person, by=cast.max_the_manager())
    assert dice == []  # randbelow would have failed on the empty list
    assert not Throw.objects.exists()
    assert not Allocation.objects.exists()
    assert AuditEntry.objects.count() <= entries + 1  # the manager's own assignment


def test_dice_need_no_list_and_take_none(tmp_path):
    with_method(tmp_path, "minimisation")
    assert stand(cast.eligible()).ready
    assert supplies(cast.the_trial()) == {}
    with pytest.raises(Refused, match="needs no list"):
        load_list(trial=cast.the_trial(), csv=b"stratum,position,arm\n", by=None)


def rows_of(arms="mr"):
    names = {"m": "mair", "r": "relaxation"}
    lines = [
        f"{label},{position},{names[arm]}"
        for label in STRATA
        for position, arm in enumerate(arms, start=1)
    ]
    return "stratum,position,arm\n" + "\n".join(lines) + "\n"


def test_a_list_made_elsewhere_needs_no_blocks(tmp_path):
    with_method(tmp_path, "list")
    load_list(trial=cast.the_trial(), csv=rows_of("mmmr").encode(), by=None)
    max_ = cast.max_the_manager()
    made = [allocate(participant=cast.eligible(f"P{n}"), by=max_) for n in range(4)]
    assert [one.arm.slug for one in made] == ["mair", "mair", "mair", "relaxation"]
    assert {one.rule for one in made} == {"list v1"}
    assert not Throw.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "line", "text"),
    [
        ("stratum,position,arm", "stratum,position", 1, "column arm is missing"),
        ("mair", "massage", 2, "unknown arm 'massage'"),
        (",2,", ",1,", 3, "position 1 of site=leeds;impact=low is there twice"),
        ("impact=low,1", "impact=middling,1", 2, "unknown stratum 'site=leeds;impact=middling'"),
    ],
)
def test_a_bad_one_is_told_by_line_and_nothing_is_stored(tmp_path, old, new, line, text):
    with_method(tmp_path, "list")
    csv = rows_of().replace(old, new, 1).encode()
    with pytest.raises(BadList) as bad:
        load_list(trial=cast.the_trial(), csv=csv, by=None)
    assert (line, True) in [(f.line, text in f.text) for f in bad.value.findings]
    assert not ListSegment.objects.exists()
    assert not Slot.objects.exists()


def test_the_same_file_is_no_extension_of_itself(tmp_path):
    with_method(tmp_path, "list")
    load_list(trial=cast.the_trial(), csv=rows_of().encode(), by=None)
    with pytest.raises(Refused, match="segment 1 already"):
        load_list(trial=cast.the_trial(), csv=rows_of().encode(), by=None)
    assert ListSegment.objects.count() == 1


def test_a_list_made_here_follows_from_its_seed_and_keeps_none():
    keeper = cast.a_member_of_staff("Lena", "list-keeper")
    trial = cast.the_trial()
    made = services.generate_list(
        trial=trial, block_sizes=(4, 6), per_stratum=12, seed="", by=keeper
    )
    assert len(bytes.fromhex(made.seed)) == 32
    assert made.segment.slots.count() >= 48
    entry = AuditEntry.objects.get(action="list.loaded")
    assert made.seed not in f"{entry.reason}{entry.object_ids}"
    allocate(participant=cast.eligible(), by=cast.max_the_manager())
    assert Allocation.objects.get().slot.segment == made.segment


def test_how_a_list_was_made_and_who_has_its_seed_is_kept():
    keeper = cast.a_member_of_staff("Lena", "list-keeper")
    made = services.generate_list(
        trial=cast.the_trial(), block_sizes=(4,), per_stratum=4, seed="AB" * 32, by=keeper
    )
    assert (made.segment.origin, made.segment.rule) == ("made-by-seed", "retraining-draws-1")
