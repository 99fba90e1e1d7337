from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SeedProgress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("people", "Sites, staff and the randomisation list"),
                            ("weeks", "Participants and their weeks"),
                            ("sums", "Sums, caseload and the audit seal"),
                        ],
                        max_length=10,
                        unique=True,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField()),
                ("started", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "demo_seed_progress",
            },
        ),
        migrations.CreateModel(
            name="StoredMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to", models.CharField(max_length=320)),
                ("subject", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("html", models.TextField(blank=True)),
                ("sent_at", models.DateTimeField()),
            ],
            options={
                "db_table": "demo_stored_mail",
                "indexes": [models.Index(fields=["-sent_at", "-id"], name="newest_mail_first")],
            },
        ),
    ]
