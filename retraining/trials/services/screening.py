"""Screening: a person's own answers, the live call, and the log of who does not go on and why."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.sealing import CannotOpen
from retraining.trials import body, protocol_section, screening_rules
from retraining.trials.errors import Refused
from retraining.trials.models import (
    Consent,
    DateKind,
    LogKind,
    Participant,
    ParticipantDate,
    Risk,
    RiskAction,
    Screening,
    ScreeningCall,
    ScreeningLog,
    ScreeningPart,
)
from retraining.trials.models.screening import DECLINED_CODES, OTHER_CODES
from retraining.trials.selectors import documents_read
from retraining.trials.selectors_consent import out_of
from retraining.trials.services.identity import open_for, seal_for

ABOUT, BODY, WEEK = "about", "body", "week"
PARTS = (ABOUT, BODY, WEEK)
PART, WHOLE, NOTE = "screening.part", "screening.answers", "screening.note"
CODES = {LogKind.DECLINED: DECLINED_CODES, LogKind.OTHER: OTHER_CODES}


def _audit(action: str, participant: Participant, by: User | None, reason: str = "") -> None:
    record(
        action,
        by=by,
        object_type="participant",
        object_ids=[participant.pk],
        trial_id=participant.trial_id,
        reason=reason,
    )


def _is_randomised(participant: Participant) -> bool:
    return ParticipantDate.objects.filter(
        participant=participant, kind=DateKind.RANDOMISED
    ).exists()


def no_answers_now(participant: Participant) -> str:
    """Why this person cannot answer the screening questions now; empty where they can."""
    if "privacy" not in documents_read(participant):
        return _("Please read the privacy notice first.")
    if Consent.objects.filter(participant=participant).exists():
        return _("You have answered these questions already.")
    line = out_of(participant)
    today = clock.local_date(participant.time_zone)
    if line is not None and (line.possible_from is None or line.possible_from > today):
        return _("These questions are closed. Please ring us if something has changed.")
    return ""


@transaction.atomic
def save_part(
    *, participant: Participant, part: str, answers: Mapping[str, Any], by: User
) -> ScreeningPart:
    """Keep one page of answers, so that nothing is lost when somebody stops half-way.

    Args:
        part: "about" ({criterion key: bool}), "body" ({"areas": [...]}) or "week" (severities,
            "symptoms" and "three-months").

    Raises:
        Refused: not the person's own act, the privacy notice was not read, or it is closed.
    """
    if participant.user_id != by.pk or part not in PARTS:
        raise Refused(_("Only you can answer for yourself."))
    if why := no_answers_now(participant):
        raise Refused(why)
    sealed = seal_for(participant, json.dumps(dict(answers)), PART)
    return ScreeningPart.objects.create(
        participant=participant, part=part, answers_sealed=sealed, at=clock.now()
    )


def draft(participant: Participant) -> dict[str, dict[str, Any]]:
    """The pages that were answered since the last screening: {part: answers}."""
    last = Screening.objects.filter(participant=participant).order_by("-pk").first()
    rows = ScreeningPart.objects.filter(participant=participant).order_by("pk")
    if last is not None:
        rows = rows.filter(recorded_at__gt=last.recorded_at)
    return {row.part: json.loads(open_for(participant, row.answers_sealed, PART)) for row in rows}


def next_part(participant: Participant, held: Mapping[str, Mapping[str, Any]]) -> str | None:
    """The page that comes next; None where all that is needed was answered."""
    if ABOUT not in held:
        return ABOUT
    criteria = protocol_section.read(participant.version.content).criteria
    if not screening_rules.needs_body(criteria, held[ABOUT]):
        return None
    return next((part for part in (BODY, WEEK) if part not in held), None)


@transaction.atomic
def submit(*, participant: Participant, by: User) -> Screening:
    """Send the answers; the verdict follows by rule, and who cannot go on stands in the log.

    Returns:
        The screening; the last one where nothing was answered since (a second press).

    Raises:
        Refused: not the person's own act, a page is missing, or it is closed.
    """
    if participant.user_id != by.pk:
        raise Refused(_("Only you can answer for yourself."))
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    held = draft(person)
    last = Screening.objects.filter(participant=person).order_by("-pk").first()
    if not held and last is not None:
        return last
    if why := no_answers_now(person):
        raise Refused(why)
    if next_part(person, held) is not None:
        raise Refused(_("Please answer every question first."))
    result = _judge(person, held)
    screening = Screening.objects.create(
        participant=person,
        answers_sealed=seal_for(person, json.dumps(held), WHOLE),
        eligible=result.eligible,
        reasons=list(result.reasons),
        talk=list(result.talk),
        at=clock.now(),
    )
    _audit("screening.answered", person, by)
    if result.eligible:
        let_in(participant=person, by=by)
    else:
        keep_out(person, LogKind.CRITERIA, result.reasons[0], result.possible_from, by)
    return screening


def _judge(person: Participant, held: Mapping[str, Mapping[str, Any]]) -> screening_rules.Result:
    criteria = protocol_section.read(person.version.content).criteria
    meets = None
    if screening_rules.needs_body(criteria, held[ABOUT]):
        week = held[WEEK]
        meets = body.meets_criteria(
            held[BODY]["areas"], week, week["symptoms"], lasting=week[body.LASTING]
        )
    return screening_rules.judge(
        criteria, held[ABOUT], meets_2016=meets, today=clock.local_date(person.time_zone)
    )


@transaction.atomic
def keep_out(
    participant: Participant,
    kind: LogKind,
    code: str,
    possible_from: date | None,
    by: User | None,
) -> ScreeningLog:
    """Write the line that says why somebody does not go on."""
    line = ScreeningLog.objects.create(
        participant=participant,
        kind=kind,
        code=code,
        possible_from=possible_from,
        at=clock.now(),
        by=by,
    )
    _audit("screening.closed", participant, by, reason=str(kind))
    return line


@transaction.atomic
def let_in(*, participant: Participant, by: User) -> None:
    """Open the way again for somebody who did not go on. Where it is open, nothing changes."""
    Participant.objects.select_for_update().get(pk=participant.pk)
    if out_of(participant) is None:
        return
    ScreeningLog.objects.create(participant=participant, kind=LogKind.OPEN, at=clock.now(), by=by)
    _audit("screening.opened", participant, by)


@transaction.atomic
def close(*, participant: Participant, kind: str, code: str, by: User) -> ScreeningLog:
    """Record that somebody does not go on, in the words of the flow diagram.

    Args:
        kind: "declined" or "other"; criteria follow from answers by rule.
        code: a code of that kind.
        by: the person themselves (they can only decline), or staff.

    Returns:
        The line; the newest one where it says the same already.

    Raises:
        Refused: unknown code, or the person is randomised, or has signed and says no themselves.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    if kind not in CODES or code not in CODES[LogKind(kind)]:
        raise Refused(_("Please choose a reason from the list."))
    own = person.user_id == by.pk
    if (own and kind != LogKind.DECLINED) or not (own or by.is_staff_member):
        raise Refused(_("Only you can answer for yourself."))
    if _is_randomised(person):
        raise Refused(_("This person is randomised: they can stop, but they stay in the study."))
    if own and Consent.objects.filter(participant=person).exists():
        raise Refused(_("You have agreed before. You can stop on the page “Stop or pause”."))
    line = out_of(person)
    if line is not None and (line.kind, line.code) == (kind, code):
        return line
    return keep_out(person, LogKind(kind), code, None, by)


