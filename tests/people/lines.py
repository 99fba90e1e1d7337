"""Lines of the logs, written through the services."""

import uuid
from datetime import date, timedelta
from typing import Any

from retraining.common import clock
from retraining.trials.models import (
    Attendance,
    Background,
    Contact,
    Deviation,
    Ending,
    Flag,
    Note,
    Participant,
    Payment,
    TreatmentChange,
)
from retraining.trials.models.logs import PersonRow
from retraining.trials.services import logs
from tests.cast import max_the_manager

CALL = {
    "partner": "person",
    "about": "questions",
    "channel": "phone",
    "minutes": 12,
    "outcome": "reached",
    "arm_known": False,
    "arm_known_how": "",
}
NO_ANSWER = {**CALL, "minutes": 1, "outcome": "not-reached"}
LETTER = {**NO_ANSWER, "channel": "letter", "outcome": "message"}
SAMPLES: dict[type[PersonRow], dict[str, Any]] = {
    Note: {},
    Contact: CALL,
    Background: {
        "age": 47,
        "sex": "female",
        "education": "upper",
        "work": "sick",
        "years_ill": 9,
    },
    TreatmentChange: {"kind": "medicine", "change": "started", "pain": True},
    Deviation: {"code": "visit", "severity": "minor", "action": "none"},
    Attendance: {"kind": "welcome", "presence": "whole", "minutes": 20},
    Payment: {"visit": "baseline", "amount": "10.00", "currency": "EUR", "state": "due"},
    Ending: {"kind": "died", "reason": "told"},
    Flag: {"kind": "in-error"},
}


def today(person: Participant) -> date:
    """The day at the person's site."""
    return clock.local_date(person.site.time_zone)


def a_line(
    person: Participant,
    model: type[PersonRow],
    text: str = "",
    *,
    days_ago: int = 0,
    once: uuid.UUID | None = None,
    **values: Any,
) -> Any:
    """A line of a log, the sample's values unless others are given."""
    day = today(person) - timedelta(days=days_ago)
    own = {**SAMPLES[model], **values}
    if model is Deviation:
        own.setdefault("found_on", day)
    return logs.add(
        model,
        participant=person,
        day=day,
        text=text,
        once=once or uuid.uuid4(),
        by=max_the_manager(),
        values=own,
    )


def corrected(row: Any, why: str, text: str = "", *, number: str = "", **values: Any) -> Any:
    """A line put in the place of another."""
    own = {**SAMPLES[type(row)], **values}
    if isinstance(row, Deviation):
        own.setdefault("found_on", row.found_on)
    return logs.correct(
        row=row,
        number=number or row.participant.code,
        why=why,
        day=row.day,
        text=text,
        once=uuid.uuid4(),
        by=max_the_manager(),
        values=own,
    )


def call_list(person: Participant) -> None:
    """Two calls and a letter without an answer."""
    a_line(person, Contact, days_ago=9, **NO_ANSWER)
    a_line(person, Contact, days_ago=6, **NO_ANSWER)
    a_line(person, Contact, days_ago=3, **LETTER)
