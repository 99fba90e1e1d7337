"""Adverse events as a committee counts them: kinds alone, no words, no day, no person's name."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, Subquery

from retraining.safety.models import (
    Event,
    EventFacts,
    EventJudgement,
    Relatedness,
    Severity,
    Status,
)
from retraining.trials.models import DateKind, ParticipantDate

RELATED = (Relatedness.POSSIBLE, Relatedness.PROBABLE, Relatedness.DEFINITE)


@dataclass(frozen=True)
class Kind:
    """What counts of one event.

    Args:
        participant: whose, by id.
        serious: whether it meets a criterion.
        severe: whether it is severe, which is something else.
        related: whether it was judged to be at least possibly related to taking part.
    """

    participant: int
    serious: bool
    severe: bool
    related: bool


def kinds_of_events(trial_id: int) -> list[Kind]:
    """Events of a trial that began at the randomisation of their person or later.

    As they stand now: one that staff no longer hold to be an event is left out, a draft counts. One
    without a first day counts.

    Args:
        trial_id: the trial; events of people who were never randomised are left out.
    """

    def newest(model: type[EventFacts] | type[EventJudgement], field: str) -> Subquery:
        rows = model._default_manager.filter(event=OuterRef("pk")).order_by("-pk")
        return Subquery(rows.values(field)[:1])

    randomised = ParticipantDate.objects.filter(
        participant=OuterRef("participant"), kind=DateKind.RANDOMISED
    )
    rows = (
        Event.objects.filter(participant__trial_id=trial_id)
        .annotate(
            status=newest(EventFacts, "status"),
            onset=newest(EventFacts, "onset"),
            severity=newest(EventFacts, "severity"),
            seriousness=newest(EventFacts, "seriousness"),
            relatedness=newest(EventJudgement, "relatedness"),
            randomised=Subquery(randomised.values("day")[:1]),
        )
        .filter(Q(onset=None) | Q(onset__gte=F("randomised")), randomised__isnull=False)
        .exclude(status=Status.NOT_ONE)
    )
    fields = ("participant", "seriousness", "severity", "relatedness")
    return [
        Kind(person, bool(serious), severity == Severity.SEVERE, relatedness in RELATED)
        for person, serious, severity, relatedness in rows.values_list(*fields)
    ]


@dataclass(frozen=True)
class Count:
    """How many people, and how many events of theirs."""

    people: int
    events: int


@dataclass(frozen=True)
class Tally:
    """Events of some people.

    Args:
        all, serious, severe, related: each with people and events; an event may be in several.
    """

    all: Count
    serious: Count
    severe: Count
    related: Count


def tally(kinds: Iterable[Kind], people: Iterable[int]) -> Tally:
    """Count the events of some people.

    Args:
        kinds: events of a trial.
        people: ids of the participants whose events count.
    """
    among = frozenset(people)
    mine = [one for one in kinds if one.participant in among]

    def count(some: list[Kind]) -> Count:
        return Count(people=len({one.participant for one in some}), events=len(some))

    return Tally(
        all=count(mine),
        serious=count([one for one in mine if one.serious]),
        severe=count([one for one in mine if one.severe]),
        related=count([one for one in mine if one.related]),
    )
