"""Pooled figures of a trial: all arms together. Nothing here knows an arm."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Count, F, Q

from retraining.assessments import protocol_section
from retraining.assessments.models import Score, Submission
from retraining.assessments.protocol_section import Visit
from retraining.assessments.windows import window
from retraining.common import clock
from retraining.instruments import registry
from retraining.reporting.models import CaseSummary
from retraining.reporting.selectors.standing import SYMPTOMS, visit_week
from retraining.statistics.descriptive import Summary, describe
from retraining.trials.models import (
    NO_QUESTIONS,
    DateKind,
    Participant,
    ParticipantDate,
    ProtocolVersion,
    Withdrawal,
)
from retraining.trials.scope import Scope

INSTRUMENT = "check-in"


@dataclass(frozen=True)
class Month:
    """Recruitment of one calendar month."""

    first: date
    enrolled: int
    randomised: int


@dataclass(frozen=True)
class Adherence:
    """How many people have done a number of main sessions.

    Args:
        done: main sessions done.
        finished: of those whose weeks are over.
        running: of those whose weeks are not over, or have not begun.
    """

    done: int
    finished: int
    running: int


@dataclass
class VisitFigures:
    """One visit over everybody who is expected at it.

    Args:
        key: of the visit.
        week: 0 for the one before the programme.
        expected: sent, or closed without.
        sent: answered and sent.
        stopped: not sent by people who no longer take questions.
        values: symptom score of each expected person, None where there is none.
    """

    key: str
    week: int
    expected: int = 0
    sent: int = 0
    stopped: int = 0
    values: list[float | None] = field(default_factory=list)

    @property
    def not_sent(self) -> int:
        """Not sent by people who still take questions."""
        return self.expected - self.sent - self.stopped

    @property
    def no_score(self) -> int:
        """Sent, but with too few answers for a score."""
        return self.sent - sum(value is not None for value in self.values)

    @property
    def summary(self) -> Summary:
        """Mean, spread and confidence interval of the symptom score."""
        return describe(self.values)


@dataclass(frozen=True)
class Pooled:
    """What the statistician's first page shows."""

    enrolled: int
    randomised: int
    started: int
    stopped: int
    weeks: int
    months: list[Month]
    adherence: list[Adherence]
    visits: list[VisitFigures]

    def done_by_finishers(self) -> Summary:
        """Main sessions done by those whose weeks are over."""
        return describe([row.done for row in self.adherence for _ in range(row.finished)])


def pooled(scope: Scope, moment: datetime | None = None) -> Pooled:
    """Everything pooled over the people within reach, as it stands now."""
    now = moment or clock.now()
    days = _days(scope)
    levels = _levels(scope)
    weeks, adherence = _adherence(scope)
    started = [pk for pk, d in days.items() if d.get(DateKind.START, date.max) <= now.date()]
    return Pooled(
        enrolled=sum(DateKind.ENROLLED in d for d in days.values()),
        randomised=sum(DateKind.RANDOMISED in d for d in days.values()),
        started=len(started),
        stopped=len(levels),
        weeks=weeks,
        months=_months(list(days.values())),
        adherence=adherence,
        visits=_visits(scope, days, levels, now),
    )


def _days(scope: Scope) -> dict[int, dict[str, date]]:
    """{participant id: {kind: newest day}}."""
    rows = ParticipantDate.objects.filter(
        participant__in=Participant.objects.visible_to(scope)
    ).order_by("pk")
    found: dict[int, dict[str, date]] = {}
    for pk, kind, day in rows.values_list("participant_id", "kind", "day"):
        found.setdefault(pk, {})[kind] = day
    return found


def _levels(scope: Scope) -> dict[int, str]:
    """{participant id: newest withdrawal level}; without whoever took everything back."""
    rows = Withdrawal.objects.filter(participant__in=Participant.objects.visible_to(scope))
    newest = dict(rows.order_by("pk").values_list("participant_id", "level"))
    return {pk: level for pk, level in newest.items() if level}


