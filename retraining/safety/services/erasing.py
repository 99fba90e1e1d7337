"""Names are not removed while somebody may still have to ring the person."""

from django.db import transaction
from django.utils.translation import ngettext

from retraining.accounts.models import User
from retraining.safety.selectors.alerts import open_of, with_open_alert
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from retraining.trials.services import purging, withdrawal


@transaction.atomic
def remove_identity(*, participant: Participant, by: User) -> None:
    """Destroy name, address and words of somebody who wants their data used no further.

    Open safety matters are answered before that (`programmes.md` 5.9): without a name and a number
    nobody could.

    Raises:
        Refused: an alert of this person is open, the person did not ask for it, or may still take
            it back.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    waiting = len(open_of(person))
    if waiting:
        raise Refused(
            ngettext(
                "An alert about this person is still open. Name and number are needed until "
                "somebody has closed it.",
                "%(n)d alerts about this person are still open. Name and number are needed until "
                "somebody has closed them.",
                waiting,
            )
            % {"n": waiting}
        )
    withdrawal.remove_identity(participant=person, by=by)


def purge() -> int:
    """`trials.services.purging.purge`, where somebody with an open alert waits until it is closed.

    Returns:
        How many people's data were removed.
    """
    return purging.purge(besides=with_open_alert())
