"""Inviting staff, giving and ending roles, and the sites."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.accounts.roles import ROLES, Role
from retraining.accounts.selectors import user_with
from retraining.accounts.services import AddressTaken, set_password, staff_user
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.jobs import wake
from retraining.trials import conflicts, tokens
from retraining.trials.errors import Refused
from retraining.trials.models import ArmsLearnt, Site, StaffAssignment, StaffInvitation, Trial
from retraining.trials.selectors_logs import contacts_that_told

VALID_FOR = timedelta(days=7)
PURPOSE = "staff-invitation"


@transaction.atomic
def invite_staff(
    *, trial: Trial, email: str, role: str, site: Site | None, by: User | None
) -> StaffInvitation:
    """Open a one-time link that gives a role.

    Args:
        trial: the trial.
        email: address of the person.
        role: slug of a role.
        site: the one site it holds for; None for all.
        by: the manager; None on the command line.

    Raises:
        Refused: unknown role, a site where the role has none, or a role that this person may not
            hold beside another.
    """
    if role not in set(Role):
        raise Refused(_("There is no role %(role)s.") % {"role": role})
    if site is not None and not ROLES[Role(role)].per_site:
        raise Refused(_("This role is given for the whole trial, not for one site."))
    address = email.strip().lower()
    now = clock.now()
    if (user := user_with(address)) is not None:
        _refuse_conflict(
            user, trial, conflicts.Holding(role, site.pk if site else None, now.date(), None)
        )
    StaffInvitation.objects.filter(
        trial=trial, email=address, role=role, spent_at=None, revoked_at=None
    ).update(revoked_at=now)
    invitation = StaffInvitation.objects.create(
        trial=trial,
        site=site,
        email=address,
        role=role,
        nonce=tokens.new_nonce(),
        created_at=now,
        expires_at=now + VALID_FOR,
        by=by,
    )
    record(
        "staff.invited",
        by=by,
        object_type="staff-invitation",
        object_ids=[invitation.pk],
        trial_id=trial.pk,
        reason=role,
    )
    wake("reminders.sweep")
    return invitation


@transaction.atomic
def revoke_staff_invitation(*, invitation: StaffInvitation, by: User) -> None:
    """Make an open link useless. A second call changes nothing.

    Raises:
        Refused: the person has used it already.
    """
    row = StaffInvitation.objects.select_for_update().get(pk=invitation.pk)
    if row.spent_at is not None:
        raise Refused(_("This invitation has been accepted already."))
    if row.revoked_at is not None:
        return
    row.revoked_at = clock.now()
    row.save(update_fields=["revoked_at"])
    record(
        "staff.invitation_revoked",
        by=by,
        object_type="staff-invitation",
        object_ids=[row.pk],
        trial_id=row.trial_id,
        reason=row.role,
    )


def link_token(invitation: StaffInvitation) -> str:
    """The token that stands in the link."""
    return tokens.token(PURPOSE, invitation.pk, invitation.nonce)


def known(text: str) -> StaffInvitation | None:
    """The staff invitation whose token this is, whatever became of it; None for nobody's."""
    number = tokens.row_id(text)
    invitation = (
        StaffInvitation.objects.select_related("trial", "site").filter(pk=number).first()
        if number is not None
        else None
    )
    if invitation is None or not tokens.matches(PURPOSE, text, invitation.pk, invitation.nonce):
        return None
    return invitation


def is_open(invitation: StaffInvitation) -> bool:
    """Whether the link can still be used: not spent, not revoked, not too old."""
    ended = invitation.spent_at or invitation.revoked_at
    return not ended and invitation.expires_at > clock.now()


def find(text: str) -> StaffInvitation | None:
    """The staff invitation whose token this is, if it can still be used."""
    invitation = known(text)
    return invitation if invitation is not None and is_open(invitation) else None


@transaction.atomic
def accept_staff(*, invitation: StaffInvitation, name: str, password: str) -> User:
    """Spend the link: name, password, and the role begins today.

    Args:
        invitation: from `find`.
        name: the person's name, shown to colleagues.
        password: checked by the validators; ignored where the person has one already.

    Returns:
        The staff user.

    Raises:
        Refused: the link was used meanwhile, or the address belongs to a participant.
    """
    spent = StaffInvitation.objects.filter(pk=invitation.pk, spent_at=None, revoked_at=None).update(
        spent_at=clock.now()
    )
    if not spent:
        raise Refused(_("This link has been used already."))
    try:
        user = staff_user(email=invitation.email)
    except AddressTaken as error:
        raise Refused(str(error)) from error
    if not user.has_usable_password():
        set_password(user=user, password=password, name=name)
    assign(
        user=user,
        trial=invitation.trial,
        role=invitation.role,
        site=invitation.site,
        by=invitation.by,
    )
    return user


