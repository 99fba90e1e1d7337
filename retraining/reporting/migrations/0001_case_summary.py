import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("trials", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseSummary",
            fields=[
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="case_summary",
                        serialize=False,
                        to="trials.participant",
                    ),
                ),
                ("start", models.DateField()),
                ("week", models.SmallIntegerField()),
                ("weeks", models.PositiveSmallIntegerField()),
                ("core_done", models.PositiveSmallIntegerField()),
                ("core_open", models.PositiveSmallIntegerField()),
                ("practice_this_week", models.PositiveSmallIntegerField()),
                ("practice_last_week", models.PositiveSmallIntegerField()),
                ("practice_wanted", models.PositiveSmallIntegerField()),
                ("minutes", models.PositiveIntegerField()),
                ("coverage", models.FloatField(null=True)),
                ("last_session", models.DateTimeField(null=True)),
                ("last_seen", models.DateTimeField(null=True)),
                ("symptoms", models.JSONField(default=list)),
                ("symptoms_first", models.FloatField(null=True)),
                ("symptoms_now", models.FloatField(null=True)),
                ("symptoms_change", models.FloatField(null=True)),
                ("rank", models.PositiveIntegerField()),
                ("reasons", models.JSONField(default=list)),
                ("rule", models.CharField(max_length=60)),
                ("unsent", models.BooleanField()),
                ("unsure", models.BooleanField()),
                ("inputs", models.CharField(max_length=120)),
                ("fresh_until", models.DateTimeField(null=True)),
                ("updated_at", models.DateTimeField()),
                (
                    "site",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trials.site",
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "db_table": "reporting_case_summary",
                "indexes": [
                    models.Index(fields=["trial", "rank", "participant"], name="cases_of_a_trial"),
                    models.Index(fields=["site", "rank", "participant"], name="cases_of_a_site"),
                    models.Index(
                        models.F("trial"),
                        models.OrderBy(models.F("last_seen"), nulls_first=True),
                        models.F("participant"),
                        name="cases_by_last_seen",
                    ),
                    models.Index(
                        models.F("trial"),
                        models.OrderBy(models.F("symptoms_change"), nulls_last=True),
                        models.F("participant"),
                        name="cases_by_better",
                    ),
                    models.Index(
                        models.F("trial"),
                        models.OrderBy(
                            models.F("symptoms_change"), descending=True, nulls_last=True
                        ),
                        models.F("participant"),
                        name="cases_by_worse",
                    ),
                ],
            },
        ),
    ]
