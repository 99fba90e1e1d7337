"""Who waits for randomisation: the oldest consent first, with days and what is still lacking."""

from datetime import timedelta

import pytest

from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.trials.selectors_consent import documents_version, section_of
from retraining.trials.services import consent, copies, screening, understanding
from retraining.trials.services.withdrawal import withdraw
from tests import cast
from tests.manage.pages import as_max, client_of, rows, words
from tests.randomisation.lists import the_list

pytestmark = pytest.mark.django_db
PAGE = "/manage/waiting/"


def told() -> dict[str, list[str]]:
    """{number: [days, what is lacking]} in the order of the page."""
    return {row[0]: [row[3], row[5]] for row in rows(as_max().get(PAGE))}


def test_the_oldest_consent_stands_first_with_what_is_lacking() -> None:
    now = clock.real_now()
    with clock.at(now - timedelta(days=20, hours=1)):
        old = cast.eligible("Ana")
    with clock.at(now - timedelta(days=3, hours=1)):
        answering = cast.consented("Bea")
    with clock.at(now - timedelta(days=5, hours=1)):
        ready = cast.eligible("Cleo")
    tomorrow = clock.local_date(ready.time_zone) + timedelta(days=1)
    consent.choose_start(participant=ready, day=tomorrow, by=ready.user)
    consent.choose_start(participant=answering, day=tomorrow, by=answering.user)
    found = told()
    assert list(found) == [old.code, ready.code, answering.code]
    assert found == {
        old.code: [
            "20",
            "first questions again: more than 14 days old; "
            "another start day: the chosen one has passed",
        ],
        ready.code: ["5", f"Randomise {ready.code}"],
        answering.code: ["3", "first questions; eligibility"],
    }
    entry = AuditEntry.objects.filter(action="people.viewed").latest("pk")
    assert sorted(entry.object_ids) == sorted([old.pk, ready.pk, answering.pk])


def _lacking(person) -> list[str]:
    return told()[person.code][1].split("; ")


def _answered(name: str = "Ana"):
    """Signed, answered and with a start day; nobody has rung."""
    person = cast.joined(name)
    cast.signed(person)
    tomorrow = clock.local_date(person.time_zone) + timedelta(days=1)
    consent.choose_start(participant=person, day=tomorrow, by=person.user)
    person.refresh_from_db()
    cast.answer(person)
    return person


def test_a_call_that_is_missing_is_named() -> None:
    ana = _answered()
    assert _lacking(ana) == ["the call", "eligibility"]
    cast.called(ana)
    assert _lacking(ana) == ["eligibility"]


def test_a_plan_told_in_the_newest_call_is_named() -> None:
    ana = cast.eligible("Ana")
    screening.record_call(
        participant=ana, risk="plan", action="emergency", note="", by=cast.max_the_manager()
    )
    again = "eligibility again: a plan or an attempt was told since"
    assert _lacking(ana) == ["a plan or an attempt was told in the call", again]
    cast.called(ana)
    assert _lacking(ana) == [again]


def test_a_talk_that_is_open_is_named_and_a_mere_question_is_not() -> None:
    ana = cast.joined("Ana")
    cast.fitting(ana)
    cast.read(ana, "information")
    question = section_of(documents_version(ana)).questions[0]
    wrong = question.right % len(question.options) + 1
    for _try in range(3):
        understanding.answer_question(participant=ana, key=question.key, chosen=wrong, by=ana.user)
    bea = cast.eligible("Bea")
    understanding.ask(participant=bea, text="May I drive?", by=bea.user)
    cast.signed(ana)
    assert "the talk about what was not clear" in _lacking(ana)
    assert _lacking(bea) == [f"Randomise {bea.code}"]


def test_a_countersignature_that_is_missing_is_named() -> None:
    ana = cast.joined("Ana")
    ana.version = cast.new_documents("none", countersign=True)
    ana.save(update_fields=["version"])
    signed = cast.signed(ana)
    assert "countersignature" in _lacking(ana)
    copies.countersign(consent=signed, by=cast.max_the_manager())
    assert "countersignature" not in _lacking(ana)


def test_who_is_invited_randomised_stopped_or_cannot_does_not_wait() -> None:
    the_list()
    cast.invited("Ana")
    cast.joined("Bea")
    cast.randomised("Cleo")
    gone = cast.eligible("Dora")
    withdraw(participant=gone, level="sessions", reason="", by=gone.user)
    assert told() == {}
    assert "Nobody is waiting" in words(as_max().get(PAGE))


def test_a_page_costs_the_same_for_many_as_for_one(django_assert_max_num_queries) -> None:
    client = as_max()
    for name in ("Ana", "Bea", "Cleo", "Dora"):
        cast.eligible(name)
    with django_assert_max_num_queries(16):
        assert client.get(PAGE).status_code == 200


def test_only_who_may_see_people_may_see_it() -> None:
    assert client_of(cast.a_member_of_staff("Mona", "monitor")).get(PAGE).status_code == 403
    assert client_of(cast.a_member_of_staff("Carla", "clinician")).get(PAGE).status_code == 404
