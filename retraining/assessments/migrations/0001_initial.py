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
            name="DataLock",
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
                ("visit", models.CharField(blank=True, max_length=40)),
                ("meaning", models.CharField(max_length=300)),
                ("responses", models.PositiveIntegerField()),
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
                        related_name="data_locks",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_data_lock",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trial", "visit"), name="a_visit_is_locked_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DataQuery",
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
                ("item", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "assessments_data_query",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HandOver",
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
                ("visit", models.CharField(max_length=40)),
                ("nonce", models.CharField(max_length=43, unique=True)),
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
                        related_name="hand_overs",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_hand_over",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HandOverStep",
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
                    "state",
                    models.CharField(
                        choices=[("opened", "opened on a device"), ("ended", "ended")], max_length=8
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "hand_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="assessments.handover",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_hand_over_step",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hand_over", "state"), name="a_step_of_a_hand_over"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LabCode",
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
                ("lab_id", models.CharField(max_length=20)),
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
                        related_name="lab_codes",
                        to="trials.participant",
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lab_codes",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_lab_code",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trial", "lab_id"), name="a_lab_code_has_one_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LabFile",
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
                ("name", models.CharField(max_length=120)),
                ("sha256", models.CharField(max_length=64)),
                ("rule", models.CharField(max_length=40)),
                ("reason", models.CharField(blank=True, max_length=300)),
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
                        related_name="lab_files",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_lab_file",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trial", "number"), name="lab_files_are_numbered"
                    ),
                    models.UniqueConstraint(
                        fields=("trial", "sha256"), name="a_lab_file_comes_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LabResult",
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
                ("lab_id", models.CharField(max_length=20)),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("participant", "participant"),
                            ("control", "control without pain"),
                        ],
                        max_length=12,
                    ),
                ),
                ("visit", models.CharField(max_length=40)),
                ("analyte", models.CharField(max_length=40)),
                ("matrix", models.CharField(max_length=8)),
                ("fasting", models.CharField(max_length=8)),
                ("minutes_to_freezing", models.PositiveIntegerField(null=True)),
                ("kit", models.CharField(max_length=80)),
                ("plate", models.CharField(max_length=40)),
                ("value", models.DecimalField(decimal_places=14, max_digits=30, null=True)),
                ("unit", models.CharField(max_length=20)),
                ("below_lod", models.BooleanField()),
                ("revision", models.PositiveSmallIntegerField(default=0)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="assessments.labfile",
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lab_results",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_lab_result",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trial", "lab_id", "visit", "analyte", "matrix", "revision"),
                        name="one_lab_result_per_sample_and_analyte",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QueryMessage",
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
                    "step",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("answered", "answered"),
                            ("closed", "closed"),
                        ],
                        max_length=8,
                    ),
                ),
                ("text_sealed", models.BinaryField()),
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
                    "query",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="assessments.dataquery",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_query_message",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("step", "closed")),
                        fields=("query",),
                        name="a_query_closes_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RaterStatement",
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
                ("visit", models.CharField(max_length=40)),
                (
                    "learnt",
                    models.CharField(
                        choices=[
                            ("no", "No, I do not know it"),
                            ("person", "Yes, the person told me"),
                            ("staff", "Yes, somebody of the staff told me"),
                            ("seen", "Yes, I saw it somewhere"),
                            ("other", "Yes, in another way"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "guess",
                    models.CharField(
                        choices=[
                            (
                                "first",
                                "The one about attention, thoughts and the body's stress response",
                            ),
                            (
                                "second",
                                "The one about muscle tension and the body's stress response",
                            ),
                            ("none", "I have no idea"),
                        ],
                        max_length=8,
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
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rater_statements",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_rater_statement",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "visit"), name="one_statement_for_a_rating"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Response",
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
                ("visit", models.CharField(max_length=40)),
                ("instrument", models.CharField(max_length=40)),
                ("occurrence", models.PositiveSmallIntegerField(default=1)),
                ("instrument_version", models.CharField(max_length=20)),
                ("started_at", models.DateTimeField()),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("own", "on their own device"),
                            ("handed-over", "on a device handed over in the clinic"),
                            ("telephone", "by telephone, entered by staff"),
                            ("proxy", "entered by somebody for the person"),
                            ("rater", "rated by a blinded rater"),
                            ("staff", "put right by staff"),
                        ],
                        default="own",
                        max_length=12,
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_response",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "visit", "instrument", "occurrence"),
                        name="one_response_per_visit_and_occurrence",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="dataquery",
            name="response",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="queries",
                to="assessments.response",
            ),
        ),
        migrations.CreateModel(
            name="Correction",
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
                ("number", models.PositiveSmallIntegerField()),
                ("item", models.CharField(max_length=40)),
                ("reason_sealed", models.BinaryField()),
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
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="assessments.response",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_correction",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("response", "number"), name="corrections_are_numbered"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
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
                ("item", models.CharField(max_length=40)),
                ("value", models.IntegerField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("own", "on their own device"),
                            ("handed-over", "on a device handed over in the clinic"),
                            ("telephone", "by telephone, entered by staff"),
                            ("proxy", "entered by somebody for the person"),
                            ("rater", "rated by a blinded rater"),
                            ("staff", "put right by staff"),
                        ],
                        default="own",
                        max_length=12,
                    ),
                ),
                ("took_ms", models.PositiveIntegerField(null=True)),
                (
                    "correction",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="assessments.correction",
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="assessments.response",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_answer",
                "abstract": False,
                "indexes": [models.Index(fields=["response", "item", "-id"], name="newest_answer")],
            },
        ),
        migrations.CreateModel(
            name="SamplesDestroyed",
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
                    "end",
                    models.CharField(
                        choices=[
                            ("destroyed", "All samples are destroyed"),
                            ("none-left", "Nothing was left: all of it was used up before"),
                            ("none-taken", "No sample was ever taken"),
                        ],
                        max_length=12,
                    ),
                ),
                ("day", models.DateField()),
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
                        related_name="samples_destroyed",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_samples_destroyed",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Score",
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
                ("scale", models.CharField(max_length=40)),
                ("value", models.FloatField(null=True)),
                ("status", models.CharField(max_length=10)),
                ("rule", models.CharField(max_length=40)),
                ("revision", models.PositiveSmallIntegerField(default=0)),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="assessments.response",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_score",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("response", "scale", "rule", "revision"),
                        name="one_score_per_scale_and_rule",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
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
                    "response",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submission",
                        to="assessments.response",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_submission",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TextPackRow",
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
                ("instrument", models.CharField(max_length=40)),
                ("instrument_version", models.CharField(max_length=40)),
                ("language", models.CharField(max_length=8)),
                ("licence_number", models.CharField(max_length=200)),
                ("licence_holder", models.CharField(max_length=200)),
                ("expires_on", models.DateField(null=True)),
                ("texts", models.JSONField()),
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
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="text_packs",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_text_pack",
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["trial", "instrument", "language", "-id"], name="newest_text_pack"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitDone",
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
                ("visit", models.CharField(max_length=40)),
                ("number", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                ("answers_from", models.DateTimeField()),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits_done",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_visit_done",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "visit", "number"), name="visits_done_are_numbered"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactAttempt",
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
                ("visit", models.CharField(max_length=40)),
                (
                    "way",
                    models.CharField(
                        choices=[("call", "telephone call"), ("letter", "letter")], max_length=8
                    ),
                ),
                (
                    "reached",
                    models.CharField(
                        choices=[
                            ("talked", "talked with the person"),
                            ("no-answer", "nobody answered"),
                            ("voicemail", "left the agreed words on the voicemail"),
                            ("wrong-number", "the number is not theirs"),
                            ("posted", "sent by post"),
                        ],
                        max_length=14,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(default=0)),
                (
                    "arm_known_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("told", "The person said it"),
                            ("colleague", "A colleague said it"),
                            ("record", "Seen in a record or on a screen"),
                            ("guessed", "Guessed from what was said"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("note_sealed", models.BinaryField()),
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
                        related_name="contact_attempts",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "assessments_contact_attempt",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["participant", "visit"], name="attempts_for_a_visit")
                ],
            },
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="contactattempt",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="7239bfba787b3cb3503f762821a2bc99fd0aeacf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a6abd",
                    table="assessments_contact_attempt",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="contactattempt",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="26e720f0174cd9ff0c45947307381d5fd16246d0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_48141",
                    table="assessments_contact_attempt",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="datalock",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="00005252329dfbd2e530a4d488daea7f1ab425c3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5e013",
                    table="assessments_data_lock",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="datalock",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="3fd92000d1b94cca5e0f215ba81bcb921efee1c0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_173b1",
                    table="assessments_data_lock",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="handover",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="e05ca34bdf3e1ffeb4fe0f70df5fe743ae91dc64",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6c53f",
                    table="assessments_hand_over",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="handover",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="859b1fabf59d079de0c2f1e00415aff03adaea80",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_c0f9f",
                    table="assessments_hand_over",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="handoverstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="3bda21193248c5e74e3d64c9c31173ca4df24ea7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4ecfa",
                    table="assessments_hand_over_step",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="handoverstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="0de87f86a35d8cfc0b5e41c4de5099179fc246f2",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_8fb6b",
                    table="assessments_hand_over_step",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="labcode",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="7a70a7f710b3face2179b0ae161dce65bf419af3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e78d7",
                    table="assessments_lab_code",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="labcode",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="f72b5b3391027f6f0166a4aed4dd596ee66b4a12",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_cd4c5",
                    table="assessments_lab_code",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="labfile",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="c28b99511e1fc6ad2ac8872b9742bd426110d364",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_81936",
                    table="assessments_lab_file",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="labfile",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="3f9c0a1556108adffd581aa7202ddfffa12a41e1",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_17b6e",
                    table="assessments_lab_file",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="labresult",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="8b9c9fc249ac3df9e3bc790148b3c79297c16d37",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bece8",
                    table="assessments_lab_result",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="labresult",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="0a4ed7120425288750ea57860a534da623442163",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_d1585",
                    table="assessments_lab_result",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="querymessage",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="b549a88a411f8da27cb78ec8d86c6b7f1e4c7216",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a4d35",
                    table="assessments_query_message",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="querymessage",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="b0aa3212c57513cd0af27ef860480e9c697e839b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_c08bc",
                    table="assessments_query_message",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="raterstatement",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="6a93f0d5d16034ff2fbff76a2ead3d80f216396c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_16403",
                    table="assessments_rater_statement",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="raterstatement",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="7f41477ebb05a4ef6c6272703cbf163b74ea2f8a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_9d540",
                    table="assessments_rater_statement",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="response",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="95df9dc73575ffad7968b6b7f47c8097bf3bcb47",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b182f",
                    table="assessments_response",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="response",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="1cf2d460b8b4a1e4eaa00b62649c57fc32e9217d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_74c72",
                    table="assessments_response",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="dataquery",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="a33698f00d269099fe36a0731c8e010d8b6d0508",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d104d",
                    table="assessments_data_query",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="dataquery",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="a0a482fe206827c8d286171dc04e51a17bc152ff",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_fb380",
                    table="assessments_data_query",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="5bd93fba36a7efba7e8f5115ed7e3019a57d4305",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_33624",
                    table="assessments_correction",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="b846a11a76c472137403f663a11529ea3dea8583",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_57432",
                    table="assessments_correction",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="2091a4223de3680d1621a171dd7fefd7d4eb0177",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cd7db",
                    table="assessments_answer",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="b58e2dc894b662bd54e4dc0a9d03c8865792b430",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_6a68e",
                    table="assessments_answer",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="samplesdestroyed",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="1430fffea6b84ed2b14ff05ceeb2e27e7670d4bb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e7f50",
                    table="assessments_samples_destroyed",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="samplesdestroyed",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="532c6217615598d012d93e1d5df7f1325f28337b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_fa970",
                    table="assessments_samples_destroyed",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="score",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="4b70e50b81632fb714310c60a7970dad1214fdad",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cd3e3",
                    table="assessments_score",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="score",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="3f2b201981667e81b34a3b4fed7be7b8d251741a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_25e55",
                    table="assessments_score",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="40fc004600e4588808192b5e756c33477e47ecf9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9eac7",
                    table="assessments_submission",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="08d5559ca3c0272eddce37779e5e0746660137bf",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_f3b74",
                    table="assessments_submission",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="textpackrow",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="2959ac061d6858a117e86738f3bf0fa3e03276ba",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_834e1",
                    table="assessments_text_pack",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="textpackrow",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="2b9d1f237e41bf66c8846bb7fffd75baa2d285e6",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_88b5b",
                    table="assessments_text_pack",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="visitdone",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="1f9a6139f7d051cf3bc220cf068923cef9d43d9e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f37ce",
                    table="assessments_visit_done",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="visitdone",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="17ee59186ba6c4974cc2d3a5a5a36e4fe0d3817a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_ad1c5",
                    table="assessments_visit_done",
                    when="BEFORE",
                ),
            ),
        ),
    ]
