"""Commands that read a file and print: no database, no trial, and nothing of them is loaded.

`manage.py` takes these settings for the commands that it names; each starts in half the time.
"""

SECRET_KEY = "unused: nothing here signs or seals"  # noqa: S105
USE_TZ = True
TIME_ZONE = "UTC"
INSTALLED_APPS = ["retraining.assessments.commands_only.CommandsOnly"]
