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
        ("safety", "0001_alerts_reports_cover"),
        ("trials", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
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
                ("occasion", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=30)),
                ("channel", models.CharField(max_length=10)),
                ("due_at", models.DateTimeField()),
                (
                    "colleague",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="trials.participant",
                    ),
                ),
                (
                    "safety_notice",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="safety.notice",
                    ),
                ),
                (
                    "staff_invitation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="trials.staffinvitation",
                    ),
                ),
            ],
            options={
                "db_table": "reminders_message",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("participant__isnull", False)),
                        fields=("participant", "occasion", "kind", "channel"),
                        name="one_message_per_occasion",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("staff_invitation__isnull", False)),
                        fields=("staff_invitation",),
                        name="one_message_per_staff_invitation",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("safety_notice__isnull", False)),
                        fields=("safety_notice",),
                        name="one_message_per_safety_notice",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("colleague__isnull", False)),
                        fields=("colleague", "occasion", "kind", "channel"),
                        name="one_message_per_occasion_and_colleague",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("colleague__isnull", True),
                                ("participant__isnull", False),
                                ("safety_notice__isnull", True),
                                ("staff_invitation__isnull", True),
                            ),
                            models.Q(
                                ("colleague__isnull", True),
                                ("participant__isnull", True),
                                ("safety_notice__isnull", True),
                                ("staff_invitation__isnull", False),
                            ),
                            models.Q(
                                ("colleague__isnull", True),
                                ("participant__isnull", True),
                                ("safety_notice__isnull", False),
                                ("staff_invitation__isnull", True),
                            ),
                            models.Q(
                                ("colleague__isnull", False),
                                ("participant__isnull", True),
                                ("safety_notice__isnull", True),
                                ("staff_invitation__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="message_has_one_recipient",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageState",
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
                ("attempt", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("claimed", "being sent"),
                            ("sent", "sent"),
                            ("cancelled", "not wanted any more"),
                            ("failed", "refused by the mail server"),
                            ("unknown", "unknown"),
                            ("waits", "waits for a better time"),
                            ("deferred", "the mail server asked to try again later"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("detail", models.CharField(blank=True, max_length=40)),
                ("until", models.DateTimeField(null=True)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="states",
                        to="reminders.message",
                    ),
                ),
            ],
            options={
                "db_table": "reminders_message_state",
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("until__isnull", False)),
                        fields=["until"],
                        name="put_off_steps",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("message", "attempt", "state"), name="each_step_is_taken_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("waits", "deferred")), ("until__isnull", False)
                            ),
                            models.Q(
                                models.Q(("state__in", ("waits", "deferred")), _negated=True),
                                ("until__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="put_off_until_a_moment",
                    ),
                ],
            },
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="5462a6390623dad25a256fddd1c3e7b747bc1650",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_95425",
                    table="reminders_message",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="51a7c6532449e9de3ba4584e00c7c524dd729a8e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_549dc",
                    table="reminders_message",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="messagestate",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="90a216cdf1a01ac6cdc74093d66b5e55dfb92c98",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5e4f3",
                    table="reminders_message_state",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="messagestate",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="03c41527449faab5161765f8c0676089a3c86775",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_b0ee9",
                    table="reminders_message_state",
                    when="BEFORE",
                ),
            ),
        ),
    ]
