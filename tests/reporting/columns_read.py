"""Which fields of which classes a block of code reads, found in its SQL."""

import re
from collections.abc import Iterable

from django.apps import apps

from retraining.common.classes import Holds

NAMED = re.compile(r'"(\w+)"\."(\w+)"')


def fields() -> dict[tuple[str, str], tuple[str, Holds]]:
    """{(table, column): ("app.Model.field", class)} of every model of ours."""
    return {
        (model._meta.db_table, field.column): (
            f"{model._meta.label}.{field.name}",
            model.field_classes[field.name],
        )
        for model in apps.get_models()
        if hasattr(model, "field_classes") and not hasattr(model, "pgh_tracked_model")
        for field in model._meta.concrete_fields
    }


def read_of(queries: Iterable[dict[str, str]], *held: Holds) -> set[str]:
    """The fields of these classes that stand anywhere in the queries, as "app.Model.field"."""
    known = fields()
    named = {pair for query in queries for pair in NAMED.findall(query["sql"])}
    return {known[pair][0] for pair in named if pair in known and known[pair][1] in held}
