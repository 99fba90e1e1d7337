"""Every task names its queue, and beat calls only tasks that exist."""

import ast
from pathlib import Path

from celery import current_app

from retraining.beat import SCHEDULE
from retraining.common.jobs import QUEUES

ROOT = Path(__file__).resolve().parents[2]
FILES = [*ROOT.glob("retraining/*/tasks.py"), ROOT / "sessions/tasks.py"]


def declared(text: str) -> list[dict[str, str]]:
    """Keyword arguments of each `shared_task` in a file."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            for mark in node.decorator_list:
                name = ast.unparse(mark.func) if isinstance(mark, ast.Call) else ast.unparse(mark)
                if name == "shared_task":
                    keywords = mark.keywords if isinstance(mark, ast.Call) else []
                    found.append({k.arg or "": ast.unparse(k.value) for k in keywords})
    return found


def test_every_task_names_itself_and_its_queue() -> None:
    tasks = [task for path in FILES for task in declared(path.read_text("utf-8"))]
    assert len(tasks) >= 4
    assert all({"name", "queue"} <= set(task) for task in tasks)


def test_the_guard_finds_a_task_without_a_queue() -> None:
    assert declared('@shared_task(name="x")\ndef x(): ...') == [{"name": "'x'"}]
    assert declared("@shared_task\ndef x(): ...") == [{}]


def test_beat_calls_tasks_that_exist_on_queues_that_exist() -> None:
    current_app.loader.import_default_modules()
    assert SCHEDULE
    for entry in SCHEDULE.values():
        task = current_app.tasks[entry["task"]]
        assert task.queue == entry["options"]["queue"]
        assert task.queue in QUEUES