@transaction.atomic
def assign(
    *,
    user: User,
    trial: Trial,
    role: str,
    site: Site | None,
    by: User | None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> StaffAssignment:
    """Give a role from a day to a day.

    Args:
        user: who gets it.
        trial: the trial.
        role: slug of a role.
        site: the one site it holds for; None for all.
        by: the manager; None on the command line.
        starts_on: its first day; today when None.
        ends_on: its last day; open when None.

    Raises:
        Refused: the days are the wrong way round, or the role would unblind somebody who holds a
            blinded one, or goes together with no other (`trials.conflicts`).
    """
    first = starts_on or clock.now().date()
    if ends_on is not None and ends_on < first:
        raise Refused(_("The last day of a role cannot lie before its first."))
    _refuse_conflict(
        user, trial, conflicts.Holding(role, site.pk if site else None, first, ends_on)
    )
    assignment = StaffAssignment.objects.create(
        user=user, trial=trial, role=role, site=site, starts_on=first, ends_on=ends_on, by=by
    )
    record(
        "staff.assigned",
        by=by or user,
        object_type="assignment",
        object_ids=[assignment.pk],
        trial_id=trial.pk,
        reason=role,
    )
    return assignment


@transaction.atomic
def note_arms_learnt(*, trial: Trial, how: str, by: User) -> None:
    """Somebody is shown arms: from now on they count as unblinded. A second time changes nothing.

    Args:
        trial: whose arms.
        how: of `ArmsLearnt.How`.
        by: who is shown them.
    """
    _row, new = ArmsLearnt.objects.get_or_create(
        trial=trial, user=by, how=ArmsLearnt.How(how), defaults={"at": clock.now()}
    )
    if new:
        record(
            "staff.learnt_arms",
            by=by,
            object_type="user",
            object_ids=[by.pk],
            trial_id=trial.pk,
            reason=how,
        )


def _refuse_conflict(user: User, trial: Trial, wanted: conflicts.Holding) -> None:
    """Two managers who give roles to one person at once come one after the other."""
    User.objects.select_for_update().get(pk=user.pk)
    rows_learnt = ArmsLearnt.objects.filter(user=user, trial=trial).order_by("pk")
    if wanted.role == Role.STATISTICIAN:  # the analysis goes on under the codes
        rows_learnt = rows_learnt.exclude(how=ArmsLearnt.How.CODES)
    learnt = rows_learnt.exclude(how=ArmsLearnt.How.TOLD).first()
    if learnt and (reason := conflicts.after_learning(wanted, learnt.at.date())):
        raise Refused(reason)
    if wanted.role == Role.RATER:
        days = [row.at.date() for row in rows_learnt.filter(how=ArmsLearnt.How.TOLD)]
        days += [row.at.date() for row in contacts_that_told(user, trial)]
        if days and (reason := conflicts.after_being_told(wanted, min(days))):
            raise Refused(reason)
    rows = StaffAssignment.objects.filter(user=user, trial=trial).order_by("pk")
    fields = rows.values_list("role", "site_id", "starts_on", "ends_on")
    for held in fields:
        if reason := conflicts.between(wanted, conflicts.Holding(*held)):
            raise Refused(reason)


@transaction.atomic
def end_assignment(*, assignment: StaffAssignment, by: User) -> None:
    """End a role now. Ending it twice changes nothing.

    Raises:
        Refused: somebody would end the last manager, or their own manager role.
    """
    Trial.objects.select_for_update().get(pk=assignment.trial_id)
    row = StaffAssignment.objects.select_for_update().get(pk=assignment.pk)
    if row.user_id == by.pk and row.role == Role.MANAGER:
        raise Refused(_("You cannot end your own manager role. Ask another manager."))
    if row.ends_on is not None:
        return
    if row.role == Role.MANAGER and not _other_managers(row):
        raise Refused(_("A trial keeps one manager at least."))
    row.ends_on = clock.now().date() - timedelta(days=1)
    row.save(update_fields=["ends_on"])
    record(
        "staff.ended",
        by=by,
        object_type="assignment",
        object_ids=[row.pk],
        trial_id=row.trial_id,
        reason=row.role,
    )


def _other_managers(row: StaffAssignment) -> bool:
    others = StaffAssignment.objects.filter(
        trial_id=row.trial_id, role=Role.MANAGER, ends_on__isnull=True
    )
    return others.exclude(pk=row.pk).exists()


@transaction.atomic
def save_site(*, site: Site, by: User | None) -> Site:
    """Create or change a site (its history is kept).

    Raises:
        Refused: another site of the trial has this short name.
    """
    try:
        with transaction.atomic():
            site.save()
    except IntegrityError as error:
        raise Refused(_("There is a site with this short name.")) from error
    record("site.saved", by=by, object_type="site", object_ids=[site.pk], trial_id=site.trial_id)
    return site
