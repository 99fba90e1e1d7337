import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "email",
                    models.EmailField(max_length=254, unique=True, verbose_name="e-mail address"),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("participant", "participant"), ("staff", "staff")], max_length=12
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("auto", "Follow my device"),
                            ("calm", "Calm"),
                            ("dim", "Dim"),
                            ("contrast", "High contrast"),
                        ],
                        default="auto",
                        max_length=8,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "accounts_user",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="addresses_are_in_small_letters",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["participant", "staff"])),
                        name="user_kind_is_known",
                    ),
                ],
            },
        ),
    ]
