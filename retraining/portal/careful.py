"""Questions after which a person may need somebody: what stands before them, what follows."""

from django.urls import reverse
from django.utils.http import urlencode

from retraining.assessments.protocol_section import Part
from retraining.portal.check_in import CheckIn
from retraining.safety.protocol_section import SUICIDALITY
from retraining.safety.selectors.cover import crisis_lines
from retraining.safety.selectors.reports import pending_report
from retraining.trials.models import Participant


def asks_about_suicide(found: CheckIn, item: str) -> bool:
    """Whether the page says before the question when answers are read and whom to ring now."""
    return item in SUICIDALITY.get(found.part.part.instrument, frozenset())


def before_reading_aloud(participant: Participant, part: Part) -> list[str]:
    """Whom the person can ring now, where staff are about to read out a question about suicide."""
    asked = SUICIDALITY.get(part.instrument, frozenset()) & set(part.items)
    return crisis_lines(participant) if asked else []


def page_after(
    participant: Participant, found: CheckIn, item: str, value: int | None, *, handed: bool = False
) -> str:
    """The page that follows an answer at once, before the next question; empty for most answers.

    Args:
        participant: who answered.
        found: as it stood before the answer, so that the same answer again leads on.
        item: the question.
        value: the answer.
        handed: on a device of the clinic, which shows nothing but its visit and whom to turn to.
    """
    if not value or found.answers.get(item) == value:
        return ""
    if asks_about_suicide(found, item):
        if handed:
            return reverse("handed_help", args=[found.part.part.instrument, item])
        return f"{reverse('help_now')}?{urlencode({'back': found.item_url(item)})}"
    report = None if handed else pending_report(participant, found.state.visit.key, item)
    return reverse("report_thanks", args=[report.pk]) if report else ""
