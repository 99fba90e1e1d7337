import django.core.validators
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
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
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
                ("key", models.SlugField(max_length=40)),
                ("language", models.CharField(max_length=8)),
                ("text", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "trials_document",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("time_zone", models.CharField(max_length=60, verbose_name="time zone")),
                (
                    "message_hour",
                    models.PositiveSmallIntegerField(default=10, verbose_name="hour for messages"),
                ),
                ("chosen_start", models.DateField(null=True, verbose_name="start day")),
                ("created_at", models.DateTimeField()),
                (
                    "user",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="participant",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "trials_participant",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("message_hour__gte", 8), ("message_hour__lte", 20)),
                        name="messages_go_out_by_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProtocolVersion",
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
                ("sha256", models.CharField(max_length=64)),
                ("content", models.JSONField()),
                ("reason", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "db_table": "trials_protocol_version",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("phone", models.CharField(max_length=40, verbose_name="telephone")),
                (
                    "contact",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="contact person"
                    ),
                ),
                ("hours", models.CharField(max_length=120, verbose_name="hours")),
                ("crisis_text", models.TextField(max_length=2000, verbose_name="help in a crisis")),
                ("time_zone", models.CharField(max_length=60, verbose_name="time zone")),
                (
                    "is_open",
                    models.BooleanField(default=True, verbose_name="open for new participants"),
                ),
            ],
            options={
                "db_table": "trials_site",
            },
        ),
        migrations.CreateModel(
            name="Trial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("public_name", models.CharField(max_length=80)),
                (
                    "kind",
                    models.CharField(choices=[("test", "test"), ("live", "live")], max_length=4),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "trials_trial",
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
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
                        blank=True,
                        choices=[
                            ("sessions", "Stop the sessions, keep the questionnaires"),
                            ("questionnaires", "Stop the questionnaires too"),
                            ("contact", "No more contact at all"),
                            ("data", "Do not use my answers any more"),
                        ],
                        max_length=16,
                    ),
                ),
                ("samples", models.BooleanField(default=False)),
                ("reason_sealed", models.BinaryField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "trials_withdrawal",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Consent",
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
                ("language", models.CharField(max_length=8)),
                ("documents", models.JSONField()),
                ("statements", models.PositiveSmallIntegerField()),
                (
                    "way",
                    models.CharField(
                        choices=[("electronic", "On these pages"), ("paper", "On paper")],
                        default="electronic",
                        max_length=10,
                    ),
                ),
                ("typed_name_sealed", models.BinaryField()),
                ("signed_at", models.DateTimeField()),
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
                        related_name="consents",
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
                "db_table": "trials_consent",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Countersignature",
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
                ("printed_name_sealed", models.BinaryField()),
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
                    "consent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countersignature",
                        to="trials.consent",
                    ),
                ),
            ],
            options={
                "db_table": "trials_countersignature",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Delegation",
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
                    "task",
                    models.CharField(
                        choices=[
                            ("investigator", "Principal investigator of the site"),
                            ("consent", "Invites people and explains the study"),
                            ("eligibility", "Confirms who can take part"),
                            ("randomise", "Randomises"),
                            ("contact", "Talks with people who take part"),
                            ("safety", "Answers safety alerts"),
                            ("rate", "Rates"),
                            ("data", "Looks after data and papers"),
                        ],
                        max_length=16,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
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
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="trials.delegation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_rows",
                        to="trials.site",
                    ),
                ),
            ],
            options={
                "db_table": "trials_delegation",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="delegation_ends_after_it_began",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DelegationSignature",
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
                    "delegation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signature",
                        to="trials.delegation",
                    ),
                ),
            ],
            options={
                "db_table": "trials_delegation_signature",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Identity",
            fields=[
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="identity",
                        serialize=False,
                        to="trials.participant",
                    ),
                ),
                ("email_sealed", models.BinaryField()),
                ("name_sealed", models.BinaryField()),
                ("phone_sealed", models.BinaryField()),
            ],
            options={
                "db_table": "trials_identity",
            },
        ),
        migrations.CreateModel(
            name="ParticipantKey",
            fields=[
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="key",
                        serialize=False,
                        to="trials.participant",
                    ),
                ),
                ("wrapped", models.BinaryField(null=True)),
                ("destroyed_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "trials_participant_key",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("destroyed_at__isnull", True), ("wrapped__isnull", False)),
                            models.Q(("destroyed_at__isnull", False), ("wrapped__isnull", True)),
                            _connector="OR",
                        ),
                        name="key_is_there_or_destroyed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Flag",
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
                ("day", models.DateField()),
                ("text_sealed", models.BinaryField(null=True)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("typing", "Typed wrongly"),
                            ("newer", "Better information came later"),
                            ("other-person", "It was about another person"),
                            ("never", "It never happened"),
                        ],
                        max_length=16,
                    ),
                ),
                ("once", models.UUIDField(unique=True)),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("wrong-stratum", "Randomised in the wrong stratum"),
                            ("in-error", "Randomised in error"),
                        ],
                        max_length=16,
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
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="trials.flag",
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
                "db_table": "trials_flag",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Ending",
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
                ("day", models.DateField()),
                ("text_sealed", models.BinaryField(null=True)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("typing", "Typed wrongly"),
                            ("newer", "Better information came later"),
                            ("other-person", "It was about another person"),
                            ("never", "It never happened"),
                        ],
                        max_length=16,
                    ),
                ),
                ("once", models.UUIDField(unique=True)),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("lost", "Lost to follow-up"), ("died", "Died")], max_length=8
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("no-answer", "No answer to two calls and a letter"),
                            ("address", "No address or number that is right"),
                            ("told", "Told by family, doctor or register"),
                            ("other", "Other"),
                        ],
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
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="trials.ending",
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
                "db_table": "trials_ending",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EligibilityVerdict",
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
                ("answers_sealed", models.BinaryField(null=True)),
                ("eligible", models.BooleanField()),
                ("reasons", models.JSONField(default=list)),
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
                        related_name="verdicts",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "trials_eligibility_verdict",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DocumentRead",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trials.document",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reads",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "trials_document_read",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "document"), name="a_document_is_read_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Deviation",
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
                ("day", models.DateField()),
                ("text_sealed", models.BinaryField(null=True)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("typing", "Typed wrongly"),
                            ("newer", "Better information came later"),
                            ("other-person", "It was about another person"),
                            ("never", "It never happened"),
                        ],
                        max_length=16,
                    ),
                ),
                ("once", models.UUIDField(unique=True)),
                ("at", models.DateTimeField()),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("consent", "Consent"),
                            ("eligibility", "Eligibility"),
                            ("randomisation", "Randomisation"),
                            ("programme", "Delivery of the programme"),
                            ("visit", "Questionnaire or rating outside its window"),
                            ("blinding", "Blinding"),
                            ("safety", "Safety reporting"),
                            ("privacy", "Data protection"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[("minor", "Minor"), ("major", "Major")], max_length=8
                    ),
                ),
                ("found_on", models.DateField()),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("none", "Nothing needed"),
                            ("mended", "Mended"),
                            ("person-told", "The person was told"),
                            ("ethics-told", "The ethics committee was told"),
                            ("training", "Staff were trained again"),
                        ],
                        max_length=16,
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
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="trials.deviation",
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
                "db_table": "trials_deviation",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("found_on__gte", models.F("day"))),
                        name="found_when_it_happened_or_later",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
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
                ("day", models.DateField()),
                ("text_sealed", models.BinaryField(null=True)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("typing", "Typed wrongly"),
                            ("newer", "Better information came later"),
                            ("other-person", "It was about another person"),
                            ("never", "It never happened"),
                        ],
                        max_length=16,
                    ),
                ),
                ("once", models.UUIDField(unique=True)),
                ("at", models.DateTimeField()),
                (
                    "partner",
                    models.CharField(
                        choices=[
                            ("person", "The person"),
                            ("family", "Family or friend"),
                            ("doctor", "Their doctor"),
                            ("other", "Somebody else"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("questions", "Questions that are open"),
                            ("practice", "The sessions"),
                            ("technical", "Phone, mail or sign-in"),
                            ("consent", "Taking part and consent"),
                            ("safety", "Safety"),
                            ("stopping", "Stopping or starting again"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "Telephone"),
                            ("video", "Video"),
                            ("meeting", "In person"),
                            ("mail", "E-mail"),
                            ("letter", "Letter"),
                        ],
                        max_length=12,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("reached", "Reached"),
                            ("not-reached", "Not reached"),
                            ("message", "Left a message or sent one"),
                            ("again", "To be called again"),
                        ],
                        max_length=12,
                    ),
                ),
                ("arm_known", models.BooleanField()),
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
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="trials.contact",
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
                "db_table": "trials_contact",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("arm_known", True), ("arm_known_how", ""), _connector="XOR"
                        ),
                        name="how_the_arm_became_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Background",
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
                ("day", models.DateField()),
                ("text_sealed", models.BinaryField(null=True)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("typing", "Typed wrongly"),
                            ("newer", "Better information came later"),
                            ("other-person", "It was about another person"),
                            ("never", "It never happened"),
                        ],
                        max_length=16,
                    ),
                ),
                ("once", models.UUIDField(unique=True)),
                ("at", models.DateTimeField()),
                ("age", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "sex",
                    models.CharField(
                        choices=[
                            ("female", "Female"),
                            ("male", "Male"),
                            ("other", "Another"),
                            ("unsaid", "Rather not said"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "education",
                    models.CharField(
                        choices=[
                            ("school", "Up to compulsory school"),
                            ("upper", "Upper school or a trade"),
                            ("university", "University"),
                            ("unsaid", "Rather not said"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "work",
                    models.CharField(
                        choices=[
                            ("works", "In work or training"),
                            ("sick", "On sick leave"),
                            ("unable", "Not in work because of health"),
                            ("home", "Not in work for another reason"),
                            ("retired", "Retired"),
                            ("unsaid", "Rather not said"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "years_ill",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(110)],
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
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="trials.background",
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
                "db_table": "trials_background",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age", None), ("age__range", (18, 110)), _connector="OR"
                        ),
                        name="people_are_grown_up",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
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
                ("day", models.DateField()),
                ("text_sealed", models.BinaryField(null=True)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("typing", "Typed wrongly"),
                            ("newer", "Better information came later"),
                            ("other-person", "It was about another person"),
                            ("never", "It never happened"),
                        ],
                        max_length=16,
                    ),
                ),
                ("once", models.UUIDField(unique=True)),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("welcome", "Welcome call"),
                            ("check", "Call in between"),
                            ("group", "Group meeting"),
                            ("visit", "Visit at the site"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("whole", "Came"),
                            ("part", "Came for a part"),
                            ("not", "Did not come"),
                            ("cancelled", "Was cancelled by the study"),
                        ],
                        max_length=12,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="trials.attendance",
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
                "db_table": "trials_attendance",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nonce", models.CharField(max_length=43, unique=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("spent_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
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
                        related_name="invitations",
                        to="trials.participant",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "trials_invitation",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("revoked_at__isnull", True), ("spent_at__isnull", True)
                        ),
                        fields=("participant",),
                        name="one_open_invitation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                            models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="invitation_revoked_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageChoice",
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
                    "choice",
                    models.CharField(
                        choices=[
                            ("all", "All messages"),
                            ("fewer", "Fewer messages"),
                            ("none", "No messages"),
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
                        related_name="message_choices",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "trials_message_choice",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Note",
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
                ("day", models.DateField()),
                ("text_sealed", models.BinaryField(null=True)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("typing", "Typed wrongly"),
                            ("newer", "Better information came later"),
                            ("other-person", "It was about another person"),
                            ("never", "It never happened"),
                        ],
                        max_length=16,
                    ),
                ),
                ("once", models.UUIDField(unique=True)),
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
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="trials.note",
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
                "db_table": "trials_note",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PaperConsent",
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
                ("signed_on", models.DateField()),
                ("taken_by_sealed", models.BinaryField()),
                ("scan_sealed", models.BinaryField(null=True)),
                ("scan_kind", models.CharField(blank=True, max_length=4)),
                ("scan_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "consent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper",
                        to="trials.consent",
                    ),
                ),
            ],
            options={
                "db_table": "trials_paper_consent",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ParticipantDate",
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
                            ("enrolled", "agreed to take part"),
                            ("randomised", "randomised"),
                            ("start", "first day"),
                        ],
                        max_length=12,
                    ),
                ),
                ("day", models.DateField()),
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
                        related_name="dates",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "trials_participant_date",
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["participant", "kind", "-id"], name="newest_date_of_a_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
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
                ("day", models.DateField()),
                ("text_sealed", models.BinaryField(null=True)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("typing", "Typed wrongly"),
                            ("newer", "Better information came later"),
                            ("other-person", "It was about another person"),
                            ("never", "It never happened"),
                        ],
                        max_length=16,
                    ),
                ),
                ("once", models.UUIDField(unique=True)),
                ("at", models.DateTimeField()),
                ("visit", models.SlugField(max_length=60)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=8)),
                ("currency", models.CharField(max_length=3)),
                (
                    "state",
                    models.CharField(choices=[("due", "Due"), ("paid", "Paid")], max_length=8),
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
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="trials.payment",
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
                "db_table": "trials_payment",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="payments_are_above_nothing"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="participant",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="trials.protocolversion",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="trials.protocolversion",
            ),
        ),
        migrations.CreateModel(
            name="ComprehensionAttempt",
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
                ("question", models.SlugField(max_length=40)),
                ("chosen", models.PositiveSmallIntegerField()),
                ("right", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comprehension",
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
                "db_table": "trials_comprehension_attempt",
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["participant", "version", "question"], name="tries_at_a_question"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
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
                ("from_day", models.DateField()),
                ("first_week", models.PositiveSmallIntegerField(null=True)),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendment",
                        to="trials.protocolversion",
                    ),
                ),
            ],
            options={
                "db_table": "trials_amendment",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Screening",
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
                ("answers_sealed", models.BinaryField()),
                ("eligible", models.BooleanField()),
                ("reasons", models.JSONField(default=list)),
                ("talk", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screenings",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "trials_screening",
                "abstract": False,
                "indexes": [models.Index(fields=["participant", "-id"], name="newest_screening")],
            },
        ),
        migrations.CreateModel(
            name="ScreeningCall",
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
                    "risk",
                    models.CharField(
                        choices=[
                            ("none", "No such thoughts"),
                            ("thoughts", "Thoughts, no plan and no attempt in the past 6 months"),
                            ("plan", "A plan or an attempt in the past 6 months"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("none", "Nothing was needed"),
                            ("numbers", "Gave the numbers to ring, and went through the Help page"),
                            ("clinician", "Passed on to the clinician of the site"),
                            ("doctor", "Told the usual doctor"),
                            ("emergency", "Rang the emergency service"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note_sealed", models.BinaryField(null=True)),
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
                        related_name="screening_calls",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "trials_screening_call",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("action", "none"), ("risk", "plan"), _negated=True),
                        name="a_plan_is_acted_on",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScreeningLog",
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
                            ("criteria", "Does not meet a criterion"),
                            ("declined", "Said no"),
                            ("other", "Another reason"),
                            ("open", "Open again"),
                        ],
                        max_length=10,
                    ),
                ),
                ("code", models.SlugField(blank=True, max_length=40)),
                ("possible_from", models.DateField(null=True)),
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
                        related_name="screening_log",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "trials_screening_log",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["participant", "-id"], name="newest_line_of_the_log")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), ("kind", "open")),
                            models.Q(
                                models.Q(("kind", "open"), _negated=True),
                                models.Q(("code", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="who_is_out_has_a_code",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScreeningPart",
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
                ("part", models.SlugField(max_length=20)),
                ("answers_sealed", models.BinaryField()),
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
                "db_table": "trials_screening_part",
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["participant", "part", "-id"], name="newest_screening_part"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignedCopy",
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
                ("pdf_sealed", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="trials.consent",
                    ),
                ),
            ],
            options={
                "db_table": "trials_signed_copy",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RecruitmentTarget",
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
                ("from_month", models.DateField()),
                ("per_month", models.PositiveSmallIntegerField()),
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
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_rows",
                        to="trials.site",
                    ),
                ),
            ],
            options={
                "db_table": "trials_recruitment_target",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="participant",
            name="site",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="participants",
                to="trials.site",
            ),
        ),
        migrations.CreateModel(
            name="Move",
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
                ("day", models.DateField()),
                ("text_sealed", models.BinaryField(null=True)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("typing", "Typed wrongly"),
                            ("newer", "Better information came later"),
                            ("other-person", "It was about another person"),
                            ("never", "It never happened"),
                        ],
                        max_length=16,
                    ),
                ),
                ("once", models.UUIDField(unique=True)),
                ("at", models.DateTimeField()),
                ("from_zone", models.CharField(max_length=60)),
                ("to_zone", models.CharField(max_length=60)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="trials.move",
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
                (
                    "from_site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trials.site",
                    ),
                ),
                (
                    "to_site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trials.site",
                    ),
                ),
            ],
            options={
                "db_table": "trials_move",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GreenLight",
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
                ("given", models.BooleanField()),
                ("reason", models.CharField(blank=True, max_length=200)),
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
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_rows",
                        to="trials.site",
                    ),
                ),
            ],
            options={
                "db_table": "trials_green_light",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SiteApproval",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("ethics", "Ethics approval"),
                            ("contract", "Contract with the sponsor"),
                            ("other", "Other paper"),
                        ],
                        max_length=12,
                    ),
                ),
                ("day", models.DateField(null=True)),
                ("reference", models.CharField(blank=True, max_length=120)),
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
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_rows",
                        to="trials.site",
                    ),
                ),
            ],
            options={
                "db_table": "trials_site_approval",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StaffAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=20, verbose_name="role")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(null=True, verbose_name="to")),
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
                    "site",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trials.site",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "db_table": "trials_staff_assignment",
                "indexes": [models.Index(fields=["user", "trial"], name="assignments_of_user")],
            },
        ),
        migrations.CreateModel(
            name="TalkRequest",
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
                            ("question", "Asked a question"),
                            ("comprehension", "Something in the documents is not clear yet"),
                        ],
                        max_length=14,
                    ),
                ),
                ("topic", models.CharField(blank=True, max_length=60)),
                ("text_sealed", models.BinaryField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="talk_requests",
                        to="trials.participant",
                    ),
                ),
            ],
            options={
                "db_table": "trials_talk_request",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "comprehension")),
                        fields=("participant", "topic"),
                        name="one_talk_a_question",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TalkDone",
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
                ("note_sealed", models.BinaryField(null=True)),
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
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="done",
                        to="trials.talkrequest",
                    ),
                ),
            ],
            options={
                "db_table": "trials_talk_done",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Training",
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
                    "topic",
                    models.CharField(
                        choices=[
                            ("gcp", "Good clinical practice"),
                            ("protocol", "The protocol"),
                            ("system", "These pages"),
                            ("safety", "Safety and alerts"),
                        ],
                        max_length=12,
                    ),
                ),
                ("day", models.DateField()),
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
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_rows",
                        to="trials.site",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "trials_training",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TreatmentChange",
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
                ("day", models.DateField()),
                ("text_sealed", models.BinaryField(null=True)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("typing", "Typed wrongly"),
                            ("newer", "Better information came later"),
                            ("other-person", "It was about another person"),
                            ("never", "It never happened"),
                        ],
                        max_length=16,
                    ),
                ),
                ("once", models.UUIDField(unique=True)),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("medicine", "Medicine"),
                            ("psychological", "Psychological therapy"),
                            ("physical", "Physiotherapy or exercise"),
                            ("procedure", "Operation or procedure"),
                            ("other", "Other treatment"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("ongoing", "There already before the study"),
                            ("started", "Started"),
                            ("stopped", "Stopped"),
                            ("more", "More than before"),
                            ("less", "Less than before"),
                        ],
                        max_length=12,
                    ),
                ),
                ("pain", models.BooleanField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="trials.treatmentchange",
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
                "db_table": "trials_treatment_change",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Suspension",
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
                    "what",
                    models.CharField(
                        choices=[
                            (
                                "recruitment",
                                "Joining: nobody new is invited, consents or is randomised",
                            ),
                            ("piece", "One piece, in both programmes"),
                            ("sessions", "All sessions, in both programmes"),
                        ],
                        max_length=12,
                    ),
                ),
                ("week", models.PositiveSmallIntegerField(null=True)),
                ("kind", models.CharField(blank=True, max_length=12)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("safety", "Safety"),
                            ("ethics", "Asked by the ethics committee or the sponsor"),
                            ("technical", "A technical fault"),
                            ("full", "Enough people take part"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("notice", models.TextField(blank=True, max_length=600)),
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
                    "lifts",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lifted_by",
                        to="trials.suspension",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trials.site",
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "db_table": "trials_suspension",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("week__isnull", False),
                                ("what", "piece"),
                                models.Q(("kind", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("what", "piece"), _negated=True),
                                ("kind", ""),
                                ("week__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_suspended_piece_has_its_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("site__isnull", True), ("what", "recruitment"), _connector="OR"
                        ),
                        name="sessions_are_suspended_everywhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("role", models.CharField(max_length=20, verbose_name="role")),
                ("nonce", models.CharField(max_length=43, unique=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("spent_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
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
                    "site",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trials.site",
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff_invitations",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "db_table": "trials_staff_invitation",
            },
        ),
        migrations.CreateModel(
            name="StaffAssignmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("role", models.CharField(max_length=20, verbose_name="role")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(null=True, verbose_name="to")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="trials.staffassignment",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="trials.site",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SiteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False, max_length=40)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("phone", models.CharField(max_length=40, verbose_name="telephone")),
                (
                    "contact",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="contact person"
                    ),
                ),
                ("hours", models.CharField(max_length=120, verbose_name="hours")),
                ("crisis_text", models.TextField(max_length=2000, verbose_name="help in a crisis")),
                ("time_zone", models.CharField(max_length=60, verbose_name="time zone")),
                (
                    "is_open",
                    models.BooleanField(default=True, verbose_name="open for new participants"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="trials.site",
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="site",
            name="trial",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="sites", to="trials.trial"
            ),
        ),
        migrations.AddField(
            model_name="protocolversion",
            name="trial",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="trials.trial",
            ),
        ),
        migrations.CreateModel(
            name="ParticipantEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=20)),
                ("time_zone", models.CharField(max_length=60, verbose_name="time zone")),
                (
                    "message_hour",
                    models.PositiveSmallIntegerField(default=10, verbose_name="hour for messages"),
                ),
                ("chosen_start", models.DateField(null=True, verbose_name="start day")),
                ("created_at", models.DateTimeField()),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="trials.participant",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="trials.protocolversion",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="trials.site",
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="participant",
            name="trial",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="participants",
                to="trials.trial",
            ),
        ),
        migrations.CreateModel(
            name="ArmsLearnt",
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
                    "how",
                    models.CharField(
                        choices=[
                            ("person", "the programme of one person was shown"),
                            ("list", "the allocation list was made or brought"),
                            ("unsealed", "the allocation list was unsealed or downloaded"),
                            ("codes", "the code A or B of every person was downloaded"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arms_learnt",
                        to=settings.AUTH_USER_MODEL,
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
                "db_table": "trials_arms_learnt",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trial", "user", "how"), name="arms_are_learnt_once_each_way"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Arm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=40)),
                ("programme", models.SlugField(max_length=60)),
                ("ratio", models.PositiveIntegerField(default=1)),
                (
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arms",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "db_table": "trials_arm",
                "constraints": [
                    models.UniqueConstraint(fields=("trial", "slug"), name="arm_slugs_are_unique")
                ],
            },
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="trial",
            trigger=pgtrigger.compiler.Trigger(
                name="kind_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind"))',
                    func="RAISE EXCEPTION 'a trial is test or live for ever';",
                    hash="1a1bca4e79f2680bd8e259ae2c63f6c4f9143a19",
                    operation='UPDATE OF "kind"',
                    pgid="pgtrigger_kind_stays_e1321",
                    table="trials_trial",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawals",
                to="trials.participant",
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="undoes",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undone_by",
                to="trials.withdrawal",
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="countersignature",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="8c44c7222492c7af5c699f5cd25944854aeb3528",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c7f12",
                    table="trials_countersignature",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="countersignature",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="565f08c841b16499bcd3ffdec3a708109c7960fc",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_2108a",
                    table="trials_countersignature",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="delegationsignature",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="963e0b15870d5331f72b2fa960d6bd28937736eb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bfd6d",
                    table="trials_delegation_signature",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="delegationsignature",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="f948dc9827027ae5a141bb2e160145885b06682e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_9e9fa",
                    table="trials_delegation_signature",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="flag",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="17422e6d1d1078c18defdcb4da75e3e50a0d3149",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bbd0f",
                    table="trials_flag",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="flag",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="c59aa6d32e6df4c94867b96f6c8d465a0cd8a63d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_cd892",
                    table="trials_flag",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="ending",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="97bbc8ed800120ed3312647921a1dc06030534f8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7e8ea",
                    table="trials_ending",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="ending",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="16d9809be8c21629cc83fca1811a138fec1f488e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_d9047",
                    table="trials_ending",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="eligibilityverdict",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="09e4e7b11d7d684c3c48e5ee9df74445f3f69f38",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b1ae0",
                    table="trials_eligibility_verdict",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="eligibilityverdict",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="b5f651041859579f2aa6310d054cfa35f4e681a6",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_084e0",
                    table="trials_eligibility_verdict",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="documentread",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="46d4ea9e7f46791e319f7557f209cff684b4f668",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e2d3f",
                    table="trials_document_read",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="documentread",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="29a1a49d4e78ca13629bfee66fb1f1e800e7aa9d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_f4064",
                    table="trials_document_read",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="deviation",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="7285397987d7d1753099d04b1700c8f7a9624f12",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6e0cc",
                    table="trials_deviation",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="deviation",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="14c9eef013cda0729c900a4a9445fa3b23acedbc",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_e1b10",
                    table="trials_deviation",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="3b1a1efae56bfac67000b3c59d6b734b95901e26",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c74d9",
                    table="trials_contact",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="ddc4da5dfdbb1347d82a8113e2ca6be8c2d76f81",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_b3003",
                    table="trials_contact",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="background",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="1cc2211fe3efa4b2a6118f15fb251238ae268d8f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c6cf4",
                    table="trials_background",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="background",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="e3cb1d740824cec83a6237e5deb0aa123aeb056e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_9a322",
                    table="trials_background",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="9b9344e49cb1d1bc15ea4dc6f9aa7d7c5663059e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e45fd",
                    table="trials_attendance",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="e321b5850aad36b4a684469425c08a0aa8e992c5",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_ffdf3",
                    table="trials_attendance",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="messagechoice",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="4e8f3339ce907d210a6c0a6c00544c4ace250fa9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2e0a6",
                    table="trials_message_choice",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="messagechoice",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="5066938128e2cd5fb1723ecbb1bca7edee0318a8",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_727dd",
                    table="trials_message_choice",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="note",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="99c25f753727c4cf81736daa08df66baa983a159",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_70cb5",
                    table="trials_note",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="note",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="b6a79e0435670e47639f4b3387a848e054965cf5",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_536c2",
                    table="trials_note",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="paperconsent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="ed80372f81380fbd73d0ab594a13b986f642f552",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_76500",
                    table="trials_paper_consent",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="paperconsent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="2c1efe4588dd99b05a9089992e76b7387b359ed6",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_e52a2",
                    table="trials_paper_consent",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="participantdate",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="b828455853fd8d225b9d2017536d21e86f0d8756",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ba754",
                    table="trials_participant_date",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="participantdate",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="e7637ce6f5b6afe88f5f6a76e1e8f690cc554c3f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_86817",
                    table="trials_participant_date",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="d743a1049f3c4b76b07cf9d175873ad04b65b058",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a99e8",
                    table="trials_payment",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="9c7f215326db8c9e452fe64b97a63c6228c63a5f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_1b679",
                    table="trials_payment",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                fields=("version", "key", "language"), name="one_document_per_language"
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="bef8c10e77b340c493b95d27db6dac07e3139e86",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ec1d3",
                    table="trials_document",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="5742b85abc45aa08464a48191fe7c60200f3b46b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_8d8fb",
                    table="trials_document",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="0241a304f706659d728386fefa1ad551a9d256b2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a2763",
                    table="trials_consent",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="f531f7539a4fb7bd72d37d744d49ae828dd56762",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_170d5",
                    table="trials_consent",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="comprehensionattempt",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="b438d399cf61b63b65c4caabada09a44ce430b75",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7bfa8",
                    table="trials_comprehension_attempt",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="comprehensionattempt",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="32eb171a5dd20f426ed8a09bcd3516b5116be7b3",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_f05f4",
                    table="trials_comprehension_attempt",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="amendment",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="b6e806f50cb39f54dfda82ae66b65daca7edd15d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5ffb4",
                    table="trials_amendment",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="amendment",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="495d35dea2e74d303e1aab11eddadbd2e1136139",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_51f05",
                    table="trials_amendment",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="screening",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="fdcf9ccdf1ebba2f67033eda6dd334666ac88b6d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9631c",
                    table="trials_screening",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="screening",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="e87fe1a041eadf9d1f26dd1ca96e3ef5798706ef",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_7889a",
                    table="trials_screening",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="screeningcall",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="6caa060c49eb17182ad4b855084b3ec81d336db8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ab301",
                    table="trials_screening_call",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="screeningcall",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="5f626aead95424c064c2a35984953992b14f0c29",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_14130",
                    table="trials_screening_call",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="screeninglog",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="6a33bfd0864a091b6d7e9e72a938709dd56ba3a3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1c710",
                    table="trials_screening_log",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="screeninglog",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="f12c31d7b03c01b2014f11bf9ff8ab275c03cc88",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_af4f2",
                    table="trials_screening_log",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="screeningpart",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="f8b9fc35a3daaffeafaa374fbf34c8ab74f9cc74",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f7856",
                    table="trials_screening_part",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="screeningpart",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="cd010d4b92b13b1b9e3dcc894d27e757907344c1",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_111ca",
                    table="trials_screening_part",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="signedcopy",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="2076b8b25a1271cc72112de3a80d456920a85039",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cde53",
                    table="trials_signed_copy",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="signedcopy",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="0ec730ad96f8e10c0e4815a46e4ad8005318a5ea",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_01cc4",
                    table="trials_signed_copy",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="recruitmenttarget",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="bb02c6fc5655211b5621f91b2589c2d103aac82f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3069d",
                    table="trials_recruitment_target",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="recruitmenttarget",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="c576943223e663326f625ec78fb706499883aa42",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_d2464",
                    table="trials_recruitment_target",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="move",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="c20eb50b4320ac2bd730ea8eac30ff49ebd9644a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_076da",
                    table="trials_move",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="move",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="0a1458ddb5a7f97355eeba9b56368fb124b17ccb",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_29761",
                    table="trials_move",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="greenlight",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="aefd8acfb33e615c5eabec96fcd106971eab8dcd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_73255",
                    table="trials_green_light",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="greenlight",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="dc542ad26cc825d670af272669b2c9b4142ea450",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_cef27",
                    table="trials_green_light",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="cf44bd2ed2761021987f41ba7aeac3ff63468036",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8fced",
                    table="trials_delegation",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="691c535a6b7f800db5b71bbe63bb696f0ad2b78f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_81b98",
                    table="trials_delegation",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="siteapproval",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="2c214614fc143a5290f16688dfc07b071313db34",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c4342",
                    table="trials_site_approval",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="siteapproval",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="a9028bd398e35358b10cab4c0d4882d2da00b2bb",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_0c830",
                    table="trials_site_approval",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="talkrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="578d9866416b36fc6e699537ea9c4bff04250bdf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4ceda",
                    table="trials_talk_request",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="talkrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="5cbe62b88df563d177c9b9eef63f607755546566",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_ea7cf",
                    table="trials_talk_request",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="talkdone",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="53a1b8358b217ad1c0c671240e5123d6c8edf433",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f87aa",
                    table="trials_talk_done",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="talkdone",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="5158095c19c2394b37529fe3b5968d2d5e516fb9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_e85f0",
                    table="trials_talk_done",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="training",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="57a4f2732d79f8ebf833c7168c6612194921c080",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_41a11",
                    table="trials_training",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="training",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="584bb749dfff3cd1e8aa5d41bf77b444b5f872e8",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_88d3c",
                    table="trials_training",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="treatmentchange",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="fe5876a4721da80c9215d39f9b06cbf809e57a46",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_38af8",
                    table="trials_treatment_change",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="treatmentchange",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="4ad5474955801692c27bcecacf81e98600afec56",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_0c0f3",
                    table="trials_treatment_change",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="suspension",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="f9e8294be54663efd8a10beb15bd0a98aa6dff4b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a49dd",
                    table="trials_suspension",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="suspension",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="a5852a490adc96d75f30aca759d6df970fe60b6b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_82371",
                    table="trials_suspension",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="staffassignment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "trials_staffassignmentevent" ("by_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "site_id", "starts_on", "trial_id", "user_id") VALUES (NEW."by_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."site_id", NEW."starts_on", NEW."trial_id", NEW."user_id"); RETURN NULL;',
                    hash="a47e26881cfccacc9c7ef2d48ff2fe0419175187",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4dd65",
                    table="trials_staff_assignment",
                    when="AFTER",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="staffassignment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "trials_staffassignmentevent" ("by_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "site_id", "starts_on", "trial_id", "user_id") VALUES (NEW."by_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."site_id", NEW."starts_on", NEW."trial_id", NEW."user_id"); RETURN NULL;',
                    hash="2e02fe85fe5b7e998d9166148f258c204b0c3b39",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_97609",
                    table="trials_staff_assignment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.UniqueConstraint(
                fields=("trial", "slug"), name="site_slugs_are_unique"
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="site",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "trials_siteevent" ("contact", "crisis_text", "hours", "id", "is_open", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "slug", "time_zone", "trial_id") VALUES (NEW."contact", NEW."crisis_text", NEW."hours", NEW."id", NEW."is_open", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."slug", NEW."time_zone", NEW."trial_id"); RETURN NULL;',
                    hash="5d93acde00f0156400ca2461014a7c36d06f8001",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c50e4",
                    table="trials_site",
                    when="AFTER",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="site",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "trials_siteevent" ("contact", "crisis_text", "hours", "id", "is_open", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "slug", "time_zone", "trial_id") VALUES (NEW."contact", NEW."crisis_text", NEW."hours", NEW."id", NEW."is_open", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."slug", NEW."time_zone", NEW."trial_id"); RETURN NULL;',
                    hash="6f51dc079f36024c31fe3a1b70d9c76ed93cf7fc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5ce93",
                    table="trials_site",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="protocolversion",
            constraint=models.UniqueConstraint(
                fields=("trial", "number"), name="protocol_numbers_are_unique"
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="protocolversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="b487296c054ae5135291aa9ca5f80037d37efdd6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_895a1",
                    table="trials_protocol_version",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="protocolversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="e3aa0f217f0b77bcc2f5bf44b2d382f0b4b63165",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_a7e2e",
                    table="trials_protocol_version",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(fields=["trial", "site", "code"], name="by_site_and_code"),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                fields=("trial", "code"), name="participant_codes_are_unique"
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "trials_participantevent" ("chosen_start", "code", "created_at", "id", "message_hour", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id", "time_zone", "trial_id", "version_id") VALUES (NEW."chosen_start", NEW."code", NEW."created_at", NEW."id", NEW."message_hour", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."site_id", NEW."time_zone", NEW."trial_id", NEW."version_id"); RETURN NULL;',
                    hash="032e7b33a7729647516f759c9f5da5c2ce67f92a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_15771",
                    table="trials_participant",
                    when="AFTER",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."chosen_start" IS DISTINCT FROM (NEW."chosen_start") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."message_hour" IS DISTINCT FROM (NEW."message_hour") OR OLD."site_id" IS DISTINCT FROM (NEW."site_id") OR OLD."time_zone" IS DISTINCT FROM (NEW."time_zone") OR OLD."trial_id" IS DISTINCT FROM (NEW."trial_id") OR OLD."version_id" IS DISTINCT FROM (NEW."version_id"))',
                    func='INSERT INTO "trials_participantevent" ("chosen_start", "code", "created_at", "id", "message_hour", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id", "time_zone", "trial_id", "version_id") VALUES (NEW."chosen_start", NEW."code", NEW."created_at", NEW."id", NEW."message_hour", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."site_id", NEW."time_zone", NEW."trial_id", NEW."version_id"); RETURN NULL;',
                    hash="ad93155cd53e2b0dcc0e5c4eef0796ed315c074e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a78e7",
                    table="trials_participant",
                    when="AFTER",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="armslearnt",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="8a64246eec9f451c999c95b314593dfc6bb6d3f8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b5699",
                    table="trials_arms_learnt",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="armslearnt",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="73451c7294b7d386ceb552dace3d2f301a5ad781",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_e6a60",
                    table="trials_arms_learnt",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="withdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="e935755841836736714aa2d93452a5dd79e8a108",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b43c4",
                    table="trials_withdrawal",
                    when="BEFORE",
                ),
            ),
        ),
        retraining.common.database.triggers.AddTriggerAlone(
            model_name="withdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;",
                    hash="073d9c9c2cea62690f4de6bd090c3bb9a8dfbefb",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_truncate_d428d",
                    table="trials_withdrawal",
                    when="BEFORE",
                ),
            ),
        ),
    ]
