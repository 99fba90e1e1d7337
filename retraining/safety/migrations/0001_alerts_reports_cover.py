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
            name="CareContact",
            fields=[
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="care_contact",
                        serialize=False,
                        to="trials.participant",
                    ),
                ),
                ("doctor_sealed", models.BinaryField()),
                ("emergency_sealed", models.BinaryField()),
                ("voicemail_sealed", models.BinaryField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "safety_care_contact",
            },
        ),
        migrations.CreateModel(
            name="Alert",
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
                ("rule", models.CharField(max_length=60)),
                ("occasion", models.CharField(max_length=120)),
                (
                    "colour",
                    models.CharField(
                        choices=[("red", "Red"), ("amber", "Amber"), ("listed", "To look at")],
                        max_length=8,
                    ),
                ),
                ("raised_at", models.DateTimeField()),
                ("acknowledge_by", models.DateTimeField(null=True)),
                ("contact_by", models.DateTimeField(null=True)),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="trials.participant",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trials.protocolversion",
                    ),
                ),
            ],
            options={
                "db_table": "safety_alert",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "rule", "occasion"),
                        name="one_alert_per_rule_and_occasion",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AlertStep",
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
                            ("taken", "Took it"),
                            ("not-reached", "Tried, nobody answered"),
                            ("reached", "Spoke to the person"),
                            ("acted", "Did something else"),
                            ("resolved", "Closed it"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no-risk", "Talked, nothing more needed"),
                            ("signposted", "Told whom to turn to"),
                            ("doctor", "Own doctor told"),
                            ("emergency", "Emergency services called"),
                            ("event", "Recorded as an adverse event"),
                            ("never-reached", "Could not be reached, all steps taken"),
                            ("looked-at", "Looked at, no contact needed"),
                        ],
                        max_length=14,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(null=True)),
                ("note_sealed", models.BinaryField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "alert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="safety.alert",
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
            ],
            options={
                "db_table": "safety_alert_step",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ("taken", "resolved"))),
                        fields=("alert", "kind"),
                        name="an_alert_is_taken_and_closed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "resolved"), ("outcome", ""), _connector="OR"),
                        name="only_the_end_has_an_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adverse_events",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "safety_event",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EventFacts",
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
                    "change",
                    models.CharField(
                        choices=[
                            ("first", "First record"),
                            ("follow-up", "Follow-up"),
                            ("correction", "Correction"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft, to be completed"),
                            ("confirmed", "Adverse event"),
                            ("not-one", "Not an adverse event"),
                        ],
                        max_length=10,
                    ),
                ),
                ("aware_at", models.DateTimeField()),
                ("onset", models.DateField(null=True)),
                ("ended", models.DateField(null=True)),
                (
                    "severity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mild", "Mild: noticed, usual activities went on"),
                            ("moderate", "Moderate: usual activities in part"),
                            ("severe", "Severe: no usual activities"),
                        ],
                        max_length=8,
                    ),
                ),
                ("seriousness", models.JSONField(default=list)),
                (
                    "action",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Nothing changed"),
                            ("paused", "Sessions paused"),
                            ("stopped", "Sessions stopped"),
                            ("left", "Left the trial"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ongoing", "Not recovered yet"),
                            ("improving", "Getting better"),
                            ("recovered", "Recovered"),
                            ("lasting", "Recovered with something that stays"),
                            ("fatal", "Fatal"),
                            ("unknown", "Not known"),
                        ],
                        max_length=10,
                    ),
                ),
                ("meddra_code", models.CharField(blank=True, max_length=8)),
                ("meddra_version", models.CharField(blank=True, max_length=5)),
                ("description_sealed", models.BinaryField(null=True)),
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
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="safety.event",
                    ),
                ),
            ],
            options={
                "db_table": "safety_event_facts",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EventJudgement",
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
                    "relatedness",
                    models.CharField(
                        choices=[
                            ("not", "Not related"),
                            ("unlikely", "Unlikely"),
                            ("possible", "Possible"),
                            ("probable", "Probable"),
                            ("definite", "Definite"),
                        ],
                        max_length=8,
                    ),
                ),
                ("expected", models.CharField(blank=True, max_length=40)),
                ("reason_sealed", models.BinaryField(null=True)),
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
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="safety.event",
                    ),
                ),
            ],
            options={
                "db_table": "safety_event_judgement",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EventSent",
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
                    "to",
                    models.CharField(
                        choices=[
                            ("lead", "Chief investigator"),
                            ("sponsor", "Sponsor"),
                            ("ethics", "Ethics committee"),
                        ],
                        max_length=8,
                    ),
                ),
                ("sent_at", models.DateTimeField()),
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
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent",
                        to="safety.event",
                    ),
                ),
            ],
            options={
                "db_table": "safety_event_sent",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "to"), name="each_is_told_of_an_event_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
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
                    "level",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("deputy", "Deputy"),
                            ("lead", "Principal investigator"),
                            ("sponsor", "Sponsor"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "alert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="safety.alert",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "safety_notice",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("alert", "level"), name="each_level_is_told_of_an_alert_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
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
                            ("health", "A health problem"),
                            ("taking-part", "Taking part"),
                            ("session", "Said beside a session"),
                        ],
                        max_length=12,
                    ),
                ),
                ("occasion", models.CharField(max_length=120)),
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
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "safety_report",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "occasion"), name="one_report_per_occasion"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="event",
            name="report",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="safety.report",
            ),
        ),
        migrations.CreateModel(
            name="ReportAnswer",
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
                ("item", models.CharField(max_length=16)),
                ("value", models.CharField(blank=True, max_length=16)),
                ("words_sealed", models.BinaryField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="safety.report",
                    ),
                ),
            ],
            options={
                "db_table": "safety_report_answer",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SiteCover",
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
                ("country", models.CharField(max_length=2, verbose_name="country")),
                ("spans", models.JSONField()),
                ("holidays", models.JSONField(default=list)),
                ("route", models.CharField(max_length=40, verbose_name="telephone for alerts")),
                ("route_tested_on", models.DateField(null=True)),
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
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "route_tested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to="trials.site",
                    ),
                ),
                (
                    "sponsor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "safety_site_cover",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("route_tested_by__isnull", True), ("route_tested_on__isnull", True)
                            ),
                            models.Q(
                                ("route_tested_by__isnull", False),
                                ("route_tested_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="route_test_has_a_day_and_a_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Triage",
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
                    "decision",
                    models.CharField(
                        choices=[
                            ("event", "An adverse event"),
                            ("usual", "Not an event: as is usual for this person"),
                            ("nothing", "Not an event: another reason"),
                        ],
                        max_length=8,
                    ),
                ),
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="triages",
                        to="safety.report",
                    ),
                ),
            ],
            options={
                "db_table": "safety_triage",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WeeklyReview",
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
                ("until", models.DateTimeField()),
                ("people", models.PositiveIntegerField()),
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
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="trials.site",
                    ),
                ),
            ],
            options={
                "db_table": "safety_weekly_review",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site", "until"), name="a_week_is_reviewed_once"
                    )
                ],
            },
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="alert",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="efcab10bf24e3359e11166719f6240aa6ae9f52e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0af8b",
                    table="safety_alert",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="alert",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="64e8d6d1d2af60cc0da49d31390d6e9912c7e469",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_c51d5",
                    table="safety_alert",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="alertstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="745ccfe12c15fb55232bbd8bb3151b5a519c33ba",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9fc6f",
                    table="safety_alert_step",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="alertstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="2ec7da6372aa3f29303459bf4e01a2fcb3c2d72a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_1ff49",
                    table="safety_alert_step",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="eventfacts",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="c26ff7a2a9542b4beb0ee9b6b568607ec7696632",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_67065",
                    table="safety_event_facts",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="eventfacts",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="ffa554cb710703e596a4e2e1dc5dc1f3142370fb",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_53ace",
                    table="safety_event_facts",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="eventjudgement",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="0c456f980779f6c8a13e9467ca781296ee425888",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1237c",
                    table="safety_event_judgement",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="eventjudgement",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="55d29965fa88cd76331e34279625621c382ad10a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_445b8",
                    table="safety_event_judgement",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="eventsent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="07255f8f615a81054ebbf2a7fe11c60467be50d0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c2731",
                    table="safety_event_sent",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="eventsent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="8ac6aa31fb8e308039b0a6ecaece68938e528e6f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_a7bad",
                    table="safety_event_sent",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="14b58f005d771bd9e227b986cee5354e796b85c6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b7c74",
                    table="safety_notice",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="9573d3042ee74d330d3215e422d9fd0046c71ff9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_b8759",
                    table="safety_notice",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="569ff0bb24263d4f57a01c45fac58f7d12de0ae8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ecca5",
                    table="safety_report",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="1d4edf97ecdd9fd0c8ee21f0ecb4b3be7776c523",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_675da",
                    table="safety_report",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                condition=models.Q(("report__isnull", False)),
                fields=("report",),
                name="one_event_per_report",
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="70dde4e8fbcd4067aa9b66dedeb66772ff7bcc2c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_da167",
                    table="safety_event",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="edd8ac401d2cd07c63fd61d569284ffea428a8b4",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_2eb1d",
                    table="safety_event",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="reportanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="6f0c0f3eeca6241a39b89a170c49cbe1d1c59a6a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b2db1",
                    table="safety_report_answer",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="reportanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="0cecfa4be5b44466400247672b0504c3f42900ae",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_7beef",
                    table="safety_report_answer",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="sitecover",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="fd376b8695916ac960e1d42a20098b1d5cdd4143",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2a024",
                    table="safety_site_cover",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="sitecover",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="5116f5539be1120a1fadac57f9fe5ff3ecb5b7ce",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_51494",
                    table="safety_site_cover",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="triage",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="ab3e01de9609e3a87e82d4460e034497598d7a79",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cf760",
                    table="safety_triage",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="triage",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="dbfe88cfa4868eba3d4a9f6a1add5bbc67ccf488",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_12d65",
                    table="safety_triage",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="weeklyreview",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="edcd7ed9e3d747166deec56115e9559674518d9f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_69c52",
                    table="safety_weekly_review",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="weeklyreview",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="ca66c95a35c8eb105389e056303234c4516e3928",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_2d92a",
                    table="safety_weekly_review",
                    when="BEFORE",
                ),
            ),
        ),
    ]
