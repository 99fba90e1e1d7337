"""Taking in play events, and folding them into listening records."""

import logging
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, connection, transaction

from retraining.audit.services import record
from retraining.common import clock
from retraining.trials.models import Participant, Trial, WithdrawalLevel
from retraining.trials.selectors import withdrawal_level
from sessions import selectors
from sessions.folding import folded
from sessions.listening_rules import DEFAULT_RULE, get_rule
from sessions.models import Delivery, ListeningRecord, PlanItem, PlayEvent
from sessions.play_events import parse_event
from sessions.services.remarks import keep_remarks

MAX_EVENTS = 500
# Written out: each player asks it every fifteen seconds, and building it took longer than running.
TAKE_TURN = """
select record.coverage_s
from guided_sessions_plan_item item
left join guided_sessions_listening_record record
    on record.plan_item_id = item.id and record.rule = %s
where item.id = %s and item.participant_id = %s
for no key update of item
"""
log = logging.getLogger(__name__)


class TooMany(ValueError):
    """More events in one batch than a player ever sends."""


class NotTheirs(LookupError):
    """There is no such plan item, or it is another person's."""


@dataclass(frozen=True)
class Kept:
    """What became of a batch.

    Args:
        ids: that the player may forget, exactly these: the server holds them, or nobody may.
        saved_s: seconds of the record as it was last folded before this batch; 0 without one.
    """

    ids: list[str]
    saved_s: float


def append_events(
    *,
    plan_item: PlanItem,
    events: Sequence[Mapping[str, Any]],
    content_hash: str = "",
    delivery: str = Delivery.AUDIO,
) -> Kept:
    """Keep a batch of play events. Sending it again changes nothing.

    Of somebody who wants their data used no further nothing new is kept (`programmes.md` 5.9).

    Args:
        plan_item: whose events these are, as the player's token says; its two keys are enough.
        events: as they came, each with its own id.
        content_hash: SHA-256 of the file that was played, where the player knows it.
        delivery: audio, read or self.

    Raises:
        NotTheirs: the plan item is not, or no longer, this participant's.
        TooMany: over 500 events at once.
        BadEvent: an event that cannot be read; nothing of the batch is kept.
    """
    if len(events) > MAX_EVENTS:
        raise TooMany
    parsed = [parse_event(event, line) for line, event in enumerate(events, start=1)]
    if withdrawal_level(Participant(pk=plan_item.participant_id)) == WithdrawalLevel.DATA:
        return Kept([str(event.id) for event in parsed], 0.0)
    now = clock.now()
    rows = [
        PlayEvent(
            event_id=event.id,
            plan_item=plan_item,
            attempt=event.attempt,
            seq=event.seq,
            type=event.type[:20],
            delivery=delivery,
            payload=dict(raw),
            content_hash=content_hash,
            received_at=now,
        )
        for event, raw in zip(parsed, events, strict=True)
    ]
    try:
        return _append_new(plan_item, rows)
    except IntegrityError:  # some of it is here already, or twice in the batch
        return _append_missing(plan_item, rows)


