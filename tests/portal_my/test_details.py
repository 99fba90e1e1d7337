"""My details: address, zone and hour are shown; zone and hour can be changed."""

import pytest
from django.test import Client

from retraining.audit.models import AuditEntry
from retraining.trials.models import Participant
from tests.cast import joined
from tests.portal_my.days import browser_of, links, words

pytestmark = pytest.mark.django_db
DETAILS, CHANGE = "/my/details/", "/my/details/change/"


@pytest.fixture
def ana() -> Participant:
    return joined()


@pytest.fixture
def client(ana: Participant) -> Client:
    return browser_of(ana)


def test_they_show_address_town_and_hour(client: Client) -> None:
    page = client.get(DETAILS)
    text = words(page)
    assert "ana@people.example To change it, ring us." in text
    assert "Time zone Madrid" in text
    assert "10:00" in text
    assert "/my/join/read/privacy/" in links(page)
    assert "/my/stop/" in links(page)


def test_look_and_sign_out_are_there(client: Client) -> None:
    page = client.get(DETAILS).content.decode()
    assert 'action="/accounts/look/"' in page
    assert 'action="/accounts/logout/"' in page


def test_zone_and_hour_can_be_changed(ana: Participant, client: Client) -> None:
    form = {"time_zone": "Atlantic/Canary", "message_hour": "18"}
    assert client.post(CHANGE, form)["Location"] == DETAILS
    ana.refresh_from_db()
    assert (ana.time_zone, ana.message_hour) == ("Atlantic/Canary", 18)
    text = words(client.get(DETAILS))
    assert "Your details are saved." in text
    assert "Canary" in text
    assert "18:00" in text
    assert AuditEntry.objects.filter(action="details.changed").count() == 1


def test_the_form_begins_with_what_is_there(client: Client) -> None:
    page = client.get(CHANGE).content.decode()
    assert '<option value="Europe/Madrid" selected>Madrid</option>' in page
    assert '<option value="10" selected>10:00</option>' in page
    assert "07:00" not in page
    assert "21:00" not in page


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"time_zone": "Mars/Olympus", "message_hour": "10"}, "choose a town from the list"),
        ({"time_zone": "Europe/Madrid", "message_hour": "23"}, "choose an hour from the list"),
        ({"time_zone": "Europe/Madrid", "message_hour": "ten"}, "choose an hour from the list"),
        ({}, "Please choose"),
    ],
)
def test_what_is_not_on_offer_is_refused(
    ana: Participant, client: Client, form: dict[str, str], said: str
) -> None:
    response = client.post(CHANGE, form)
    assert response.status_code == 400
    assert said in words(response)
    ana.refresh_from_db()
    assert (ana.time_zone, ana.message_hour) == ("Europe/Madrid", 10)


def test_the_address_cannot_be_changed_here(ana: Participant, client: Client) -> None:
    form = {"time_zone": "Europe/Madrid", "message_hour": "9", "email": "eve@people.example"}
    client.post(CHANGE, form)
    assert "ana@people.example" in words(client.get(DETAILS))
