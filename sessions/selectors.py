"""Reads of plans and listening."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from retraining.assessments.selectors import submitted_at
from retraining.common import clock
from retraining.trials.models import DateKind, Participant
from retraining.trials.selectors import latest_day
from sessions import protocol_section
from sessions.listening_rules import DEFAULT_RULE
from sessions.models import (
    ListeningRecord,
    PieceKind,
    PlanItem,
    PlayEvent,
    Remark,
    RemarkItem,
)
from sessions.spans import whole_minutes


def events_of(plan_item: PlanItem) -> list[PlayEvent]:
    """All events of a plan item, as they came in."""
    return list(PlayEvent.objects.filter(plan_item=plan_item).order_by("pk"))


def items_to_fold(rule: str) -> QuerySet[PlanItem]:
    """Plan items with an event that their record of this rule has not seen."""
    seen = ListeningRecord.objects.filter(plan_item=OuterRef("pk"), rule=rule)
    newer = PlayEvent.objects.filter(plan_item=OuterRef("pk"), pk__gt=OuterRef("seen"))
    waiting: QuerySet[PlanItem] = PlanItem.objects.annotate(
        seen=Coalesce(Subquery(seen.values("last_event_id")[:1]), 0)
    ).filter(Exists(newer))
    return waiting


def core_counts_until(participant: Participant) -> datetime | None:
    """When main sessions stop counting; None before there is a plan.

    It is the end of the protocol's last day, in the person's zone, or the moment at which the
    questions after the programme were sent, whichever comes first.
    """
    start = latest_day(participant, DateKind.START)
    if start is None:
        return None
    section = protocol_section.read(participant.version.content)
    day_after = section.last_day(start) + timedelta(days=1)
    ends = clock.from_wall(day_after, time(0), participant.time_zone)
    sent = submitted_at(participant, section.counts_until_visit)
    return min(ends, sent) if sent else ends


def item_of(participant: Participant, item_id: int) -> PlanItem | None:
    """A plan item of this person, open or not."""
    return (
        PlanItem.objects.select_related("participant__version", "participant__trial")
        .filter(participant=participant, pk=item_id)
        .first()
    )


@dataclass(frozen=True)
class ItemState:
    """A plan item as the person sees it.

    Args:
        item: the plan item.
        open: it can be played now.
        done: finished (core and reading: ever; practice and short: today).
        minutes_heard: whole minutes of it that are saved.
        record: its listening record, if there is one.
    """

    item: PlanItem
    open: bool
    done: bool
    minutes_heard: int
    record: ListeningRecord | None

    @property
    def said_days(self) -> frozenset[str]:
        """Local days (ISO) on which the person said on a page that they read or heard it."""
        return frozenset(self.record.said_days if self.record else ())

    @property
    def days(self) -> frozenset[str]:
        """Local days (ISO) on which it was finished, whether heard, read or said."""
        return self.said_days | frozenset(self.record.completed_days if self.record else ())


@dataclass(frozen=True)
class Week:
    """One week of the plan, in the person's zone.

    Args:
        number: from 1.
        first_day: with pauses taken into account.
        open: it has opened.
        items: what is in it.
        practice_days: days with a practice or a short session heard in full.
        lasts: days until the next week opens.
    """

    number: int
    first_day: date
    open: bool
    items: tuple[ItemState, ...]
    practice_days: int
    lasts: int = 7

    @property
    def last_day(self) -> date:
        """The day before the next week."""
        return self.first_day + timedelta(days=self.lasts - 1)

    def of(self, kind: str) -> list[ItemState]:
        """The week's items of a kind."""
        return [state for state in self.items if state.item.kind == kind]


