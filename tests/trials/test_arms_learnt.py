"""Who was shown arms stays unblinded: no blinded role any more, whatever became of the old one."""

import pytest

from retraining.accounts.models import User
from retraining.accounts.roles import ROLES, Role
from retraining.audit.models import AuditEntry
from retraining.randomisation.services import generate_list
from retraining.randomisation.services_unblinding import unblind
from retraining.randomisation.services_unsealing import take_folder, unseal
from retraining.reporting.datasets.arms import Arms
from retraining.reporting.services import export
from retraining.trials.errors import Refused
from retraining.trials.models import ArmsLearnt, StaffAssignment, Trial
from retraining.trials.scope import Scope
from retraining.trials.services import staff
from tests import cast
from tests.blind.unsealed import lock_all, the_plan

pytestmark = pytest.mark.django_db
BLINDED = [str(role) for role, text in ROLES.items() if text.blinded]


def role_forgotten(user: User) -> None:
    """As if the role under which it was seen had never been written down."""
    StaffAssignment.objects.filter(user=user).delete()


def give(user: User, role: str, trial: Trial | None = None) -> None:
    staff.assign(user=user, trial=trial or cast.the_trial(), role=role, site=None, by=None)


def unsealed() -> User:
    cast.randomised("Ana")
    the_plan(cast.a_member_of_staff("Stella", "statistician"))
    lock_all()
    lena = cast.a_member_of_staff("Lena", "list-keeper")
    unseal(trial=cast.the_trial(), reason="Analysis", by=lena)
    return lena


@pytest.mark.parametrize("role", BLINDED)
def test_whoever_unsealed_gets_no_blinded_role(role: str) -> None:
    lena = unsealed()
    role_forgotten(lena)
    with pytest.raises(Refused, match="counts as unblinded"):
        give(lena, role)
    with pytest.raises(Refused, match="counts as unblinded"):
        staff.invite_staff(
            trial=cast.the_trial(), email=lena.email, role=role, site=None,
            by=cast.max_the_manager(),
        )  # fmt: skip
    assert not StaffAssignment.objects.filter(user=lena).exists()


def test_a_role_that_may_know_can_still_be_given() -> None:
    lena = unsealed()
    role_forgotten(lena)
    give(lena, Role.SUPPORT)
    assert StaffAssignment.objects.get(user=lena).role == "support"


def test_whoever_downloads_the_folder_later_counts_too() -> None:
    unsealed()
    nils = cast.a_member_of_staff("Nils", "list-keeper")
    take_folder(trial=cast.the_trial(), by=nils)
    take_folder(trial=cast.the_trial(), by=nils)
    role_forgotten(nils)
    with pytest.raises(Refused, match="counts as unblinded"):
        give(nils, Role.RATER)
    assert ArmsLearnt.objects.filter(user=nils).count() == 1
    (entry,) = AuditEntry.objects.filter(action="staff.learnt_arms", actor=nils)
    assert (entry.object_ids, entry.reason) == ([nils.pk], "unsealed")


def test_whoever_took_the_codes_may_go_on_with_the_analysis_and_see_nobody_blind() -> None:
    unsealed()
    stella = User.objects.get(name="Stella")
    scope = Scope(cast.the_trial().pk, None, frozenset(), frozenset())
    export(scope=scope, reason="Tables", by=stella).close()
    assert not ArmsLearnt.objects.filter(user=stella).exists()
    export(scope=scope, reason="Tables", by=stella, arms=Arms.CODE).close()
    (row,) = ArmsLearnt.objects.filter(user=stella)
    assert row.how == "codes"
    role_forgotten(stella)
    for role in BLINDED:
        if role != Role.STATISTICIAN:
            with pytest.raises(Refused, match="counts as unblinded"):
                give(stella, role)
    give(stella, Role.STATISTICIAN)


def test_a_medic_who_was_shown_one_person_counts() -> None:
    ana = cast.randomised("Ana")
    mara = cast.a_member_of_staff("Mara", "medic")
    unblind(participant=ana, kind="emergency", reason="treatment", text="x", nonce="n", by=mara)
    role_forgotten(mara)
    with pytest.raises(Refused, match="counts as unblinded"):
        give(mara, Role.CLINICIAN)


def test_a_medic_who_asked_and_was_shown_nothing_does_not() -> None:
    ana = cast.randomised("Ana")
    mara = cast.a_member_of_staff("Mara", "medic")
    unblind(participant=ana, kind="planned", reason="treatment", text="x", nonce="n", by=mara)
    role_forgotten(mara)
    give(mara, Role.CLINICIAN)
    assert not ArmsLearnt.objects.exists()


def test_whoever_made_the_list_counts_in_this_trial_and_no_other() -> None:
    lena = cast.a_member_of_staff("Lena", "list-keeper")
    trial = cast.the_trial()
    generate_list(trial=trial, block_sizes=(4,), per_stratum=8, seed="", by=lena)
    role_forgotten(lena)
    with pytest.raises(Refused, match="counts as unblinded"):
        give(lena, Role.STATISTICIAN)
    other = Trial.objects.create(slug="other", title="Other", public_name="O", kind="test")
    give(lena, Role.STATISTICIAN, other)
