"""Tables by code: right for each code, random per trial, for the committee alone, no programme."""

import pytest
from django.test import override_settings

from retraining.accounts.roles import ROLES, Permission, Role
from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.randomisation.coded import _codes, people_by_code
from retraining.randomisation.models import Allocation
from retraining.reporting.selectors.by_code import by_code
from retraining.reporting.services import refresh_waiting
from retraining.trials.models import Arm, Trial
from retraining.trials.scope import Scope
from tests import cast
from tests.manage.pages import client_of, rows, words
from tests.reporting.people import MADE, answer, day, listen, staff

pytestmark = pytest.mark.django_db


def some_people() -> None:
    with clock.at(MADE):
        people = [cast.randomised(name) for name in ("Ana", "Bea", "Cleo", "Dora", "Eva")]
    for number, person in enumerate(people):
        listen(person, day(2), 1)
        answer(person, 1, (number, number, number, number))


def arms() -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for person, arm in Allocation.objects.values_list("participant", "arm__slug"):
        found.setdefault(arm, set()).add(person)
    return found


def test_the_codes_part_the_people_as_the_arms_do() -> None:
    some_people()
    coded = people_by_code(cast.the_trial())
    assert list(coded) == ["A", "B"]
    assert sorted(map(sorted, coded.values())) == sorted(map(sorted, arms().values()))
    assert coded == people_by_code(cast.the_trial())


def test_the_codes_are_random_for_who_does_not_hold_the_key() -> None:
    """Over many trials either arm is A about as often: 64 fair throws lie within 16 to 48."""
    first = 0
    for number in range(64):
        trial = Trial.objects.create(slug=f"t{number}", title="T", public_name="T", kind="test")
        one, _other = (Arm.objects.create(trial=trial, slug=s, programme=s) for s in ("x", "y"))
        first += _codes(trial)[one.pk] == "A"
    assert 16 <= first <= 48
    with override_settings(ALLOCATION_KEY="A" * 43 + "="):
        other = {t.pk: _codes(t) for t in Trial.objects.filter(title="T")}
    assert other != {t.pk: _codes(t) for t in Trial.objects.filter(title="T")}


def test_the_figures_of_a_code_are_those_of_its_people() -> None:
    some_people()
    with clock.at(day(15)):
        refresh_waiting()
        scope = Scope(cast.the_trial().pk, None, frozenset(), frozenset())
        found = {one.code: one.found for one in by_code(scope)}
    answers = {person.pk: number for number, person in enumerate(_in_order())}
    for code, people in people_by_code(cast.the_trial()).items():
        assert found[code].randomised == len(people)
        week = next(visit for visit in found[code].visits if visit.week == 1)
        assert sorted(v for v in week.values if v is not None) == sorted(
            float(answers[person]) for person in people
        )


def _in_order() -> list[object]:
    return list(cast.Participant.objects.order_by("code"))


def test_the_page_is_for_the_committee_alone_and_names_no_programme() -> None:
    some_people()
    dora = staff("Dorothea", "dmc")
    with clock.at(day(15)):
        refresh_waiting()
        page = client_of(dora).get("/statistics/by-code/")
        stella = client_of(staff("Stella", "statistician"))
        assert stella.get("/statistics/by-code/").status_code == 403
        assert client_of(dora).get("/statistics/").status_code == 403
        assert client_of(dora).get("/statistics/export/").status_code == 403
    table = {row[0]: row[1:] for row in rows(page)}
    sizes = [str(len(people)) for people in people_by_code(cast.the_trial()).values()]
    assert table["Randomised"] == sizes
    assert "Code A" in words(page)
    assert "Code B" in words(page)
    for word in ("mair", "relax", "MAIR", "Relaxation"):
        assert word not in words(page)
    assert AuditEntry.objects.filter(action="tables.viewed", actor=dora).count() == 1


def test_no_other_role_may_see_tables_by_code() -> None:
    holders = {
        role for role, text in ROLES.items() if Permission.VIEW_TABLES_BY_CODE in text.permissions
    }
    assert holders == {Role.DMC}