def _state(
    item: PlanItem,
    record: ListeningRecord | None,
    moment: datetime,
    zone: str,
) -> ItemState:
    today = clock.local_date(zone, moment).isoformat()
    if item.kind == PieceKind.READING:
        done = bool(record and (record.read or record.completed))
    elif item.kind == PieceKind.CORE:
        done = bool(record and (record.completed_ever or record.self_reported or record.read))
    else:
        done = bool(record and today in {*record.completed_days, *record.said_days})
    heard = whole_minutes(record.coverage_s) if record else 0
    return ItemState(item, item.opens_at <= moment, done, heard, record)


def weeks_of(
    participant: Participant, moment: datetime | None = None, start: date | None = None
) -> list[Week]:
    """The whole plan of a person; empty before there is one.

    Args:
        participant: whose plan.
        moment: now when None.
        start: the person's start day, where the caller has read it already.
    """
    now = moment or clock.now()
    start = start or latest_day(participant, DateKind.START)
    if start is None:
        return []
    items = list(PlanItem.objects.filter(participant=participant))
    records = {
        r.plan_item_id: r
        for r in ListeningRecord.objects.filter(
            plan_item__participant=participant, rule=DEFAULT_RULE
        )
    }
    order = protocol_section.KINDS.index
    items.sort(key=lambda i: (i.week, order(i.kind), i.number))
    states: dict[int, list[ItemState]] = defaultdict(list)
    for item in items:
        state = _state(item, records.get(item.pk), now, participant.time_zone)
        states[item.week].append(state)
    return _weeks(states, start)


def _weeks(states: Mapping[int, Sequence[ItemState]], start: date) -> list[Week]:
    first = {
        number: found[0].item.moved_to or protocol_section.week_opens(start, number)
        for number, found in states.items()
    }
    return [
        Week(
            number,
            first[number],
            found[0].open,
            tuple(found),
            _practice_days(found),
            (first[number + 1] - first[number]).days if number + 1 in first else 7,
        )
        for number, found in states.items()
    ]


def _practice_days(states: Sequence[ItemState]) -> int:
    kinds = (PieceKind.PRACTICE, PieceKind.SHORT)
    days = {
        day
        for state in states
        if state.item.kind in kinds and state.record
        for day in state.record.completed_days
    }
    return len(days)


def current_week(weeks: list[Week]) -> Week | None:
    """The newest open week; None before the first opens."""
    open_weeks = [week for week in weeks if week.open]
    return open_weeks[-1] if open_weeks else None


def next_thing(week: Week, wanted_practice_days: int) -> ItemState | None:
    """The one thing to do today: the main session, then a practice, then nothing.

    Args:
        week: the current week.
        wanted_practice_days: days of practice asked for in a week.

    Returns:
        The item, or None where the person has done what was asked for today.
    """
    for state in week.of(PieceKind.CORE):
        if not state.done:
            return state
    practices = [*week.of(PieceKind.PRACTICE), *week.of(PieceKind.SHORT)]
    if any(state.done for state in practices) or week.practice_days >= wanted_practice_days:
        return None
    return next(iter(week.of(PieceKind.PRACTICE)), None)


def snoozed_until(participant: Participant, moment: datetime | None = None) -> datetime | None:
    """Until when somebody who said "Not today" wants no word about the session; None where not.

    Args:
        participant: who said it.
        moment: now when None.

    Returns:
        The person's hour for messages on the day after they said it, by the clock of their zone,
        as long as that lies ahead.
    """
    now = moment or clock.now()
    said_at = last_not_today(participant, now)
    if said_at is None:
        return None
    zone = participant.time_zone
    tomorrow = clock.local_date(zone, said_at) + timedelta(days=1)
    until = clock.from_wall(tomorrow, time(participant.message_hour), zone)
    return until if now < until else None


def last_not_today(participant: Participant, moment: datetime) -> datetime | None:
    """When somebody last said "Not today", up to this moment."""
    said = Remark.objects.filter(
        participant=participant, item=RemarkItem.NOT_TODAY, said_at__lte=moment
    )
    return said.order_by("-said_at").values_list("said_at", flat=True).first()
