"""Which roles one person may not hold together: the blind over time, and the rater alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retraining.accounts.roles import ROLES, Role
from retraining.trials.conflicts import Holding, between
from retraining.trials.errors import Refused
from retraining.trials.models import StaffAssignment, StaffInvitation
from retraining.trials.services import staff
from tests.cast import PASSWORD, a_member_of_staff, max_the_manager, the_site, the_trial

FIRST = date(2026, 3, 1)
BLINDED = {"assessor", "clinician", "rater", "manager", "statistician", "monitor"}
KNOWING = {"support", "dmc", "list-keeper", "medic"}


def test_every_role_is_either_blinded_or_not() -> None:
    assert {str(role) for role, text in ROLES.items() if text.blinded} == BLINDED
    assert {str(role) for role in Role} == BLINDED | KNOWING
    assert all(len(str(text.sentence)) > 40 for text in ROLES.values())


def held(role: str, start: int = 0, end: int | None = None, site: int | None = None) -> Holding:
    last = None if end is None else FIRST + timedelta(days=end)
    return Holding(role, site, FIRST + timedelta(days=start), last)


@pytest.mark.parametrize("blinded", sorted(BLINDED))
@pytest.mark.parametrize("knowing", sorted(KNOWING))
def test_knowing_and_blinded_roles_exclude_each_other_in_both_directions(
    blinded: str, knowing: str
) -> None:
    assert "do not go together" in (between(held(knowing), held(blinded)) or "")
    assert "do not go together" in (between(held(blinded), held(knowing)) or "")


@pytest.mark.parametrize(
    ("knowing", "blinded", "refused"),
    [
        (held("support", 10), held("clinician", 0, 9), False),  # blinded first, over by then
        (held("support", 10), held("clinician", 0, 10), True),  # one day together
        (held("support", 0, 5), held("clinician", 30), True),  # what was learnt stays known
        (held("medic", 5, 5), held("manager", 6), True),
        (held("list-keeper", 10, site=1), held("statistician", 0, site=2), True),  # any site
    ],
)
def test_what_was_learnt_stays_known(knowing: Holding, blinded: Holding, refused: bool) -> None:
    assert (between(knowing, blinded) is not None) is refused
    assert (between(blinded, knowing) is not None) is refused


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        (held("clinician", site=1), True),
        (held("clinician"), True),  # at all sites, so at this one too
        (held("manager"), True),
        (held("statistician"), True),
        (held("clinician", site=2), False),
        (held("clinician", 21, site=1), False),  # after the rating is over
        (held("rater", site=1), False),  # the same role given twice
    ],
)
def test_a_rater_holds_no_other_role_where_they_rate(other: Holding, refused: bool) -> None:
    rater = held("rater", 0, 20, site=1)
    assert (between(rater, other) is not None) is refused
    assert (between(other, rater) is not None) is refused


HOLDINGS = st.builds(
    lambda role, site, start, length: held(
        role, start, None if length is None else start + length, site
    ),
    st.sampled_from(sorted(str(role) for role in Role)),
    st.sampled_from([None, 1, 2]),
    st.integers(0, 8),
    st.sampled_from([None, 0, 1, 4]),
)


def told_day_by_day(one: Holding, other: Holding) -> bool:
    """Whether a diary of twenty days shows somebody blind who knows, or a rater who sees more."""
    knows = False
    for number in range(20):
        day = FIRST + timedelta(days=number)
        today = [h for h in (one, other) if h.starts_on <= day <= (h.ends_on or date.max)]
        knows = knows or any(h.role in KNOWING for h in today)
        if knows and any(h.role in BLINDED for h in today):
            return True
        roles = {h.role for h in today}
        sites = {h.site_id for h in today if h.site_id is not None}
        if len(roles) == 2 and "rater" in roles and len(sites) < 2:
            return True
    return False


@given(HOLDINGS, HOLDINGS)
def test_the_rule_says_what_a_diary_would(one: Holding, other: Holding) -> None:
    assert (between(one, other) is not None) is told_day_by_day(one, other)
    assert (between(other, one) is None) is (between(one, other) is None)


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "second"), [("clinician", "medic"), ("medic", "clinician")])
def test_the_service_refuses_and_writes_nothing(first: str, second: str) -> None:
    user = a_member_of_staff("Nora", first)
    with pytest.raises(Refused, match="do not go together"):
        staff.assign(user=user, trial=the_trial(), role=second, site=None, by=max_the_manager())
    assert [row.role for row in StaffAssignment.objects.filter(user=user)] == [first]


@pytest.mark.django_db
def test_a_role_can_be_given_for_days_to_come() -> None:
    user = a_member_of_staff("Nora", "support")
    row = StaffAssignment.objects.get(user=user)
    staff.end_assignment(assignment=row, by=max_the_manager())
    later = row.starts_on + timedelta(days=90)
    with pytest.raises(Refused):
        staff.assign(
            user=user, trial=the_trial(), role="rater", site=None, by=None, starts_on=later
        )
    given_later = staff.assign(
        user=user, trial=the_trial(), role="dmc", site=None, by=None,
        starts_on=later, ends_on=later,
    )  # fmt: skip
    assert (given_later.starts_on, given_later.ends_on) == (later, later)


@pytest.mark.django_db
def test_the_last_day_cannot_lie_before_the_first() -> None:
    user = a_member_of_staff("Nora", "support")
    with pytest.raises(Refused, match="before its first"):
        staff.assign(
            user=user, trial=the_trial(), role="medic", site=None, by=None,
            starts_on=FIRST, ends_on=FIRST - timedelta(days=1),
        )  # fmt: skip


@pytest.mark.django_db
def test_a_link_to_such_a_role_is_refused_when_it_is_opened_or_accepted() -> None:
    a_member_of_staff("Nora", "rater", "madrid")
    trial, max_ = the_trial(), max_the_manager()
    address = {"email": "nora@staff.example", "trial": trial, "by": max_}
    with pytest.raises(Refused, match="a rater sees nothing else"):
        staff.invite_staff(role="clinician", site=the_site("madrid"), **address)
    assert not StaffInvitation.objects.exists()
    # A link from before the person held the other role is refused when it is used.
    link = staff.invite_staff(role="clinician", site=the_site("leeds"), **address)
    nora = StaffAssignment.objects.get(user__email="nora@staff.example").user
    staff.assign(user=nora, trial=trial, role="rater", site=the_site("leeds"), by=max_)
    with pytest.raises(Refused, match="a rater sees nothing else"):
        staff.accept_staff(invitation=link, name="Nora", password=PASSWORD)
    link.refresh_from_db()
    assert link.spent_at is None
