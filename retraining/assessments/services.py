"""The only writers of responses, answers and scores of people who answer."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.assessments import selectors
from retraining.assessments.heard import hear_answer, hear_scores
from retraining.assessments.models import Answer, Mode, Response, Score, Submission, VisitDone
from retraining.assessments.packs import is_blocked
from retraining.assessments.protocol_section import Part
from retraining.assessments.selectors import PartState, VisitState
from retraining.audit.services import record
from retraining.common import clock
from retraining.instruments import registry
from retraining.instruments.scoring import score
from retraining.trials.errors import Refused
from retraining.trials.models import NO_QUESTIONS, Participant
from retraining.trials.selectors import withdrawal_level

LONGEST_MS = 24 * 60 * 60 * 1000  # what a browser says beyond a day says nothing


class NotAnswerable(Refused):
    """The visit is not open now, or has been sent."""


class BadAnswer(Refused):
    """The value is not one of the item's options."""


@transaction.atomic
def save_answer(
    *,
    participant: Participant,
    visit_key: str,
    item: str,
    value: int | None,
    by: User,
    part: str | None = None,
    mode: str = Mode.OWN,
    took_ms: int | None = None,
) -> Answer:
    """Keep one answer as it is given.

    Args:
        participant: whose answer.
        visit_key: an open visit.
        item: name of an item of that visit.
        value: the number printed at the option; None leaves it blank on purpose.
        by: who entered it.
        part: instrument of the part; the first that asks such an item when None.
        mode: how it was entered.
        took_ms: how long the question was in view, as the browser says.

    Returns:
        The stored row; the earlier one where the same answer is already the newest.

    Raises:
        NotAnswerable: the visit is closed or sent.
        BadAnswer: unknown item or option.
    """
    state = _locked_state(participant, visit_key)
    found = _asked(state, part, item)
    _check(found.part, item, value)
    _refuse_closed(found)
    response = _response(participant, state, found.part, by, mode)
    return _keep(response, item, value, mode, took_ms)


@transaction.atomic
def submit(
    *, participant: Participant, visit_key: str, by: User, part: str | None = None
) -> Response:
    """Send a part of a visit: it is scored and never changes again.

    A second call returns the first. The last part sent makes the visit done.

    Args:
        participant: whose.
        visit_key: an open visit.
        by: who sends it.
        part: instrument of the part; the visit's first when None.

    Raises:
        NotAnswerable: not open, or an item was not reached yet.
    """
    state = _locked_state(participant, visit_key)
    found = _part_of(state, part)
    response = selectors.response_of(participant, visit_key, found.part.instrument)
    if response is not None and found.done:
        return response
    _refuse_closed(found)
    if found.expired:  # what was sent is out of date, and nothing was begun since
        response = None
    return _send(participant, response, state, found.part, by)


@transaction.atomic
def answer_all(
    *,
    participant: Participant,
    visit_key: str,
    answers: Mapping[str, int | None],
    by: User,
    part: str | None = None,
    mode: str = Mode.OWN,
) -> Response:
    """Save and send a whole part in one go (entered by staff, or by a seeder).

    Args:
        participant: whose answers.
        visit_key: an open visit.
        answers: {item: number, or None left blank}.
        by: who enters them.
        part: instrument of the part; the first that asks the first item when None.
        mode: how they were entered.

    Raises:
        NotAnswerable: the visit is closed or sent, or an item of it has no answer.
        BadAnswer: unknown item or option. Nothing is kept.
    """
    state = _locked_state(participant, visit_key)
    found = _asked(state, part, next(iter(answers), ""))
    for item, value in answers.items():
        _check(found.part, item, value)
    _refuse_closed(found)
    response = _response(participant, state, found.part, by, mode)
    _keep_all(response, answers, mode)
    return _send(participant, response, state, found.part, by)


@transaction.atomic
def answer_visit(
    *,
    participant: Participant,
    visit_key: str,
    answers: Mapping[str, Mapping[str, int | None]],
    by: User,
    mode: str = Mode.OWN,
) -> list[Response]:
    """`answer_all` for several parts of a visit: {instrument: {item: number}}."""
    return [
        answer_all(
            participant=participant,
            visit_key=visit_key,
            answers=given,
            by=by,
            part=instrument,
            mode=mode,
        )
        for instrument, given in answers.items()
    ]


def _locked_state(participant: Participant, key: str) -> VisitState:
    # The lock comes first: two devices get one response, and no answer lands behind a submission.
    Participant.objects.select_for_update().get(pk=participant.pk)
    state = selectors.state_of(participant, key)
    if state is None:
        raise NotAnswerable(_("These questions are not open at the moment."))
    if selectors.is_locked(participant.trial_id, key):
        raise NotAnswerable(_("These answers are final. Nothing in them can be changed."))
    if withdrawal_level(participant) in NO_QUESTIONS:
        raise NotAnswerable(_("You chose not to answer questions any more."))
    return state


def _refuse_closed(found: PartState) -> None:
    if not found.open_now:
        raise NotAnswerable(_("These questions are not open at the moment."))


