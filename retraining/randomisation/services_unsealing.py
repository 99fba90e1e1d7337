"""Filing the analysis plan, and unsealing the allocation list: once, by a third person.

Three people hold one key each: the statistician files the plan, a manager makes all answers final,
the list-keeper unseals. Nobody who signed one of the first two may do the third.
Source: ICH E9 (1998), 5.1 and 7.1: plan and decisions on data before the blind is broken.
"""

import re
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.accounts.roles import Permission
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.jobs import wake
from retraining.randomisation import unsealed_folder
from retraining.randomisation.models import Stratum
from retraining.randomisation.selectors_unsealing import is_unsealed, readiness_of
from retraining.randomisation.unsealing_models import AnalysisPlan, Unsealing
from retraining.trials.errors import Refused
from retraining.trials.models import ArmsLearnt, Trial
from retraining.trials.selectors import current_assignments, permissions_of
from retraining.trials.services.staff import note_arms_learnt

HASH = re.compile(r"[0-9a-f]{64}")


@transaction.atomic
def file_plan(*, trial: Trial, version: str, dated: date, sha256: str, by: User) -> AnalysisPlan:
    """File a version of the analysis plan by its hash. What was filed stays, newer ones follow.

    Args:
        trial: whose plan.
        version: as it stands on the document.
        dated: the day that stands on it.
        sha256: of the file's bytes, 64 hexadecimal digits.
        by: the statistician.

    Raises:
        Refused: no hash, a day to come, or this version or file was filed before.
    """
    _refuse_unless(by, trial, Permission.FILE_PLAN)
    version, sha256 = version.strip(), sha256.strip().lower()
    if not version:
        raise Refused(_("Please say which version of the plan it is."))
    if not HASH.fullmatch(sha256):
        raise Refused(_("A SHA-256 hash is 64 hexadecimal digits."))
    if dated > clock.now().date():
        raise Refused(_("This day has not come yet."))
    try:
        with transaction.atomic():
            row = AnalysisPlan.objects.create(
                trial=trial, version=version, dated=dated, sha256=sha256, at=clock.now(), by=by
            )
    except IntegrityError as error:
        raise Refused(_("This version, or this very file, was filed before.")) from error
    record("plan-hash.filed", by=by, object_type="analysis-plan", object_ids=[row.pk],
           trial_id=trial.pk)  # fmt: skip
    return row


@transaction.atomic
def unseal(*, trial: Trial, reason: str, by: User) -> Unsealing:
    """Open the allocation list. From then on nobody can be randomised and no list be loaded.

    The caller has asked once more who is there. The strata are locked, so that an allocation that
    is under way ends first, and the next one is refused.

    Args:
        trial: with a filed plan and all answers final.
        reason: what for; no names.
        by: the list-keeper.

    Raises:
        Refused: a condition is missing, it was done before, no reason, or `by` is no list-keeper
            of this trial or signed one of the conditions.
    """
    _refuse_unless(by, trial, Permission.KEEP_LISTS)
    Trial.objects.select_for_update().get(pk=trial.pk)
    list(Stratum.objects.select_for_update().filter(trial=trial).order_by("pk"))
    now = readiness_of(trial)
    if now.unsealing is not None:
        raise Refused(_("The list was unsealed before."))
    if now.plan is None:
        raise Refused(_("The analysis plan has not been filed."))
    if now.lock is None:
        raise Refused(_("The answers of the trial are not all final."))
    if by.pk in (now.plan.by_id, now.lock.by_id):
        raise Refused(_("Whoever filed the plan or made the answers final cannot unseal as well."))
    if not reason.strip():
        raise Refused(_("Please say what the list is unsealed for."))
    row = Unsealing.objects.create(
        trial=trial, plan=now.plan, lock=now.lock, reason=reason.strip(), at=clock.now(), by=by
    )
    record("list.unsealed", by=by, object_type="trial", object_ids=[trial.pk], trial_id=trial.pk,
           reason=row.reason)  # fmt: skip
    note_arms_learnt(trial=trial, how=ArmsLearnt.How.UNSEALED, by=by)
    wake("reminders.sweep")
    return row


@transaction.atomic
def take_folder(*, trial: Trial, by: User) -> bytes:
    """The unsealed folder as a zip: salts, files, allocations, and which code is which arm.

    Raises:
        Refused: the list is sealed, or `by` is no list-keeper of this trial.
        sealing.CannotOpen: ALLOCATION_KEY is another one, or a sealed value was changed.
    """
    _refuse_unless(by, trial, Permission.KEEP_LISTS)
    if not is_unsealed(trial.pk):
        raise Refused(_("The list is sealed."))
    record("list.folder_taken", by=by, object_type="trial", object_ids=[trial.pk],
           trial_id=trial.pk)  # fmt: skip
    note_arms_learnt(trial=trial, how=ArmsLearnt.How.UNSEALED, by=by)
    return unsealed_folder.zipped(trial)


def _refuse_unless(by: User, trial: Trial, permission: Permission) -> None:
    held = (one for one in current_assignments(by) if one.trial_id == trial.pk)
    if not any(permission in permissions_of(one) for one in held):
        raise Refused(_("Your role in this trial does not include this."))
