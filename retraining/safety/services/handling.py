"""What staff do about an alert, each step a row: take it, try, reach, act, close."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.safety.models import Alert, AlertStep, Outcome, StepKind
from retraining.trials.errors import Refused
from retraining.trials.models.logs import Contact
from retraining.trials.services import logs
from retraining.trials.services.identity import seal_for

NOTE = "safety.alert_note"
LONGEST = 4000
LONGEST_CALL = 600  # minutes
CONTACTS = (StepKind.NOT_REACHED, StepKind.REACHED)


@dataclass(frozen=True)
class Said:
    """What goes with a step.

    Args:
        note: words about it; sealed under the person's key.
        minutes: of contact with the person.
        outcome: how it ended, where it is closed.
        arm_known_how: how the programme became known in the talk; empty where it did not.
    """

    note: str = ""
    minutes: int | None = None
    outcome: str = ""
    arm_known_how: str = ""


@transaction.atomic
def take(*, alert: Alert, by: User) -> AlertStep:
    """Somebody takes an alert. Whoever was first has it; a second press changes nothing."""
    _turn(alert)
    return _taken(alert, by)


@transaction.atomic
def note_step(*, alert: Alert, kind: StepKind, said: Said, by: User) -> AlertStep:
    """Write down what was done. Whoever does something has taken it, if nobody had.

    Args:
        alert: one that is not closed.
        kind: not reached, reached, acted or closed.
        said: note, minutes, outcome.
        by: who did it.

    Raises:
        Refused: the alert is closed, or the end has no outcome, or the minutes cannot be.
    """
    _turn(alert)
    if AlertStep.objects.filter(alert=alert, kind=StepKind.RESOLVED).exists():
        raise Refused(_("This alert is closed already."))
    if (kind == StepKind.RESOLVED) != bool(said.outcome) or (
        said.outcome and said.outcome not in Outcome.values
    ):
        raise Refused(_("Please choose how it ended."))
    if said.minutes is not None and not 0 <= said.minutes <= LONGEST_CALL:
        raise Refused(_("Please give the minutes as a number up to %(n)d.") % {"n": LONGEST_CALL})
    if kind == StepKind.TAKEN:
        return _taken(alert, by)
    _taken(alert, by)
    if kind in CONTACTS:
        _log_contact(alert, kind, said, by)
    return _step(alert, kind, said, by)


def _log_contact(alert: Alert, kind: StepKind, said: Said, by: User) -> None:
    """Talks and tries count as contact like all others: staff time is a co-intervention."""
    person = alert.participant
    outcome = Contact.Outcome.REACHED if kind == StepKind.REACHED else Contact.Outcome.NOT_REACHED
    logs.add(
        Contact,
        participant=person,
        day=clock.local_date(person.site.time_zone),
        text="",
        once=uuid.uuid4(),
        by=by,
        values={
            "partner": Contact.Partner.PERSON,
            "about": Contact.About.SAFETY,
            "channel": Contact.Channel.PHONE,
            "minutes": said.minutes or 0,
            "outcome": outcome,
            "arm_known": said.arm_known_how != "",
            "arm_known_how": said.arm_known_how,
        },
    )


def _turn(alert: Alert) -> None:
    """Two people at one alert take turns; the sweep passes it over meanwhile."""
    Alert.objects.select_for_update().get(pk=alert.pk)


def _taken(alert: Alert, by: User) -> AlertStep:
    before = AlertStep.objects.filter(alert=alert, kind=StepKind.TAKEN).first()
    return before or _step(alert, StepKind.TAKEN, Said(), by)


def _step(alert: Alert, kind: StepKind, said: Said, by: User) -> AlertStep:
    person, note = alert.participant, said.note.strip()[:LONGEST]
    row = AlertStep.objects.create(
        alert=alert,
        kind=kind,
        outcome=said.outcome,
        minutes=said.minutes,
        note_sealed=seal_for(person, note, NOTE) if note else None,
        at=clock.now(),
        by=by,
    )
    record(
        f"alert.{kind.value}",
        by=by,
        object_type="alert",
        object_ids=[alert.pk],
        trial_id=person.trial_id,
    )
    return row
