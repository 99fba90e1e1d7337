"""Finds what is due now, for everybody in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from retraining.reminders import rules
from retraining.reminders.models import Message
from retraining.reminders.programme import Calendar, Programme, dues, read
from retraining.safety.models import Notice
from retraining.trials.models import (
    NO_CONTACT,
    DateKind,
    Invitation,
    Participant,
    ParticipantDate,
    ParticipantKey,
    ProtocolVersion,
    StaffInvitation,
    Withdrawal,
)
from sessions.models import PieceKind, PlanItem
from sessions.pausing import days_of

EMAIL = "email"
SAFETY_ALERT = "safety-alert"
REMINDER_KINDS = ("session", "session-again", "check-in", "check-in-again", *rules.CHASED_KINDS)
WEEK_IS_NEWS = timedelta(days=10)  # both messages of a week fall due within it, in any zone


def erased(participant: str) -> Exists:
    """A condition: the key of the person at this column is destroyed."""
    return Exists(
        ParticipantKey.objects.filter(participant=OuterRef(participant), wrapped__isnull=True)
    )


def unsent_invitations(moment: datetime) -> list[Message]:
    """A message for each open invitation, to participants and to staff, that has none."""
    sent = Message.objects.filter(
        participant=OuterRef("participant"),
        occasion=Concat(Value("invitation-"), Cast(OuterRef("pk"), CharField())),
    )
    still_open = {"spent_at": None, "revoked_at": None, "expires_at__gt": moment}
    people = Invitation.objects.filter(~Exists(sent), ~erased("participant"), **still_open)
    staff = StaffInvitation.objects.filter(messages__isnull=True, **still_open)
    return [
        *(
            Message(
                participant_id=row.participant_id,
                occasion=f"invitation-{row.pk}",
                kind="invitation",
                channel=EMAIL,
                due_at=row.created_at,
            )
            for row in people.order_by("pk")
        ),
        *(
            Message(
                staff_invitation=row,
                occasion=f"staff-invitation-{row.pk}",
                kind="staff-invitation",
                channel=EMAIL,
                due_at=row.created_at,
            )
            for row in staff.order_by("pk")
        ),
    ]


def untold_notices(moment: datetime) -> list[Message]:
    """A message for each notice of a safety alert that has none."""
    rows = Notice.objects.filter(messages__isnull=True, at__lte=moment).order_by("pk")
    return [
        Message(
            safety_notice=row,
            occasion=f"safety-notice-{row.pk}",
            kind=SAFETY_ALERT,
            channel=EMAIL,
            due_at=row.at,
        )
        for row in rows
    ]


def due_reminders(moment: datetime, only: Participant | None = None) -> list[Message]:
    """Reminders that fell due in the last hours and are not in the outbox.

    Args:
        moment: now.
        only: look at this person alone; at everybody when None.
    """
    programmes = {only.version_id: read(only.version.content)} if only else _programmes()
    people = people_in_programme(moment, programmes)
    if only is not None:
        people = people.filter(pk=only.pk)
    rows = list(people.values_list("pk", "version", "time_zone", "message_hour"))
    if not rows:
        return []
    if only is not None:  # known by now to be one of them
        people = Participant.objects.filter(pk=only.pk)
    anchors, openings = _anchors(people), _openings(people, moment)
    days = days_of(row[0] for row in rows)
    queued = _queued(people, moment)
    return [
        message_of(pk, due)
        for pk, version, zone, hour in rows
        for due in dues(
            programmes[version],
            Calendar(zone, hour, anchors[pk], *openings[pk], days.get(pk, ())),
        )
        if moment - rules.LATE < due.at <= moment and (pk, due.occasion, due.kind) not in queued
    ]


def message_of(participant_id: int, due: rules.Due) -> Message:
    """The outbox row of a reminder, not stored yet."""
    return Message(
        participant_id=participant_id,
        occasion=due.occasion,
        kind=due.kind,
        channel=EMAIL,
        due_at=due.at,
    )


def all_dues(person: Participant) -> list[rules.Due]:
    """Every reminder of this person over the whole programme; none before there is a plan."""
    own = Participant.objects.filter(pk=person.pk)
    anchors = _anchors(own)[person.pk]
    if DateKind.START not in anchors:
        return []
    openings, days = _openings(own)[person.pk], days_of([person.pk]).get(person.pk, ())
    calendar = Calendar(person.time_zone, person.message_hour, anchors, *openings, days)
    return dues(read(person.version.content), calendar)


def _programmes() -> dict[int, Programme]:
    """By id of the protocol version, of versions that somebody is on."""
    in_use = Exists(Participant.objects.filter(version=OuterRef("pk")))
    versions = ProtocolVersion.objects.filter(in_use)
    return {pk: read(content) for pk, content in versions.values_list("pk", "content")}


def people_in_programme(
    moment: datetime, programmes: Mapping[int, Programme]
) -> QuerySet[Participant]:
    """People who began, whose programme is not long over, and who may be written to.

    Args:
        moment: now.
        programmes: by id of the protocol version; people on other versions are left out.
    """
    span = max((programme.span for programme in programmes.values()), default=timedelta(0))
    dates = ParticipantDate.objects.filter(participant=OuterRef("pk"), kind=DateKind.START)
    choices = Withdrawal.objects.filter(participant=OuterRef("pk")).order_by("-pk")
    return Participant.objects.annotate(
        stopped=Coalesce(Subquery(choices.values("level")[:1]), Value(""))
    ).filter(
        ~Q(stopped__in=NO_CONTACT),
        Exists(dates.filter(day__gte=(moment - span).date())),
        ~erased("pk"),
        version__in=list(programmes),
    )


def _anchors(people: QuerySet[Participant]) -> dict[int, dict[str, date]]:
    found: dict[int, dict[str, date]] = defaultdict(dict)
    rows = ParticipantDate.objects.filter(participant__in=people.values("pk")).order_by("pk")
    for person, kind, day in rows.values_list("participant", "kind", "day"):
        found[person][kind] = day  # the newest row of a kind counts
    return found


class Openings(NamedTuple):
    """{week: when it opens} of a person, and {week: first day} of weeks that a pause moved."""

    opens_at: dict[int, datetime]
    moved: dict[int, date]


def _openings(people: QuerySet[Participant], moment: datetime | None = None) -> dict[int, Openings]:
    """When main sessions open: all of them, or those that are news at a moment."""
    rows = PlanItem.objects.filter(participant__in=people.values("pk"), kind=PieceKind.CORE)
    if moment is not None:
        rows = rows.filter(opens_at__gt=moment - WEEK_IS_NEWS, opens_at__lte=moment)
    found: dict[int, Openings] = defaultdict(lambda: Openings({}, {}))
    fields = ("participant", "week", "opens_at", "moved_to")
    for person, week, opens_at, moved_to in rows.values_list(*fields):
        found[person].opens_at[week] = opens_at
        if moved_to is not None:
            found[person].moved[week] = moved_to
    return found


def _queued(people: QuerySet[Participant], moment: datetime) -> set[tuple[int | None, str, str]]:
    """What is in the outbox already: only to save work, the unique constraint keeps it single."""
    rows = Message.objects.filter(
        participant__in=people.values("pk"),
        kind__in=REMINDER_KINDS,
        due_at__gt=moment - 3 * rules.LATE,
    )
    return set(rows.values_list("participant", "occasion", "kind"))
