"""Randomising one person: the only place where a slot is opened and dice are thrown.

Order of locks, the same for everybody: the person, then the stratum (of a list) or the row on which
the trial's dice are thrown. Nothing else is locked, so two allocations never wait for each other in
a circle.
"""

import secrets

from django.db import transaction

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock, sealing
from retraining.common.jobs import wake
from retraining.common.prepared import Prepared
from retraining.randomisation import minimisation, selectors
from retraining.randomisation.blocks import Arm as Ratio
from retraining.randomisation.minimisation import DICE_VALUES
from retraining.randomisation.models import Allocation, Slot, Stratum, Throw
from retraining.randomisation.protocol_section import RandomisationSection
from retraining.randomisation.sealed import slot_context
from retraining.randomisation.throwing import settings_of, weigh
from retraining.trials.errors import Refused
from retraining.trials.models import Arm, DateKind, Participant
from retraining.trials.services.consent import set_date

RULES = {
    "permuted-blocks": "permuted-blocks v1",
    "list": "list v1",
    "simple": "simple v1",
    "minimisation": minimisation.RULE,
}


_PERSON = Prepared(
    lambda pk: (
        Participant.objects.select_for_update(of=("self",))
        .select_related("version", "site", "trial")
        .filter(pk=pk)
    )
)
_EARLIER = Prepared(lambda person: Allocation.objects.filter(participant=person))
_ARM = Prepared(lambda trial, slug: Arm.objects.filter(trial=trial, slug=slug))


@transaction.atomic
def allocate(*, participant: Participant, by: User) -> Allocation:
    """Randomise one person. Whoever asks second gets the first result.

    One transaction: lock the person and the stratum, check everything again, claim the next slot or
    throw the dice.

    Args:
        participant: who is randomised.
        by: the manager.

    Returns:
        The allocation (blinded callers may read nothing but its time).

    Raises:
        Refused: a check does not hold; the text says which. Nothing is consumed.
    """
    [person] = _PERSON.all(participant.pk)
    earlier = _EARLIER.first(person.pk)
    if earlier is not None:
        return earlier
    section = selectors.section_of(person)
    if not section.is_listed:
        Stratum.objects.get_or_create(trial=person.trial, label=selectors.DICE)
    checks = selectors.checks_of(person)  # before the stratum: others wait for that one alone
    place = selectors.place_of(person, lock=True)
    stand = selectors.stand_at(checks, person, place)
    if not stand.ready or place.stratum is None:
        raise Refused(" ".join(check.reason for check in stand.checks if not check.holds))
    made = _Making(person, section, place.stratum, stand.levels, by)
    allocation = made.from_list(place.slot) if place.slot is not None else made.by_dice()
    _tell(allocation)
    return allocation


class _Making:
    """One allocation, everything locked and checked."""

    def __init__(
        self,
        person: Participant,
        section: RandomisationSection,
        stratum: Stratum,
        levels: dict[str, str],
        by: User,
    ) -> None:
        self.person, self.section, self.stratum = person, section, stratum
        self.levels, self.by = levels, by

    def from_list(self, slot: Slot) -> Allocation:
        """Open the next slot of the stratum."""
        key = sealing.environment_key("ALLOCATION_KEY")
        context = slot_context(self.stratum.pk, slot.position)
        slug = sealing.unseal(key, slot.arm_sealed, context).rstrip()
        return self._store(slug, slot.position, slot_id=slot.pk)

    def by_dice(self) -> Allocation:
        """Weigh the arms, throw, and keep all that the arm follows from."""
        arms = [Ratio(arm.slug, arm.ratio) for arm in self._arms()]
        settings = settings_of(self.section, arms)
        odds = weigh(settings, selectors.history_of(self.stratum), self.levels)
        dice = secrets.randbelow(DICE_VALUES)
        slug = minimisation.fall(odds.probability, dice)
        allocation = self._store(slug, selectors.last_position(self.stratum) + 1)
        Throw.objects.create(
            allocation=allocation,
            dice=str(dice),
            settings=settings,
            imbalance=odds.imbalance,
            probability={code: str(share) for code, share in odds.probability.items()},
        )
        return allocation

    def _arms(self) -> list[Arm]:
        return list(Arm.objects.filter(trial=self.person.trial).order_by("slug"))

    def _store(self, slug: str, position: int, slot_id: int | None = None) -> Allocation:
        [arm] = _ARM.all(self.person.trial_id, slug)
        return Allocation.objects.create(
            participant=self.person,
            slot_id=slot_id,
            stratum=self.stratum,
            position=position,
            arm=arm,
            inputs=self.levels,
            rule=RULES[self.section.method],
            at=clock.now(),
            by=self.by,
        )


def _tell(allocation: Allocation) -> None:
    """The day that others count from, the audit entry, and the wake-up of the planning sweep."""
    person, by = allocation.participant, allocation.by
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
