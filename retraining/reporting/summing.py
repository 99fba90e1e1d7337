"""From a person's standing to the row of the caseload. Reads nothing."""

from datetime import datetime, time, timedelta
from typing import Any

from retraining.assessments.selectors import VisitState
from retraining.common import clock
from retraining.reporting import attention
from retraining.reporting.attention import Facts
from retraining.reporting.selectors.standing import SYMPTOMS, Standing, visit_scores
from sessions.listening_rules import DEFAULT_RULE
from sessions.models import PieceKind
from sessions.selectors import ItemState

RULE = f"attention {attention.RULE}, listening {DEFAULT_RULE}"
RECENT_DAYS = 7  # older doubts about a record are no reason to look today
DOUBTS = frozenset({"implausible", "clock-back", "overlap"})


def is_done(state: ItemState) -> bool:
    """Whether a main session or a reading counts: heard by the rule, or read, in time.

    What somebody only says they did is shown apart (`programmes` 5.6: audio or read = done).
    """
    record = state.record
    return record is not None and record.done


def week_number(state: Standing) -> int:
    """The week of the programme: 1 from the start day on; 0 or less before it.

    A pause moves the weeks that follow it, so the one before lasts longer.
    """
    assert state.start is not None
    if state.today < state.start or not state.weeks:
        return (state.today - state.start).days // 7 + 1
    days_after = (state.today - state.weeks[-1].last_day).days
    if days_after > 0:
        return state.weeks[-1].number + 1 + (days_after - 1) // 7
    return max(week.number for week in state.weeks if week.first_day <= state.today)


def practice_days(state: Standing, number: int) -> int:
    """Days of a week with a practice or a short session; 0 outside the programme."""
    return next((week.practice_days for week in state.weeks if week.number == number), 0)


def last_session(state: Standing) -> datetime | None:
    """The newest listening or reading."""
    return max((at for item in state.items() if (at := state.last_active(item))), default=None)


def core_coverage(state: Standing) -> float | None:
    """Share of the offered main sessions that was heard, 0 to 1; None before any is offered."""
    offered = [item for item in state.items() if item.item.kind == PieceKind.CORE and item.open]
    whole = sum(item.item.minutes * 60 for item in offered)
    heard = sum(round(item.record.coverage_s) for item in offered if item.record)
    return min(heard / whole, 1.0) if whole else None


def summary_values(state: Standing, inputs: str) -> dict[str, Any]:
    """Field values of `CaseSummary` for somebody with a plan.

    Args:
        state: read with `standing`; its start is known.
        inputs: the fingerprint of what was read, taken before reading.
    """
    core = [item for item in state.items() if item.item.kind == PieceKind.CORE and item.open]
    week = week_number(state)
    records = [item.record for item in state.items() if item.record]
    newest, scores = last_session(state), visit_scores(state)
    answered = [one.at for one in scores if one.at]
    first, now = _first_and_now(state)
    facts = facts_of(state)
    verdict = attention.judge(facts)
    return {
        "trial_id": state.participant.trial_id,
        "site_id": state.participant.site_id,
        "start": state.start,
        "week": week,
        "weeks": state.section.weeks,
        "core_done": sum(is_done(item) for item in core),
        "core_open": len(core),
        "practice_this_week": practice_days(state, week),
        "practice_last_week": practice_days(state, week - 1),
        "practice_wanted": state.section.practice_days,
        "minutes": sum(round(record.play_s) for record in records) // 60,
        "coverage": core_coverage(state),
        "last_session": newest,
        "last_seen": max((at for at in (newest, *answered) if at), default=None),
        "symptoms": [one.values.get(SYMPTOMS) for one in scores],
        "symptoms_first": first,
        "symptoms_now": now,
        "symptoms_change": facts.change,
        "rank": verdict.rank,
        "reasons": [reason.stored() for reason in verdict.reasons],
        "rule": RULE,
        "unsent": facts.unsent,
        "unsure": facts.unsure,
        "inputs": inputs,
        "fresh_until": fresh_until(state),
        "updated_at": state.moment,
    }


def facts_of(state: Standing) -> Facts:
    """What the attention rule looks at."""
    assert state.start is not None
    newest = last_session(state)
    first, now = _first_and_now(state)
    scored = [one.at for one in visit_scores(state) if one.values.get(SYMPTOMS) is not None]
    waiting = _waiting_visit(state)
    window = waiting.window if waiting else None
    return Facts(
        today=state.today,
        start=state.start,
        weeks=state.section.weeks,
        stopped=state.stopped,
        last_session=state.day(newest) if newest else None,
        change=None if first is None or now is None else round(now - first, 6),
        newest_score=state.day(scored[-1]) if scored and scored[-1] else None,
        check_in_opened=state.day(window.opens_at) if window else None,
        check_in_closes=state.day(window.closes_at) if window else None,
        unsent=_doubtful(state, frozenset({"no-end"}), settled=True),
        unsure=_doubtful(state, DOUBTS, settled=False),
        last_day=state.weeks[-1].last_day if state.weeks else None,
        paused_until=state.pause.running.until if state.pause.running else None,
        resumed=max((p.until for p in state.pause.pauses if p.until <= state.today), default=None),
    )


def _first_and_now(state: Standing) -> tuple[float | None, float | None]:
    """The score before the programme, and the newest one after it; None where there is none."""
    scores = visit_scores(state)
    first = next((one.values.get(SYMPTOMS) for one in scores if one.week == 0), None)
    later = [one.values[SYMPTOMS] for one in scores if one.week and SYMPTOMS in one.values]
    known = [value for value in later if value is not None]
    return first, known[-1] if known else None


def _waiting_visit(state: Standing) -> VisitState | None:
    """The unanswered questions that close first; those that nobody is reminded of do not count."""
    waiting = [v for v in state.visits if v.open_now and v.window is not None and not v.visit.quiet]
    return min(
        waiting, key=lambda v: v.window.closes_at if v.window else state.moment, default=None
    )


def _doubtful(state: Standing, flags: frozenset[str], *, settled: bool) -> bool:
    """Whether a plan item used in the past week carries one of these flags.

    A player that runs today has no last event yet: with `settled` only earlier days count.
    """
    for item in state.items():
        at = state.last_active(item)
        if at is None or item.record is None or not flags & set(item.record.flags):
            continue
        if int(settled) <= (state.today - state.day(at)).days <= RECENT_DAYS:
            return True
    return False


def fresh_until(state: Standing) -> datetime | None:
    """When the passing of time alone will change the summary; None once nothing more can.

    Days are counted in the person's zone, so it is their next midnight at the latest.
    """
    zone = state.participant.time_zone
    windows = [visit.window for visit in state.visits if visit.window]
    moments = [
        *(item.item.opens_at for item in state.items()),
        *(window.opens_at for window in windows),
        *(window.closes_at for window in windows),
    ]
    if newest := last_session(state):
        moments.append(newest)
    last = state.day(max(moments))
    if (state.today - last).days > attention.WORSE_LASTS_DAYS + attention.QUIET_DAYS:
        return None
    midnight = clock.from_wall(state.today + timedelta(days=1), time(0), zone)
    return min([midnight, *(moment for moment in moments if moment > state.moment)])
