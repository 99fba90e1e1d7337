"""The only way to people: what a member of staff may see, and where each person stands."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Greatest

from retraining.trials.scope import Scope
from retraining.trials.standing import Standing


class ParticipantQuerySet(QuerySet[Any]):
    """Participants, by who may see them and where they stand."""

    def visible_to(self, scope: Scope) -> "ParticipantQuerySet":
        """Those of the trial and sites that `scope` reaches."""
        wanted = Q(trial_id=scope.trial_id)
        if scope.site_ids is not None:
            wanted &= Q(site_id__in=scope.site_ids)
        if scope.people is not None:
            wanted &= Q(pk__in=scope.people)
        return self.filter(wanted)

    def with_standing(
        self, *, moment: datetime, answered_at: Combinable, answers_since: Combinable
    ) -> "ParticipantQuerySet":
        """Annotates the dates of the way through the trial, `standing` and `since`.

        Args:
            moment: now.
            answered_at: when the first questions were sent, null before; they belong to a package
                above this one.
            answers_since: the oldest moment from which those answers may still be used.

        Returns:
            People with `agreed_at`, `answered_at`, `verdict`, `verdict_at`, `randomised_at`,
            `start_day`, `stopped_at`, `joined_at`, `open_until`, `standing` (a slug of Standing)
            and `since` (when that began).
        """
        today = Cast(_wall(Value(moment, DateTimeField())), DateField())
        people: ParticipantQuerySet = (
            self.alias(
                today=today,
                answers_since=answers_since,
                stopped_level=_newest("Withdrawal", "level"),
                risk=_newest("ScreeningCall", "risk"),
                plan_at=_newest("ScreeningCall", "at", risk="plan"),
            )
            .annotate(answered_at=answered_at, **_facts(), **_invitation())
            .annotate(standing=_standing(moment), since=_since(moment))
        )
        return people


def _wall(moment: Combinable) -> models.Func:
    """A moment on the wall clock of the person's zone; for a wall time, its moment."""
    return models.Func(F("time_zone"), moment, function="timezone", output_field=DateTimeField())


def _newest(name: str, field: str, **wanted: object) -> Subquery:
    """A field of the person's newest row of another table of this package."""
    rows = apps.get_model("trials", name)._default_manager.filter(
        participant=OuterRef("pk"), **wanted
    )
    return Subquery(rows.order_by("-pk").values(field)[:1])


def _facts() -> dict[str, Combinable]:
    return {
        "agreed_at": _newest("Consent", "signed_at"),
        "verdict": _newest("EligibilityVerdict", "eligible"),
        "verdict_at": _newest("EligibilityVerdict", "at"),
        "called_at": _newest("ScreeningCall", "at"),
        "out": _newest("ScreeningLog", "kind"),
        "out_at": _newest("ScreeningLog", "at"),
        "randomised_at": _newest("ParticipantDate", "at", kind="randomised"),
        "start_day": _newest("ParticipantDate", "day", kind="start"),
        "stopped_at": _stopped_at(),
        "ending": _ending("kind"),
        "ended_at": _ending("at"),
    }


def _stopped_at() -> Case:
    """When the person stopped what they have stopped; null where nothing is."""
    stops = ~Q(stopped_level="") & Q(stopped_level__isnull=False)
    return Case(When(stops, then=_newest("Withdrawal", "at")), output_field=DateTimeField())


def _ending(field: str) -> Subquery:
    """A field of the ending that staff recorded: that somebody died before that they were lost."""
    rows = apps.get_model("trials", "Ending")._default_manager.filter(
        participant=OuterRef("pk"), corrected_by=None, why__in=["", "typing", "newer"]
    )
    return Subquery(rows.order_by("kind", "-pk").values(field)[:1])


def _invitation() -> dict[str, Subquery]:
    return {
        "joined_at": _newest("Invitation", "spent_at", spent_at__isnull=False),
        "open_until": _newest("Invitation", "expires_at", revoked_at=None, spent_at=None),
        "invited_at": _newest("Invitation", "created_at"),
        "revoked_at": _newest("Invitation", "revoked_at"),
    }


def _lines(moment: datetime) -> tuple[tuple[Q, Standing], ...]:
    """The first line that fits is where the person stands; ready where none does."""
    expired = Q(answered_at__lt=F("answers_since"))
    no_start = Q(chosen_start__isnull=True) | Q(chosen_start__lte=F("today"))
    return (
        (Q(ending="died"), Standing.DIED),
        (Q(ending="lost"), Standing.LOST),
        (Q(stopped_at__isnull=False), Standing.STOPPED),
        (Q(start_day__lte=F("today")), Standing.STARTED),
        (Q(randomised_at__isnull=False), Standing.RANDOMISED),
        (Q(verdict=False), Standing.CANNOT),
        (Q(out__isnull=False) & ~Q(out="open"), Standing.OUT),
        (Q(user__isnull=True, open_until__gt=moment), Standing.INVITED),
        (Q(user__isnull=True), Standing.LAPSED),
        (Q(agreed_at__isnull=True), Standing.READING),
        (Q(answered_at__isnull=True), Standing.ANSWERING),
        (Q(verdict__isnull=True) | Q(risk__isnull=True) | Q(risk="plan"), Standing.TO_CHECK),
        (Q(plan_at__gt=F("verdict_at")), Standing.TO_CHECK),
        (expired | no_start, Standing.RENEW),
    )


def _standing(moment: datetime) -> Case:
    return Case(
        *(When(fits, then=Value(str(slug))) for fits, slug in _lines(moment)),
        default=Value(str(Standing.READY)),
        output_field=models.CharField(),
    )


def _since(moment: datetime) -> Case:
    """When the present standing began.

    By the lines, not by `standing`: that would write the whole of it anew for each slug.
    """
    midnight = models.Func(
        F("start_day"), template="%(expressions)s::timestamp", output_field=DateTimeField()
    )
    checked = Greatest(F("answered_at"), F("verdict_at"))
    began: dict[Standing, Combinable] = {
        Standing.DIED: F("ended_at"),
        Standing.LOST: F("ended_at"),
        Standing.STOPPED: F("stopped_at"),
        Standing.STARTED: _wall(midnight),
        Standing.RANDOMISED: F("randomised_at"),
        Standing.CANNOT: F("verdict_at"),
        Standing.OUT: F("out_at"),
        Standing.INVITED: F("invited_at"),
        Standing.LAPSED: Coalesce(F("revoked_at"), F("open_until"), F("invited_at")),
        Standing.READING: F("joined_at"),
        Standing.ANSWERING: F("agreed_at"),
        Standing.TO_CHECK: F("answered_at"),
        Standing.RENEW: checked,
    }
    return Case(
        *(When(fits, then=began[slug]) for fits, slug in _lines(moment)),
        default=checked,
        output_field=DateTimeField(),
    )
