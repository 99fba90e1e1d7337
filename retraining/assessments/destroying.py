"""What a site does about samples that somebody wants destroyed."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.assessments.models import SamplesDestroyed, SamplesEnd
from retraining.assessments.selectors_destroying import task_of
from retraining.audit.services import record
from retraining.common import clock
from retraining.trials.errors import Refused
from retraining.trials.models import Participant


@transaction.atomic
def record_destroyed(
    *, participant: Participant, end: str, day: date, by: User
) -> SamplesDestroyed:
    """Write down that the samples of somebody are gone.

    What was measured before stays: it is analysed already, or needed to show what was found.

    Args:
        participant: who asked for it.
        end: a value of SamplesEnd.
        day: on which it was done, on the clock of the site.
        by: who records it.

    Raises:
        Refused: nobody asked for it or it is recorded already, or the day cannot be.
    """
    Participant.objects.select_for_update().get(pk=participant.pk)
    task = task_of(participant)
    if task is None or task.done is not None:
        raise Refused(_("There is nothing to destroy, or it is written down already."))
    if end not in SamplesEnd.values:
        raise Refused(_("Please choose what became of the samples."))
    zone = participant.site.time_zone
    if day > clock.local_date(zone):
        raise Refused(_("This day lies ahead."))
    if day < clock.local_date(zone, task.asked_at):
        raise Refused(_("This day lies before the day on which the person asked for it."))
    row = SamplesDestroyed.objects.create(
        participant=participant, end=end, day=day, at=clock.now(), by=by
    )
    record(
        "samples.destroyed",
        by=by,
        object_type="participant",
        object_ids=[participant.pk],
        trial_id=participant.trial_id,
        reason=end,
    )
    return row
