"""A trial whose plan is filed and whose answers are final, and its unsealing."""

from datetime import date

from retraining.accounts.models import User
from retraining.assessments import correcting
from retraining.randomisation.models import AnalysisPlan, Unsealing
from retraining.randomisation.services_unsealing import file_plan, unseal
from tests import cast

HASH = "ab" * 32


def the_plan(by: User, version: str = "1.0", sha256: str = HASH) -> AnalysisPlan:
    """A version of the plan, filed."""
    dated = date(2026, 1, 5)
    return file_plan(trial=cast.the_trial(), version=version, dated=dated, sha256=sha256, by=by)


def lock_all() -> None:
    """All answers final."""
    correcting.lock(trial=cast.the_trial(), visit="", by=cast.max_the_manager())


def unsealed() -> Unsealing:
    """The whole way, by three people."""
    the_plan(cast.a_member_of_staff("Sven", "statistician"))
    lock_all()
    keeper = cast.a_member_of_staff("Lena", "list-keeper")
    return unseal(trial=cast.the_trial(), reason="Final analysis", by=keeper)
