import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import retraining.common.database.triggers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("trials", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Freeze",
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
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trials.protocolversion",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="freeze",
                        to="trials.protocolversion",
                    ),
                ),
            ],
            options={
                "db_table": "protocol_freeze",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("archive", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="trials.trial",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trials.protocolversion",
                    ),
                ),
            ],
            options={
                "db_table": "protocol_upload",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("trial",),
                        name="one_open_upload",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionFiles",
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
                ("archive", models.BinaryField()),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="trials.protocolversion",
                    ),
                ),
            ],
            options={
                "db_table": "protocol_version_files",
                "abstract": False,
            },
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="freeze",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="95f3549333ab8110c1183b29b0dbf4abfd65387d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2c5c4",
                    table="protocol_freeze",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="freeze",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="898af85cac24edbec9a28acdc959a28185b0d266",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_9166b",
                    table="protocol_freeze",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="versionfiles",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="1b039422402bf5f7ad7720cd35cb629428b7391e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f6a79",
                    table="protocol_version_files",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="versionfiles",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="edf24e691d8c7a2f1450f7210c4579b436417e17",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_81cc1",
                    table="protocol_version_files",
                    when="BEFORE",
                ),
            ),
        ),
    ]
