from celery import shared_task

from retraining.reporting import services


@shared_task(name="reporting.refresh")
def refresh() -> None:
    """Refresh the rows of the caseload that are behind."""
    services.refresh_waiting()
