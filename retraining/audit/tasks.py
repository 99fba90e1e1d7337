from celery import shared_task

from retraining.audit import services


@shared_task(name="audit.seal")
def seal() -> None:
    """Chain what has been written since the last tick."""
    while services.seal() == services.BATCH:
        pass
