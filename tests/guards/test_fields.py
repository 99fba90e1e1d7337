"""Every field of every model says what it holds."""

import pytest
from django.apps import apps
from django.db import models

from retraining.common.classes import Holds
from retraining.common.models import Base

LIBRARIES = {
    # Tables of libraries: machinery only; their personal data are those of the user they belong to.
    "auth", "contenttypes", "sessions", "account", "mfa", "pghistory", "messages",
}  # fmt: skip


def ours() -> list[type[models.Model]]:
    """Models of this project, without the history tables that pghistory derives."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label not in LIBRARIES and not hasattr(model, "pgh_tracked_model")
    ]


def unclassified(model: type[models.Model]) -> set[str]:
    """Fields without a class, and classes without a field."""
    fields = {field.name for field in model._meta.concrete_fields}
    return fields ^ set(getattr(model, "field_classes", {}))


@pytest.mark.parametrize("model", ours(), ids=lambda m: m._meta.label)
def test_every_field_is_classified(model: type[models.Model]) -> None:
    assert issubclass(model, Base)
    assert unclassified(model) == set()
    assert all(isinstance(value, Holds) for value in model.field_classes.values())


def test_the_guard_finds_a_forgotten_field() -> None:
    class Forgetful(Base):
        name = models.TextField()
        field_classes = {"id": Holds.TECHNICAL}

        class Meta:
            app_label = "common"
            managed = False

    try:
        assert unclassified(Forgetful) == {"name"}
    finally:
        del apps.all_models["common"]["forgetful"]
        apps.clear_cache()


HISTORY_ALLOWED = {"Site", "Participant", "StaffAssignment"}


def tracked() -> dict[str, type[models.Model]]:
    """Models whose edits pghistory keeps."""
    return {
        model.pgh_tracked_model.__name__: model
        for model in apps.get_models()
        if hasattr(model, "pgh_tracked_model")
    }


def test_history_is_kept_only_of_allowed_tables() -> None:
    assert set(tracked()) == HISTORY_ALLOWED


def test_history_holds_neither_identity_nor_what_unblinds() -> None:
    for history in tracked().values():
        classes = history.pgh_tracked_model.field_classes
        kept = {field.name for field in history._meta.concrete_fields} & set(classes)
        assert kept
        for name in kept:
            assert classes[name] not in (Holds.IDENTIFYING, Holds.UNBLINDING), name
