"""Reads of questionnaires."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

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
        expired: it was sent, but too long ago to randomise on, and is asked once more.
        open_now: it can be answered at this moment.
    """

    visit: Visit
    window: Window | None
    started: bool
    done: bool
    expired: bool
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
    rows = Response.objects.filter(participant=participant).order_by("occurrence")
    sent = dict(rows.values_list("visit", "submission__at"))  # the newest of each visit
    states = []
    for visit in visits_of(participant):
        open_window = window(visit, anchors, participant.time_zone)
        open_now = open_window is not None and open_window.holds(now)
        sent_at = sent.get(visit.key)
        expired = open_now and is_too_old(visit, sent_at, now)
        done = sent_at is not None and not expired
        states.append(
            VisitState(
                visit=visit,
                window=open_window,
                started=visit.key in sent and not expired,
                done=done,
                expired=expired,
                open_now=open_now and not done,
            )
        )
    return states


def is_too_old(visit: Visit, sent_at: datetime | None, moment: datetime) -> bool:
    """Whether answers sent at this time no longer say how the person is now."""
    if sent_at is None or visit.good_for_days is None:
        return False
    return sent_at < moment - timedelta(days=visit.good_for_days)


def state_of(participant: Participant, key: str) -> VisitState | None:
    """One visit's state; None for an unknown key."""
    return next((s for s in visit_states(participant) if s.visit.key == key), None)


def response_of(participant: Participant, key: str) -> Response | None:
    """The person's newest response of a visit, if begun."""
    rows = Response.objects.filter(participant=participant, visit=key)
    return rows.order_by("-occurrence").first()


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
    """Every score of a person in order of time; of a visit that was asked twice, the newest."""
    rows = (
        Score.objects.filter(response__participant=participant)
        .select_related("response__submission")
        .order_by("response__submission__at", "pk")
    )
    newest = {(row.response.visit, row.scale, row.rule): row.pk for row in rows}
    counting = set(newest.values())
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
        if row.pk in counting
    ]


def submitted_at(participant: Participant, visit: str) -> datetime | None:
    """When the newest response of a visit that was sent, was sent."""
    return (
        Response.objects.filter(participant=participant, visit=visit, submission__isnull=False)
        .order_by("-occurrence")
        .values_list("submission__at", flat=True)
        .first()
    )
