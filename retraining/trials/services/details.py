"""What a participant may change about themselves."""

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.trials.errors import Refused
from retraining.trials.models import Participant

FIRST_HOUR, LAST_HOUR = 8, 20  # messages go out between 08:00 and 21:00


@transaction.atomic
def change_details(
    *, participant: Participant, time_zone: str, message_hour: int, by: User
) -> None:
    """Change time zone and hour for messages.

    Raises:
        Refused: unknown zone, or an hour at night.
    """
    if time_zone not in clock.zones():
        raise Refused(_("We do not know that time zone."))
    if not FIRST_HOUR <= message_hour <= LAST_HOUR:
        raise Refused(_("Please choose an hour between 8 in the morning and 8 in the evening."))
    row = Participant.objects.select_for_update().get(pk=participant.pk)
    row.time_zone, row.message_hour = time_zone, message_hour
    row.save(update_fields=["time_zone", "message_hour"])
    record(
        "details.changed",
        by=by,
        object_type="participant",
        object_ids=[row.pk],
        trial_id=row.trial_id,
    )
