from celery import shared_task

from sessions.services import listening, planning


@shared_task(name="guided_sessions.plan")
def plan() -> None:
    """Make the plans of people who were randomised."""
    planning.plan_everybody()


@shared_task(name="guided_sessions.fold")
def fold() -> None:
    """Fold the listening records that have new events."""
    listening.fold_waiting()


@shared_task(name="guided_sessions.render")
def render() -> None:
    """Render the audio that is wanted and missing."""
    # Heavy and optional: only the workers that render install the voice and the encoder.
    from sessions.services import rendering

    rendering.render_waiting()
