"""Append-only tables refuse UPDATE, DELETE and TRUNCATE by plain SQL."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from retraining.audit.services import record
from retraining.common.models import AppendOnly

pytestmark = pytest.mark.django_db

MODELS = [model for model in apps.get_models() if issubclass(model, AppendOnly)]
EXPECTED = {
    "trials_consent", "assessments_answer", "assessments_submission", "assessments_score",
    "randomisation_allocation", "randomisation_slot", "guided_sessions_play_event", "audit_entry",
    "audit_seal", "trials_participant_date", "reminders_message_state", "guided_sessions_plan_item",
    "trials_withdrawal", "trials_eligibility_verdict", "trials_protocol_version",
}  # fmt: skip


def test_the_tables_that_must_be_append_only_are() -> None:
    assert {model._meta.db_table for model in MODELS} >= EXPECTED


def triggers_of(table: str) -> set[str]:
    """Kinds of statement that a trigger of the table sees: UPDATE, DELETE, TRUNCATE."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgtype from pg_trigger where tgrelid = %s::regclass and not tgisinternal "
            "and tgname like 'pgtrigger_append_only%%'",
            [table],
        )
        types = [row[0] for row in cursor.fetchall()]
    bits = {8: "DELETE", 16: "UPDATE", 32: "TRUNCATE"}
    return {name for kind in types for bit, name in bits.items() if kind & bit}


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.db_table)
def test_every_append_only_table_has_its_triggers(model: type[AppendOnly]) -> None:
    assert triggers_of(model._meta.db_table) == {"UPDATE", "DELETE", "TRUNCATE"}


def test_the_guard_sees_a_table_without_triggers() -> None:
    assert triggers_of("trials_identity") == set()


@pytest.mark.parametrize(
    "sql",
    [
        "update audit_entry set action = 'other'",
        "delete from audit_entry",
        "truncate audit_entry cascade",
    ],
)
def test_sql_is_refused_and_nothing_changes(sql: str) -> None:
    entry = record("test.act", by=None, object_type="thing", object_ids=[1])
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")  # the entry's foreign key is deferred
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(sql)
    entry.refresh_from_db()
    assert entry.action == "test.act"


def test_the_orm_says_no_as_well() -> None:
    record("test.act", by=None, object_type="thing", object_ids=[1])
    for model in MODELS:
        with pytest.raises(TypeError):
            model.objects.all().delete()
