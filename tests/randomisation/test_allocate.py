"""Randomising one person: what must hold, and that a refusal uses no place."""

from datetime import timedelta

import pytest

from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.randomisation.models import Allocation, ListSegment
from retraining.randomisation.services import allocate
from retraining.trials.errors import Refused
from retraining.trials.models import DateKind, Participant, ParticipantDate
from retraining.trials.protocol_section import read
from retraining.trials.services import consent, withdrawal
from tests import cast
from tests.randomisation.lists import the_list

pytestmark = pytest.mark.django_db


def refusal(person: Participant) -> str:
    """Why the person was not randomised; nothing may have been written."""
    entries = AuditEntry.objects.count()
    with pytest.raises(Refused) as refused:
        allocate(participant=person, by=cast.max_the_manager())
    assert Allocation.objects.count() == 0
    assert not ParticipantDate.objects.filter(kind=DateKind.RANDOMISED).exists()
    assert AuditEntry.objects.count() == entries
    return str(refused.value)


def test_everything_holds() -> None:
    the_list()
    person = cast.eligible()
    allocation = allocate(participant=person, by=cast.max_the_manager())
    assert allocation.participant == person
    assert allocation.by.name == "Max"
    assert allocation.inputs == {"site": "madrid", "impact": "low"}
    assert allocation.rule == "permuted-blocks v1"
    day = ParticipantDate.objects.get(participant=person, kind=DateKind.RANDOMISED).day
    assert day == clock.local_date("Europe/Madrid")
    entry = AuditEntry.objects.get(action="participant.randomised")
    assert entry.object_ids == [person.pk]
    assert entry.reason == ""


def test_without_consent() -> None:
    the_list()
    assert "consent is not signed" in refusal(cast.joined())


def test_without_first_questions() -> None:
    the_list()
    assert "have not been answered" in refusal(cast.consented())


def test_without_eligibility() -> None:
    the_list()
    person = cast.consented()
    cast.answer(person)
    assert refusal(person) == "Eligibility has not been confirmed."


def test_not_eligible_by_the_newest_verdict() -> None:
    the_list()
    person = cast.eligible()
    answers = {c.key: c.expect for c in read(person.version.content).criteria}
    consent.confirm_eligibility(
        participant=person, answers={**answers, "adult": False}, by=cast.max_the_manager()
    )
    assert refusal(person) == "Does not go on: see the screening log. Not eligible."


@pytest.mark.parametrize(("days", "holds"), [(13, True), (15, False)])
def test_answers_grow_old_after_a_fortnight(days: int, holds: bool) -> None:
    the_list()
    with clock.at(clock.real_now() - timedelta(days=days)):
        person = cast.eligible()
    tomorrow = clock.local_date(person.time_zone) + timedelta(days=1)
    consent.choose_start(participant=person, day=tomorrow, by=person.user)
    if holds:
        assert allocate(participant=person, by=cast.max_the_manager()).position == 1
    else:
        assert refusal(person) == "The first questions are more than 14 days old."


def test_the_start_day_has_come() -> None:
    the_list()
    with clock.at(clock.real_now() - timedelta(days=2)):
        person = cast.eligible()
    assert refusal(person) == "The chosen start day has passed."


def test_somebody_who_stopped() -> None:
    the_list()
    person = cast.eligible()
    withdrawal.withdraw(participant=person, level="sessions", reason="", by=person.user)
    assert refusal(person) == "Has stopped."


def test_without_a_list() -> None:
    person = cast.eligible()
    assert not ListSegment.objects.exists()
    assert refusal(person) == "The list has no such stratum. Tell the list-keeper."


def test_every_reason_is_named_at_once() -> None:
    the_list()
    said = refusal(cast.joined())
    for reason in ("consent", "Eligibility", "first questions", "start day"):
        assert reason in said


def test_whoever_asks_second_gets_the_first_result() -> None:
    the_list(madrid_low=["rmrm"])
    person = cast.eligible()
    first = allocate(participant=person, by=cast.max_the_manager())
    mia = cast.a_member_of_staff("Mia", "manager")
    entries = AuditEntry.objects.count()
    second = allocate(participant=person, by=mia)
    assert (second.pk, second.by.name) == (first.pk, "Max")
    assert Allocation.objects.count() == 1
    assert AuditEntry.objects.count() == entries
