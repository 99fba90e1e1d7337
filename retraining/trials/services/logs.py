"""The only writers of what staff write down about a person."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.accounts.services import close_user, reopen_user
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.sealing import CannotOpen
from retraining.trials import selectors_logs as selectors
from retraining.trials.errors import Refused
from retraining.trials.models import Background, Participant, ParticipantDate, Site
from retraining.trials.models.logs import (
    VOID,
    Contact,
    Ending,
    Flag,
    Move,
    Payment,
    PersonRow,
    Why,
)
from retraining.trials.selectors_consent import verdict_of
from retraining.trials.services.identity import open_for, seal_for

FIXED = {"participant", "day", "text_sealed", "corrects", "why", "once", "at", "by"}


@transaction.atomic
def add(
    model: type[PersonRow],
    *,
    participant: Participant,
    day: date,
    text: str,
    once: UUID,
    by: User,
    values: Mapping[str, Any],
) -> Any:
    """Write one line of a log.

    Args:
        model: which log.
        participant: whom it is about.
        day: when it happened, in the site's zone; not after today.
        text: in words, may be empty; sealed.
        once: an id that the form carries: the second press returns the first row.
        by: the member of staff.
        values: the log's own fields.

    Returns:
        The row.

    Raises:
        Refused: a day to come, a value that the log does not know, or a rule of the log is broken.
    """
    person = _locked(participant)
    sent = selectors.all_of(model).filter(once=once, participant=person).first()
    if sent is not None:
        return sent
    row = _write(model, person, day, text, once, by, values)
    _audit(row, "recorded", by)
    return row


@transaction.atomic
def correct(
    *,
    row: PersonRow,
    number: str,
    why: str,
    day: date,
    text: str,
    once: UUID,
    by: User,
    values: Mapping[str, Any],
) -> Any:
    """Put a new row in the place of one that is wrong. The wrong one stays readable.

    Args:
        row: the wrong one.
        number: the person's number, typed by the member of staff.
        why: a `Why`; for one of `VOID` nothing stands in its place.
        day, text, once, by, values: as in `add`.

    Raises:
        Refused: the number does not fit, no reason, or somebody corrected the row before.
    """
    person = _locked(row.participant)
    model = type(row)
    sent = selectors.all_of(model).filter(once=once, participant=person).first()
    if sent is not None:
        return sent
    if number.strip() != person.code:
        raise Refused(_("This is not the number of this person."))
    if why not in Why.values:
        raise Refused(_("Please say why it is corrected."))
    if row.is_void or selectors.all_of(model).filter(corrects=row).exists():
        raise Refused(_("This line has been corrected already. Please look at it again."))
    own = _own_values(row) if why in VOID else values
    written = _write(model, person, row.day if why in VOID else day, text, once, by, own, row, why)
    _audit(written, "corrected", by, why)
    return written


@transaction.atomic
def show_text(*, row: PersonRow, by: User) -> str:
    """Open the words of a line for a member of staff; the look is audited.

    Raises:
        CannotOpen: the person's key is destroyed.
    """
    _audit(row, "text_viewed", by)
    sealed = row.text_sealed
    return open_for(row.participant, sealed, _column(type(row))) if sealed is not None else ""


def _locked(participant: Participant) -> Participant:
    rows = Participant.objects.select_for_update(of=("self",))
    return rows.select_related("site", "trial", "version", "user").get(pk=participant.pk)


def _column(model: type[PersonRow]) -> str:
    return f"{model._meta.model_name}.text"


def _own_values(row: PersonRow) -> dict[str, Any]:
    names = [field.name for field in row._meta.concrete_fields]
    return {name: getattr(row, name) for name in names if name not in FIXED | {"id", "recorded_at"}}


def _write(
    model: type[PersonRow],
    person: Participant,
    day: date,
    text: str,
    once: UUID,
    by: User,
    values: Mapping[str, Any],
    corrects: PersonRow | None = None,
    why: str = "",
) -> PersonRow:
    if day > clock.local_date(person.site.time_zone):
        raise Refused(_("This day is still to come."))
    words = text.strip()
    try:
        kept = corrects.text_sealed if corrects is not None else None
        sealed = seal_for(person, words, _column(model)) if words else kept
    except CannotOpen as error:
        raise Refused(_("Name and address of this person have been erased.")) from error
    make: Any = model
    row: PersonRow = make(
        participant=person,
        day=day,
        text_sealed=sealed,
        corrects=corrects,
        why=why,
        once=once,
        at=clock.now(),
        by=by,
        **values,
    )
    try:
        row.full_clean(
            exclude={"participant", "by", "corrects", "text_sealed"}, validate_unique=False
        )
    except (ValidationError, ValueError) as error:
        raise Refused(_first_words(error)) from error
    if rule := RULES.get(model):
        rule(row)
    row.save(force_insert=True)
    if effect := EFFECTS.get(model):
        effect(row)
    return row


def _first_words(error: ValidationError | ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    field, found = next(iter(error.message_dict.items()))
    return f"{field}: {found[0]}"


def _ending_rule(row: Any) -> None:
    if row.is_void or row.kind != Ending.Kind.LOST:
        return
    if not selectors.call_list_is_done(row.participant):
        raise Refused(
            _("Lost to follow-up needs two calls and a letter without an answer in the contacts.")
        )


def _ending_effect(row: Any) -> None:
    """From now on nothing is sent, and nobody signs in as this person; a correction opens again."""
    user = row.participant.user
    if user is None:
        return
    if selectors.has_died(row.participant_id):
        close_user(user=user)
    else:
        reopen_user(user=user)


def _background_rule(row: Any) -> None:
    """Once, of somebody who can take part: whoever cannot leaves a reason code and nothing else."""
    if row.is_void:
        return
    verdict = verdict_of(row.participant)
    if verdict is None or not verdict.eligible:
        raise Refused(_("This is asked once it is confirmed that the person can take part."))
    same = selectors.standing_rows(Background, row.participant).exclude(pk=row.corrects_id)
    if same.exists():
        raise Refused(_("This is written down already. Please correct that line."))


def _payment_rule(row: Any) -> None:
    if row.is_void:
        return
    same = selectors.standing_rows(Payment, row.participant).filter(visit=row.visit)
    same = same.filter(state=row.state).exclude(pk=row.corrects_id)
    if same.exists():
        raise Refused(_("This questionnaire has such a payment already."))


def _flag_rule(row: Any) -> None:
    dates = ParticipantDate.objects.filter(participant=row.participant, kind="randomised")
    if not dates.exists():
        raise Refused(_("This person is not randomised."))


def _move_rule(row: Any) -> None:
    later = selectors.standing_rows(Move, row.participant).filter(pk__gt=row.corrects_id or 0)
    if row.corrects_id and later.exists():
        raise Refused(_("There is a later move. Please correct that one first."))
    if row.is_void:
        return
    if (row.from_site, row.from_zone) == (row.to_site, row.to_zone):
        raise Refused(_("Please choose another site or another time zone."))
    if row.to_site.trial_id != row.participant.trial_id or row.to_zone not in clock.zones():
        raise Refused(_("This trial has no such site, or there is no such time zone."))


def _move_effect(row: Any) -> None:
    person = row.participant
    person.site_id = row.from_site_id if row.is_void else row.to_site_id
    person.time_zone = row.from_zone if row.is_void else row.to_zone
    person.save(update_fields=["site", "time_zone"])


def move_values(participant: Participant, site: Site, zone: str) -> dict[str, Any]:
    """The fields of a move from where the person is now."""
    return {
        "from_site": participant.site,
        "to_site": site,
        "from_zone": participant.time_zone,
        "to_zone": zone,
    }


def _contact_rule(row: Any) -> None:
    if row.arm_known != bool(row.arm_known_how):
        raise Refused(_("Please say how the programme became known, or that it did not."))


RULES: dict[type[PersonRow], Callable[[Any], None]] = {
    Background: _background_rule,
    Contact: _contact_rule,
    Ending: _ending_rule,
    Payment: _payment_rule,
    Flag: _flag_rule,
    Move: _move_rule,
}
EFFECTS: dict[type[PersonRow], Callable[[Any], None]] = {
    Ending: _ending_effect,
    Move: _move_effect,
}


def _audit(row: PersonRow, act: str, by: User, reason: str = "") -> None:
    record(
        f"{row._meta.model_name}.{act}",
        by=by,
        object_type="participant",
        object_ids=[row.participant_id],
        trial_id=row.participant.trial_id,
        reason=reason,
    )
