"""Reads of trials, people and staff."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from retraining.accounts.mails import Frame
from retraining.accounts.models import User
from retraining.accounts.roles import ROLES, Role
from retraining.common import clock
from retraining.common.access import Audience
from retraining.common.prepared import Prepared
from retraining.trials.models import (
    Consent,
    DateKind,
    Document,
    DocumentRead,
    Participant,
    ParticipantDate,
    ProtocolVersion,
    StaffAssignment,
    Suspension,
    Trial,
    Withdrawal,
)
from retraining.trials.scope import Scope
from retraining.trials.selectors_consent import (
    consent_state,
    documents_of,
    documents_version,
    newest_consent,
)


def current_assignments(user: User, day: date | None = None) -> QuerySet[StaffAssignment]:
    """The roles that a member of staff holds on a day (today when None)."""
    on = day or clock.now().date()
    return StaffAssignment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), user=user, starts_on__lte=on
    ).select_related("trial")


def scope_for(
    assignments: Iterable[StaffAssignment],
    audience: Audience,
    *,
    permission: str | None = None,
    trial_id: int | None = None,
) -> Scope | None:
    """What the assignments reach under one audience.

    Args:
        assignments: current ones of one person.
        audience: the prefix asked for.
        permission: what the page asks for; only sites of roles that hold it are in reach.
        trial_id: the trial chosen by the person; the first one found when None.

    Returns:
        The scope, or None where no role belongs to the audience.
    """
    held = [a for a in assignments if ROLES[Role(a.role)].audience == audience]
    if not held:
        return None
    trials = [a.trial_id for a in held]
    trial = trial_id if trial_id in trials else trials[0]
    held = [a for a in held if a.trial_id == trial]
    reaching = [a for a in held if permission is None or permission in permissions_of(a)]
    everywhere = any(a.site_id is None for a in reaching)
    sites = None if everywhere else frozenset(a.site_id for a in reaching if a.site_id)
    permissions = frozenset(p for a in held for p in permissions_of(a))
    return Scope(trial, sites, permissions, frozenset(a.role for a in held))


def permissions_of(assignment: StaffAssignment) -> frozenset[str]:
    """Slugs of what the role of an assignment may do."""
    return frozenset(str(p) for p in ROLES[Role(assignment.role)].permissions)


def latest_day(participant: Participant, kind: DateKind) -> date | None:
    """The newest anchor day of a kind, or None."""
    return (
        ParticipantDate.objects.filter(participant=participant, kind=kind)
        .order_by("-pk")
        .values_list("day", flat=True)
        .first()
    )


def anchor_days(participant: Participant) -> dict[str, date]:
    """Every anchor day of a person: {kind: newest day}."""
    rows = ParticipantDate.objects.filter(participant=participant).order_by("pk")
    return dict(rows.values_list("kind", "day"))


def consent_of(participant: Participant) -> Consent | None:
    """The person's newest consent, if signed."""
    return newest_consent(participant)


def consent_is_current(participant: Participant) -> bool:
    """Whether the consent is final, and under the documents in force.

    Final: signed, the live call with the risk question and a verdict that lets the person take part
    are recorded, nothing that was not clear waits for a talk, and it is countersigned where the
    protocol asks for that. What is lacking says `selectors_consent.consent_state`.
    """
    return consent_state(participant).is_current


def document_of(participant: Participant, key: str) -> Document:
    """A document that this person is to read, such as "information".

    Raises:
        Document.DoesNotExist: the protocol has none of that key.
    """
    found = documents_of(documents_version(participant)).get(key)
    if found is None:
        raise Document.DoesNotExist(key)
    return found


def documents_read(participant: Participant) -> set[str]:
    """Keys of the documents in force that the person says they have read."""
    rows = DocumentRead.objects.filter(
        participant=participant, document__version=documents_version(participant)
    )
    return set(rows.values_list("document__key", flat=True))


_LEVEL = Prepared(
    lambda person: (
        Withdrawal.objects.filter(participant=person)
        .order_by("-pk")
        .values_list("level", flat=True)[:1]
    )
)


def withdrawal_level(participant: Participant) -> str | None:
    """How much the person has stopped; None where nothing, or where they took it back."""
    return _LEVEL.first(participant.pk) or None


def participant_of(user: User) -> Participant | None:
    """The participant that this user is, with trial and site, and what every page asks first."""
    newest = ProtocolVersion.objects.filter(trial=OuterRef("trial")).order_by("-number")
    closed = Suspension.objects.filter(trial=OuterRef("trial"), lifts=None, lifted_by=None)
    people = Participant.objects.select_related("trial", "site", "version").filter(user=user)
    return people.annotate(
        newest_number=Subquery(newest.values("number")[:1]),
        sessions_closed=Exists(closed.exclude(what=Suspension.What.RECRUITMENT)),
    ).first()


def help_values(participant: Participant) -> dict[str, str]:
    """Whom this person can ring, as the help line of pages and mails prints it."""
    site, safety = participant.site, participant.version.content.get("safety", {})
    return {
        "phone": site.phone,
        "contact": site.contact,
        "hours": site.hours,
        "site_name": site.name,
        "night_text": safety.get("night_text") or _("Messages and answers are not read at night."),
    }


def mail_frame(user: User) -> Frame:
    """In whose name sign-in mails go to this person: the trial's public name, or the product."""
    if user.is_staff_member:
        return Frame("Retraining")
    participant = participant_of(user)
    if participant is None:
        return Frame(_("Study pages"))
    return Frame(participant.trial.public_name, help_values(participant))


def first_public_name() -> str:
    """The public name of the install's first trial, for pages of people who are not signed in."""
    return Trial.objects.order_by("pk").values_list("public_name", flat=True).first() or ""


def trial_named(slug: str) -> Trial | None:
    """The trial with this slug."""
    return Trial.objects.filter(slug=slug).first()
