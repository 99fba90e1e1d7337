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
            name="Script",
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
                ("programme", models.SlugField(max_length=60)),
                ("name", models.SlugField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("core", "Main session"),
                            ("practice", "Practice"),
                            ("short", "Short session for a hard day"),
                            ("reading", "Reading"),
                        ],
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(max_length=8)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("source", models.TextField()),
                ("figure", models.TextField(blank=True)),
                ("text_hash", models.CharField(max_length=64)),
                ("draft", models.BooleanField()),
            ],
            options={
                "db_table": "guided_sessions_script",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SoundOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text_hash", models.CharField(max_length=64, unique=True)),
                ("source", models.TextField()),
                ("blocks", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("problem", models.TextField(blank=True)),
            ],
            options={
                "db_table": "guided_sessions_sound_order",
            },
        ),
        migrations.CreateModel(
            name="WeekMove",
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
                ("week", models.PositiveSmallIntegerField()),
                ("first_day", models.DateField()),
                ("opens_at", models.DateTimeField()),
            ],
            options={
                "db_table": "guided_sessions_week_move",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CalendarAddress",
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
                ("nonce", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
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
                "db_table": "guided_sessions_calendar_address",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["participant", "-id"], name="calendars_of_a_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanDays",
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
                ("days", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_days",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "guided_sessions_plan_days",
                "abstract": False,
                "indexes": [models.Index(fields=["participant", "id"], name="days_of_a_person")],
            },
        ),
        migrations.CreateModel(
            name="PlanItem",
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
                ("week", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("core", "Main session"),
                            ("practice", "Practice"),
                            ("short", "Short session for a hard day"),
                            ("reading", "Reading"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("planned_at", models.DateTimeField()),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_items",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "guided_sessions_plan_item",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "week", "kind", "number"),
                        name="one_plan_item_per_piece",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListeningRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=20)),
                ("coverage_s", models.FloatField(default=0)),
                ("play_s", models.FloatField(default=0)),
                ("dwell_s", models.FloatField(default=0)),
                ("reheard_s", models.FloatField(default=0)),
                ("skipped_s", models.FloatField(default=0)),
                ("completed", models.BooleanField(default=False)),
                ("done", models.BooleanField(default=False)),
                ("completed_ever", models.BooleanField(default=False)),
                ("late_play_s", models.FloatField(default=0)),
                ("read", models.BooleanField(default=False)),
                ("self_reported", models.BooleanField(default=False)),
                ("completed_days", models.JSONField(default=list)),
                ("said_days", models.JSONField(default=list)),
                ("first_at", models.DateTimeField(null=True)),
                ("last_at", models.DateTimeField(null=True)),
                ("flags", models.JSONField(default=list)),
                ("last_event_id", models.BigIntegerField(default=0)),
                (
                    "plan_item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="guided_sessions.planitem",
                    ),
                ),
            ],
            options={
                "db_table": "guided_sessions_listening_record",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan_item", "rule"), name="one_listening_record_per_rule"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanPause",
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
                ("asked_at", models.DateTimeField()),
                ("first_day", models.DateField()),
                ("until", models.DateField()),
                ("zone", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pauses",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "guided_sessions_plan_pause",
                "abstract": False,
                "indexes": [models.Index(fields=["participant", "id"], name="pauses_of_a_person")],
            },
        ),
        migrations.CreateModel(
            name="PlayEvent",
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
                ("event_id", models.UUIDField(unique=True)),
                ("attempt", models.UUIDField()),
                ("seq", models.PositiveIntegerField()),
                ("type", models.CharField(max_length=20)),
                (
                    "delivery",
                    models.CharField(
                        choices=[("audio", "listened"), ("read", "read"), ("self", "said so")],
                        max_length=8,
                    ),
                ),
                ("payload", models.JSONField()),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("received_at", models.DateTimeField()),
                (
                    "plan_item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="guided_sessions.planitem",
                    ),
                ),
            ],
            options={
                "db_table": "guided_sessions_play_event",
                "abstract": False,
                "indexes": [models.Index(fields=["plan_item", "id"], name="events_of_a_plan_item")],
            },
        ),
        migrations.CreateModel(
            name="ReaderRelease",
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
                ("code", models.SlugField(max_length=20)),
                ("uses", models.CharField(max_length=300, verbose_name="uses")),
                ("ends_on", models.DateField(null=True)),
                ("no_cloning", models.BooleanField()),
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
                        related_name="reader_releases",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "db_table": "guided_sessions_reader_release",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RecordingOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text_hash", models.CharField(max_length=64, unique=True)),
                ("source", models.TextField()),
                ("blocks", models.TextField(blank=True)),
                ("file", models.CharField(max_length=80)),
                ("asked_at", models.DateTimeField()),
                ("problem", models.TextField(blank=True)),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guided_sessions.readerrelease",
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "db_table": "guided_sessions_recording_order",
            },
        ),
        migrations.CreateModel(
            name="Remark",
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
                ("event_id", models.UUIDField(unique=True)),
                ("attempt", models.UUIDField(null=True)),
                (
                    "item",
                    models.CharField(
                        choices=[
                            ("stopped", "why somebody stopped for now"),
                            ("followed", "whether one was able to follow it"),
                            ("felt", "how it was"),
                            ("not-today", "that it is not for today"),
                            ("worse", "that one feels worse, on a page without a player"),
                        ],
                        max_length=12,
                    ),
                ),
                ("value", models.CharField(blank=True, max_length=12)),
                ("said_at", models.DateTimeField()),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="trials.participant",
                    ),
                ),
                (
                    "plan_item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="guided_sessions.planitem",
                    ),
                ),
            ],
            options={
                "db_table": "guided_sessions_remark",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan_item", "attempt", "item"), name="one_remark_per_attempt"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rendition",
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
                ("address", models.CharField(max_length=64, unique=True)),
                ("text_hash", models.CharField(max_length=64)),
                ("background", models.CharField(max_length=12)),
                ("voice", models.CharField(max_length=60)),
                ("sha256", models.CharField(max_length=64)),
                ("seconds", models.FloatField()),
                ("bytes", models.PositiveIntegerField()),
                ("speech_seconds", models.FloatField()),
                ("cues", models.JSONField()),
                ("chapters", models.JSONField()),
            ],
            options={
                "db_table": "guided_sessions_rendition",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("text_hash", "background", "voice"), name="one_rendition_per_input"
                    )
                ],
            },
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="rendition",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="247b13208adcc4e66b7d6d507cf709570c050c50",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9ac1f",
                    table="guided_sessions_rendition",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="rendition",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="c903d7228dbc294cd6e79b4cac32e4ab07db80c7",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_9b19a",
                    table="guided_sessions_rendition",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="script",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="scripts",
                to="trials.protocolversion",
            ),
        ),
        migrations.AddField(
            model_name="weekmove",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="trials.participant",
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="calendaraddress",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="6d4188ee4957123e75ca7605f70ed06f95edef7a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a92db",
                    table="guided_sessions_calendar_address",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="calendaraddress",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="24cf52a0a5085d79ee15ee55d6dcda079635f78c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_bbf1f",
                    table="guided_sessions_calendar_address",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="plandays",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="2e140789ee8946c987ea671ef902dec6921451a1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_241e3",
                    table="guided_sessions_plan_days",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="plandays",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="c94b788605b11cf4ebf8c251bea0b273f9220ad9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_6db34",
                    table="guided_sessions_plan_days",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="planitem",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="0d4f89d790db008621615ed42563ef440a5d1101",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e08ae",
                    table="guided_sessions_plan_item",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="planitem",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="a0f68f7d856b47470ac42d4fd630e6589b5fd54a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_cff2c",
                    table="guided_sessions_plan_item",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="planpause",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="1fcc1171abc5deb777239b6ed54fd8e0d4476326",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f7ee8",
                    table="guided_sessions_plan_pause",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="planpause",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="d55d08cbfa8416b956f02d9b0abb1ff0e149bef0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_425af",
                    table="guided_sessions_plan_pause",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="playevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="fac27ea992d216a97935d163a347b71f46b22ff7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_540cf",
                    table="guided_sessions_play_event",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="playevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="0a99aeffcea6c52778b1d9af3e49dae7d730190f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_728c1",
                    table="guided_sessions_play_event",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="readerrelease",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="12336e4c401babf9ae476d334dce7bc79c6c1efc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c6168",
                    table="guided_sessions_reader_release",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="readerrelease",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="a9a91393dc46eb4b5f7bfecfe7789cb817ff9419",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_ef297",
                    table="guided_sessions_reader_release",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="remark",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="10920287d5a9dea3e516c8569b98a11ee1c7e44b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_395e4",
                    table="guided_sessions_remark",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="remark",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="aeb20297e13976be912ee2ba7738fb7ab8ddeccd",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_a361f",
                    table="guided_sessions_remark",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="script",
            constraint=models.UniqueConstraint(
                fields=("version", "programme", "name", "language"), name="one_script_per_name"
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="script",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="106342a9f44e35d9d79d49ee7f0b9646d7583d68",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_df4eb",
                    table="guided_sessions_script",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="script",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="cac29c8d1695e47049933b2114cb7d1be31a2ae9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_50d47",
                    table="guided_sessions_script",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="weekmove",
            index=models.Index(fields=["participant", "week", "-id"], name="moves_of_a_week"),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="weekmove",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="2dde3bd80ac9d8c1c2f865b9a4bba7ed42c78164",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3ff6e",
                    table="guided_sessions_week_move",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="weekmove",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="a6ef95bfd2db78a0fcb1ac3be3754131d8257852",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_52cf8",
                    table="guided_sessions_week_move",
                    when="BEFORE",
                ),
            ),
        ),
    ]
