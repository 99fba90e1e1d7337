"""Reads of questionnaires."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from retraining.assessments import protocol_section
from retraining.assessments.models import Answer, Response, Score
from retraining.assessments.protocol_section import Visit
from retraining.assessments.windows import Window, window
from retraining.common import clock
from retraining.trials.models import Participant
from retraining.trials.selectors import anchor_days


@dataclass(frozen=True)
class VisitState:
    """A visit as it stands for one person.

    Args:
        visit: from the protocol.
        window: when it is open; None while its anchor is unknown or once it is closed for good.
        started, done: whether a response was begun, and sent.
        open_now: it can be answered at this moment.
    """

    visit: Visit
    window: Window | None
    started: bool
    done: bool
    open_now: bool


def visits_of(participant: Participant) -> tuple[Visit, ...]:
    """The visits of the participant's protocol version."""
    return protocol_section.read(participant.version.content)


def visit_states(
    participant: Participant,
    moment: datetime | None = None,
    anchors: Mapping[str, date] | None = None,
) -> list[VisitState]:
    """Every visit of a person, in protocol order.

    Args:
        participant: whose visits.
        moment: now when None.
        anchors: `anchor_days` of the person, where the caller has read them already.
    """
    now = moment or clock.now()
    anchors = anchor_days(participant) if anchors is None else anchors
    responses = dict(
        Response.objects.filter(participant=participant).values_list("visit", "submission__id")
    )
    states = []
    for visit in visits_of(participant):
        open_window = window(visit, anchors, participant.time_zone)
        done = responses.get(visit.key) is not None
        states.append(
            VisitState(
                visit=visit,
                window=open_window,
                started=visit.key in responses,
                done=done,
                open_now=not done and open_window is not None and open_window.holds(now),
            )
        )
    return states


def state_of(participant: Participant, key: str) -> VisitState | None:
    """One visit's state; None for an unknown key."""
    return next((s for s in visit_states(participant) if s.visit.key == key), None)


def response_of(participant: Participant, key: str) -> Response | None:
    """The person's response of a visit, if begun."""
    return Response.objects.filter(participant=participant, visit=key).first()


def answers_of(response: Response) -> dict[str, int | None]:
    """{item: newest answer}; an item that was never reached is absent."""
    rows = Answer.objects.filter(response=response).order_by("pk")
    return dict(rows.values_list("item", "value"))


def next_item(visit: Visit, response: Response | None) -> str | None:
    """The first item without an answer, or None where all were reached."""
    given = answers_of(response) if response else {}
    return next((item for item in visit.items if item not in given), None)


def score_of(participant: Participant, visit: str, scale: str) -> float | None:
    """A score of a submitted response; None where there is none or it is invalid."""
    return (
        Score.objects.filter(response__participant=participant, response__visit=visit, scale=scale)
        .order_by("-pk")
        .values_list("value", flat=True)
        .first()
    )


@dataclass(frozen=True)
class ScorePoint:
    """One score on a person's line."""

    visit: str
    at: datetime
    scale: str
    value: float | None
    status: str
    rule: str


def score_points(participant: Participant) -> list[ScorePoint]:
    """Every score of a person in order of time."""
    rows = (
        Score.objects.filter(response__participant=participant)
        .select_related("response__submission")
        .order_by("response__submission__at", "pk")
    )
    return [
        ScorePoint(
            row.response.visit,
            row.response.submission.at,
            row.scale,
            row.value,
            row.status,
            row.rule,
        )
        for row in rows
    ]


def submitted_at(participant: Participant, visit: str) -> datetime | None:
    """When the response of a visit was sent."""
    return (
        Response.objects.filter(participant=participant, visit=visit)
        .values_list("submission__at", flat=True)
        .first()
    )
