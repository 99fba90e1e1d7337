"""Reads of randomisation that are safe for blinded staff. No arm, no position."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retraining.accounts.models import User
from retraining.assessments.selectors import score_of, submitted_at
from retraining.common import clock
from retraining.common.prepared import Prepared
from retraining.randomisation import protocol_section
from retraining.randomisation.list_file import stratum_labels
from retraining.randomisation.minimisation import Placed
from retraining.randomisation.models import Allocation, ListSegment, Slot, Stratum
from retraining.randomisation.protocol_section import RandomisationSection
from retraining.randomisation.selectors_unsealing import is_unsealed
from retraining.trials.models import Participant, ProtocolVersion, Trial
from retraining.trials.selectors import withdrawal_level
from retraining.trials.selectors_consent import ConsentState, consent_state, out_of
from retraining.trials.selectors_logs import ending_of
from retraining.trials.selectors_readiness import recruitment_closed_because

DICE = "dice"  # the row of a trial on which dice are thrown; never the label of a list's stratum


@dataclass(frozen=True)
class Check:
    """One condition for randomising somebody, as the server sees it now.

    Args:
        key: of the condition.
        label: what should hold, for the page.
        reason: why it does not, a sentence for staff; empty where it holds.
    """

    key: str
    label: Promise
    reason: str

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.reason


@dataclass(frozen=True)
class Stand:
    """Everything that the randomise page shows, and `allocate` checks again."""

    checks: tuple[Check, ...]
    levels: dict[str, str]

    @property
    def ready(self) -> bool:
        """Whether every check holds."""
        return all(check.holds for check in self.checks)


def is_randomised(participant: Participant) -> bool:
    """Whether the person has an allocation."""
    return Allocation.objects.filter(participant=participant).exists()


@lru_cache(maxsize=64)
def _section(version_id: int, _sha256: str) -> RandomisationSection:
    content = ProtocolVersion.objects.values_list("content", flat=True).get(pk=version_id)
    return protocol_section.read(content)


def section_of(participant: Participant) -> RandomisationSection:
    """How the person's own protocol allocates; read once, as a version never changes."""
    return _section(participant.version_id, participant.version.sha256)


def levels_of(participant: Participant) -> dict[str, str] | None:
    """The person's stratum levels, or None where a score is missing."""
    section = section_of(participant)
    levels = {"site": participant.site.slug} if section.by_site else {}
    for factor in section.factors:
        value = score_of(participant, factor.visit, factor.scale, factor.instrument)
        if value is None:
            return None
        levels[factor.name] = factor.level(value)
    return levels


def last_position(stratum: Stratum) -> int:
    """The highest position used in a stratum; 0 where none is."""
    return Allocation.objects.filter(stratum=stratum).aggregate(m=Max("position"))["m"] or 0


def _following(stratum: int) -> Combinable:
    used = Allocation.objects.filter(stratum=stratum).order_by("-position").values("position")[:1]
    return Coalesce(Subquery(used), 0) + 1


_NEXT_SLOT = Prepared(
    lambda stratum: Slot.objects.filter(stratum=stratum, position=_following(stratum))
)
_STRATUM = Prepared(lambda trial, label: Stratum.objects.filter(trial=trial, label=label))
_STRATUM_LOCKED = Prepared(
    lambda trial, label: Stratum.objects.select_for_update().filter(trial=trial, label=label)
)


def next_slot(stratum: Stratum) -> Slot | None:
    """The next free slot of a stratum, or None where the list has run out."""
    return _NEXT_SLOT.first(stratum.pk)


@dataclass(frozen=True)
class Place:
    """Where a person would be allocated.

    Args:
        levels: of the stratum factors; None where a score is missing.
        stratum: of the list, or the row on which dice are thrown; None where there is none.
        slot: the next free one of the list; None where it has run out, or dice decide.
    """

    levels: dict[str, str] | None
    stratum: Stratum | None
    slot: Slot | None


