"""The only writers of a site's file, and of what is suspended."""

import re
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.trials import selectors_readiness as selectors
from retraining.trials.errors import Refused
from retraining.trials.models import (
    Delegation,
    DelegationSignature,
    GreenLight,
    RecruitmentTarget,
    Site,
    SiteApproval,
    StaffAssignment,
    Suspension,
    Training,
    Trial,
)

PIECE_KINDS = ("core", "practice", "short", "reading")
SHORTEST_NAME = 4  # letters: shorter parts of an arm's name are everyday words


@transaction.atomic
def file_approval(
    *, site: Site, kind: str, day: date | None, reference: str, by: User
) -> SiteApproval:
    """File a paper of a site with its day; without a day, that it has ended.

    Raises:
        Refused: no such kind of paper, or a day to come.
    """
    if kind not in SiteApproval.Kind.values:
        raise Refused(_("There is no such paper."))
    _not_to_come(site, day)
    row = SiteApproval.objects.create(
        site=site, kind=kind, day=day, reference=reference.strip(), at=clock.now(), by=by
    )
    _audit("site.approval_filed", site, by, kind)
    return row


@transaction.atomic
def delegate(
    *,
    site: Site,
    user: User,
    task: str,
    starts_on: date,
    ends_on: date | None,
    by: User,
    replaces: Delegation | None = None,
) -> Delegation:
    """Write a line of the delegation log. It counts once the principal investigator has signed.

    Raises:
        Refused: no such task, somebody without a role in the trial, days in the wrong order, a
            second principal investigator at once, or a line that was replaced before.
    """
    locked = Site.objects.select_for_update().get(pk=site.pk)
    if task not in Delegation.Task.values:
        raise Refused(_("There is no such task."))
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("The last day comes before the first."))
    if not StaffAssignment.objects.filter(trial_id=locked.trial_id, user=user).exists():
        raise Refused(_("This person has no role in the trial."))
    if replaces is not None and Delegation.objects.filter(replaces=replaces).exists():
        raise Refused(_("This line has been changed already. Please look at it again."))
    others = selectors.delegations_of(locked).filter(task=Delegation.Task.INVESTIGATOR)
    others = others.exclude(ends_on__lt=starts_on)
    if replaces is not None:
        others = others.exclude(pk=replaces.pk)
    if ends_on is not None:
        others = others.exclude(starts_on__gt=ends_on)
    if task == Delegation.Task.INVESTIGATOR and others.exists():
        raise Refused(_("A site has one principal investigator at a time. End the other first."))
    row = Delegation.objects.create(
        site=locked,
        user=user,
        task=task,
        starts_on=starts_on,
        ends_on=ends_on,
        replaces=replaces,
        at=clock.now(),
        by=by,
    )
    _audit("site.delegated", locked, by, task)
    return row


@transaction.atomic
def end_delegation(*, delegation: Delegation, last_day: date, by: User) -> Delegation:
    """Give a line of the delegation log its last day: a new row, which is signed anew.

    Raises:
        Refused: the last day comes before the first, or the line was replaced before.
    """
    return delegate(
        site=delegation.site,
        user=delegation.user,
        task=delegation.task,
        starts_on=delegation.starts_on,
        ends_on=last_day,
        by=by,
        replaces=delegation,
    )


@transaction.atomic
def sign_delegation(*, delegation: Delegation, by: User) -> DelegationSignature:
    """Sign a line as the principal investigator of the site. Twice changes nothing.

    Raises:
        Refused: somebody else than the principal investigator, or a line that was replaced.
    """
    site = Site.objects.select_for_update().get(pk=delegation.site_id)
    if not selectors.is_investigator(site, by):
        raise Refused(_("Only the principal investigator of the site signs this log."))
    if Delegation.objects.filter(replaces=delegation).exists():
        raise Refused(_("This line has been changed. Please sign the one in its place."))
    row, is_new = DelegationSignature.objects.get_or_create(
        delegation=delegation, defaults={"at": clock.now(), "by": by}
    )
    if is_new:
        _audit("site.delegation_signed", site, by, delegation.task)
    return row


@transaction.atomic
def record_training(*, site: Site, user: User, topic: str, day: date, by: User) -> Training:
    """Record that somebody was trained.

    Raises:
        Refused: no such topic, or a day to come.
    """
    if topic not in Training.Topic.values:
        raise Refused(_("There is no such training."))
    _not_to_come(site, day)
    row = Training.objects.create(site=site, user=user, topic=topic, day=day, at=clock.now(), by=by)
    _audit("site.training_recorded", site, by, topic)
    return row


@transaction.atomic
def give_green_light(*, site: Site, by: User) -> None:
    """Let a site enrol. Twice changes nothing.

    Raises:
        Refused: something that the site needs is not there.
    """
    locked = Site.objects.select_for_update().get(pk=site.pk)
    if selectors.has_green_light(locked):
        return
    missing = [str(need.words) for need in selectors.needs(locked) if not need.holds]
    if missing:
        raise Refused(_("Still needed: %(list)s.") % {"list": "; ".join(missing)})
    GreenLight.objects.create(site=locked, given=True, at=clock.now(), by=by)
    _audit("site.green_light_given", locked, by)


