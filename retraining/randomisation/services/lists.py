"""A list-keeper's list: loaded or made from a seed, committed to, and sealed slot by slot."""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock, sealing
from retraining.randomisation import draws, protocol_section
from retraining.randomisation.blocks import Arm, BadPlan, Plan, Row, make_list, to_csv
from retraining.randomisation.list_file import commitment, parse_list
from retraining.randomisation.models import ListSegment, Slot, Stratum
from retraining.randomisation.protocol_section import RandomisationSection
from retraining.randomisation.sealed import ARM_WIDTH, csv_context, salt_context, slot_context
from retraining.randomisation.selectors_unsealing import is_unsealed
from retraining.trials.errors import Refused
from retraining.trials.models import ArmsLearnt, Trial
from retraining.trials.services.staff import note_arms_learnt

SALT_BYTES = SEED_BYTES = 32


def section_of(trial: Trial) -> RandomisationSection:
    """How the newest protocol of a trial allocates.

    Raises:
        Refused: the trial has no protocol, or one whose method needs no list.
    """
    version = trial.versions.order_by("-number").first()
    if version is None:
        raise Refused(_("This trial has no protocol yet."))
    section = protocol_section.read(version.content)
    if not section.is_listed:
        raise Refused(_("The method of this trial needs no list: dice are thrown for each person."))
    return section


def strata_of(trial: Trial, section: RandomisationSection) -> dict[str, list[str]]:
    """{factor: levels} that a list of this trial has to serve."""
    sites = list(trial.sites.order_by("slug").values_list("slug", flat=True))
    return protocol_section.strata(section, sites)


@transaction.atomic
def load_list(
    *,
    trial: Trial,
    csv: bytes,
    by: User | None,
    salt: bytes | None = None,
    path: str = "list.csv",
    origin: ListSegment.Origin = ListSegment.Origin.UPLOADED,
) -> ListSegment:
    """Load a list-keeper's file as the trial's first segment or an extension.

    Args:
        trial: the trial; its newest protocol names method, arms and strata.
        csv: the exact bytes, columns `stratum,position,block,block_size,arm`; the method "list"
            needs no blocks.
        by: who loads it; None on the command line.
        salt: 32 random bytes of the commitment; fresh ones when None.
        path: name of the file in findings.
        origin: whether it was made here, and who has the seed.

    Returns:
        The segment with its commitment.

    Raises:
        blocks.BadList: the file is wrong; every finding has its line. Nothing is stored.
        Refused: the trial has no protocol, its method needs no list, or the very same bytes are
            loaded already (a second press of the button).
    """
    Trial.objects.select_for_update().get(pk=trial.pk)
    if is_unsealed(trial.pk):
        raise Refused(_("The list was unsealed. Nothing can be added to it."))
    section = section_of(trial)
    number = trial.list_segments.count() + 1
    rows = parse_list(
        csv,
        arms=dict(trial.arms.values_list("slug", "ratio")),
        strata=strata_of(trial, section),
        every_stratum=number == 1,  # an extension may serve one stratum alone
        blocks=section.has_blocks,
        path=path,
    )
    salt = salt or secrets.token_bytes(SALT_BYTES)
    key = sealing.environment_key("ALLOCATION_KEY")
    _refuse_twice(trial, csv, key)
    segment = ListSegment.objects.create(
        trial=trial,
        number=number,
        commitment=commitment(salt, csv),
        salt_sealed=sealing.seal(key, salt.hex(), salt_context(trial.pk, number)),
        csv_sealed=sealing.seal(key, csv.decode(), csv_context(trial.pk, number)),
        origin=origin,
        rule="" if origin == ListSegment.Origin.UPLOADED else draws.DOMAIN,
        created_at=clock.now(),
        by=by,
    )
    _store_slots(segment, rows, key)
    _record_load(segment, by)
    return segment


def _record_load(segment: ListSegment, by: User | None) -> None:
    """The entry; and whoever brought the list could read it."""
    record(
        "list.loaded",
        by=by,
        object_type="list-segment",
        object_ids=[segment.pk],
        trial_id=segment.trial_id,
    )
    if by is not None:
        note_arms_learnt(trial=segment.trial, how=ArmsLearnt.How.LIST, by=by)


def _refuse_twice(trial: Trial, csv: bytes, key: bytes) -> None:
    """An extension repeats no segment: its order would be known to whoever saw the first."""
    for earlier in trial.list_segments.all():
        held = sealing.unseal(key, earlier.csv_sealed, csv_context(trial.pk, earlier.number))
        if held.encode() == csv:
            words = _("This very file is segment %(number)d already. Nothing was loaded.")
            raise Refused(words % {"number": earlier.number})


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
        sealed = sealing.seal(key, row.arm.ljust(ARM_WIDTH), slot_context(stratum.pk, position))
        slots.append(Slot(segment=segment, stratum=stratum, position=position, arm_sealed=sealed))
    Slot.objects.bulk_create(slots, batch_size=2000)


@dataclass(frozen=True)
class Made:
    """A list that was made here. The seed is told once and kept nowhere.

    Args:
        segment: the loaded segment.
        seed: hexadecimal; whoever has it can make the list again.
    """

    segment: ListSegment
    seed: str


@transaction.atomic
def generate_list(
    *, trial: Trial, block_sizes: tuple[int, ...], per_stratum: int, seed: str, by: User
) -> Made:
    """Make a list by permuted blocks and load it at once.

    Args:
        trial: a trial of the method permuted blocks; ratios and strata are those of its protocol.
        block_sizes: each equally likely.
        per_stratum: least number of places of each stratum.
        seed: hexadecimal; empty for a fresh one from the system's source of randomness.
        by: the list-keeper.

    Raises:
        BadPlan: no such list can be made.
        Refused: as `load_list`; or the trial has another method.
    """
    section = section_of(trial)
    if not section.has_blocks:
        raise Refused(_("The list of this trial is made elsewhere and uploaded."))
    own = seed.strip().lower()
    seed = own or secrets.token_hex(SEED_BYTES)
    arms = tuple(Arm(arm.slug, arm.ratio) for arm in trial.arms.order_by("slug"))
    strata = strata_of(trial, section)
    if not all(strata.values()):
        raise BadPlan(_("The trial has no site yet."))
    plan = Plan(arms, block_sizes, strata, per_stratum)
    csv = to_csv(make_list(plan, seed)).encode()
    origin = ListSegment.Origin.MADE_BY_SEED if own else ListSegment.Origin.MADE
    return Made(load_list(trial=trial, csv=csv, by=by, path="made.csv", origin=origin), seed)
