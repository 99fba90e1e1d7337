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
        ("assessments", "0001_initial"),
        ("trials", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnalysisPlan",
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
                ("version", models.CharField(max_length=40)),
                ("dated", models.DateField()),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
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
                        related_name="analysis_plans",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "db_table": "randomisation_analysis_plan",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trial", "version"), name="a_plan_version_is_one"
                    ),
                    models.UniqueConstraint(
                        fields=("trial", "sha256"), name="a_plan_is_filed_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListSegment",
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
                ("number", models.PositiveIntegerField()),
                ("commitment", models.CharField(max_length=64)),
                ("salt_sealed", models.BinaryField()),
                ("csv_sealed", models.BinaryField()),
                ("created_at", models.DateTimeField()),
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
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="list_segments",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "db_table": "randomisation_list_segment",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trial", "number"), name="segments_are_numbered"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Stratum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=200)),
                (
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="strata",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "db_table": "randomisation_stratum",
                "constraints": [
                    models.UniqueConstraint(fields=("trial", "label"), name="one_stratum_per_label")
                ],
            },
        ),
        migrations.CreateModel(
            name="Slot",
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
                ("position", models.PositiveIntegerField()),
                ("arm_sealed", models.BinaryField()),
                (
                    "segment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="randomisation.listsegment",
                    ),
                ),
                (
                    "stratum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="randomisation.stratum",
                    ),
                ),
            ],
            options={
                "db_table": "randomisation_slot",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("stratum", "position"), name="positions_are_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Allocation",
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
                ("position", models.PositiveIntegerField()),
                ("inputs", models.JSONField()),
                ("rule", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "arm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trials.arm",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trials.participant",
                    ),
                ),
                (
                    "slot",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="randomisation.slot",
                    ),
                ),
                (
                    "stratum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="randomisation.stratum",
                    ),
                ),
            ],
            options={
                "db_table": "randomisation_allocation",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("stratum", "position"), name="a_position_is_used_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Throw",
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
                ("dice", models.CharField(max_length=20)),
                ("settings", models.JSONField()),
                ("imbalance", models.JSONField()),
                ("probability", models.JSONField()),
                (
                    "allocation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="randomisation.allocation",
                    ),
                ),
            ],
            options={
                "db_table": "randomisation_throw",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Unblinding",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("emergency", "Emergency: show it now, to me alone"),
                            ("planned", "No emergency: a second medic agrees first"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("treatment", "Urgent treatment depends on it"),
                            ("serious-event", "A serious event has to be judged"),
                            ("authority", "An ethics committee or authority asks"),
                            ("other", "Another reason"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text_sealed", models.BinaryField()),
                ("nonce", models.CharField(max_length=64, unique=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "randomisation_unblinding",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UnblindingAgreement",
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
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unblinding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreement",
                        to="randomisation.unblinding",
                    ),
                ),
            ],
            options={
                "db_table": "randomisation_unblinding_agreement",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UnblindingNotice",
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
                ("at", models.DateTimeField()),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unblinding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="randomisation.unblinding",
                    ),
                ),
            ],
            options={
                "db_table": "randomisation_unblinding_notice",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unblinding", "recipient"), name="one_notice_of_an_unblinding_each"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnblindingShown",
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
                ("at", models.DateTimeField()),
                (
                    "unblinding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shown",
                        to="randomisation.unblinding",
                    ),
                ),
            ],
            options={
                "db_table": "randomisation_unblinding_shown",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Unsealing",
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
                ("reason", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessments.datalock",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="randomisation.analysisplan",
                    ),
                ),
                (
                    "trial",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unsealing",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "db_table": "randomisation_unsealing",
                "abstract": False,
            },
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="analysisplan",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="a5c8265a44e0da03029dc8b5f1a9fe8fcf18388d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f5f46",
                    table="randomisation_analysis_plan",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="analysisplan",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="38e131dfe62dcc312c6fe2c8b333a4809f228fb8",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_1c7ab",
                    table="randomisation_analysis_plan",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="listsegment",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="4e5a7bfbed26d290252b3ca99d02d52105af7e77",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3f665",
                    table="randomisation_list_segment",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="listsegment",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="3e551e78335f0628fd414b9bfb9bda218ea8d0a7",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_4d75f",
                    table="randomisation_list_segment",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="slot",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="9ea723792b58c789a59a649bab7bac5964cc003b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c5bf3",
                    table="randomisation_slot",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="slot",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="72400341fef1f3e07764e1ad968b5994db2ec099",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_5c51a",
                    table="randomisation_slot",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="allocation",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="e7e5f010f2c6f1ace15326343f7c6783cb23256e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e2e32",
                    table="randomisation_allocation",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="allocation",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="db28f8735a1deb22f8d8fde061a4bf9cb94f163c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_fc4c4",
                    table="randomisation_allocation",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="throw",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="a334be941f719d971a68ee13bbdddb88096f5f99",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ea691",
                    table="randomisation_throw",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="throw",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="cee5710287be2735a0db17ee239cb2af5c70fcdf",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_533eb",
                    table="randomisation_throw",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="unblinding",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="a21a35a5a9e5e143ced1fa2e523f5b7074d70291",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_45dc2",
                    table="randomisation_unblinding",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="unblinding",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="3c18c4c2b3b97fc1c54e366ea6b4112930f3b2ea",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_d0edf",
                    table="randomisation_unblinding",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="unblindingagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="660492e4ae09abd770b990841bb493fbf13d8699",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9e457",
                    table="randomisation_unblinding_agreement",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="unblindingagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="a4b4a2e3a7381cb43a3f7313f3d3bb6af0ccaeff",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_ca72d",
                    table="randomisation_unblinding_agreement",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="unblindingnotice",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="9bdb60c01e9729f3ad882c775e5299684bf735d7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5eb44",
                    table="randomisation_unblinding_notice",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="unblindingnotice",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="9deee38dde80a1069e53f68ff744c878d16a7fa3",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_d6b63",
                    table="randomisation_unblinding_notice",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="unblindingshown",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="9c1562621f600f97622a552e690606d1f347e3d7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_95eac",
                    table="randomisation_unblinding_shown",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="unblindingshown",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="e8090368c61dcc0455d92ea102013ea6c9df4dad",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_3db1f",
                    table="randomisation_unblinding_shown",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="unsealing",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="05902b2b4e8ef6fa1d3b7fae8a93c6706510f3e3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_87199",
                    table="randomisation_unsealing",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="unsealing",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="a8203ce360ed0e811d8bb179804688ce089f4a91",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_7cf6b",
                    table="randomisation_unsealing",
                    when="BEFORE",
                ),
            ),
        ),
    ]
