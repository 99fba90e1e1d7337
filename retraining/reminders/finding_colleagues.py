"""Finds what colleagues are to be told: from rows that other packages wrote, never from events."""

from datetime import datetime, timedelta

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from retraining.accounts.roles import Role
from retraining.audit.models import AuditEntry
from retraining.audit.selectors import CHECKED
from retraining.randomisation.models import UnblindingNotice, Unsealing
from retraining.randomisation.unblinding_section import roles_told
from retraining.reminders.models import Message
from retraining.trials.models import ProtocolVersion, StaffAssignment

EMAIL = "email"
SEAL_IS_NEWS = timedelta(days=2)


def due_to_colleagues(moment: datetime) -> list[Message]:
    """A message for each notice, unsealing and daily check of the audit log that has none."""
    return [*_unblindings(), *_unsealings(), *_seals(moment)]


def _unblindings() -> list[Message]:
    sent = Message.objects.filter(
        colleague=OuterRef("recipient"),
        occasion=Concat(Value("unblinding-"), Cast(OuterRef("unblinding"), CharField())),
    )
    return [
        Message(
            colleague_id=notice.recipient_id,
            occasion=f"unblinding-{notice.unblinding_id}",
            kind="unblinding",
            channel=EMAIL,
            due_at=notice.at,
        )
        for notice in UnblindingNotice.objects.filter(~Exists(sent)).order_by("pk")
    ]


def _unsealings() -> list[Message]:
    """Those whom the newest protocol names, and the statisticians, as they were on that day."""
    return [
        Message(
            colleague_id=user,
            occasion=f"unsealing-{row.pk}",
            kind="unsealing",
            channel=EMAIL,
            due_at=row.at,
        )
        for row in Unsealing.objects.order_by("pk")
        for user in _to_be_told(row)
    ]


def _to_be_told(row: Unsealing) -> list[int]:
    version = ProtocolVersion.objects.filter(trial=row.trial_id).order_by("-number").first()
    content = version.content if version is not None else {}
    day = row.at.date()
    held = StaffAssignment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        trial=row.trial_id,
        role__in={*roles_told(content), Role.STATISTICIAN},
        starts_on__lte=day,
    )
    told = Message.objects.filter(occasion=f"unsealing-{row.pk}").values("colleague")
    users = held.exclude(user__in=told).exclude(user=row.by_id)
    return list(users.values_list("user", flat=True).distinct().order_by("user"))


def _seals(moment: datetime) -> list[Message]:
    """The newest check by the system goes to whoever monitors a trial today."""
    checks = AuditEntry.objects.filter(action=CHECKED, actor=None, at__gt=moment - SEAL_IS_NEWS)
    check = checks.order_by("-pk").first()
    if check is None:
        return []
    today = moment.date()
    monitors = StaffAssignment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        role=Role.MONITOR,
        starts_on__lte=today,
        user__is_active=True,
    )
    occasion = f"seal-{check.pk}"
    told = Message.objects.filter(occasion=occasion).values("colleague")
    users = monitors.exclude(user__in=told).values_list("user", flat=True).distinct()
    return [
        Message(colleague_id=user, occasion=occasion, kind="seal", channel=EMAIL, due_at=check.at)
        for user in users.order_by("user")
    ]
