"""Base models. `field_classes` names what each field holds; a test checks that none is left out."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Func
from django.db.models.functions import Now

from retraining.common.classes import Holds

_REFUSE = "RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;"


class Base(models.Model):
    """Every model of ours."""

    field_classes: ClassVar[dict[str, Holds]]

    class Meta:
        abstract = True


class CurrentTransaction(Func):
    """The id of the running transaction, as a bigint."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class AppendOnlyQuerySet(models.QuerySet["AppendOnly"]):
    """Says no before the database has to."""

    def update(self, **values: object) -> int:
        raise TypeError(f"{self.model.__name__} is append-only")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(f"{self.model.__name__} is append-only")


class AppendOnly(Base):
    """Rows that are written once. The triggers refuse UPDATE, DELETE and TRUNCATE by any SQL.

    `recorded_at` is the database's own clock: real time, whatever the trial's clock shows.
    """

    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="append_only",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_REFUSE,
            ),
            pgtrigger.Trigger(
                name="append_only_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func=_REFUSE,
            ),
        ]
