from celery import shared_task

from retraining.trials.services import copies


@shared_task(name="trials.copies")
def keep_copies() -> None:
    """Keep the PDF of what was signed, sealed."""
    while copies.keep_copies():
        pass
