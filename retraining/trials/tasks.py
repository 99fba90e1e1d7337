from celery import shared_task

from retraining.trials.services import copies, purging, removing


@shared_task(name="trials.copies")
def keep_copies() -> None:
    """Keep the PDF of what was signed, sealed."""
    while copies.keep_copies():
        pass


@shared_task(name="trials.purge")
def purge() -> None:
    """Remove what people told us who did not join, 30 days later."""
    while purging.purge():
        pass


@shared_task(name="trials.remove_identities")
def remove_identities() -> None:
    """Destroy the names of people who want their data used no further, a day after they said so."""
    while removing.remove_identities():
        pass
