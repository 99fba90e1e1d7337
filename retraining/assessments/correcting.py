"""After sending: corrections with a reason, queries about a value, and the lock that ends both."""

import hashlib
import json

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.assessments import selectors
from retraining.assessments.heard import hear_answer, hear_scores
from retraining.assessments.models import (
    Answer,
    Correction,
    DataLock,
    DataQuery,
    Mode,
    QueryMessage,
    QueryStep,
    Response,
    Score,
    Submission,
)
from retraining.assessments.protocol_section import Part
from retraining.assessments.scores import score_rows, store_scores
from retraining.assessments.selectors_queries import NEVER_ASKED_BACK
from retraining.assessments.services import BadAnswer
from retraining.audit.services import record
from retraining.common import clock
from retraining.instruments import registry
from retraining.trials.errors import Refused
from retraining.trials.models import Participant, Trial
from retraining.trials.services.identity import seal_for

MEANING = _("I have checked these answers. From now on they are final.")


class Locked(Refused):
    """The answers of this visit are final."""


@transaction.atomic
def correct(
    *, response: Response, item: str, value: int | None, reason: str, by: User
) -> Correction:
    """Put one value of a sent response right. The old value, its scores and the reason are kept.

    Args:
        response: a sent one.
        item: one of its items.
        value: what counts from now on; None where the answer has to be blank.
        reason: why, in words; sealed.
        by: member of staff.

    Returns:
        The correction; its scores stand beside the old ones, by the same rules. Safety hears the
        new value as it hears one that the person gives: it may raise an alert, and takes none back.

    Raises:
        Locked: the visit's data are final.
        BadAnswer: the item or the value is none of this questionnaire.
        Refused: not sent yet, no reason, or the value is the one that stands.
    """
    person = Participant.objects.select_for_update().get(pk=response.participant_id)
    _refuse_locked(response)
    part = part_of(response)
    if not Submission.objects.filter(response=response).exists():
        raise Refused(_("These answers were not sent yet."))
    if not reason.strip():
        raise Refused(_("Please say why the value is put right."))
    allowed = {i.name: i.allowed for i in registry.get(part.instrument).items}
    if item not in part.items or (value is not None and value not in allowed[item]):
        raise BadAnswer(_("Please choose one of the answers."))
    if selectors.answers_of(response).get(item) == value:
        raise Refused(_("This is the value that stands already."))
    row = Correction.objects.create(
        response=response,
        number=Correction.objects.filter(response=response).count() + 1,
        item=item,
        reason_sealed=seal_for(person, reason.strip(), "correction.reason"),
        at=clock.now(),
        by=by,
    )
    answer = Answer.objects.create(
        response=response, item=item, value=value, at=row.at, mode=Mode.STAFF, correction=row
    )
    hear_answer(answer, person)  # what was misheard may be what somebody should act on
    rules = set(Score.objects.filter(response=response).values_list("rule", flat=True))
    answers = selectors.answers_of(response)
    scores = store_scores(score_rows(response, part, answers, revision=row.number, only=rules))
    first = selectors.default_rule(part.instrument, part.value_set)
    hear_scores(response, person, [score for score in scores if score.rule == first])
    _record("response.corrected", response, by)
    return row


def part_of(response: Response) -> Part:
    """The part of the person's protocol, or of its ratings, that a response answers.

    Raises:
        Refused: the protocol has none.
    """
    found = next(
        (
            visit.part(response.instrument)
            for visit in selectors.all_visits(response.participant)
            if visit.key == response.visit
        ),
        None,
    )
    if found is None:
        raise Refused(_("The protocol of this person has no such questions."))
    return found


def _refuse_locked(response: Response) -> None:
    if selectors.is_locked(response.participant.trial_id, response.visit):
        raise Locked(_("These answers are final. Nothing in them can be changed."))


def _record(action: str, response: Response, by: User) -> None:
    record(
        action,
        by=by,
        object_type="response",
        object_ids=[response.pk],
        trial_id=response.participant.trial_id,
    )


