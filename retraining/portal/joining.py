"""What is left to do before somebody can start, one line each, in one order."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import dateformat
from django.utils.translation import gettext as _

from retraining.assessments.selectors import VisitState, visit_states, visits_of
from retraining.common import clock
from retraining.common.ui import Task
from retraining.portal.things import minutes_for
from retraining.trials.models import Consent, Participant, Screening, ScreeningLog
from retraining.trials.selectors import documents_read
from retraining.trials.selectors_consent import (
    TO_READ,
    ConsentState,
    Understanding,
    consent_state,
    documents_version,
    out_of,
    understanding_of,
)

DOCUMENTS = TO_READ  # to be read before somebody can agree


@dataclass(frozen=True)
class Joining:
    """How far somebody has come.

    Args:
        read: keys of the documents that they say they have read.
        fit: their newest answers on whether the study fits, if any.
        out: why they do not go on, if so.
        clear: the questions about the documents, as they stand.
        state: their signature and what it lacks.
        questions: the first questions as they stand; None before agreeing.
        start: the chosen first day, while it lies ahead.
        begun: they have a plan, and are only here to sign later documents.
        zone: their IANA zone.
    """

    read: frozenset[str]
    fit: Screening | None
    out: ScreeningLog | None
    clear: list[Understanding]
    state: ConsentState
    questions: VisitState | None
    start: date | None
    begun: bool
    zone: str

    @property
    def consent(self) -> Consent | None:
        """The signature that counts: none while later documents ask to be signed."""
        return None if self.state.outdated else self.state.consent

    @property
    def signs_again(self) -> bool:
        """Whether later documents ask to be signed."""
        return self.state.outdated

    @property
    def fits(self) -> bool:
        """Whether their own answers let them go on; settled by an earlier signature."""
        return self.signs_again or (self.fit is not None and self.fit.eligible and self.out is None)

    @property
    def is_clear(self) -> bool:
        """Whether the questions about the documents are settled."""
        return all(one.settled for one in self.clear)

    @property
    def may_agree(self) -> bool:
        """Whether everything that comes before the signature is done."""
        return set(DOCUMENTS) <= self.read and self.fits and self.is_clear

    @property
    def complete(self) -> bool:
        """Whether the person has done all that is theirs to do."""
        answered = self.questions is None or self.questions.done
        return self.consent is not None and answered and self.start is not None


def weekly_day(participant: Participant) -> int | None:
    """On which day from the first the weekly questions open first; None where there are none.

    All of them come on that weekday, so whoever chooses the first day chooses it too.
    """
    weekly = (v for v in visits_of(participant) if v.repeated and v.anchor == "start")
    return min((visit.opens_day for visit in weekly), default=None)


def joining_of(participant: Participant) -> Joining:
    """Read where somebody stands."""
    state = consent_state(participant)
    visits = visit_states(participant) if state.consent else []
    start = participant.chosen_start
    ahead = start is not None and start > clock.local_date(participant.time_zone)
    return Joining(
        read=frozenset(documents_read(participant)),
        fit=participant.screenings.order_by("-pk").first(),
        out=out_of(participant),
        clear=understanding_of(participant, documents_version(participant)),
        state=state,
        questions=next((v for v in visits if v.visit.before_randomisation), None),
        start=start if ahead else None,
        begun=participant.dates.filter(kind="start").exists(),
        zone=participant.time_zone,
    )


def tasks(joining: Joining) -> list[Task]:
    """The lines of the list, in order."""
    reading = [
        _reading(joining, "privacy", _("Read the privacy notice"), _("About 5 minutes")),
        _reading(joining, "information", _("Read the information"), _("About 10 minutes")),
    ]
    clear = [_clear(joining)] if joining.clear else []
    if joining.signs_again or joining.begun:
        return [*reading, *clear, _agreeing(joining)]
    return [
        reading[0],
        _fitting(joining),
        reading[1],
        *clear,
        _agreeing(joining),
        _call(joining),
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


def _fitting(joining: Joining) -> Task:
    label, url = _("See if the study fits you"), reverse("join_fit_result")
    if joining.consent is not None or joining.fits:
        link = "" if joining.consent else url
        return Task(label=label, status=_("It may fit"), url=link, done=True)
    if "privacy" not in joining.read:
        return Task(label=label, status=_("After the privacy notice"))
    return Task(label=label, status=_("To do"), url=url, hint=_("3 to 6 minutes"))


def _clear(joining: Joining) -> Task:
    label = _("See what is clear")
    if joining.consent is not None or joining.is_clear:
        return Task(label=label, status=_("Done"), done=True)
    if not set(DOCUMENTS) <= joining.read:
        return Task(label=label, status=_("After reading"))
    number = len(joining.clear)
    hint = _("%(n)d short questions, about 3 minutes") % {"n": number}
    return Task(label=label, status=_("To do"), url=reverse("join_clear"), hint=hint)


def _agreeing(joining: Joining) -> Task:
    label = _("Decide, and agree if you want to")
    if joining.consent is not None:
        return Task(label=label, status=_("Agreed"), url=reverse("join_copy"), done=True)
    if not joining.may_agree:
        return Task(label=label, status=_("After the lines above"))
    return Task(
        label=label, status=_("To do"), url=reverse("join_agree"), hint=_("About 5 minutes")
    )


def _call(joining: Joining) -> Task:
    label = _("We ring you")
    if joining.state.called:
        return Task(label=label, status=_("Done"), done=True)
    if joining.consent is None:
        return Task(label=label, status=_("After agreeing"))
    hint = _("A short talk with the study team. You need do nothing.")
    return Task(label=label, status=_("Soon"), hint=hint, tone="quiet")


def _answering(joining: Joining) -> Task:
    label = _("Answer the first questions")
    state = joining.questions
    if state is None:
        return Task(label=label, status=_("After agreeing"))
    if state.done:
        return Task(label=label, status=_("Sent"), done=True)
    if not state.open_now:
        return Task(label=label, status=_("Closed, please ring us"))
    minutes = _("About %(n)d minutes") % {"n": minutes_for(state.visit.count)}
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
