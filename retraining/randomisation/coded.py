"""People by code A, B: for the monitoring committee, and for the analysis once data are locked.

Which code stands for which arm follows from the install's ALLOCATION_KEY and is stored nowhere: it
is random per trial for everybody who does not hold that key, and the same at each asking.
"""

import hashlib
import hmac
from collections import defaultdict
from string import ascii_uppercase

from retraining.common import sealing
from retraining.randomisation.models import Allocation
from retraining.trials.models import Arm, Trial


def _codes(trial: Trial) -> dict[int, str]:
    """{arm id: letter}, in the order of a keyed hash of each arm."""
    key = sealing.environment_key("ALLOCATION_KEY")

    def place(arm: int) -> bytes:
        return hmac.new(key, f"arm.code:{trial.pk}:{arm}".encode(), hashlib.sha256).digest()

    arms = sorted(Arm.objects.filter(trial=trial).values_list("pk", flat=True), key=place)
    return dict(zip(arms, ascii_uppercase, strict=False))


def arm_by_code(trial: Trial) -> dict[str, str]:
    """{code: slug of the arm it stands for}, in the order of the codes. The key itself: unblinding.

    For the unsealed folder, and for figures that say no more than whether a guess was right.
    """
    slugs = dict(Arm.objects.filter(trial=trial).values_list("pk", "slug"))
    return {code: slugs[arm] for arm, code in _codes(trial).items()}


def people_by_code(trial: Trial) -> dict[str, frozenset[int]]:
    """{code: ids of the participants who are allocated to it}, every code of the trial.

    Args:
        trial: whose people.

    Returns:
        In the order of the codes; empty sets before anybody is randomised.
    """
    codes = _codes(trial)
    found: dict[str, set[int]] = defaultdict(set)
    rows = Allocation.objects.filter(participant__trial=trial)
    for participant, arm in rows.values_list("participant", "arm"):
        found[codes[arm]].add(participant)
    return {code: frozenset(found[code]) for code in sorted(codes.values())}
