"""Retraining: randomised trials of guided online programmes, from invitation to export."""

# Tasks are declared with `shared_task`; they need the application to exist first.
from retraining.celery import app as celery_app

__all__ = ["celery_app"]
