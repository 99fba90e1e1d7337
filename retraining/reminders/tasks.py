from celery import shared_task

from retraining.reminders import services


@shared_task(name="reminders.sweep")
def sweep() -> None:
    """Find what is due and send it, once."""
    services.sweep()
