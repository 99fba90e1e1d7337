"""What has to be there before a list is unsealed, and whether it was. No arm is read here."""

from dataclasses import dataclass

from retraining.assessments.models import DataLock
from retraining.common.prepared import Prepared
from retraining.randomisation.unsealing_models import AnalysisPlan, Unsealing
from retraining.trials.models import Trial


def plans_of(trial: Trial) -> list[AnalysisPlan]:
    """Every filed version of the analysis plan, newest first."""
    return list(AnalysisPlan.objects.filter(trial=trial).select_related("by").order_by("-pk"))


def lock_of_all(trial: Trial) -> DataLock | None:
    """The signature by which all answers of the trial became final.

    Locks of single visits do not add up to it: a later visit could still be open.
    """
    return DataLock.objects.filter(trial=trial, visit="").select_related("by").first()


_UNSEALING = Prepared(lambda trial: Unsealing.objects.filter(trial=trial).values_list("pk")[:1])


def is_unsealed(trial_id: int) -> bool:
    """Whether the allocation list of a trial is open."""
    return _UNSEALING.first(trial_id) is not None


@dataclass(frozen=True)
class Readiness:
    """Where the trial stands on the way to its unsealing.

    Args:
        plan: the newest filed analysis plan.
        lock: the signature under all answers.
        unsealing: that it was done.
    """

    plan: AnalysisPlan | None
    lock: DataLock | None
    unsealing: Unsealing | None

    @property
    def ready(self) -> bool:
        """Whether both conditions hold and it was not done yet."""
        return self.plan is not None and self.lock is not None and self.unsealing is None


def readiness_of(trial: Trial) -> Readiness:
    """The conditions as they stand now."""
    plans = plans_of(trial)
    unsealing = Unsealing.objects.filter(trial=trial).select_related("by").first()
    return Readiness(plans[0] if plans else None, lock_of_all(trial), unsealing)
