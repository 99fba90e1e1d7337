from celery import shared_task

from retraining.common.jobs import DEFAULT
from retraining.reporting import services


@shared_task(name="reporting.refresh", queue=DEFAULT)
def refresh() -> None:
    """Refresh the rows of the caseload that are behind."""
    services.refresh_waiting()
