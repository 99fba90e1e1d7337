from celery import shared_task

from retraining.common.jobs import DEFAULT
from retraining.reminders import services


@shared_task(name="reminders.sweep", queue=DEFAULT)
def sweep() -> None:
    """Find what is due and send it, once."""
    services.sweep()
