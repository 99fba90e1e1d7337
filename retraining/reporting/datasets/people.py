"""The people of an export: their ids there, and the days that others are counted from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from retraining.common import clock
from retraining.reporting.pseudonyms import pseudonym
from retraining.trials.models import (
    DateKind,
    Participant,
    ParticipantDate,
    Withdrawal,
    WithdrawalLevel,
)
from retraining.trials.scope import Scope
from retraining.trials.selectors_logs import sites_when_drawn

SLICE = 200  # people read at a time: memory stays the same however many there are


@dataclass(frozen=True)
class Person:
    """Somebody who agreed to take part. `pk` and `zone` are for reading and are never written.

    Args:
        pk: of the participant.
        id: the pseudonym.
        zone: the person's IANA zone.
        site: slug; of somebody who moved, the one before: chance drew there.
        version: number of the protocol version.
        version_id: its key.
        days: {kind: newest anchor day}.
    """

    pk: int
    id: str
    zone: str
    site: str
    version: int
    version_id: int
    days: dict[str, date]

    @property
    def start(self) -> date | None:
        """The first day of the programme, from which days are counted."""
        return self.days.get(DateKind.START)

    def day(self, moment: datetime | None) -> date | None:
        """The calendar day of a moment in the person's zone."""
        return None if moment is None else clock.local_date(self.zone, moment)


def sharing(scope: Scope) -> QuerySet[Participant]:
    """Everybody within reach but those who asked that their data be used no further.

    Nothing of theirs is shared onward (`programmes.md` 5.9).
    """
    newest = Withdrawal.objects.filter(participant=OuterRef("pk")).order_by("-pk")
    level = Coalesce(Subquery(newest.values("level")[:1]), Value(""))
    people = Participant.objects.visible_to(scope).alias(stopped=level)
    return people.exclude(stopped=WithdrawalLevel.DATA)


def everybody(scope: Scope, key: bytes) -> list[Person]:
    """Everybody within reach who agreed to take part, in the order of their pseudonyms.

    That order says nothing of when anybody joined.
    """
    people = sharing(scope)
    days: dict[int, dict[str, date]] = {}
    rows = ParticipantDate.objects.filter(participant__in=people).order_by("pk")
    for pk, kind, day in rows.values_list("participant_id", "kind", "day"):
        days.setdefault(pk, {})[kind] = day
    drawn_at = sites_when_drawn(scope)
    fields = ("pk", "time_zone", "site__slug", "version__number", "version_id")
    found = [
        Person(pk, pseudonym(key, pk), zone, drawn_at.get(pk, site), number, version_id, days[pk])
        for pk, zone, site, number, version_id in people.values_list(*fields)
        if DateKind.ENROLLED in days.get(pk, {})
    ]
    return sorted(found, key=lambda person: person.id)


def slices(people: Sequence[Person]) -> Iterator[Sequence[Person]]:
    """The people, some at a time."""
    for first in range(0, len(people), SLICE):
        yield people[first : first + SLICE]