def place_of(participant: Participant, *, lock: bool = False) -> Place:
    """Find the stratum and its next slot.

    Args:
        participant: whose place.
        lock: whether the stratum is locked before its slots are looked at; in a transaction.
    """
    section, levels = section_of(participant), levels_of(participant)
    if levels is None:
        return Place(None, None, None)
    label = protocol_section.label(levels) if section.is_listed else DICE
    found = _STRATUM_LOCKED if lock else _STRATUM
    stratum = found.first(participant.trial_id, label)
    slot = next_slot(stratum) if stratum is not None and section.is_listed else None
    return Place(levels, stratum, slot)


def history_of(stratum: Stratum) -> list[Placed]:
    """Everybody whom the dice of a trial placed, in their order: what the next throw weighs."""
    rows = Allocation.objects.filter(stratum=stratum).order_by("position")
    return [Placed(levels, arm) for levels, arm in rows.values_list("inputs", "arm__slug")]


def stand(participant: Participant) -> Stand:
    """Check everything that must hold before somebody is randomised."""
    place = place_of(participant)
    checks = (_check_new(participant), *checks_of(participant))
    return stand_at(checks, participant, place)


def stand_at(checks: tuple[Check, ...], participant: Participant, place: Place) -> Stand:
    """The same from what `checks_of` and `place_of` found."""
    return Stand((*checks, _check_place(participant, place)), place.levels or {})


def checks_of(participant: Participant) -> tuple[Check, ...]:
    """What must hold of a new person and their site; none of it depends on a list."""
    state = consent_state(participant)
    return (
        _check_taking_part(participant),
        _check_site(participant),
        _check_consent(state),
        _check_eligible(state),
        _check_baseline(participant),
        _check_start(participant),
    )


def _check_new(participant: Participant) -> Check:
    reason = _("Already randomised.") if is_randomised(participant) else ""
    return Check("new", gettext_lazy("Not randomised yet"), reason)


def _check_taking_part(participant: Participant) -> Check:
    reason = "" if withdrawal_level(participant) is None else _("Has stopped.")
    if ending_of(participant) is not None:
        reason = _("No longer takes part.")
    if not reason and out_of(participant) is not None:
        reason = _("Does not go on: see the screening log.")
    return Check("taking-part", gettext_lazy("Taking part"), reason)


def _check_site(participant: Participant) -> Check:
    reason = recruitment_closed_because(participant.site)
    return Check("site", gettext_lazy("Site open for joining"), reason)


def _check_consent(state: ConsentState) -> Check:
    return Check("consent", gettext_lazy("Consent final"), state.lack)


def _check_eligible(state: ConsentState) -> Check:
    reason = "" if state.verdict else _("Not eligible.")
    if state.verdict is None:
        reason = _("Eligibility has not been confirmed.")
    return Check("eligible", gettext_lazy("Can take part"), reason)


def _check_baseline(participant: Participant) -> Check:
    section, reason = section_of(participant), ""
    sent = submitted_at(participant, section.baseline_visit)
    if sent is None:
        reason = _("The first questions have not been answered.")
    elif sent < clock.now() - timedelta(days=section.baseline_max_age_days):
        days = section.baseline_max_age_days
        reason = _("The first questions are more than %(days)s days old.") % {"days": days}
    return Check("baseline", gettext_lazy("First questions answered"), reason)


def _check_start(participant: Participant) -> Check:
    day, reason = participant.chosen_start, ""
    if day is None:
        reason = _("No start day chosen.")
    elif day <= clock.local_date(participant.time_zone):
        reason = _("The chosen start day has passed.")
    return Check("start", gettext_lazy("Start day chosen"), reason)


def _check_place(participant: Participant, place: Place) -> Check:
    listed, reason = section_of(participant).is_listed, ""
    if is_unsealed(participant.trial_id):
        reason = _("The list was unsealed: nobody is randomised any more.")
    elif place.levels is None:
        reason = _("The stratum is not known yet.")
    elif listed and place.stratum is None:
        reason = _("The list has no such stratum. Tell the list-keeper.")
    elif listed and place.slot is None:
        reason = _("The list is used up here. Tell the list-keeper.")
    label = gettext_lazy("Place on the list") if listed else gettext_lazy("Group known")
    return Check("place", label, reason)


