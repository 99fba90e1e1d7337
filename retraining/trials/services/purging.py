"""Removing what people told us who did not join: after 30 days a reason code and a day are left.

Whoever began and was not heard of any more is closed in the screening log first.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Max, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from retraining.common import clock
from retraining.trials.models import (
    ComprehensionAttempt,
    Consent,
    DateKind,
    DocumentRead,
    EligibilityVerdict,
    Invitation,
    LogKind,
    Participant,
    ParticipantDate,
    ProtocolVersion,
    Screening,
    ScreeningCall,
    ScreeningLog,
    ScreeningPart,
    TalkDone,
    TalkRequest,
    Withdrawal,
)
from retraining.trials.models.logs import Contact
from retraining.trials.protocol_section import QUIET_DAYS
from retraining.trials.selectors_identity import answered_since, still_needed
from retraining.trials.services.identity import erase
from retraining.trials.services.screening import keep_out

KEPT_FOR = timedelta(days=30)
REASON, RAN_OUT, WENT_QUIET = "not enrolled", "invitation-ended", "not-reached"
BATCH = 100
SIGNS: tuple[type[Model], ...] = (
    DocumentRead,
    ScreeningPart,
    Screening,
    ScreeningLog,
    ScreeningCall,
    ComprehensionAttempt,
    TalkRequest,
    EligibilityVerdict,
    Withdrawal,
    Contact,
)


def _not_enrolled() -> QuerySet[Any]:
    """People with a key who were never randomised, with the newest line of their log."""
    newest = ScreeningLog.objects.filter(participant=OuterRef("pk")).order_by("-pk")
    randomised = ParticipantDate.objects.filter(
        participant=OuterRef("pk"), kind=DateKind.RANDOMISED
    )
    rows: QuerySet[Any] = Participant.objects.filter(~Exists(randomised), key__destroyed_at=None)
    rows = rows.exclude(pk__in=still_needed().values("pk"))
    known: QuerySet[Any] = rows.annotate(
        out=Subquery(newest.values("kind")[:1]), out_at=Subquery(newest.values("at")[:1])
    )
    return known


def _to_purge() -> QuerySet[Any]:
    rows: QuerySet[Any] = _not_enrolled().filter(
        ~Q(out=LogKind.OPEN), out__isnull=False, out_at__lte=clock.now() - KEPT_FOR
    )
    return rows


def _never_came() -> QuerySet[Any]:
    """Invited people whose last link ended 30 days ago, and who never used one."""
    ended = clock.now() - KEPT_FOR
    mine = Invitation.objects.filter(participant=OuterRef("pk"))
    alive = mine.filter(Q(revoked_at=None, expires_at__gt=ended) | Q(revoked_at__gt=ended))
    rows: QuerySet[Any] = (
        _not_enrolled()
        .filter(user=None, out=None)
        .annotate(last=Max("invitations__expires_at"))
        .filter(~Exists(alive), last__isnull=False)
    )
    return rows


def _newest(model: type[Model], field: str = "at", **wanted: object) -> Subquery:
    rows = model._default_manager.filter(participant=OuterRef("pk"), **wanted)
    return Subquery(rows.order_by("-pk").values(field)[:1])


def _last_sign() -> Greatest:
    """When something last came from the person on the way in, or was done about their joining."""
    talk = TalkDone.objects.filter(request__participant=OuterRef("pk")).order_by("-pk")
    return Greatest(
        F("created_at"),
        F("user__last_login"),
        _newest(Invitation, "spent_at", spent_at__isnull=False),
        _newest(Consent, "signed_at"),
        Subquery(talk.values("at")[:1]),
        *(_newest(model) for model in SIGNS),
    )


def _went_quiet() -> QuerySet[Any]:
    """People who began to join, and gave no sign for as many days as their protocol waits."""
    silent = Q(pk__in=[])
    asked = ProtocolVersion.objects.values_list("pk", "content__screening__quiet_days")
    for version, days in asked:
        since = clock.now() - timedelta(days=QUIET_DAYS if days is None else days)
        answering = Q(pk__in=answered_since(since))
        silent |= Q(version=version, last_sign__lte=since) & ~answering
    began = Q(user__isnull=False) & (Q(out=None) | Q(out=LogKind.OPEN))
    rows: QuerySet[Any] = _not_enrolled().annotate(last_sign=_last_sign()).filter(began, silent)
    return rows


def purge() -> int:
    """Close who went quiet; destroy the keys of who did not join, 30 days after the reason.

    Source of the 30 days: the protocol's default, as the privacy notice says. What was sealed
    (name, address, own answers, questions, notes) can never be read again; the log keeps code and
    day. Whoever somebody may still have to reach waits for a later sweep. From the line about who
    went quiet the same 30 days run: they can still ring, and staff open it again.

    Returns:
        How many people were closed, or had their data removed.
    """
    return (
        _each(_went_quiet, lambda person: _close(person, WENT_QUIET))
        + _each(_never_came, lambda person: _remove(person, RAN_OUT))
        + _each(_to_purge, _remove)
    )


def _close(person: Participant, code: str) -> None:
    keep_out(person, LogKind.OTHER, code, None, None)


def _remove(person: Participant, code: str = "") -> None:
    if code:
        _close(person, code)
    erase(participant=person, by=None, reason=REASON)


def _each(find: Callable[[], QuerySet[Any]], act: Callable[[Participant], None]) -> int:
    done = 0
    for pk in list(find().values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            locked = Participant.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
            if locked is None or not find().filter(pk=pk).exists():
                continue  # somebody came back, or another sweep was quicker
            act(locked)
            done += 1
    return done
