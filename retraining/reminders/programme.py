"""What a protocol version says about reminders, read once for all its people. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import retraining.assessments.protocol_section as assessments
import sessions.protocol_section as guided_sessions
from retraining.assessments.protocol_section import Visit
from retraining.assessments.windows import window
from retraining.reminders import rules

AFTERWARDS = timedelta(days=30)  # well past the last second message, wherever somebody moves
CHECK_IN_AGAIN = 2  # of protocols that were loaded before the number had a key


@dataclass(frozen=True)
class Programme:
    """What reminders follow from.

    Args:
        visits: those that count from the first day of the programme.
        session_again, check_in_again: days from a first message to the second.
        span: from the first day on, after which nothing falls due any more.
        chasing: how outcomes are asked for again.
    """

    visits: tuple[Visit, ...]
    session_again: int
    check_in_again: int
    span: timedelta
    chasing: rules.Chasing = field(default_factory=rules.Chasing)


@dataclass(frozen=True)
class Calendar:
    """The days of one person.

    Args:
        zone, hour: where they are, and their hour for messages.
        anchors: {kind: newest anchor day}.
        openings: {week: when its main session opens, UTC}.
        moved: {week: its first day}, of weeks that a pause moved.
        days: weekdays that suit, 0 is Monday; any where empty.
    """

    zone: str
    hour: int
    anchors: Mapping[str, date]
    openings: Mapping[int, datetime]
    moved: Mapping[int, date] = field(default_factory=dict)
    days: tuple[int, ...] = ()


def read(content: Mapping[str, Any]) -> Programme:
    """From a parsed protocol that the checks found nothing wrong with."""
    visits = tuple(v for v in assessments.read(content) if v.anchor == "start" and not v.quiet)
    section = content["reminders"]
    days = max([content["trial"]["weeks"] * 7, *(v.closes_day for v in visits)])
    return Programme(
        visits=visits,
        session_again=section["again_after_days"],
        check_in_again=section.get("check_in_again_after_days", CHECK_IN_AGAIN),
        span=timedelta(days=days) + AFTERWARDS,
        chasing=rules.Chasing(
            tuple(section.get("visit_again_after_days", rules.Chasing.again)),
            section.get("visit_before_close_days", rules.Chasing.before_close),
        ),
    )


def dues(programme: Programme, calendar: Calendar) -> list[rules.Due]:
    """Every reminder of one person: of the weeks that `openings` names, and of all visits."""
    start = calendar.anchors["start"]
    weeks = [
        (
            number,
            calendar.moved.get(number) or guided_sessions.week_opens(start, number),
            opens_at,
        )
        for number, opens_at in sorted(calendar.openings.items())
    ]
    windows = [(v, window(v, calendar.anchors, calendar.zone)) for v in programme.visits]
    open_at = [(v, found) for v, found in windows if found is not None]
    visits = [(v.key, found.opens_at) for v, found in open_at if not v.chased]
    outcomes = [(v.key, found.opens_at, found.closes_at) for v, found in open_at if v.chased]
    return [
        *rules.session_dues(
            weeks, calendar.hour, calendar.zone, programme.session_again, calendar.days
        ),
        *rules.visit_dues(visits, calendar.hour, calendar.zone, programme.check_in_again),
        *rules.outcome_dues(outcomes, calendar.hour, calendar.zone, programme.chasing),
    ]