def _take_turn(plan_item: PlanItem) -> float:
    """One batch at a time per plan item; the seconds that its record holds by now.

    Ids then become visible in their order, so that a fold never passes over an event, and two
    deliveries of one batch cannot lock each other out.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE_TURN, [DEFAULT_RULE, plan_item.pk, plan_item.participant_id])
        found = cursor.fetchone()
    if found is None:
        raise NotTheirs
    return found[0] or 0.0


@transaction.atomic
def _append_new(plan_item: PlanItem, rows: list[PlayEvent]) -> Kept:
    """The usual batch: nothing of it is known yet."""
    saved = _take_turn(plan_item)
    PlayEvent.objects.bulk_create(rows)
    keep_remarks(plan_item=plan_item, rows=rows)
    if any(row.type == "started" for row in rows):
        _audit(plan_item, "listening.started")
    return Kept([str(row.event_id) for row in rows], saved)


@transaction.atomic
def _append_missing(plan_item: PlanItem, rows: list[PlayEvent]) -> Kept:
    """A batch that was sent before, in whole or in part."""
    saved = _take_turn(plan_item)
    ids = [row.event_id for row in rows]
    known = set(PlayEvent.objects.filter(event_id__in=ids).values_list("event_id", flat=True))
    for row in rows:
        row.pk = None  # the attempt that was rolled back had drawn one
    PlayEvent.objects.bulk_create(rows, ignore_conflicts=True)
    if any(row.type == "started" and row.event_id not in known for row in rows):
        _audit(plan_item, "listening.started")
    held = PlayEvent.objects.filter(plan_item=plan_item, event_id__in=ids)
    kept = set(held.values_list("event_id", flat=True))
    keep_remarks(plan_item=plan_item, rows=[row for row in rows if row.event_id in kept])
    return Kept([str(event_id) for event_id in kept], saved)


RESTS = frozenset({"paused", "stopped", "ended", "closed", "read", "self-report"})


def receive(
    *,
    plan_item: PlanItem,
    events: Sequence[Mapping[str, Any]],
    content_hash: str = "",
    delivery: str = Delivery.AUDIO,
) -> Kept:
    """Keep a batch, and fold at once where the player rests, so that the next page is true.

    Other batches are folded by the sweep. The events are committed before the fold begins.

    Args and errors: those of `append_events`.
    """
    kept = append_events(
        plan_item=plan_item, events=events, content_hash=content_hash, delivery=delivery
    )
    if any(event.get("type") in RESTS for event in events):
        return replace(kept, saved_s=fold_item(plan_item=plan_item).coverage_s)
    return kept


def append_one(
    *, plan_item: PlanItem, type: str, delivery: str, reason: str = "", read_s: int | None = None
) -> None:
    """Keep one event that a page, not a player, reports: "I have read this", "I listened".

    Args:
        plan_item: what it is about.
        type: "read", "self-report" or "stopped".
        delivery: how it reached the person.
        reason: why somebody stopped.
        read_s: seconds with the text open, as the page counted them; a hint.
    """
    moment = clock.now().isoformat().replace("+00:00", "Z")
    event: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "attempt": str(uuid.uuid4()),
        "seq": 1,
        "type": type,
        "wall": moment,
    }
    if reason:
        event["reason"] = reason
    if read_s is not None:
        event["read_s"] = read_s
    receive(plan_item=plan_item, events=[event], delivery=delivery)


def _audit(plan_item: PlanItem, action: str) -> None:
    record(
        action,
        by=None,
        object_type="plan-item",
        object_ids=[plan_item.pk],
        trial_id=plan_item.participant.trial_id,
    )


@transaction.atomic
def fold_item(*, plan_item: PlanItem, rule: str = DEFAULT_RULE) -> ListeningRecord:
    """Make the listening record of a plan item anew from all its events."""
    plan_item = (
        PlanItem.objects.select_for_update(of=("self",))
        .select_related("participant__version", "participant__trial")
        .get(pk=plan_item.pk)
    )
    before = ListeningRecord.objects.filter(plan_item=plan_item, rule=rule).first()
    until = selectors.core_counts_until(plan_item.participant)
    values = folded(plan_item, selectors.events_of(plan_item), rule, until)
    row = ListeningRecord(
        pk=before.pk if before else None, plan_item=plan_item, rule=rule, **values
    )
    row.save(force_insert=before is None, force_update=before is not None)
    if rule == DEFAULT_RULE and row.completed and not (before and before.completed):
        _audit(plan_item, "listening.completed")
    return row


@dataclass(frozen=True)
class Recomputed:
    """How many records a run made, and how many it could not."""

    made: int
    failed: int


def recompute(*, rule: str, trial: Trial | None = None) -> Recomputed:
    """Fold every plan item that has no record of a rule yet, or events that it has not seen.

    Records of other rules stay as they are. Each record is committed by itself, so a run that was
    cut short goes on where it stopped, and one more run changes nothing.

    Args:
        rule: version of the listening rule.
        trial: of this trial alone; of all when None.

    Raises:
        UnknownRule: no rule of this version.
    """
    get_rule(rule)
    waiting = selectors.items_to_fold(rule)
    trials = Trial.objects.all()
    if trial is not None:
        waiting = waiting.filter(participant__trial=trial)
        trials = trials.filter(pk=trial.pk)
    ids = list(waiting.order_by("pk").values_list("pk", flat=True))
    folded_well = [_folds(pk, rule) for pk in ids]
    record(
        "listening.recomputed",
        by=None,
        object_type="trial",
        object_ids=list(trials.values_list("pk", flat=True)),
        trial_id=trial.pk if trial else None,
        reason=rule,
    )
    return Recomputed(sum(folded_well), len(ids) - sum(folded_well))


def _folds(item_id: int, rule: str) -> bool:
    try:
        fold_item(plan_item=PlanItem(pk=item_id), rule=rule)  # it reads the row under its lock
    except Exception:  # one record that cannot be folded must not hold up the others
        log.exception("plan item %s could not be folded", item_id)
        return False
    return True


def fold_waiting(limit: int = 500) -> int:
    """Fold the plan items whose newest event is not in their record; how many were folded."""
    ids = list(selectors.items_to_fold(DEFAULT_RULE).values_list("pk", flat=True)[:limit])
    for pk in ids:
        _folds(pk, DEFAULT_RULE)
    return len(ids)
