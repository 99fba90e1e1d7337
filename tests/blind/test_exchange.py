"""Exchanging the arms for the leak check: whole, the same shape, and gone afterwards."""

from collections import Counter

import pytest
from django.apps import apps
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from retraining.common.classes import Holds
from retraining.randomisation import exchange
from retraining.randomisation.models import Allocation
from sessions.models import PlayEvent
from tests import cast
from tests.reporting.people import day, listen


@given(st.lists(st.sampled_from("abc"), max_size=12))
def test_values_go_round_within_their_group(groups: list[str]) -> None:
    values = [(number,) for number in range(len(groups))]
    moved = exchange._go_round(values, groups)
    assert sorted(moved) == values
    for here, value in zip(groups, moved, strict=True):
        assert groups[int(value[0])] == here
    sizes = Counter(groups)
    stayed = [h for h, old, new in zip(groups, values, moved, strict=True) if old == new]
    assert all(sizes[group] == 1 for group in stayed)


@given(st.lists(st.sampled_from([1, 2, 3]), max_size=15))
def test_every_row_gets_the_values_of_a_row_of_the_next_arm(arms: list[int]) -> None:
    following = {1: 2, 2: 3, 3: 1}
    rows = list(enumerate(arms))
    pairs = dict(exchange._partners(rows, following))
    for pk, arm in rows:
        if following[arm] in arms:
            assert arms[int(str(pairs[pk]))] == following[arm]
        else:
            assert pk not in pairs


# They point at an allocation's id, and the ids of allocations go round.
WITH_THE_ALLOCATION = {"randomisation.Throw.id", "randomisation.Throw.allocation"}


def leads_to_a_person(model: type[models.Model]) -> bool:
    return exchange._path_to_a_person(model, exchange.STEPS_TO_A_PERSON) is not None


def test_every_unblinding_field_of_a_person_changes_places() -> None:
    """A new table with such a field is found by itself; a unique one would need code of its own."""
    wanted = {
        f"{model._meta.label}.{name}"
        for model in apps.get_models()
        for name, held in getattr(model, "field_classes", {}).items()
        if held is Holds.UNBLINDING and leads_to_a_person(model) and model is not Allocation
    }
    done = {
        f"{table.model._meta.label}.{field.name}"
        for table in exchange.tables()
        for field in table.fields
    }
    assert wanted - WITH_THE_ALLOCATION == done
    assert "guided_sessions.PlayEvent.payload" in done
    assert not leads_to_a_person(cast.Trial)


@pytest.mark.django_db
def test_each_person_has_the_other_arm_inside_and_their_own_afterwards() -> None:
    people = [cast.randomised(name) for name in ("Ana", "Bea", "Cleo", "Dora")]
    listen(people[0], day(2), 1)
    fields = ("participant", "arm__slug", "stratum", "position", "slot", "pk", "at", "recorded_at")

    def stored() -> list[tuple[object, ...]]:
        return list(Allocation.objects.order_by("participant").values_list(*fields))

    def told() -> list[object]:
        return list(PlayEvent.objects.order_by("pk").values_list("payload", flat=True))

    before, events = stored(), told()
    with exchange.arms_exchanged(cast.the_trial(), really=False) as same:
        assert same.people == 0
        assert (stored(), told()) == (before, events)
    with exchange.arms_exchanged(cast.the_trial(), really=True) as what:
        inside = stored()
        assert what.people == 4
        other = {"mair": "relaxation", "relaxation": "mair"}
        assert [row[1] for row in inside] == [other[str(row[1])] for row in before]
        assert [row[0] for row in inside] == [row[0] for row in before]
        assert [row[6:] for row in inside] == [row[6:] for row in before]
        for column in (3, 4, 5):  # position, slot and id go round
            assert sorted(str(r[column]) for r in inside) == sorted(str(r[column]) for r in before)
            assert [r[column] for r in inside] != [r[column] for r in before]
    assert (stored(), told()) == (before, events)


@pytest.mark.django_db
def test_nothing_stays_where_the_block_fails() -> None:
    cast.randomised("Ana")
    before = list(Allocation.objects.values_list("participant", "arm"))
    with pytest.raises(ZeroDivisionError), exchange.arms_exchanged(cast.the_trial(), really=True):
        raise ZeroDivisionError
    assert list(Allocation.objects.values_list("participant", "arm")) == before
