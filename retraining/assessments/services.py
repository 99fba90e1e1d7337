"""The only writers of responses, answers and scores."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.assessments import selectors
from retraining.assessments.heard import hear_answer, hear_scores
from retraining.assessments.models import Answer, Response, Score, Submission
from retraining.assessments.protocol_section import Visit
from retraining.audit.services import record
from retraining.common import clock
from retraining.instruments import registry
from retraining.instruments.scoring import score
from retraining.trials.errors import Refused
from retraining.trials.models import NO_QUESTIONS, Participant
from retraining.trials.selectors import withdrawal_level


class NotAnswerable(Refused):
    """The visit is not open now, or has been sent."""


class BadAnswer(Refused):
    """The value is not one of the item's options."""


def _open_visit(participant: Participant, key: str) -> Visit:
    state = selectors.state_of(participant, key)
    if state is None or not state.open_now:
        raise NotAnswerable(_("These questions are not open at the moment."))
    if withdrawal_level(participant) in NO_QUESTIONS:
        raise NotAnswerable(_("You chose not to answer questions any more."))
    return state.visit


@transaction.atomic
def _response(participant: Participant, visit: Visit, by: User) -> Response:
    """The response of an open visit, begun if it was not. The caller holds the person's lock.

    Where an open visit was sent before, those answers are out of date: they stay, and are asked
    once more.
    """
    newest = selectors.response_of(participant, visit.key)
    if newest is not None and not hasattr(newest, "submission"):
        newest.participant = participant  # with the protocol version that was read already
        return newest
    instrument = registry.get(visit.instrument)
    response = Response.objects.create(
        participant=participant,
        visit=visit.key,
        instrument=instrument.code,
        occurrence=newest.occurrence + 1 if newest else 1,
        instrument_version=instrument.version,
        started_at=clock.now(),
        by=by,
    )
    record(
        "response.started",
        by=by,
        object_type="response",
        object_ids=[response.pk],
        trial_id=participant.trial_id,
    )
    return response


@transaction.atomic
def save_answer(
    *, participant: Participant, visit_key: str, item: str, value: int | None, by: User
) -> Answer:
    """Keep one answer as it is given.

    Args:
        participant: whose answer.
        visit_key: an open visit.
        item: name of an item of that visit.
        value: the number printed at the option; None leaves it blank on purpose.
        by: who entered it.

    Returns:
        The stored row; the earlier one where the same answer is already the newest.

    Raises:
        NotAnswerable: the visit is closed or sent.
        BadAnswer: unknown item or option.
    """
    visit = _locked_visit(participant, visit_key)
    _check(visit, item, value)
    return _keep(_response(participant, visit, by), item, value)


def _locked_visit(participant: Participant, key: str) -> Visit:
    # The lock comes first: two devices get one response, and no answer lands behind a submission.
    Participant.objects.select_for_update().get(pk=participant.pk)
    return _open_visit(participant, key)


def _check(visit: Visit, item: str, value: int | None) -> None:
    allowed = {i.name: i.allowed for i in registry.get(visit.instrument).items}
    if item not in visit.items or (value is not None and value not in allowed[item]):
        raise BadAnswer(_("Please choose one of the answers."))


def _keep(response: Response, item: str, value: int | None) -> Answer:
    newest = Answer.objects.filter(response=response, item=item).order_by("-pk").first()
    if newest is not None and newest.value == value:
        return newest
    answer = Answer.objects.create(response=response, item=item, value=value, at=clock.now())
    hear_answer(answer, response.participant)
    return answer


@transaction.atomic
def submit(*, participant: Participant, visit_key: str, by: User) -> Response:
    """Send a response: it is scored and never changes again. A second call returns the first.

    Raises:
        NotAnswerable: not open, or an item was not reached yet.
    """
    Participant.objects.select_for_update().get(pk=participant.pk)
    response = selectors.response_of(participant, visit_key)
    if response is not None and hasattr(response, "submission"):
        state = selectors.state_of(participant, visit_key)
        if state is None or not state.expired:
            return response
        response = None
    return _send(participant, response, _open_visit(participant, visit_key), by)


def _send(participant: Participant, response: Response | None, visit: Visit, by: User) -> Response:
    if response is None or selectors.next_item(visit, response) is not None:
        raise NotAnswerable(_("There are questions that you have not seen yet."))
    Submission.objects.create(response=response, at=clock.now(), by=by)
    _store_scores(response, visit, selectors.answers_of(response))
    record(
        "response.submitted",
        by=by,
        object_type="response",
        object_ids=[response.pk],
        trial_id=participant.trial_id,
    )
    return response


@transaction.atomic
def answer_all(
    *, participant: Participant, visit_key: str, answers: Mapping[str, int | None], by: User
) -> Response:
    """Save and send a whole questionnaire in one go (entered by staff, or by a seeder).

    Raises:
        NotAnswerable: the visit is closed or sent, or an item of it has no answer.
        BadAnswer: unknown item or option. Nothing is kept.
    """
    visit = _locked_visit(participant, visit_key)
    for item, value in answers.items():
        _check(visit, item, value)
    response = _response(participant, visit, by)
    for item, value in answers.items():
        _keep(response, item, value)
    return _send(participant, response, visit, by)


def _store_scores(response: Response, visit: Visit, answers: Mapping[str, int | None]) -> None:
    instrument = registry.get(visit.instrument)
    asked = {name: answers.get(name) for name in visit.items}
    rows = Score.objects.bulk_create(
        Score(response=response, scale=s.scale, value=s.score, status=s.status, rule=s.rule)
        for s in score(instrument, asked)
    )
    hear_scores(response, response.participant, rows)
