"""Whoever was told a programme in a contact does not rate; everything else goes on."""

import uuid
from datetime import timedelta

import pytest

from retraining.accounts.models import User
from retraining.assessments import calls
from retraining.assessments.selectors import state_of
from retraining.common import clock
from retraining.safety.models import StepKind
from retraining.safety.services import handling, raising
from retraining.safety.services.handling import Said
from retraining.trials.errors import Refused
from retraining.trials.models import ArmsLearnt, Contact, Participant, StaffAssignment
from retraining.trials.scope import Scope
from retraining.trials.services import logs, staff
from tests import cast
from tests.people.lines import CALL, a_line, today
from tests.safety.people import covered

pytestmark = pytest.mark.django_db
TOLD = {"arm_known": True, "arm_known_how": "told"}


@pytest.fixture
def ana() -> Participant:
    return cast.joined("Ana")


def carla() -> User:
    found = User.objects.filter(email="carla@staff.example").first()
    return found or cast.a_member_of_staff("Carla", "clinician", "leeds")


def wrote(ana: Participant, by: User, **values: object) -> Contact:
    return logs.add(
        Contact, participant=ana, day=today(ana), text="", once=uuid.uuid4(), by=by,
        values={**CALL, **values},
    )  # fmt: skip


def corrected(row: Contact, by: User, why: str, **values: object) -> Contact:
    return logs.correct(
        row=row, number=row.participant.code, why=why, day=row.day, text="", once=uuid.uuid4(),
        by=by, values={**CALL, **values},
    )  # fmt: skip


def give(user: User, role: str = "rater") -> StaffAssignment:
    trial, site = cast.the_trial(), cast.the_site("madrid")
    return staff.assign(user=user, trial=trial, role=role, site=site, by=None)


def refused(user: User) -> bool:
    """Whether the rater role is refused for what was told, by a role and by an invitation."""
    with pytest.raises(Refused, match="became known to this person in a contact"):
        give(user)
    with pytest.raises(Refused, match="became known to this person in a contact"):
        staff.invite_staff(
            trial=cast.the_trial(), email=user.email, role="rater", site=cast.the_site("madrid"),
            by=cast.max_the_manager(),
        )  # fmt: skip
    return not StaffAssignment.objects.filter(user=user, role="rater").exists()


def test_a_contact_in_which_nothing_was_told_closes_nothing(ana) -> None:
    wrote(ana, carla())
    a_line(ana, Contact, **TOLD)  # another member of staff was told
    give(carla())


def test_after_a_contact_in_which_it_was_told_nobody_rates_and_the_rest_goes_on(ana) -> None:
    wrote(ana, carla(), **TOLD)
    assert refused(carla())
    give(carla(), "clinician")


def test_who_was_told_stays_told_where_somebody_puts_the_minutes_right(ana) -> None:
    row = wrote(ana, carla(), **TOLD)
    mia = cast.a_member_of_staff("Mia", "manager")
    corrected(row, mia, "typing", minutes=3, **TOLD)
    assert refused(carla())
    StaffAssignment.objects.filter(user=mia).delete()
    give(mia)


@pytest.mark.parametrize("why", ["typing", "never", "other-person"])
def test_a_correction_that_takes_it_back_opens_rating_again(ana, why) -> None:
    row = wrote(ana, carla(), **TOLD)
    corrected(row, carla(), why)
    give(carla())


def test_a_correction_that_adds_it_closes_rating(ana) -> None:
    corrected(wrote(ana, carla()), carla(), "newer", **TOLD)
    assert refused(carla())


def test_a_call_about_an_alert_counts_too(ana) -> None:
    covered()
    (alert,) = raising.call_asked(participant=ana, about="help", by=ana.user)
    said = Said(minutes=5, arm_known_how="told")
    handling.note_step(alert=alert, kind=StepKind.REACHED, said=said, by=carla())
    assert refused(carla())


@pytest.mark.parametrize("how", ["", "guessed"])
def test_a_call_about_open_questions_counts_too(how) -> None:
    person = cast.randomised("Ana")
    opens = state_of(person, "post").window.opens_at
    with clock.at(opens + timedelta(days=12)):
        (call,) = calls.call_list(Scope(person.trial_id, None, frozenset(), frozenset()))
        calls.record_attempt(
            call=call, way="call", reached="talked", minutes=4, note="", arm_known_how=how,
            by=carla(),
        )  # fmt: skip
        kept = list(ArmsLearnt.objects.filter(user=carla()).values_list("how", flat=True))
        assert kept == (["told"] if how else [])
        if how:
            assert refused(carla())
        give(carla(), "clinician" if how else "rater")
