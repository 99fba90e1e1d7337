"""Wake a sweep as soon as the transaction has committed.

The database is the truth: beat runs the same sweep each minute, so a lost wake-up costs a minute.
"""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)

QUEUES = ("default", "audio")  # settings.CELERY_TASK_ROUTES gives every task one of them


def wake(task: str) -> None:
    """Ask a worker to run a sweep once the current transaction has committed.

    Args:
        task: the registered name of a task that takes no arguments.
    """
    transaction.on_commit(lambda: _send(task), robust=True)


def _send(task: str) -> None:
    try:
        current_app.send_task(task, expires=60, ignore_result=True, retry=False)
    except (OperationalError, OSError):
        log.warning("broker away: %s waits for the next beat", task)
