"""The only writers of summaries and exports."""

import logging

from django.db import DatabaseError, transaction

from retraining.reporting import summing
from retraining.reporting.models import CaseSummary
from retraining.reporting.selectors.standing import standing
from retraining.reporting.selectors.waiting import inputs_of, waiting
from retraining.trials.models import Participant

log = logging.getLogger(__name__)


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
