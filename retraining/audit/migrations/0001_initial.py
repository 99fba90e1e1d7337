import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import retraining.common.clock
import retraining.common.database.triggers
import retraining.common.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("at", models.DateTimeField(default=retraining.common.clock.now)),
                ("action", models.CharField(max_length=60)),
                ("object_type", models.CharField(max_length=40)),
                ("object_ids", models.JSONField(default=list)),
                ("trial_id", models.BigIntegerField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("request_id", models.CharField(max_length=32)),
                (
                    "transaction_id",
                    models.BigIntegerField(
                        db_default=retraining.common.models.CurrentTransaction(), editable=False
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "audit_entry",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["trial_id", "-at"], name="audit_by_trial"),
                    models.Index(fields=["action", "-at"], name="audit_by_action"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seal",
                        to="audit.auditentry",
                    ),
                ),
            ],
            options={
                "db_table": "audit_seal",
                "abstract": False,
            },
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="auditentry",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="d11998b05130c3d7de56e48fd140cc320744ba45",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6cfb3",
                    table="audit_entry",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="auditentry",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="689ff5d81fec3febec1b7ba60dee0e4ba342a2fe",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_e84ac",
                    table="audit_entry",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="auditseal",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="261e6a4e80760899eb971676467b409f670cfbc7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3a3ab",
                    table="audit_seal",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="auditseal",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="e1e462b1c5a69676d9a6e6a773b792b6859213ec",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_b7e1c",
                    table="audit_seal",
                    when="BEFORE",
                ),
            ),
        ),
    ]
