"""Later documents: who is asked to sign again, what waits until then, and what goes on."""

from datetime import timedelta

import pytest

from retraining.common import clock
from retraining.randomisation.selectors import stand
from retraining.trials.selectors import consent_is_current
from retraining.trials.selectors_consent import documents_version, to_sign_again
from retraining.trials.services import consent
from sessions.models import PlanItem
from tests import cast

pytestmark = pytest.mark.django_db


def _again(person) -> None:
    cast.read(person, "information", "privacy")
    cast.understanding(person)
    consent.sign(
        participant=person,
        typed_name="Ana Person",
        agreed=consent.statement_count(person),
        seen=documents_version(person),
        fresh=True,
        by=person.user,
    )


@pytest.mark.parametrize("asks", ["none", "ask", "block"])
def test_the_protocol_says_whether_people_sign_again(asks) -> None:
    person = cast.eligible("Ana")
    assert consent_is_current(person)
    cast.new_documents(asks)
    assert to_sign_again(person) == asks
    assert consent_is_current(person) is (asks == "none")


def test_who_has_not_signed_gets_the_newest_documents_and_follows_that_version() -> None:
    person = cast.joined("Ana")
    version = cast.new_documents("none")
    cast.signed(person)
    person.refresh_from_db()
    assert person.version == version
    assert person.consents.get().version == version


def test_documents_that_are_not_valid_yet_ask_nothing() -> None:
    person = cast.eligible("Ana")
    later = clock.local_date(person.time_zone) + timedelta(days=10)
    cast.new_documents("block", valid_from=later.isoformat())
    assert to_sign_again(person) == "none"
    with clock.at(clock.now() + timedelta(days=10)):
        assert to_sign_again(person) == "block"


def test_nobody_is_randomised_on_an_outdated_consent() -> None:
    cast.a_list()
    person = cast.eligible("Ana")
    assert stand(person).ready
    cast.new_documents("ask")
    check = next(c for c in stand(person).checks if c.key == "consent")
    assert (check.holds, check.reason) == (
        False,
        "The consent is outdated: newer documents are to be signed.",
    )
    _again(person)
    assert stand(person).ready
    assert person.consents.count() == 2


def _in_week_1(name: str):
    person = cast.randomised(name)
    return person, PlanItem.objects.get(participant=person, kind="core", week=1)


@pytest.mark.parametrize(("asks", "waits"), [("ask", False), ("block", True)])
def test_sessions_wait_only_where_the_protocol_says_so(as_user, asks, waits) -> None:
    person, item = _in_week_1("Ana")
    page = as_user(person.user)
    with clock.at(clock.now() + timedelta(days=1, hours=12)):
        cast.new_documents(asks)
        today = page.get("/my/").content.decode()
        assert "The information about the study has changed" in today
        assert ("Your sessions wait until then" in today) is waits
        for path in (f"/my/plan/{item.pk}/", f"/my/plan/{item.pk}/text/"):
            answer = page.get(path)
            assert (answer.status_code == 302) is waits
        assert b"The information has changed" in page.get("/my/join/").content
        _again(person)
        assert "has changed" not in page.get("/my/").content.decode()
        assert page.get(f"/my/plan/{item.pk}/").status_code == 200