def _part_of(state: VisitState, part: str | None) -> PartState:
    found = state.parts[0] if part is None else state.part(part)
    if found is None:
        raise BadAnswer(_("Please choose one of the answers."))
    return found


def _asked(state: VisitState, part: str | None, item: str) -> PartState:
    asking = state.visit.part_asking(item)
    return _part_of(state, part or (asking.instrument if asking else None))


def _response(
    participant: Participant, state: VisitState, part: Part, by: User, mode: str
) -> Response:
    """The response of an open part, begun if it was not. The caller holds the person's lock.

    Where an open part was sent before, those answers are out of date: they stay, and are asked
    once more.
    """
    newest = selectors.response_of(participant, state.visit.key, part.instrument)
    if newest is not None and not hasattr(newest, "submission"):
        newest.participant = participant  # with the protocol version that was read already
        return newest
    if is_blocked(participant.version, part):
        raise NotAnswerable(_("These questions are not open at the moment."))
    instrument = registry.get(part.instrument)
    response = Response.objects.create(
        participant=participant,
        visit=state.visit.key,
        instrument=instrument.code,
        occurrence=newest.occurrence + 1 if newest else 1,
        instrument_version=instrument.version,
        started_at=clock.now(),
        mode=mode,
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


def _check(part: Part, item: str, value: int | None) -> None:
    allowed = {i.name: i.allowed for i in registry.get(part.instrument).items}
    if item not in part.items or (value is not None and value not in allowed[item]):
        raise BadAnswer(_("Please choose one of the answers."))


def _keep(
    response: Response, item: str, value: int | None, mode: str, took_ms: int | None = None
) -> Answer:
    newest = Answer.objects.filter(response=response, item=item).order_by("-pk").first()
    if newest is not None and newest.value == value:
        return newest
    answer = Answer.objects.create(
        response=response,
        item=item,
        value=value,
        at=clock.now(),
        mode=mode,
        took_ms=took_ms if took_ms is not None and 0 <= took_ms <= LONGEST_MS else None,
    )
    hear_answer(answer, response.participant)
    return answer


def _keep_all(response: Response, answers: Mapping[str, int | None], mode: str) -> None:
    """`_keep` for many answers at once; each is heard when all of them stand."""
    newest, now = selectors.answers_of(response), clock.now()
    rows = [
        Answer(response=response, item=item, value=value, at=now, mode=mode)
        for item, value in answers.items()
        if item not in newest or newest[item] != value
    ]
    for answer in Answer.objects.bulk_create(rows):
        hear_answer(answer, response.participant)


def _send(
    participant: Participant, response: Response | None, state: VisitState, part: Part, by: User
) -> Response:
    if response is None or selectors.next_item(part, response) is not None:
        raise NotAnswerable(_("There are questions that you have not seen yet."))
    Submission.objects.create(response=response, at=clock.now(), by=by)
    rows = store_scores(response, part, selectors.answers_of(response))
    first = selectors.default_rule(part.instrument, part.value_set)
    hear_scores(response, participant, [row for row in rows if row.rule == first])
    record(
        "response.submitted",
        by=by,
        object_type="response",
        object_ids=[response.pk],
        trial_id=participant.trial_id,
    )
    _note_done(participant, state)
    return response


def _note_done(participant: Participant, before: VisitState) -> None:
    """Write that the visit is done, where this was the last of its parts."""
    state = selectors.state_of(participant, before.visit.key)
    if state is None or not state.done:
        return
    rows = Submission.objects.filter(
        response__participant=participant, response__visit=state.visit.key
    ).order_by("response__occurrence")
    sent = dict(rows.values_list("response__instrument", "at"))
    ageing = [sent[part.instrument] for part in state.visit.parts if part.ages]
    earlier = VisitDone.objects.filter(participant=participant, visit=state.visit.key).count()
    VisitDone.objects.create(
        participant=participant,
        visit=state.visit.key,
        number=earlier + 1,
        at=max(sent.values()),
        answers_from=min(ageing) if state.visit.good_for_days else max(sent.values()),
    )


def store_scores(
    response: Response,
    part: Part,
    answers: Mapping[str, int | None],
    revision: int = 0,
    only: Collection[str] | None = None,
) -> list[Score]:
    """Score a response by the rules of its instrument, each beside the other.

    Args:
        response: a sent one.
        part: which items were asked, and with which value set.
        answers: the values that count.
        revision: how many corrections they take into account.
        only: stored names of the rules to use; all of the instrument when None.
    """
    instrument = registry.get(part.instrument)
    asked = {name: answers.get(name) for name in part.items}
    return Score.objects.bulk_create(
        Score(
            response=response,
            scale=found.scale,
            value=found.score,
            status=found.status,
            rule=selectors.rule_name(rule.version, part.value_set),
            revision=revision,
        )
        for rule in instrument.rules
        if only is None or selectors.rule_name(rule.version, part.value_set) in only
        for found in score(instrument, asked, rule.version, value_set=part.value_set or None)
    )
