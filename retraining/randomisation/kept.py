"""The lists and allocations of a trial as `verifying` reads them: everything opened. Unblinding."""

from retraining.common import sealing
from retraining.randomisation.models import Allocation, ListSegment, Slot, Throw
from retraining.randomisation.sealed import csv_context, salt_context, slot_context
from retraining.randomisation.verifying import Given, Place, Segment
from retraining.trials.models import Trial


def segments_of(trial: Trial) -> list[Segment]:
    """Every segment by number, opened with ALLOCATION_KEY.

    Raises:
        sealing.CannotOpen: the key is another one, or a value was changed.
    """
    key = sealing.environment_key("ALLOCATION_KEY")
    return [
        Segment(
            number=row.number,
            commitment=row.commitment,
            salt=bytes.fromhex(
                sealing.unseal(key, row.salt_sealed, salt_context(trial.pk, row.number))
            ),
            csv=sealing.unseal(key, row.csv_sealed, csv_context(trial.pk, row.number)).encode(),
        )
        for row in ListSegment.objects.filter(trial=trial).order_by("number")
    ]


def slots_of(trial: Trial) -> dict[Place, str]:
    """{place: arm} of every slot.

    Raises:
        sealing.CannotOpen: as above.
    """
    key = sealing.environment_key("ALLOCATION_KEY")
    rows = Slot.objects.filter(stratum__trial=trial).values_list(
        "stratum_id", "stratum__label", "position", "arm_sealed"
    )
    return {
        (label, position): sealing.unseal(key, sealed, slot_context(pk, position)).rstrip()
        for pk, label, position, sealed in rows.iterator()
    }


def given_in(trial: Trial) -> list[Given]:
    """Every allocation in the order in which it was made."""
    throws = {
        row.allocation_id: {
            "dice": row.dice,
            "settings": row.settings,
            "imbalance": row.imbalance,
            "probability": row.probability,
        }
        for row in Throw.objects.filter(allocation__stratum__trial=trial)
    }
    rows = (
        Allocation.objects.filter(stratum__trial=trial)
        .select_related("participant", "stratum", "arm", "slot")
        .order_by("pk")
    )
    return [
        Given(
            participant=row.participant.code,
            stratum=row.stratum.label,
            position=row.position,
            arm=row.arm.slug,
            levels=row.inputs,
            listed=row.slot_id is not None,
            throw=throws.get(row.pk),
        )
        for row in rows
    ]


def misplaced(trial: Trial) -> list[str]:
    """Allocations whose slot is not the one of their own stratum and position."""
    rows = Allocation.objects.filter(stratum__trial=trial, slot__isnull=False).values_list(
        "stratum_id", "position", "slot__stratum_id", "slot__position", "stratum__label"
    )
    return [
        f"stratum {label} position {position}: its slot is another place"
        for stratum, position, of_slot, at, label in rows
        if (stratum, position) != (of_slot, at)
    ]
