"""What must not be randomised is refused with its reason, and uses neither a place nor dice."""

from datetime import timedelta

import pytest

from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.randomisation.models import Allocation, Stratum, Throw
from retraining.randomisation.services import allocate
from retraining.trials import protocol_section
from retraining.trials.errors import Refused
from retraining.trials.models import DateKind, Participant, ParticipantDate, Site
from retraining.trials.services import screening
from retraining.trials.services.consent import confirm_eligibility
from retraining.trials.services.withdrawal import withdraw
from tests import cast
from tests.randomisation.lists import the_list
from tests.randomisation.methods import with_method

pytestmark = pytest.mark.django_db
METHODS = ("permuted-blocks", "minimisation")


@pytest.fixture(params=METHODS)
def ready(request, tmp_path) -> Participant:
    """Somebody who could be randomised, once by a list and once by dice."""
    if request.param == "permuted-blocks":
        the_list()
    else:
        with_method(tmp_path, request.param)
    return cast.eligible("Ana")


def refusal(person: Participant) -> str:
    by = cast.max_the_manager()
    entries = AuditEntry.objects.count()
    with pytest.raises(Refused) as refused:
        allocate(participant=person, by=by)
    assert not Allocation.objects.exists()
    assert not Throw.objects.exists()
    assert not Stratum.objects.filter(label="dice").exists()
    assert not ParticipantDate.objects.filter(kind=DateKind.RANDOMISED).exists()
    assert AuditEntry.objects.count() == entries
    return str(refused.value)


def test_whoever_stopped(ready) -> None:
    withdraw(participant=ready, level="sessions", reason="", by=ready.user)
    assert refusal(ready) == "Has stopped."


def test_a_start_day_that_has_come(ready) -> None:
    with clock.at(clock.now() + timedelta(days=1)):
        assert refusal(ready) == "The chosen start day has passed."


def test_a_baseline_of_more_than_a_fortnight(ready) -> None:
    with clock.at(clock.now() + timedelta(days=14, minutes=1)):
        assert "The first questions are more than 14 days old." in refusal(ready)


def test_a_consent_of_an_earlier_version(ready, tmp_path) -> None:
    method = ready.version.content["randomisation"]["method"]
    with_method(tmp_path / "newer", method, new_version="ask")
    assert "consent" in refusal(ready).lower()


def test_a_baseline_that_was_not_finished() -> None:
    the_list()
    person = cast.consented("Ana")
    said = refusal(person)
    assert "The first questions have not been answered." in said
    assert "The stratum is not known yet." in said


def test_a_site_that_the_list_does_not_know() -> None:
    the_list()
    porto = Site.objects.create(
        trial=cast.the_trial(), slug="porto", name="Porto", phone="1", hours="9 to 15",
        crisis_text="Ring 112.", time_zone="Europe/Lisbon",
    )  # fmt: skip
    cast.green_light(porto)
    person = cast.eligible("Ana", "porto")
    assert refusal(person) == "The list has no such stratum. Tell the list-keeper."


def _call(person: Participant, risk: str, action: str) -> None:
    screening.record_call(
        participant=person, risk=risk, action=action, note="", by=cast.max_the_manager()
    )


def _confirm(person: Participant, **changes: bool) -> bool:
    criteria = protocol_section.read(person.version.content).criteria
    answers = {c.key: c.expect for c in criteria} | changes
    by = cast.max_the_manager()
    return confirm_eligibility(participant=person, answers=answers, by=by).eligible


def test_a_plan_told_after_the_verdict(ready) -> None:
    _call(ready, "plan", "emergency")
    unconfirmed = "Eligibility has not been confirmed."
    assert refusal(ready) == f"In the newest call a plan or an attempt was told. {unconfirmed}"
    _call(ready, "thoughts", "numbers")
    assert refusal(ready) == unconfirmed  # the verdict of before the plan counts no more
    _confirm(ready)
    assert allocate(participant=ready, by=cast.max_the_manager()).position == 1


def test_a_plan_told_before_the_verdict() -> None:
    the_list()
    person = cast.consented("Ana")
    cast.answer(person)
    _call(person, "plan", "clinician")
    assert not _confirm(person, suicide=True)
    said = refusal(person)
    assert "In the newest call a plan or an attempt was told." in said
    assert "Not eligible." in said


@pytest.mark.parametrize(("kind", "code"), [("declined", "time"), ("other", "not-reached")])
def test_whoever_is_closed_in_the_screening_log(ready, kind: str, code: str) -> None:
    max_ = cast.max_the_manager()
    screening.close(participant=ready, kind=kind, code=code, by=max_)
    assert refusal(ready) == "Does not go on: see the screening log."
    screening.let_in(participant=ready, by=max_)
    assert allocate(participant=ready, by=max_).position == 1


def test_after_each_refusal_the_first_place_is_still_free(ready) -> None:
    with clock.at(clock.now() + timedelta(days=1)):
        refusal(ready)
    assert allocate(participant=ready, by=cast.max_the_manager()).position == 1
