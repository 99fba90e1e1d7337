"""What is left to do before somebody can start: read, decide, answer, choose a day."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import dateformat
from django.utils.translation import gettext as _

from retraining.assessments.selectors import VisitState, visit_states
from retraining.common import clock
from retraining.common.ui import Task
from retraining.portal.things import minutes_for
from retraining.trials.models import Consent, Participant
from retraining.trials.selectors import consent_of, documents_read

DOCUMENTS = ("information", "privacy")  # to be read before somebody can agree


@dataclass(frozen=True)
class Joining:
    """How far somebody has come.

    Args:
        read: keys of the documents that they say they have read.
        consent: their signature, if any.
        questions: the first questions as they stand; None before agreeing.
        start: the chosen first day, while it lies ahead.
        zone: their IANA zone.
    """

    read: frozenset[str]
    consent: Consent | None
    questions: VisitState | None
    start: date | None
    zone: str

    @property
    def may_agree(self) -> bool:
        """Whether everything that comes before the signature has been read."""
        return set(DOCUMENTS) <= self.read

    @property
    def complete(self) -> bool:
        """Whether the person has done all that is theirs to do."""
        answered = self.questions is None or self.questions.done
        return self.consent is not None and answered and self.start is not None


def joining_of(participant: Participant) -> Joining:
    """Read where somebody stands."""
    consent = consent_of(participant)
    visits = visit_states(participant) if consent else []
    start = participant.chosen_start
    ahead = start is not None and start > clock.local_date(participant.time_zone)
    return Joining(
        read=frozenset(documents_read(participant)),
        consent=consent,
        questions=next((v for v in visits if v.visit.before_randomisation), None),
        start=start if ahead else None,
        zone=participant.time_zone,
    )


def tasks(joining: Joining) -> list[Task]:
    """The five lines of the list, in order."""
    return [
        _reading(joining, "information", _("Read the information"), _("About 10 minutes")),
        _reading(joining, "privacy", _("Read the privacy notice"), _("About 5 minutes")),
        _agreeing(joining),
        _answering(joining),
        _starting(joining),
    ]


def _reading(joining: Joining, key: str, label: str, hint: str) -> Task:
    done = key in joining.read
    return Task(
        label=label,
        hint="" if done else hint,
        url=reverse("join_document", args=[key]),
        status=_("Read") if done else _("To do"),
        done=done,
    )


def _agreeing(joining: Joining) -> Task:
    label = _("Decide, and agree if you want to")
    if joining.consent is not None:
        return Task(label=label, status=_("Agreed"), url=reverse("join_copy"), done=True)
    if not joining.may_agree:
        return Task(label=label, status=_("After reading"))
    return Task(
        label=label, status=_("To do"), url=reverse("join_agree"), hint=_("About 5 minutes")
    )


def _answering(joining: Joining) -> Task:
    label = _("Answer the first questions")
    state = joining.questions
    if state is None:
        return Task(label=label, status=_("After agreeing"))
    if state.done:
        return Task(label=label, status=_("Sent"), done=True)
    if not state.open_now:
        return Task(label=label, status=_("Closed, please ring us"))
    minutes = _("About %(n)d minutes") % {"n": minutes_for(len(state.visit.items))}
    again = _("Some time has passed, so we ask once more how you are now.")
    return Task(
        label=label,
        status=_("Begun") if state.started else _("To do"),
        url=reverse("check_in", args=[state.visit.key]),
        hint=f"{again} {minutes}" if state.expired else minutes,
    )


def _starting(joining: Joining) -> Task:
    label = _("Choose the day you start")
    if joining.consent is None:
        return Task(label=label, status=_("After agreeing"))
    url = reverse("join_start")
    if joining.start is None:
        return Task(label=label, status=_("To do"), url=url, hint=_("1 minute"))
    day = dateformat.format(joining.start, "l j F")
    return Task(label=label, status=day, url=url, hint=_("You can still change it"), done=True)
