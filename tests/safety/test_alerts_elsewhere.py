"""Where alerts show outside their list, and that nobody is erased while one is open."""

from datetime import date, timedelta

import pytest
from django.test import Client

from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.common.access import Audience
from retraining.reporting.services import refresh_waiting
from retraining.safety.models import Alert, Outcome, StepKind
from retraining.safety.selectors.alerts import open_among, open_count
from retraining.safety.services import raising
from retraining.safety.services.handling import Said, note_step
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from retraining.trials.scope import Scope
from retraining.trials.selectors import current_assignments, scope_for
from retraining.trials.services import (
    identity,
    purging,
    screening,
    understanding,
    withdrawal,
)
from retraining.trials.services.withdrawal import withdraw
from tests import cast
from tests.manage.pages import as_max, client_of, words
from tests.portal_my.days import starting
from tests.safety.people import covered, madrid

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 30)


@pytest.fixture
def ana() -> Participant:
    covered()
    person = starting()
    starting("Alba")
    with clock.at(madrid(MONDAY, "10:00")):
        refresh_waiting()
        raising.call_asked(participant=person, about="worse", by=person.user)
    return person


def clinician(site: str | None, name: str) -> Client:
    return client_of(cast.a_member_of_staff(name, "clinician", site))


def close(person: Participant) -> None:
    said = Said(outcome=Outcome.values[0])
    by = cast.a_member_of_staff("Cleo", "clinician")
    note_step(alert=person.alerts.get(), kind=StepKind.RESOLVED, said=said, by=by)


def test_the_caseload_marks_whose_alert_is_open(ana: Participant) -> None:
    alert = Alert.objects.get()
    client = clinician("madrid", "Carla")
    with clock.at(madrid(MONDAY, "12:00")):
        page = client.get("/clinic/")
        assert words(page).count("Alert is open: Asks for a call") == 1
        assert "1 alert is open." in words(page)
        assert f'href="/clinic/alerts/{alert.pk}/"' in page.content.decode()
        close(ana)
        assert "lert is open" not in words(client.get("/clinic/"))


def test_the_person_page_says_what_about_and_until_when(ana: Participant) -> None:
    client = clinician("madrid", "Carla")
    with clock.at(madrid(MONDAY, "12:00")):
        page = words(client.get(f"/clinic/people/{ana.code}/"))
        other = words(client.get("/clinic/people/1002/"))
    assert "Somebody waits for an answer" in page
    assert "Asks for a call" in page
    assert "Nobody has taken it, until" in page
    assert "Somebody waits" not in other
    with clock.at(madrid(date(2026, 12, 7), "12:00")):
        assert "time is up" in words(clinician(None, "Chris").get(f"/clinic/people/{ana.code}/"))


def test_an_adverse_event_is_begun_on_the_person_page(ana: Participant) -> None:
    client = clinician("madrid", "Carla")
    with clock.at(madrid(MONDAY, "12:00")):
        page = client.get(f"/clinic/people/{ana.code}/").content.decode()
        address = f"/clinic/events/new/{ana.code}/"
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


def test_who_may_not_handle_alerts_is_told_of_none(ana: Participant) -> None:
    rita = cast.a_member_of_staff("Rita", "rater", "madrid")
    client = client_of(rita)
    with clock.at(madrid(MONDAY, "12:00")):
        assert client.get("/clinic/").status_code in (302, 403)
        assert client.get(f"/clinic/people/{ana.code}/").status_code == 403
        assert "lert" not in words(client.get("/clinic/ratings/"))
    everywhere = Scope(ana.trial_id, None, frozenset(), frozenset())
    assert (open_among(everywhere, [ana.pk]), open_count(everywhere)) == ({}, 0)
    carla = cast.a_member_of_staff("Carla", "clinician")
    scope = scope_for(current_assignments(carla, MONDAY), Audience.CLINIC)
    assert list(open_among(scope, [ana.pk])) == [ana.pk]


def test_a_name_stays_while_an_alert_is_open(ana: Participant) -> None:
    with clock.at(madrid(MONDAY, "12:00")):
        withdraw(participant=ana, level="data", reason="", by=ana.user)
    address = f"/manage/people/{ana.code}/remove/"
    form = {"safe": "on", "number": ana.code}
    with clock.at(madrid(MONDAY, "12:00") + timedelta(days=2)):
        refused = as_max().post(address, form)
        assert refused.status_code == 409
        assert "An alert about this person is still open." in words(refused)
        ana.key.refresh_from_db()
        assert ana.key.wrapped is not None
        close(ana)
        assert as_max().post(address, form).status_code == 302
        ana.key.refresh_from_db()
        assert ana.key.wrapped is None


@pytest.mark.parametrize("door", ["withdrawal", "identity"])
def test_no_service_goes_round_the_open_alert(ana: Participant, door: str) -> None:
    by = cast.max_the_manager()
    with clock.at(madrid(MONDAY, "12:00")):
        withdraw(participant=ana, level="data", reason="", by=ana.user)

    def remove() -> None:
        if door == "withdrawal":
            withdrawal.remove_identity(participant=ana, by=by)
        else:
            identity.erase(participant=ana, by=by, reason="asked")

    with clock.at(madrid(MONDAY, "12:00") + timedelta(days=2)):
        with pytest.raises(Refused, match="still open"):
            remove()
        ana.key.refresh_from_db()
        assert ana.key.wrapped is not None
        assert not AuditEntry.objects.filter(action="identity.erased").exists()
        close(ana)
        remove()
        ana.key.refresh_from_db()
        assert ana.key.wrapped is None


def test_without_the_name_of_the_check_nothing_is_removed(ana: Participant, settings) -> None:
    close(ana)
    settings.IDENTITY_NEEDED_FOR = ""
    with pytest.raises(ImportError):
        identity.erase(participant=ana, by=cast.max_the_manager(), reason="asked")
    ana.key.refresh_from_db()
    assert ana.key.wrapped is not None


def test_the_sweep_waits_for_whoever_has_an_open_alert() -> None:
    people = {name: cast.joined(name) for name in ("Ana", "Bea")}
    covered()
    for person in people.values():
        cast.fitting(person)
        understanding.ask(participant=person, text="May I drive?", by=person.user)
        screening.close(participant=person, kind="declined", code="time", by=person.user)
    ana = people["Ana"]
    raising.call_asked(participant=ana, about="help", by=ana.user)
    with clock.at(clock.now() + timedelta(days=31)):
        assert purging.purge() == 1
        ana.key.refresh_from_db()
        assert ana.key.wrapped is not None
        close(ana)
        assert purging.purge() == 1
        ana.key.refresh_from_db()
        assert ana.key.wrapped is None