@dataclass(frozen=True)
class Outcome:
    """What anybody may know of an allocation: when, by whom, in which stratum. Never the arm."""

    at: datetime
    by: User
    levels: dict[str, str]


def outcome_of(participant: Participant) -> Outcome | None:
    """The blinded outcome of randomising somebody; None before."""
    row = (
        Allocation.objects.filter(participant=participant)
        .select_related("by")
        .only("at", "by", "inputs")
        .first()
    )
    return Outcome(row.at, row.by, row.inputs) if row else None


class Supply(StrEnum):
    """How far a stratum's list reaches. Figures would help to guess where a block ends."""

    ENOUGH = "enough"
    LOW = "low"
    USED_UP = "used-up"
    ABSENT = "absent"


LOW_BELOW = 12  # places left; more than any usual block, so that the word tells nothing of one


def supplies(trial: Trial) -> dict[str, Supply]:
    """How far the list reaches in each stratum of the newest protocol: {label: supply}."""
    version = trial.versions.order_by("-number").first()
    if version is None:
        return {}
    section = protocol_section.read(version.content)
    if not section.is_listed:
        return {}
    sites = list(trial.sites.order_by("slug").values_list("slug", flat=True))
    left = _places_left(trial)
    return {
        label: _supply(left.get(label))
        for label in stratum_labels(protocol_section.strata(section, sites))
    }


def _places_left(trial: Trial) -> dict[str, int]:
    return {label: size - used for label, (size, used) in _counts(trial).items()}


def _counts(trial: Trial) -> dict[str, tuple[int, int]]:
    """{label: (places, places used)}."""

    def top(rows: QuerySet[Slot] | QuerySet[Allocation]) -> Subquery:
        wanted = rows.filter(stratum=OuterRef("pk")).order_by("-position")
        return Subquery(wanted.values("position")[:1])

    strata = Stratum.objects.filter(trial=trial).annotate(
        size=top(Slot.objects.all()), used=top(Allocation.objects.all())
    )
    return {
        label: (size or 0, used or 0)
        for label, size, used in strata.values_list("label", "size", "used")
    }


@dataclass(frozen=True)
class Stock:
    """Places of one stratum in figures: for the list-keeper alone, as they help to guess.

    Args:
        label: of the stratum.
        size: places that were ever loaded.
        used: places that people have.
    """

    label: str
    size: int
    used: int

    @property
    def left(self) -> int:
        """Places that are free."""
        return self.size - self.used

    @property
    def supply(self) -> Supply:
        """The same in a word."""
        return _supply(self.left)


def stocks(trial: Trial) -> list[Stock]:
    """Places of every stratum that the newest protocol knows, in the order of its labels."""
    counts = _counts(trial)
    return [Stock(label, *counts.get(label, (0, 0))) for label in supplies(trial)]


def segments_with_places(trial: Trial) -> list[tuple[ListSegment, int]]:
    """Segments of a trial, the newest first, each with how many places it brought."""
    segments = ListSegment.objects.filter(trial=trial).select_related("by").order_by("-number")
    places = dict(segments.order_by().values_list("pk").annotate(n=Count("slots")))
    return [(segment, places[segment.pk]) for segment in segments]


def may_have_method(trial: Trial, content: Mapping[str, Any]) -> bool:
    """Whether a protocol allocates as everybody was allocated who has an arm in this trial."""
    wanted = protocol_section.read(content).method
    rules = Allocation.objects.filter(stratum__trial=trial).values_list("rule", flat=True)
    return all(rule.split()[0] == wanted for rule in rules.distinct())


def needs_list(trial: Trial) -> bool:
    """Whether the newest protocol of a trial allocates by a list."""
    version = trial.versions.order_by("-number").first()
    return version is not None and protocol_section.read(version.content).is_listed


def _supply(left: int | None) -> Supply:
    if left is None:
        return Supply.ABSENT
    if left <= 0:
        return Supply.USED_UP
    return Supply.LOW if left < LOW_BELOW else Supply.ENOUGH