@transaction.atomic
def take_green_light(*, site: Site, reason: str, by: User) -> None:
    """Let a site enrol nobody from now on. Twice changes nothing.

    Raises:
        Refused: no reason.
    """
    if not reason.strip():
        raise Refused(_("Please say why."))
    locked = Site.objects.select_for_update().get(pk=site.pk)
    if not selectors.has_green_light(locked):
        return
    GreenLight.objects.create(
        site=locked, given=False, reason=reason.strip()[:200], at=clock.now(), by=by
    )
    _audit("site.green_light_taken", locked, by)


@transaction.atomic
def set_target(*, site: Site, from_month: date, per_month: int, by: User) -> RecruitmentTarget:
    """Say how many people a site means to randomise a month, from a month on."""
    row = RecruitmentTarget.objects.create(
        site=site,
        from_month=from_month.replace(day=1),
        per_month=per_month,
        at=clock.now(),
        by=by,
    )
    _audit("site.target_set", site, by, str(per_month))
    return row


@transaction.atomic
def suspend(
    *,
    trial: Trial,
    what: str,
    reason: str,
    notice: str,
    by: User,
    site: Site | None = None,
    week: int | None = None,
    kind: str = "",
) -> Suspension:
    """Close joining, one piece in both programmes, or all sessions, at once.

    Args:
        trial: the trial.
        what: a `Suspension.What`.
        reason: a `Suspension.Reason`.
        notice: plain words for participants; needed where sessions are closed.
        by: the manager.
        site: where joining is closed; everywhere when None.
        week, kind: the place of a piece, the same in every programme.

    Returns:
        The suspension; the first one where the same is closed already.

    Raises:
        Refused: an unknown code, a piece without a place, sessions without a notice, or a notice
            that names a programme.
    """
    Trial.objects.select_for_update().get(pk=trial.pk)
    piece = what == Suspension.What.PIECE
    joining = what == Suspension.What.RECRUITMENT
    if what not in Suspension.What.values or reason not in Suspension.Reason.values:
        raise Refused(_("Please choose what is suspended, and why."))
    if piece and (not week or kind not in PIECE_KINDS):
        raise Refused(_("Please choose the week and the piece."))
    _check_notice(trial, notice.strip(), needed=not joining)
    place = {
        "site": site if joining else None,
        "week": week if piece else None,
        "kind": kind if piece else "",
    }
    same = selectors.running(trial.pk).filter(what=what, **place).first()
    if same is not None:
        return same
    row = Suspension.objects.create(
        trial=trial,
        what=what,
        reason=reason,
        notice=notice.strip(),
        at=clock.now(),
        by=by,
        **place,
    )
    _audit_trial("trial.suspended", row, by)
    return row


def _check_notice(trial: Trial, notice: str, *, needed: bool) -> None:
    if needed and not notice:
        raise Refused(_("Please write a few plain words for the people who take part."))
    if _names_a_programme(trial, notice):
        raise Refused(
            _("These words name a programme. Everybody reads the same; please leave it out.")
        )


def _names_a_programme(trial: Trial, notice: str) -> bool:
    """Whether words for participants hold a name by which the arms of the trial are told apart."""
    arms = trial.arms.values_list("slug", "programme")
    names = {part for arm in arms for name in arm for part in re.split("[-_]", name)}
    said = set(re.findall(r"[^\W_]+", notice.lower()))
    return bool(said & {name.lower() for name in names if len(name) >= SHORTEST_NAME})


@transaction.atomic
def lift(*, suspension: Suspension, by: User) -> None:
    """Open again what was suspended. Twice changes nothing."""
    Trial.objects.select_for_update().get(pk=suspension.trial_id)
    if Suspension.objects.filter(lifts=suspension).exists():
        return
    row = Suspension.objects.create(
        trial=suspension.trial,
        site=suspension.site,
        what=suspension.what,
        week=suspension.week,
        kind=suspension.kind,
        reason=suspension.reason,
        lifts=suspension,
        at=clock.now(),
        by=by,
    )
    _audit_trial("trial.suspension_lifted", row, by)


def _not_to_come(site: Site, day: date | None) -> None:
    if day is not None and day > clock.local_date(site.time_zone):
        raise Refused(_("This day is still to come."))


def _audit(action: str, site: Site, by: User, reason: str = "") -> None:
    record(
        action,
        by=by,
        object_type="site",
        object_ids=[site.pk],
        trial_id=site.trial_id,
        reason=reason,
    )


def _audit_trial(action: str, row: Suspension, by: User) -> None:
    record(
        action,
        by=by,
        object_type="suspension",
        object_ids=[row.pk],
        trial_id=row.trial_id,
        reason=f"{row.what}:{row.reason}",
    )
