"""Who has to be rung about an open outcome, and what was tried. The list and its one writer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.assessments import protocol_section
from retraining.assessments.models import ContactAttempt, Reached, Response, VisitDone, Way
from retraining.assessments.protocol_section import Visit
from retraining.assessments.selectors import answers_of_each
from retraining.assessments.windows import Window, window
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.sealing import CannotOpen
from retraining.trials.errors import Refused
from retraining.trials.models import (
    NO_QUESTIONS,
    ArmsLearnt,
    Contact,
    Participant,
    ParticipantDate,
    ProtocolVersion,
    Withdrawal,
)
from retraining.trials.scope import Scope
from retraining.trials.services.identity import open_for, seal_for
from retraining.trials.services.staff import note_arms_learnt

CALLS, LETTERS = 2, 1
CALL_AFTER_DAYS = 10  # of protocols that do not say; after the third message stayed without answer
LONGEST_CALL = 600  # minutes
NOTE = "contact.note"


@dataclass(frozen=True)
class Call:
    """Somebody whose outcome is open and was not answered.

    Args:
        participant: whom to reach.
        visit: the outcome.
        window: while it is open.
        attempts: what was tried, oldest first.
        unsent: how many of its questionnaires were answered to the end and never sent.
    """

    participant: Participant
    visit: Visit
    window: Window
    attempts: tuple[ContactAttempt, ...]
    unsent: int = 0

    @property
    def next_way(self) -> str | None:
        """What comes next: a call, the letter, or nothing."""
        calls = sum(a.way == Way.CALL for a in self.attempts)
        letters = sum(a.way == Way.LETTER for a in self.attempts)
        if calls < CALLS:
            return str(Way.CALL)
        return str(Way.LETTER) if letters < LETTERS else None


def call_list(scope: Scope, moment: datetime | None = None) -> list[Call]:
    """Open outcomes that messages did not bring in, those that close first at the top.

    Nobody is on it who stopped the questions. Neither pause nor stopping the sessions takes anybody
    off it: outcomes are asked for apart from how much somebody uses the programme.
    """
    now = moment or clock.now()
    people = list(Participant.objects.visible_to(scope).select_related("site", "trial"))
    chased = _chased(scope)
    anchors, done = _anchors(people), _done(people)
    stopped = _levels(people)
    attempts = _attempts(people)
    found = []
    for person in people:
        if stopped.get(person.pk) in NO_QUESTIONS:
            continue
        for visit, days in chased[person.version_id]:
            open_at = window(visit, anchors[person.pk], person.time_zone)
            if (person.pk, visit.key) in done or not _is_due(open_at, days, now):
                continue
            assert open_at is not None
            found.append(Call(person, visit, open_at, tuple(attempts[person.pk, visit.key])))
    unsent = _unsent(found)
    found = [replace(one, unsent=unsent[one.participant.pk, one.visit.key]) for one in found]
    return sorted(found, key=lambda one: (one.window.closes_at, one.participant.pk))


def _unsent(calls: Iterable[Call]) -> Mapping[tuple[int, str], int]:
    """{(person, visit): questionnaires answered to the end and not sent}."""
    asked = {(c.participant.pk, c.visit.key, p.instrument): p for c in calls for p in c.visit.parts}
    people = {person for person, _visit, _instrument in asked}
    rows = Response.objects.filter(participant__in=people, submission=None)
    found: dict[tuple[int, str], int] = defaultdict(int)
    for row, given in zip(rows, answers_of_each(rows).values(), strict=True):
        part = asked.get((row.participant_id, row.visit, row.instrument))
        if part is not None and set(part.items) <= set(given):
            found[row.participant_id, row.visit] += 1
    return found


def _is_due(found: Window | None, days: int, now: datetime) -> bool:
    return found is not None and found.opens_at + timedelta(days=days) <= now < found.closes_at


def _chased(scope: Scope) -> Mapping[int, list[tuple[Visit, int]]]:
    """{protocol version: its outcomes, each with the days after which calls begin}."""
    versions = ProtocolVersion.objects.filter(trial_id=scope.trial_id)
    return {
        pk: [
            (visit, content.get("reminders", {}).get("call_after_days", CALL_AFTER_DAYS))
            for visit in protocol_section.read(content)
            if visit.chased
        ]
        for pk, content in versions.values_list("pk", "content")
    }


def _anchors(people: Iterable[Participant]) -> Mapping[int, dict[str, date]]:
    found: dict[int, dict[str, date]] = defaultdict(dict)
    rows = ParticipantDate.objects.filter(participant__in=list(people)).order_by("pk")
    for person, kind, day in rows.values_list("participant_id", "kind", "day"):
        found[person][kind] = day
    return found


def _done(people: Iterable[Participant]) -> set[tuple[int, str]]:
    rows = VisitDone.objects.filter(participant__in=list(people))
    return set(rows.values_list("participant_id", "visit"))


def _levels(people: Iterable[Participant]) -> dict[int, str]:
    rows = Withdrawal.objects.filter(participant__in=list(people)).order_by("pk")
    return dict(rows.values_list("participant_id", "level"))


def _attempts(people: Iterable[Participant]) -> Mapping[tuple[int, str], list[ContactAttempt]]:
    found: dict[tuple[int, str], list[ContactAttempt]] = defaultdict(list)
    rows = ContactAttempt.objects.filter(participant__in=list(people)).order_by("pk")
    for row in rows.select_related("by"):
        found[row.participant_id, row.visit].append(row)
    return found


@transaction.atomic
def record_attempt(
    *,
    call: Call,
    way: str,
    reached: str,
    minutes: int,
    note: str,
    by: User,
    arm_known_how: str = "",
) -> ContactAttempt:
    """Keep what came of trying to reach somebody.

    Args:
        call: from the list; read again under the person's lock.
        way: call or letter.
        reached: what came of it.
        minutes: how long it took; contact time is counted in both arms.
        note: free words, sealed.
        by: who tried.
        arm_known_how: of `Contact.Learnt`, where they learnt the programme; empty where not.

    Raises:
        Refused: the outcome has come in meanwhile, two calls and a letter were tried already, or
            the way and what came of it do not belong together.
    """
    Participant.objects.select_for_update().get(pk=call.participant.pk)
    rows = ContactAttempt.objects.filter(participant=call.participant, visit=call.visit.key)
    tried: dict[Any, int] = defaultdict(int)
    for known in rows.values_list("way", flat=True):
        tried[known] += 1
    if VisitDone.objects.filter(participant=call.participant, visit=call.visit.key).exists():
        raise Refused(_("The answers have come in. Nothing more is needed."))
    if (way == Way.LETTER) != (reached == Reached.POSTED):
        raise Refused(_("A letter is sent by post; a call is not."))
    if tried[way] >= (CALLS if way == Way.CALL else LETTERS):
        raise Refused(_("Two calls and one letter are the limit."))
    if arm_known_how and arm_known_how not in Contact.Learnt.values:
        raise Refused(_("Please say how the programme became known, or that it did not."))
    row = ContactAttempt.objects.create(
        participant=call.participant,
        visit=call.visit.key,
        way=way,
        reached=reached,
        minutes=min(max(minutes, 0), LONGEST_CALL),
        arm_known_how=arm_known_how,
        note_sealed=seal_for(call.participant, note.strip(), NOTE),
        at=clock.now(),
        by=by,
    )
    if arm_known_how:
        note_arms_learnt(trial=call.participant.trial, how=ArmsLearnt.How.TOLD, by=by)
    record(
        "contact.attempted",
        by=by,
        object_type="participant",
        object_ids=[call.participant.pk],
        trial_id=call.participant.trial_id,
    )
    return row


@transaction.atomic
def show_notes(*, call: Call, by: User) -> dict[int, str]:
    """Open the words about every try of a call, for a member of staff; the look is audited.

    Returns:
        {id of the attempt: its words}; empty words where none were written, or they were erased.
    """
    person = call.participant
    record(
        "contact.notes_viewed",
        by=by,
        object_type="participant",
        object_ids=[person.pk],
        trial_id=person.trial_id,
    )
    return {row.pk: _note_of(person, row) for row in call.attempts}


def _note_of(person: Participant, row: ContactAttempt) -> str:
    try:
        return open_for(person, row.note_sealed, NOTE)
    except CannotOpen:
        return ""
