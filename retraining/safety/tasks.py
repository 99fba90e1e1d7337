from celery import shared_task

from retraining.safety.services import erasing, escalating


@shared_task(name="safety.escalate")
def escalate() -> None:
    """Pass on alerts on which nobody has acted."""
    escalating.escalate()


@shared_task(name="safety.purge")
def purge() -> None:
    """Remove what people told us who did not join, 30 days later."""
    while erasing.purge():
        pass
