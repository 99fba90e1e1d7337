"""Questions about the documents, questions to the study team, and the talks that follow."""

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.sealing import CannotOpen
from retraining.trials.errors import Refused
from retraining.trials.models import (
    ComprehensionAttempt,
    Participant,
    TalkDone,
    TalkKind,
    TalkRequest,
)
from retraining.trials.selectors_consent import (
    Understanding,
    documents_version,
    understanding_of,
)
from retraining.trials.services.identity import open_for, seal_for

TEXT, NOTE = "talk.text", "talk.note"
LONGEST = 1000  # characters of a question


def _audit(action: str, participant: Participant, by: User, reason: str = "") -> None:
    record(
        action,
        by=by,
        object_type="participant",
        object_ids=[participant.pk],
        trial_id=participant.trial_id,
        reason=reason,
    )


@transaction.atomic
def answer_question(
    *, participant: Participant, key: str, chosen: int, by: User
) -> ComprehensionAttempt | None:
    """Keep an answer to a question about the documents; the third miss asks staff to talk.

    Args:
        key: of the question.
        chosen: number of the option, from 1.

    Returns:
        The attempt; None where the question was settled before (a second press).

    Raises:
        Refused: not the person's own act, or there is no such question or option.
    """
    if participant.user_id != by.pk:
        raise Refused(_("Only you can answer for yourself."))
    Participant.objects.select_for_update().get(pk=participant.pk)
    version = documents_version(participant)
    found = {one.question.key: one for one in understanding_of(participant, version)}
    one = found.get(key)
    if one is None or not 1 <= chosen <= len(one.question.options):
        raise Refused(_("Please choose one of the answers."))
    if one.settled:
        return None
    attempt = ComprehensionAttempt.objects.create(
        participant=participant,
        version=version,
        question=key,
        chosen=chosen,
        right=chosen == one.question.right,
        at=clock.now(),
    )
    now = Understanding(one.question, one.misses + (not attempt.right), attempt.right)
    if now.to_talk:
        TalkRequest.objects.create(
            participant=participant,
            kind=TalkKind.COMPREHENSION,
            topic=f"{version.number}:{key}",
            at=clock.now(),
        )
        _audit("talk.needed", participant, by)
    return attempt


@transaction.atomic
def ask(*, participant: Participant, text: str, by: User) -> TalkRequest:
    """Ask the study team something; they see it on their list and ring.

    Args:
        text: the question, sealed under the person's key; may be empty: then they just ring.

    Returns:
        The request; the open one where the same was sent before (a second press).

    Raises:
        Refused: not the person's own act, or too long.
    """
    if participant.user_id != by.pk:
        raise Refused(_("Only you can answer for yourself."))
    words = text.strip()
    if len(words) > LONGEST:
        raise Refused(_("Please use at most %(n)d characters.") % {"n": LONGEST})
    Participant.objects.select_for_update().get(pk=participant.pk)
    open_ones = TalkRequest.objects.filter(
        participant=participant, kind=TalkKind.QUESTION, done=None
    )
    for earlier in open_ones:
        if words_of(earlier) == words:
            return earlier
    request = TalkRequest.objects.create(
        participant=participant,
        kind=TalkKind.QUESTION,
        text_sealed=seal_for(participant, words, TEXT) if words else None,
        at=clock.now(),
    )
    _audit("talk.asked", participant, by)
    return request


@transaction.atomic
def talked(*, request: TalkRequest, note: str, by: User) -> TalkDone:
    """Record that staff have talked with the person.

    Returns:
        The record; the first one where a colleague was quicker.
    """
    locked = TalkRequest.objects.select_for_update().get(pk=request.pk)
    earlier = TalkDone.objects.filter(request=locked).first()
    if earlier is not None:
        return earlier
    person, words = locked.participant, note.strip()
    done = TalkDone.objects.create(
        request=locked,
        note_sealed=seal_for(person, words, NOTE) if words else None,
        at=clock.now(),
        by=by,
    )
    _audit("talk.held", person, by)
    return done


def words_of(request: TalkRequest) -> str:
    """What the person asked; empty where nothing was written, or it was erased."""
    if request.text_sealed is None:
        return ""
    try:
        return open_for(request.participant, request.text_sealed, TEXT)
    except CannotOpen:
        return ""


@transaction.atomic
def look_at_question(*, request: TalkRequest, by: User) -> str:
    """What the person asked, for a member of staff; the look is audited."""
    _audit("talk.viewed", request.participant, by)
    return words_of(request)
