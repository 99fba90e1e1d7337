"""Whose pages these are: participants' alone, by the right method."""

import pytest
from django.test import Client

from tests.cast import a_member_of_staff, joined
from tests.portal_my.days import browser_of

pytestmark = pytest.mark.django_db
READ_ONLY = (
    "/my/",
    "/my/weeks/",
    "/my/help/",
    "/my/details/",
    "/my/finished/",
    "/my/stop/done/",
    "/my/questions/week-1/",
)
FORMS = (
    "/my/details/change/",
    "/my/stop/",
    "/my/questions/week-1/pain/",
    "/my/questions/week-1/check/",
)


def test_nobody_without_signing_in() -> None:
    for address in READ_ONLY + FORMS:
        response = Client().get(address)
        assert response.status_code == 302, address
        assert "/accounts/" in response["Location"]


def test_no_member_of_staff() -> None:
    client = Client()
    client.force_login(a_member_of_staff("Carla", "clinician", "madrid"))
    for address in READ_ONLY + FORMS:
        assert client.get(address).status_code == 404, address


def test_no_other_method() -> None:
    client = browser_of(joined())
    for address in READ_ONLY:
        assert client.post(address).status_code == 405, address
    for address in FORMS:
        assert client.put(address).status_code == 405, address
        assert client.delete(address).status_code == 405, address


def test_a_form_without_its_token_is_refused_with_a_page() -> None:
    person = joined()
    client = Client(enforce_csrf_checks=True)
    client.force_login(person.user)
    response = client.post("/my/stop/", {"level": "contact", "sure": "1"})
    assert response.status_code == 403
    assert "This page was open for a long time" in response.content.decode()