@transaction.atomic
def ask(*, response: Response, item: str, text: str, by: User) -> DataQuery:
    """Ask the site about a value.

    Raises:
        Refused: no words, the answers are not sent, or it is about what somebody guessed.
        Locked: the visit's data are final.
        BadAnswer: no such item.
    """
    _refuse_locked(response)
    if not text.strip():
        raise Refused(_("Please write what you would like to know."))
    if item not in part_of(response).items:
        raise BadAnswer(_("Please choose one of the answers."))
    if response.instrument in NEVER_ASKED_BACK:
        raise Refused(_("What somebody guessed is not asked back."))
    if not Submission.objects.filter(response=response).exists():
        raise Refused(_("These answers were not sent yet."))
    query = DataQuery.objects.create(response=response, item=item, at=clock.now(), by=by)
    _say(query, QueryStep.ASKED, text, by)
    _record("query.asked", response, by)
    return query


@transaction.atomic
def answer_query(*, query: DataQuery, text: str, by: User) -> QueryMessage:
    """Answer a query.

    Raises:
        Refused: no words, or it is closed.
    """
    return _go_on(query, QueryStep.ANSWERED, text, by)


@transaction.atomic
def ask_again(*, query: DataQuery, text: str, by: User) -> QueryMessage:
    """Ask once more, where the answer did not settle it: the query waits for the site again.

    Raises:
        Refused: no words, or it is closed.
    """
    return _go_on(query, QueryStep.ASKED, text, by)


@transaction.atomic
def close_query(*, query: DataQuery, text: str, by: User) -> QueryMessage:
    """Close a query; a last word is not needed.

    Raises:
        Refused: it is closed already.
    """
    return _go_on(query, QueryStep.CLOSED, text or "-", by)


def _go_on(query: DataQuery, step: str, text: str, by: User) -> QueryMessage:
    Response.objects.select_for_update().get(pk=query.response_id)
    if query.messages.filter(step=QueryStep.CLOSED).exists():
        raise Refused(_("This query is closed."))
    if not text.strip():
        raise Refused(_("Please write an answer."))
    message = _say(query, step, text, by)
    _record(f"query.{step}", query.response, by)
    return message


def _say(query: DataQuery, step: str, text: str, by: User) -> QueryMessage:
    return QueryMessage.objects.create(
        query=query,
        step=step,
        text_sealed=seal_for(query.response.participant, text.strip(), "query.text"),
        at=clock.now(),
        by=by,
    )


@transaction.atomic
def lock(*, trial: Trial, visit: str, by: User) -> DataLock:
    """Make the answers of a visit final, or those of all visits where `visit` is empty.

    The caller has asked once more who is there. What was begun and not sent stays unsent.

    Args:
        trial: whose data.
        visit: key of a visit; empty for all.
        by: whoever signs; the row is their signature: name, time, meaning.

    Returns:
        The lock, with how many responses it holds and a hash over their newest answers.

    Raises:
        Refused: locked already, or queries are open.
    """
    Trial.objects.select_for_update().get(pk=trial.pk)
    if DataLock.objects.filter(trial=trial, visit__in=("", visit)).exists():
        raise Refused(_("These answers are final already."))
    responses = Response.objects.filter(participant__trial=trial, submission__isnull=False)
    if visit:
        responses = responses.filter(visit=visit)
    closed = QueryMessage.objects.filter(step=QueryStep.CLOSED).values("query")
    if DataQuery.objects.filter(response__in=responses).exclude(pk__in=closed).exists():
        raise Refused(_("Some queries are still open. Close them first."))
    row = DataLock.objects.create(
        trial=trial,
        visit=visit,
        meaning=str(MEANING),
        responses=responses.count(),
        sha256=fingerprint(list(responses.order_by("pk").values_list("pk", flat=True))),
        at=clock.now(),
        by=by,
    )
    record("data.locked", by=by, object_type="data-lock", object_ids=[row.pk], trial_id=trial.pk)
    return row


def fingerprint(responses: list[int]) -> str:
    """SHA-256 over the newest answer to each item of these responses, in order."""
    rows = Answer.objects.filter(response__in=responses).order_by("response_id", "item", "pk")
    newest = {(r, i): v for r, i, v in rows.values_list("response_id", "item", "value")}
    lines = [[r, i, v] for (r, i), v in newest.items()]
    return hashlib.sha256(json.dumps(lines, separators=(",", ":")).encode()).hexdigest()
