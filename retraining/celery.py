"""The Celery application: `celery -A retraining.celery worker|beat`."""

import os

from celery import Celery

from retraining.beat import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retraining.settings.production")
app = Celery("retraining")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks()
