"""Finds what is due now."""

from datetime import datetime, timedelta

from retraining.assessments.selectors import visit_states
from retraining.reminders import rules
from retraining.reminders.models import Message
from retraining.trials.models import DateKind, Invitation, Participant, StaffInvitation
from retraining.trials.selectors import latest_day
from sessions import protocol_section

EMAIL = "email"
LATE = timedelta(hours=12)  # a worker that was away catches up this far, never further


def unsent_invitations(moment: datetime) -> list[Message]:
    """A message for each open invitation, to participants and to staff, that has none."""
    people = Invitation.objects.filter(spent_at=None, revoked_at=None, expires_at__gt=moment)
    messages = [
        Message(
            participant_id=row.participant_id,
            occasion=f"invitation-{row.pk}",
            kind="invitation",
            channel=EMAIL,
            due_at=row.created_at,
        )
        for row in people
    ]
    staff = StaffInvitation.objects.filter(
        spent_at=None, revoked_at=None, expires_at__gt=moment, messages__isnull=True
    )
    return messages + [
        Message(
            staff_invitation=row,
            occasion=f"staff-invitation-{row.pk}",
            kind="staff-invitation",
            channel=EMAIL,
            due_at=row.created_at,
        )
        for row in staff
    ]


def people_in_programme(moment: datetime) -> list[Participant]:
    """People who began and may still be reminded."""
    rows = (
        Participant.objects.filter(
            dates__kind=DateKind.START, dates__day__gte=(moment - timedelta(days=400)).date()
        )
        .exclude(withdrawals__level="contact")
        .select_related("version")
        .distinct()
    )
    return list(rows)


def due_reminders(person: Participant, moment: datetime) -> list[Message]:
    """Reminders of this person that fell due in the last hours."""
    return [
        Message(
            participant=person, occasion=due.occasion, kind=due.kind, channel=EMAIL, due_at=due.at
        )
        for due in all_dues(person)
        if moment - LATE < due.at <= moment
    ]


def all_dues(person: Participant) -> list[rules.Due]:
    """Every reminder of this person over the whole programme."""
    start = latest_day(person, DateKind.START)
    if start is None:
        return []
    section = protocol_section.read(person.version.content)
    weeks = [(n, protocol_section.week_opens(start, n)) for n in range(1, section.weeks + 1)]
    again = person.version.content["reminders"]["again_after_days"]
    zone, hour = person.time_zone, person.message_hour
    visits = [
        (state.visit.key, state.window.opens_at)
        for state in visit_states(person)
        if state.window is not None and state.visit.anchor == "start"
    ]
    return rules.session_dues(weeks, hour, zone, again) + rules.visit_dues(visits, hour, zone)
