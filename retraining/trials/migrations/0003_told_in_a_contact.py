from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trials", "0002_who_did_not_join_is_forgotten")]

    operations = [
        migrations.AlterField(
            model_name="armslearnt",
            name="how",
            field=models.CharField(
                choices=[
                    ("person", "the programme of one person was shown"),
                    ("list", "the allocation list was made or brought"),
                    ("unsealed", "the allocation list was unsealed or downloaded"),
                    ("told", "a programme became known in a contact"),
                    ("codes", "the code A or B of every person was downloaded"),
                ],
                max_length=10,
            ),
        ),
    ]
