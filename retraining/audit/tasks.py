import logging

from celery import shared_task

from retraining.audit import selectors, services

log = logging.getLogger(__name__)


@shared_task(name="audit.seal")
def seal() -> None:
    """Chain what has been written since the last tick."""
    while services.seal() == services.BATCH:
        pass
    if selectors.oldest_wait() > selectors.STALE:
        log.error("audit entries wait for their seal since more than %s", selectors.STALE)


@shared_task(name="audit.verify")
def verify() -> None:
    """Check the whole chain once a day; its head goes to the monitors by mail."""
    verdict = services.check_daily()
    if verdict is not None and not verdict.holds:
        log.error("the audit log does not hold: link %s", verdict.broken_at)
