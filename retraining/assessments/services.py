"""The only writers of responses, answers and scores of people who answer."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retraining.accounts.models import User
from retraining.assessments import selectors
from retraining.assessments.heard import hear_answer, hear_scores, hear_so_far
from retraining.assessments.models import Answer, Mode, Response, Submission, VisitDone
from retraining.assessments.packs import blocked
from retraining.assessments.protocol_section import Part
from retraining.assessments.scores import score_rows, store_scores
from retraining.assessments.selectors import PartState, VisitState
from retraining.audit.services import record
from retraining.common import clock
from retraining.instruments import registry
from retraining.trials.errors import Refused
from retraining.trials.models import NO_QUESTIONS, Participant
from retraining.trials.selectors import withdrawal_level

UNSEEN = gettext_lazy("There are questions that you have not seen yet.")
NEVER = object()  # no answer at all, which is not the answer that was left blank
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
    [response] = _responses(participant, state, [found.part], by, mode)
    answer, is_new = _keep(response, item, value, mode, took_ms)
    if is_new:
        hear_answer(answer, response.participant)
        hear_so_far(response, found.part, response.participant)
    return answer


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
    # Where it expired, what was sent is out of date, and nothing was begun since.
    if response is None or found.expired:
        raise NotAnswerable(UNSEEN)
    sent = _Sent(response, found.part, selectors.answers_of(response))
    _send(participant, state, [sent], by)
    return response


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
    return _answer_parts(participant, state, [(found, answers)], by, mode)[0]


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
    state = _locked_state(participant, visit_key)
    given = [(_part_of(state, instrument), values) for instrument, values in answers.items()]
    return _answer_parts(participant, state, given, by, mode)


class _Sent(NamedTuple):
    """A response with all its answers: {item: number, or None left blank}."""

    response: Response
    part: Part
    answers: Mapping[str, int | None]


def _answer_parts(
    participant: Participant,
    state: VisitState,
    given: Sequence[tuple[PartState, Mapping[str, int | None]]],
    by: User,
    mode: str,
) -> list[Response]:
    """Keep and send whole parts of one visit. The caller holds the person's lock."""
    for found, answers in given:
        for item, value in answers.items():
            _check(found.part, item, value)
        _refuse_closed(found)
    responses = _responses(participant, state, [found.part for found, _answers in given], by, mode)
    sent = _keep_all(
        [
            _Sent(response, found.part, answers)
            for response, (found, answers) in zip(responses, given, strict=True)
        ],
        mode,
    )
    _send(participant, state, sent, by)
    return responses


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


def _responses(
    participant: Participant, state: VisitState, parts: Sequence[Part], by: User, mode: str
) -> list[Response]:
    """The responses of open parts, begun where they were not. The caller holds the person's lock.

    Where an open part was sent before, those answers are out of date: they stay, and are asked
    once more.
    """
    newest = selectors.newest_responses(participant, state.visit.key)
    begun = {
        code: response for code, response in newest.items() if not hasattr(response, "submission")
    }
    for response in begun.values():
        response.participant = participant  # with the protocol version that was read already
    missing = [part for part in parts if part.instrument not in begun]
    if blocked(participant.version, missing):
        raise NotAnswerable(_("These questions are not open at the moment."))
    before = {code: response.occurrence for code, response in newest.items()}
    rows = [
        Response(
            participant=participant,
            visit=state.visit.key,
            instrument=part.instrument,
            occurrence=before.get(part.instrument, 0) + 1,
            instrument_version=registry.get(part.instrument).version,
            started_at=clock.now(),
            mode=mode,
            by=by,
        )
        for part in missing
    ]
    if rows:
        Response.objects.bulk_create(rows)
        _audit("response.started", rows, participant, by)
    begun |= {row.instrument: row for row in rows}
    return [begun[part.instrument] for part in parts]


def _audit(action: str, responses: Sequence[Response], participant: Participant, by: User) -> None:
    record(
        action,
        by=by,
        object_type="response",
        object_ids=[response.pk for response in responses],
        trial_id=participant.trial_id,
    )


def _check(part: Part, item: str, value: int | None) -> None:
    allowed = {i.name: i.allowed for i in registry.get(part.instrument).items}
    if item not in part.items or (value is not None and value not in allowed[item]):
        raise BadAnswer(_("Please choose one of the answers."))


def _keep(
    response: Response, item: str, value: int | None, mode: str, took_ms: int | None
) -> tuple[Answer, bool]:
    """The newest answer to an item, and whether it is a new one."""
    newest = Answer.objects.filter(response=response, item=item).order_by("-pk").first()
    if newest is not None and newest.value == value:
        return newest, False
    answer = Answer.objects.create(
        response=response,
        item=item,
        value=value,
        at=clock.now(),
        mode=mode,
        took_ms=took_ms if took_ms is not None and 0 <= took_ms <= LONGEST_MS else None,
    )
    return answer, True


def _keep_all(given: Sequence[_Sent], mode: str) -> list[_Sent]:
    """`_keep` for many answers at once, heard when all of them stand; with all there are then."""
    kept = selectors.answers_of_each([one.response for one in given])
    now = clock.now()
    rows = [
        Answer(response=one.response, item=item, value=value, at=now, mode=mode)
        for one in given
        for item, value in one.answers.items()
        if kept[one.response.pk].get(item, NEVER) != value
    ]
    for answer in Answer.objects.bulk_create(rows):
        hear_answer(answer, answer.response.participant)
    return [one._replace(answers={**kept[one.response.pk], **one.answers}) for one in given]


def _send(participant: Participant, state: VisitState, sent: Sequence[_Sent], by: User) -> None:
    """Close these parts and score them. The caller holds the person's lock."""
    if any(item not in one.answers for one in sent for item in one.part.items):
        raise NotAnswerable(UNSEEN)
    now = clock.now()
    Submission.objects.bulk_create(Submission(response=one.response, at=now, by=by) for one in sent)
    rows = store_scores([row for one in sent for row in score_rows(*one)])
    for one in sent:
        first = selectors.default_rule(one.part.instrument, one.part.value_set)
        own = [row for row in rows if row.response is one.response and row.rule == first]
        hear_scores(one.response, participant, own)
    _audit("response.submitted", [one.response for one in sent], participant, by)
    _note_done(participant, state)


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
