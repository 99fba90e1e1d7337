"""The only writers of summaries and exports."""

import logging
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from typing import IO

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import sealing
from retraining.randomisation.selectors_unsealing import is_unsealed
from retraining.reporting import summing
from retraining.reporting.datasets import archive
from retraining.reporting.datasets import arms as arm_files
from retraining.reporting.datasets.arms import Arms
from retraining.reporting.datasets.people import Person, everybody
from retraining.reporting.models import CaseSummary
from retraining.reporting.pseudonyms import derived_key
from retraining.reporting.selectors.standing import standing
from retraining.reporting.selectors.waiting import inputs_of, waiting
from retraining.reporting.snapshot import one_snapshot
from retraining.trials.errors import Refused
from retraining.trials.models import ArmsLearnt, Participant, Trial
from retraining.trials.scope import Scope
from retraining.trials.services.staff import note_arms_learnt

log = logging.getLogger(__name__)
IN_MEMORY = 8 * 1024 * 1024  # bytes; a larger export waits on the disk


def refresh(*, participant: Participant) -> CaseSummary | None:
    """Make the summary of one person anew.

    The fingerprint is taken first: what changes while the rest is read makes the next sweep do
    it again. Derived, so it leaves no audit entry; what it is made from has its own.

    Args:
        participant: with version and site.

    Returns:
        The summary; None where the person has no plan yet.
    """
    inputs = inputs_of([participant.pk]).get(participant.pk)
    if inputs is None:
        return None
    values = summing.summary_values(standing(participant), inputs)
    row = CaseSummary(participant=participant, **values)
    CaseSummary.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["participant"], update_fields=list(values)
    )
    return row


def refresh_waiting(*, limit: int = 500) -> int:
    """Refresh the summaries that are behind; how many were refreshed.

    One person whose record cannot be read does not keep the others waiting.
    """
    done = 0
    for person in waiting(summing.RULE, limit):
        try:
            with transaction.atomic():
                refresh(participant=person)
        except DatabaseError:
            raise
        except Exception:
            log.exception("the summary of participant %s could not be made", person.pk)
        else:
            done += 1
    return done


def export(
    *, scope: Scope, reason: str, by: User, arms: Arms = Arms.POOLED, seed: str = ""
) -> IO[bytes]:
    """Write the data of a trial as one zip; the audit entry and the reading are one transaction.

    Nothing is sent before the whole is written: an export that fails half way leaves no half.

    Args:
        scope: whose people.
        reason: what it is for; no names.
        by: who takes the data out.
        arms: pooled, with a made-up arm, or by code.
        seed: of the made-up arm; empty: drawn afresh.

    Returns:
        The open zip at its beginning; whoever sends it closes it.

    Raises:
        Refused: codes are asked for and the list is sealed.
    """
    with ExitStack() as on_failure:
        file = on_failure.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY))
        with one_snapshot():
            trial = Trial.objects.get(pk=scope.trial_id)
            key = derived_key(sealing.environment_key("IDENTITY_KEY"), trial.slug)
            people = everybody(scope, key)
            archive.write(file, people, trial.slug, _arm_file(arms, trial, people, seed))
            record(
                "data.exported",
                by=by,
                object_type="trial",
                object_ids=[trial.pk],
                trial_id=trial.pk,
                reason=reason if arms == Arms.POOLED else f"{arms}: {reason}",
            )
            if arms == Arms.CODE:
                note_arms_learnt(trial=trial, how=ArmsLearnt.How.CODES, by=by)
        on_failure.pop_all()
    file.seek(0)
    return file


def _arm_file(
    arms: Arms, trial: Trial, people: Sequence[Person], seed: str
) -> arm_files.ArmFile | None:
    if arms == Arms.DUMMY:
        return arm_files.dummy(trial, people, seed)
    if arms == Arms.POOLED:
        return None
    if not is_unsealed(trial.pk):
        raise Refused(_("The list is sealed: there are no codes yet."))
    return arm_files.code(trial)
