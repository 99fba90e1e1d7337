"""The only writers of lists and allocations."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock, sealing
from retraining.common.jobs import wake
from retraining.randomisation import protocol_section, selectors
from retraining.randomisation.blocks import Row, commitment, parse_list
from retraining.randomisation.models import Allocation, ListSegment, Slot, Stratum
from retraining.trials.errors import Refused
from retraining.trials.models import Arm, DateKind, Participant, Trial
from retraining.trials.services.consent import set_date

RULE = "permuted-blocks v1"
# Every sealed slot has one length: a longer name would show in the length of its ciphertext.
ARM_WIDTH = 40


def _context(stratum_id: int, position: int) -> str:
    return f"slot.arm:{stratum_id}:{position}"


@transaction.atomic
def load_list(
    *,
    trial: Trial,
    csv: bytes,
    by: User | None,
    salt: bytes | None = None,
    path: str = "list.csv",
) -> ListSegment:
    """Load a list-keeper's file as the trial's first segment or an extension.

    Args:
        trial: the trial; its newest protocol names arms and strata.
        csv: the exact bytes, columns `stratum,position,block,block_size,arm`.
        by: who loads it; None on the command line.
        salt: 32 random bytes of the commitment; fresh ones when None.
        path: name of the file in findings.

    Returns:
        The segment with its commitment.

    Raises:
        blocks.BadList: the file is wrong; every finding has its line. Nothing is stored.
        Refused: the trial has no protocol.
    """
    Trial.objects.select_for_update().get(pk=trial.pk)
    version = trial.versions.order_by("-number").first()
    if version is None:
        raise Refused(_("This trial has no protocol yet."))
    section = protocol_section.read(version.content)
    sites = list(trial.sites.order_by("slug").values_list("slug", flat=True))
    arms = list(trial.arms.values_list("slug", flat=True))
    number = trial.list_segments.count() + 1
    rows = parse_list(
        csv,
        arms=arms,
        strata=protocol_section.strata(section, sites),
        every_stratum=number == 1,  # an extension may serve one stratum alone
        path=path,
    )
    salt = salt or secrets.token_bytes(32)
    key = sealing.environment_key("ALLOCATION_KEY")
    segment = ListSegment.objects.create(
        trial=trial,
        number=number,
        commitment=commitment(salt, csv),
        salt_sealed=sealing.seal(key, salt.hex(), f"segment.salt:{trial.pk}:{number}"),
        csv_sealed=sealing.seal(key, csv.decode(), f"segment.csv:{trial.pk}:{number}"),
        created_at=clock.now(),
        by=by,
    )
    _store_slots(segment, rows, key)
    record(
        "list.loaded",
        by=by,
        object_type="list-segment",
        object_ids=[segment.pk],
        trial_id=trial.pk,
    )
    return segment


def _store_slots(segment: ListSegment, rows: list[Row], key: bytes) -> None:
    """Every row as a slot behind those of the segments before it."""
    strata = {
        label: Stratum.objects.get_or_create(trial=segment.trial, label=label)[0]
        for label in sorted({row.stratum for row in rows})
    }
    offsets = {label: stratum.slots.count() for label, stratum in strata.items()}
    slots = []
    for row in rows:
        stratum, position = strata[row.stratum], offsets[row.stratum] + row.position
        sealed = sealing.seal(key, row.arm.ljust(ARM_WIDTH), _context(stratum.pk, position))
        slots.append(Slot(segment=segment, stratum=stratum, position=position, arm_sealed=sealed))
    Slot.objects.bulk_create(slots, batch_size=2000)


@transaction.atomic
def allocate(*, participant: Participant, by: User) -> Allocation:
    """Randomise one person. Whoever asks second gets the first result.

    One transaction: lock the person and the stratum, check everything again, claim the next slot.

    Args:
        participant: who is randomised.
        by: the manager.

    Returns:
        The allocation (blinded callers may read nothing but its time).

    Raises:
        Refused: a check does not hold; the text says which. Nothing is consumed.
    """
    person = (
        Participant.objects.select_for_update(of=("self",))
        .select_related("version", "site", "trial")
        .get(pk=participant.pk)
    )
    earlier = Allocation.objects.filter(participant=person).first()
    if earlier is not None:
        return earlier
    levels = selectors.levels_of(person)
    stratum = (
        Stratum.objects.select_for_update()
        .filter(trial=person.trial, label=protocol_section.label(levels))
        .first()
        if levels is not None
        else None
    )
    stand = selectors.stand(person)
    if not stand.ready or stratum is None:
        raise Refused(" ".join(check.reason for check in stand.checks if not check.holds))
    slot = selectors.next_slot(stratum)
    if slot is None:
        raise Refused(_("The list is used up here. Tell the list-keeper."))
    return _claim(person, stratum, slot, stand.levels, by)


def _claim(
    person: Participant, stratum: Stratum, slot: Slot, levels: dict[str, str], by: User
) -> Allocation:
    key = sealing.environment_key("ALLOCATION_KEY")
    slug = sealing.unseal(key, slot.arm_sealed, _context(stratum.pk, slot.position)).rstrip()
    allocation = Allocation.objects.create(
        participant=person,
        slot=slot,
        stratum=stratum,
        position=slot.position,
        arm=Arm.objects.get(trial=person.trial, slug=slug),
        inputs=levels,
        rule=RULE,
        at=clock.now(),
        by=by,
    )
    today = clock.local_date(person.time_zone)
    set_date(participant=person, kind=DateKind.RANDOMISED, day=today, by=by)
    record(
        "participant.randomised",
        by=by,
        object_type="participant",
        object_ids=[person.pk],
        trial_id=person.trial_id,
    )
    wake("guided_sessions.plan")
    return allocation
