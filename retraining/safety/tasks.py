from celery import shared_task

from retraining.safety.services import escalating


@shared_task(name="safety.escalate")
def escalate() -> None:
    """Pass on alerts on which nobody has acted."""
    escalating.escalate()
