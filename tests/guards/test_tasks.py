"""Every task has a queue, and beat calls only tasks that exist."""

from celery import Celery, current_app
from django.conf import settings

from retraining.beat import SCHEDULE
from retraining.common.jobs import QUEUES


def our_tasks(app: Celery) -> set[str]:
    """Names of the tasks that this project registers."""
    app.loader.import_default_modules()
    return {name for name in app.tasks if not name.startswith("celery.")}


def unrouted(names: set[str]) -> set[str]:
    """Tasks without a route to one of our queues."""
    routes = {name: route["queue"] for name, route in settings.CELERY_TASK_ROUTES.items()}
    return {name for name in names if routes.get(name) not in QUEUES}


def test_every_task_has_a_queue() -> None:
    names = our_tasks(current_app)
    assert len(names) >= 5
    assert unrouted(names) == set()


def test_no_route_is_stale() -> None:
    assert set(settings.CELERY_TASK_ROUTES) <= our_tasks(current_app)


def test_the_guard_finds_a_task_without_a_queue() -> None:
    assert unrouted({"forgotten.task"}) == {"forgotten.task"}


def test_beat_calls_tasks_that_exist() -> None:
    assert SCHEDULE
    assert {entry["task"] for entry in SCHEDULE.values()} <= our_tasks(current_app)