@transaction.atomic
def come_back(*, participant: Participant, by: User) -> None:
    """Somebody who said no has changed their mind, before what they told us was removed.

    Raises:
        Refused: not the person's own act, or another reason than their own no stands against it.
    """
    line = out_of(participant)
    if participant.user_id != by.pk or (line is not None and line.kind != LogKind.DECLINED):
        raise Refused(_("Please ring us: we look at it together."))
    let_in(participant=participant, by=by)


@transaction.atomic
def record_call(
    *, participant: Participant, risk: str, action: str, note: str, by: User
) -> ScreeningCall:
    """Record the live call, in which staff asked the risk question by voice.

    Args:
        risk: what the person answered, a value of `Risk`.
        action: what was done, a value of `RiskAction`.
        note: in staff's own words, sealed under the person's key; may be empty.

    Raises:
        Refused: unknown values, a plan without an action, the person has not seen the privacy
            notice, or is randomised.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    if risk not in Risk.values or action not in RiskAction.values:
        raise Refused(_("Please choose what was answered and what was done."))
    if risk == Risk.PLAN and action == RiskAction.NONE:
        raise Refused(_("A plan or an attempt needs an action: choose what was done."))
    if person.user_id is None:
        raise Refused(_("No health question before the person has read the privacy notice."))
    if _is_randomised(person):
        raise Refused(_("This person is randomised. The answers stay as they are."))
    call = ScreeningCall.objects.create(
        participant=person,
        risk=risk,
        action=action,
        note_sealed=seal_for(person, note.strip(), NOTE) if note.strip() else None,
        at=clock.now(),
        by=by,
    )
    _audit("screening.called", person, by)
    return call


@transaction.atomic
def look_at_answers(*, participant: Participant, by: User) -> dict[str, dict[str, Any]]:
    """The person's own answers for a member of staff; the look is audited.

    Returns:
        {part: answers} of the newest screening; nothing where there is none, or it was erased.
    """
    screening = Screening.objects.filter(participant=participant).order_by("-pk").first()
    if screening is None:
        return {}
    _audit("screening.viewed", participant, by)
    try:
        found: dict[str, dict[str, Any]] = json.loads(
            open_for(participant, screening.answers_sealed, WHOLE)
        )
    except CannotOpen:
        return {}
    return found
