"""The sweep that passes an alert on where nobody has acted. Each level is told once."""

import logging

from django.db import transaction
from django.db.models import Exists, OuterRef

from retraining.audit.services import record
from retraining.common import clock
from retraining.common.jobs import wake
from retraining.safety.cover import NoCover
from retraining.safety.escalation import Clocks, Standing, clocks_of, levels_due
from retraining.safety.models import (
    Alert,
    AlertStep,
    Colours,
    Level,
    Notice,
    SiteCover,
    StepKind,
)
from retraining.safety.protocol_section import Safety, read
from retraining.safety.selectors.cover import cover_of, handlers_of, recipient

log = logging.getLogger(__name__)
MAILS = "reminders.sweep"


def escalate() -> int:
    """Tell the next person about each alert that waits too long; how many were told.

    An alert that another sweep or a member of staff holds at this moment is passed over: it is
    looked at again within a minute. Called by beat, by the seeder and by tests.
    """
    closed = AlertStep.objects.filter(alert=OuterRef("pk"), kind=StepKind.RESOLVED)
    waiting = Alert.objects.filter(~Exists(closed)).exclude(colour=Colours.LISTED)
    told = 0
    for pk in waiting.order_by("pk").values_list("pk", flat=True):
        try:
            told += _pass_on(pk)
        except NoCover:  # hours that cannot be read must not hold up the other sites
            log.exception("alert %s: its site has no hours of cover", pk)
    return told


@transaction.atomic
def _pass_on(pk: int) -> int:
    alert = (
        Alert.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("participant__site", "version")
        .filter(pk=pk)
        .first()
    )
    cover = cover_of(alert.participant.site) if alert else None
    if alert is None or cover is None:
        return 0
    steps = dict(alert.steps.order_by("-pk").values_list("kind", "at"))
    if StepKind.RESOLVED in steps:
        return 0
    section = read(alert.version.content)
    clocks = _clocks(alert, section, cover)
    standing = Standing(
        alert.raised_at, steps.get(StepKind.TAKEN), steps.get(StepKind.REACHED), clocks.contact_by
    )
    due = [Level.OWNER, *levels_due(section.escalation, cover.hours, standing, clock.now())]
    told = set(alert.notices.values_list("level", flat=True))
    handlers = handlers_of(alert.participant.site)
    # Somebody who no longer works there cannot act: the next level is told with them.
    for level, following in zip(Level, [*Level][1:], strict=False):
        if level in due and recipient(cover, level).pk not in handlers and following not in due:
            due.append(following)
    return sum(_tell(alert, Level(to), cover, clocks) for to in due if to not in told)


def _clocks(alert: Alert, section: Safety, cover: SiteCover) -> Clocks:
    """Those it was raised with. Where nobody was named then, they start with the first notice."""
    own = Clocks(alert.acknowledge_by, alert.contact_by)
    first, rule = alert.notices.order_by("pk").first(), section.rule(alert.rule)
    if any(own) or rule is None:
        return own
    if first is not None:
        return Clocks(first.acknowledge_by, first.contact_by)
    return clocks_of(rule, cover.hours, clock.now())


def _tell(alert: Alert, level: Level, cover: SiteCover, clocks: Clocks) -> int:
    starts = level == Level.OWNER and not (alert.acknowledge_by or alert.contact_by)
    Notice.objects.create(
        alert=alert,
        level=level,
        recipient=recipient(cover, level),
        at=clock.now(),
        **(clocks._asdict() if starts else {}),
    )
    record(
        "alert.passed_on",
        by=None,
        object_type="alert",
        object_ids=[alert.pk],
        trial_id=alert.participant.trial_id,
        reason=level,
    )
    wake(MAILS)
    return 1
