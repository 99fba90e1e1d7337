"""One person's record, read once, for the caseload and for the person's page."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Max, Min

from retraining.assessments.protocol_section import Visit
from retraining.assessments.selectors import (
    ScorePoint,
    VisitState,
    score_points,
    visit_states,
)
from retraining.common import clock
from retraining.instruments import registry
from retraining.trials.models import DateKind, Participant
from retraining.trials.selectors import latest_day, withdrawal_level
from retraining.trials.selectors_logs import ending_of
from sessions import pausing, protocol_section
from sessions.models import PlayEvent
from sessions.pausing import PauseState
from sessions.protocol_section import SessionsSection
from sessions.selectors import ItemState, Week, weeks_of

CHECK_IN = "check-in"
SYMPTOMS = "symptoms"  # the check-in's mean, 0 to 10, higher is worse
KEPT_ON_THE_PHONE = timedelta(hours=1)


@dataclass(frozen=True)
class Sitting:
    """One opening of a player, by the server's clock."""

    first: datetime
    last: datetime


@dataclass(frozen=True)
class Standing:
    """Everything that is known of how a person is doing, at one moment.

    Args:
        participant: with version and site.
        moment: when it was read.
        start: first day of the programme; None before there is a plan.
        section: the sessions of the person's protocol version.
        weeks: the plan with its listening.
        visits: every visit with its window.
        points: every score, in order of time.
        stopped: withdrawal level; "lost" or "died" where staff recorded that; or None.
        sittings: {plan item id: its sittings in order}.
        pause: the pauses, and whether one runs.
    """

    participant: Participant
    moment: datetime
    start: date | None
    section: SessionsSection
    weeks: list[Week]
    visits: list[VisitState]
    points: list[ScorePoint]
    stopped: str | None
    sittings: dict[int, list[Sitting]]
    pause: PauseState

    @cached_property
    def today(self) -> date:
        """The day in the person's zone."""
        return self.day(self.moment)

    def day(self, moment: datetime) -> date:
        """The calendar day of a moment in the person's zone."""
        return clock.local_date(self.participant.time_zone, moment)

    def items(self) -> Iterable[ItemState]:
        """Every plan item."""
        return (state for week in self.weeks for state in week.items)

    def last_active(self, state: ItemState) -> datetime | None:
        """When a plan item was last used.

        The phone's clock is a hint: it may put listening before the moment at which it arrived
        (kept on the phone for a while), never after it.
        """
        sittings = self.sittings.get(state.item.pk)
        if not sittings:
            return None
        arrived = max(sitting.last for sitting in sittings)
        told = state.record.last_at if state.record else None
        return min(told, arrived) if told else arrived

    def late(self, state: ItemState) -> datetime | None:
        """When listening arrived that the phone had kept for more than an hour; else None."""
        sittings, told = self.sittings.get(state.item.pk), state.record and state.record.last_at
        if not sittings or not told:
            return None
        arrived = max(sitting.last for sitting in sittings)
        return arrived if arrived - told > KEPT_ON_THE_PHONE else None


def standing(participant: Participant, moment: datetime | None = None) -> Standing:
    """Read everything; a handful of queries whatever the person did."""
    now = moment or clock.now()
    ending = ending_of(participant)
    return Standing(
        participant=participant,
        moment=now,
        start=latest_day(participant, DateKind.START),
        section=protocol_section.read(participant.version.content),
        weeks=weeks_of(participant, now),
        visits=visit_states(participant, now),
        points=score_points(participant),
        stopped=ending.kind if ending else withdrawal_level(participant),
        sittings=_sittings(participant),
        pause=pausing.pause_state(participant, clock.local_date(participant.time_zone, now)),
    )


def _sittings(participant: Participant) -> dict[int, list[Sitting]]:
    rows = (
        PlayEvent.objects.filter(plan_item__participant=participant)
        .values("plan_item_id", "attempt")
        .annotate(first=Min("received_at"), last=Max("received_at"))
        .order_by("first", "attempt")
        .values_list("plan_item_id", "attempt", "first", "last")
    )
    found: dict[int, list[Sitting]] = defaultdict(list)
    row: tuple[int, UUID, datetime, datetime]
    for row in rows:
        found[row[0]].append(Sitting(row[2], row[3]))
    return dict(found)


@dataclass(frozen=True)
class VisitScores:
    """The scores of one visit that is due or past, as a column of the person's lines.

    Args:
        key: of the visit.
        week: as `visit_week`.
        at: when it was sent; None where it was not.
        values: {scale: score}, None where it was invalid; empty where nothing was sent.
    """

    key: str
    week: int
    at: datetime | None
    values: dict[str, float | None]


def visit_week(visit: Visit) -> int:
    """The week that a visit looks back on; 0 for one before the programme."""
    return 0 if visit.before_randomisation else math.ceil(visit.opens_day / 7)


def visit_scores(state: Standing) -> list[VisitScores]:
    """The visits with a symptom score that were sent or have closed, in protocol order.

    Each instrument's first rule counts; what other rules made of it stands in the export.
    """
    by_visit: dict[str, list[ScorePoint]] = defaultdict(list)
    for point in state.points:
        by_visit[point.visit].append(point)
    rule = registry.get(CHECK_IN).rules[0].version
    found = []
    for visit_state in state.visits:
        visit = visit_state.visit
        part = visit_state.part(CHECK_IN)
        closed = visit_state.window is None or visit_state.window.closes_at <= state.moment
        if part is None or not (part.done or closed):
            continue
        mine = [p for p in by_visit[visit.key] if (p.instrument, p.rule) == (CHECK_IN, rule)]
        at = mine[0].at if mine else None
        found.append(
            VisitScores(visit.key, visit_week(visit), at, {p.scale: p.value for p in mine})
        )
    return found
