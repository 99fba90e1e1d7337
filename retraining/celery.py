"""The Celery application: `celery -A retraining.celery worker|beat`.

DJANGO_SETTINGS_MODULE comes from the environment. Setting a default here would reach every process
that imports the package, and their children.
"""

from celery import Celery

from retraining.beat import SCHEDULE

app = Celery("retraining")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks()
