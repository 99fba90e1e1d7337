from celery import shared_task

from retraining.trials.services import purging


@shared_task(name="trials.purge")
def purge() -> None:
    """Remove what people told us who did not join, 30 days later."""
    while purging.purge():
        pass
