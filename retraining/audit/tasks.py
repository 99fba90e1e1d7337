from celery import shared_task

from retraining.audit import services
from retraining.common.jobs import DEFAULT


@shared_task(name="audit.seal", queue=DEFAULT)
def seal() -> None:
    """Chain what has been written since the last tick."""
    while services.seal() == services.BATCH:
        pass