def _months(everybody: Sequence[dict[str, date]]) -> list[Month]:
    """Every month from the first to the last with a date, empty ones too."""
    enrolled = Counter(
        d[DateKind.ENROLLED].replace(day=1) for d in everybody if DateKind.ENROLLED in d
    )
    drawn = Counter(
        d[DateKind.RANDOMISED].replace(day=1) for d in everybody if DateKind.RANDOMISED in d
    )
    if not enrolled and not drawn:
        return []
    month, last = min([*enrolled, *drawn]), max([*enrolled, *drawn])
    months = []
    while month <= last:
        months.append(Month(month, enrolled[month], drawn[month]))
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return months


def _adherence(scope: Scope) -> tuple[int, list[Adherence]]:
    """Length of the programme, and a row for each number of main sessions done."""
    rows = (
        CaseSummary.objects.visible_to(scope)
        .order_by()
        .values("core_done", "weeks")
        .annotate(over=Count("pk", filter=Q(week__gt=F("weeks"))), n=Count("pk"))
    )
    over: Counter[int] = Counter()
    running: Counter[int] = Counter()
    weeks = 0
    for row in rows:
        over[row["core_done"]] += row["over"]
        running[row["core_done"]] += row["n"] - row["over"]
        weeks = max(weeks, row["weeks"])
    return weeks, [Adherence(n, over[n], running[n]) for n in range(weeks + 1)] if weeks else []


def _visits(
    scope: Scope, days: dict[int, dict[str, date]], levels: dict[int, str], now: datetime
) -> list[VisitFigures]:
    sent, scores, visits = _sent(scope), _scores(scope), _visits_of_versions(scope)
    people = Participant.objects.visible_to(scope).order_by("pk")
    found: dict[str, VisitFigures] = {}
    for pk, zone, version_id in people.values_list("pk", "time_zone", "version_id"):
        if DateKind.START not in days.get(pk, {}):
            continue
        for visit in visits[version_id]:
            is_sent = (pk, visit.key) in sent
            if not is_sent and not _is_over(visit, days[pk].get(visit.anchor), zone, now):
                continue
            one = found.setdefault(visit.key, VisitFigures(visit.key, visit_week(visit)))
            one.expected += 1
            one.sent += is_sent
            one.stopped += not is_sent and levels.get(pk) in NO_QUESTIONS
            one.values.append(scores.get((pk, visit.key)))
    return sorted(found.values(), key=lambda one: (one.week, one.key))


def _visits_of_versions(scope: Scope) -> dict[int, list[Visit]]:
    """The visits with a symptom score, of every protocol version of the trial."""
    versions = ProtocolVersion.objects.filter(trial_id=scope.trial_id)
    return {
        pk: [v for v in protocol_section.read(content) if INSTRUMENT in v.instruments]
        for pk, content in versions.values_list("pk", "content")
    }


def _is_over(visit: Visit, anchor: date | None, zone: str, now: datetime) -> bool:
    """Whether a visit of a randomised person has closed."""
    closes = None if anchor is None else _closes(visit, anchor, zone)
    return visit.before_randomisation or (closes is not None and closes <= now)


@lru_cache(maxsize=4096)
def _closes(visit: Visit, anchor: date, zone: str) -> datetime | None:
    found = window(visit, {visit.anchor: anchor}, zone)
    return found.closes_at if found else None


def _sent(scope: Scope) -> set[tuple[int, str]]:
    rows = Submission.objects.filter(
        response__participant__in=Participant.objects.visible_to(scope),
        response__instrument=INSTRUMENT,
    )
    return set(rows.values_list("response__participant_id", "response__visit"))


def _scores(scope: Scope) -> dict[tuple[int, str], float | None]:
    """Symptom scores by the instrument's first rule."""
    rows = Score.objects.filter(
        response__participant__in=Participant.objects.visible_to(scope),
        response__instrument=INSTRUMENT,
        scale=SYMPTOMS,
        rule=registry.get(INSTRUMENT).rules[0].version,
    )
    values = rows.order_by("response__occurrence").values_list(
        "response__participant_id", "response__visit", "value"
    )  # of a visit that was asked twice, the newest stays
    return {(pk, visit): value for pk, visit, value in values}
