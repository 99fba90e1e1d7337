"""Exchanges the arms of a trial and all that tells them, for the leak check and nothing else.

Whatever is changed here is rolled back when the block ends, whether it went well or not.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

import pgtrigger
from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

from retraining.common.classes import Holds
from retraining.randomisation import delivery
from retraining.randomisation.models import Allocation
from retraining.trials.models import Arm, Participant, Trial

STEPS_TO_A_PERSON = 3  # foreign keys from a table to the participant


@dataclass(frozen=True)
class Exchanged:
    """What was exchanged.

    Args:
        people: how many people are delivered another programme now.
        fields: the fields that changed places, as "app.Model.field".
    """

    people: int
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table of people that holds something unblinding.

    Args:
        model: the table.
        path: the lookup that leads from a row to its participant.
        fields: its unblinding fields that can change places.
    """

    model: type[models.Model]
    path: str
    fields: "tuple[models.Field[object, object], ...]"


@contextmanager
def arms_exchanged(trial: Trial, *, really: bool) -> Iterator[Exchanged]:
    """Give everybody the next arm inside the block, and undo it at its end.

    Each person gets the arm after their own; list positions and ids of allocations go round within
    a stratum; every other unblinding field of a table of people is exchanged with somebody of that
    arm. With `really` false the same rows are written with their own values: then the two readings
    that are compared differ in nothing but the arms, not even in the order on the disk.

    Args:
        trial: whose people.
        really: False for the first reading.
    """
    with transaction.atomic():
        try:
            before = _delivered(trial)
            arm_of = dict(
                Allocation.objects.filter(participant__trial=trial).values_list(
                    "participant", "arm"
                )
            )
            following = _following(trial)
            with pgtrigger.ignore():
                fields = _exchange_tables(arm_of, following, really)
                _exchange_allocations(trial, following, really)
            after = _delivered(trial)
            changed = sum(after[person] != programme for person, programme in before.items())
            yield Exchanged(changed, fields)
        finally:
            transaction.set_rollback(True)


def _delivered(trial: Trial) -> dict[int, str | None]:
    people = Participant.objects.filter(trial=trial).select_related("version")
    return {person.pk: delivery.programme_of(person) for person in people}


def _following(trial: Trial) -> dict[int, int]:
    """Each arm's next one, the last one's being the first."""
    arms = list(Arm.objects.filter(trial=trial).order_by("pk").values_list("pk", flat=True))
    return dict(pairwise([*arms, *arms[:1]]))


def _exchange_allocations(trial: Trial, following: Mapping[int, int], really: bool) -> None:
    """Written anew as a whole: single rows could not change places under their constraints."""
    rows = list(Allocation.objects.filter(participant__trial=trial).order_by("participant"))
    classes = Allocation.field_classes
    told = [
        field.attname
        for field in Allocation._meta.concrete_fields
        if classes[field.name] is Holds.UNBLINDING and field.name != "arm"
    ]
    values = [tuple(getattr(row, name) for name in told) for row in rows]
    if really:
        values = _go_round(values, [row.stratum_id for row in rows])
        for row in rows:
            row.arm_id = following[row.arm_id]
    for row, new in zip(rows, values, strict=True):
        for name, value in zip(told, new, strict=True):
            setattr(row, name, value)
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from randomisation_allocation where participant_id = any(%s)",
            [[row.participant_id for row in rows]],
        )
    Allocation.objects.bulk_create(rows)


def _go_round(
    values: Sequence[tuple[object, ...]], groups: Sequence[Hashable]
) -> list[tuple[object, ...]]:
    """Each value moves to the next place of its group, the last one to the first."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        places[group].append(place)
    moved = list(values)
    for of_group in places.values():
        for here, after in pairwise([*of_group, of_group[0]]):
            moved[after] = values[here]
    return moved


def tables() -> list[Table]:
    """Every table that leads to a participant and holds an unblinding field, but the allocations.

    Keys and unique fields stay: they could not be exchanged row by row.
    """
    found = []
    for model in apps.get_models():
        classes = getattr(model, "field_classes", {})
        path = _path_to_a_person(model, STEPS_TO_A_PERSON)
        if model is Allocation or path is None:
            continue
        fields = tuple(
            field
            for field in model._meta.concrete_fields
            if classes.get(field.name) is Holds.UNBLINDING and not field.unique
        )
        if fields:
            found.append(Table(model, path, fields))
    return found


def _path_to_a_person(model: type[models.Model], steps: int) -> str | None:
    """The shortest chain of foreign keys to a participant, as a lookup; None where none leads."""
    keys = [f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)]
    for key in keys:
        if key.remote_field.model is Participant:
            return key.name
    if steps > 1:
        for key in keys:
            further = key.remote_field.model
            if isinstance(further, type) and hasattr(further, "field_classes"):
                rest = _path_to_a_person(further, steps - 1)
                if rest is not None:
                    return f"{key.name}__{rest}"
    return None


def _exchange_tables(
    arm_of: Mapping[int, int], following: Mapping[int, int], really: bool
) -> tuple[str, ...]:
    names = []
    for table in tables():
        rows = table.model._default_manager.filter(**{f"{table.path}__in": list(arm_of)})
        pairs = _partners(
            [
                (pk, arm_of[person])
                for pk, person in rows.order_by("pk").values_list("pk", table.path)
            ],
            following,
        )
        _copy(table, pairs if really else [(pk, pk) for pk, _from in pairs])
        names += [f"{table.model._meta.label}.{field.name}" for field in table.fields]
    return tuple(names)


def _partners(
    rows: Sequence[tuple[object, int]], following: Mapping[int, int]
) -> list[tuple[object, object]]:
    """(row, row of the next arm whose values it gets); rows without any such partner are left."""
    of_arm: dict[int, list[object]] = defaultdict(list)
    for pk, arm in rows:
        of_arm[arm].append(pk)
    return [
        (pk, others[number % len(others)])
        for arm, own in of_arm.items()
        if (others := of_arm.get(following[arm], []))
        for number, pk in enumerate(own)
    ]


def _copy(table: Table, pairs: Sequence[tuple[object, object]]) -> None:
    """Write into each first row the unblinding values that its second row has now."""
    meta = table.model._meta
    assert meta.pk is not None
    columns = [sql.Identifier(str(field.column)) for field in table.fields]
    query = sql.SQL(
        "update {table} t set {values} "
        "from unnest(%s::{kind}[], %s::{kind}[]) pair (row_id, from_id) "
        "join {table} other on other.{pk} = pair.from_id where t.{pk} = pair.row_id"
    ).format(
        table=sql.Identifier(meta.db_table),
        pk=sql.Identifier(str(meta.pk.column)),
        kind=sql.SQL(str(meta.pk.rel_db_type(connection))),
        values=sql.SQL(", ").join(sql.SQL("{0} = other.{0}").format(column) for column in columns),
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [[pk for pk, _from in pairs], [source for _pk, source in pairs]])
