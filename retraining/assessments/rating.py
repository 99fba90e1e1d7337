"""Ratings by blinded raters: what is due, and the one writer of a rating."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.assessments import protocol_section, selectors
from retraining.assessments.models import (
    Answer,
    Guess,
    Learnt,
    Mode,
    RaterStatement,
    Response,
    Submission,
)
from retraining.assessments.protocol_section import Visit
from retraining.assessments.scores import score_rows, store_scores
from retraining.assessments.services import BadAnswer
from retraining.assessments.windows import Window, window
from retraining.audit.services import record
from retraining.common import clock
from retraining.instruments import registry
from retraining.trials.errors import Refused
from retraining.trials.models import DateKind, Participant, ParticipantDate, ProtocolVersion
from retraining.trials.scope import Scope
from retraining.trials.selectors import anchor_days


@dataclass(frozen=True)
class DueRating:
    """A rating that can be given now: a number, which rating, and until when. Nothing else."""

    code: str
    rating: Visit
    window: Window


def due_ratings(scope: Scope, moment: datetime | None = None) -> list[DueRating]:
    """The ratings within reach that are open and not given, those that close first at the top.

    The list is read from days alone. Whether somebody was randomised is not: the rating before the
    draw stays on it until its last day, and is refused once the draw has been made.
    """
    now = moment or clock.now()
    versions = ProtocolVersion.objects.filter(trial_id=scope.trial_id)
    ratings = {
        pk: protocol_section.read_ratings(content)
        for pk, content in versions.values_list("pk", "content")
    }
    people = Participant.objects.visible_to(scope).filter(dates__kind=DateKind.ENROLLED)
    rows = people.distinct().values_list("pk", "code", "version_id", "time_zone")
    anchors = _anchors(scope)
    given = set(
        Submission.objects.filter(
            response__participant__trial=scope.trial_id, response__mode=Mode.RATER
        ).values_list("response__participant_id", "response__visit")
    )
    found = [
        DueRating(code, rating, open_at)
        for pk, code, version, zone in rows
        for rating in ratings[version]
        if (open_at := window(rating, anchors[pk], zone)) is not None
        and open_at.holds(now)
        and (pk, rating.key) not in given
    ]
    return sorted(found, key=lambda due: (due.window.closes_at, due.code))


def ratings_not_given(participant: Participant) -> list[str]:
    """Titles of ratings that come before randomisation and were not sent. No value is read."""
    due = [
        visit
        for visit in protocol_section.read_ratings(participant.version.content)
        if visit.before_randomisation
    ]
    sent = set(
        Response.objects.filter(participant=participant, submission__isnull=False).values_list(
            "visit", flat=True
        )
    )
    return [visit.title for visit in due if visit.key not in sent]


def _anchors(scope: Scope) -> dict[int, dict[str, date]]:
    found: dict[int, dict[str, date]] = defaultdict(dict)
    rows = ParticipantDate.objects.filter(participant__trial=scope.trial_id).order_by("pk")
    for person, kind, day in rows.exclude(kind=DateKind.RANDOMISED).values_list(
        "participant_id", "kind", "day"
    ):
        found[person][kind] = day
    return found


@transaction.atomic
def rate(
    *,
    participant: Participant,
    key: str,
    value: int | None,
    learnt: str,
    guess: str,
    by: User,
) -> Response:
    """Keep a rating together with what the rater knows of the programme.

    Args:
        participant: who is rated.
        key: of a rating of their protocol that is open.
        value: the number of the option; None where the person could not be assessed.
        learnt: one of `Learnt`: the rater says it before rating.
        guess: one of `Guess`.
        by: the rater.

    Returns:
        The response, sent and scored; a rating is given once.

    Raises:
        Refused: not open, given already, or final.
        BadAnswer: no such option.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    part = _open_rating(person, key).parts[0]
    instrument = registry.get(part.instrument)
    item = instrument.items[0]
    known = learnt in Learnt.values and guess in Guess.values
    if not known or (value is not None and value not in item.allowed):
        raise BadAnswer(_("Please choose one of the answers."))
    now = clock.now()
    RaterStatement.objects.create(
        participant=person, visit=key, learnt=learnt, guess=guess, at=now, by=by
    )
    response = Response.objects.create(
        participant=person,
        visit=key,
        instrument=instrument.code,
        instrument_version=instrument.version,
        started_at=now,
        mode=Mode.RATER,
        by=by,
    )
    Answer.objects.create(response=response, item=item.name, value=value, at=now, mode=Mode.RATER)
    Submission.objects.create(response=response, at=now, by=by)
    store_scores(score_rows(response, part, {item.name: value}))
    record(
        "rating.given",
        by=by,
        object_type="response",
        object_ids=[response.pk],
        trial_id=person.trial_id,
    )
    return response


def _open_rating(person: Participant, key: str) -> Visit:
    ratings = protocol_section.read_ratings(person.version.content)
    rating = next((one for one in ratings if one.key == key), None)
    if rating is None:
        raise Refused(_("The protocol asks for no such rating."))
    _refuse_closed(person, rating)
    return rating


def _refuse_closed(person: Participant, rating: Visit) -> None:
    open_at = window(rating, anchor_days(person), person.time_zone)
    if open_at is None or not open_at.holds(clock.now()):
        raise Refused(_("This rating is not open at the moment."))
    if selectors.is_locked(person.trial_id, rating.key):
        raise Refused(_("These answers are final. Nothing in them can be changed."))
    if Response.objects.filter(participant=person, visit=rating.key).exists():
        raise Refused(_("This rating has been given."))
