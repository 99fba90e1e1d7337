"""Days that suit: asked, not required."""

import pytest
from django.test import Client

from retraining.audit.models import AuditEntry
from retraining.trials.models import Participant
from sessions.models import PlanDays
from sessions.pausing import days_of
from tests.portal_my.days import browser_of, links, on_day, starting, words

pytestmark = pytest.mark.django_db
PAGE = "/my/days/"


@pytest.fixture
def ana() -> Participant:
    return starting("Ana")


@pytest.fixture
def client(ana: Participant) -> Client:
    return browser_of(ana)


def chosen(person: Participant) -> tuple[int, ...]:
    return days_of([person.pk]).get(person.pk, ())


def test_days_and_hour_are_kept_and_shown(ana: Participant, client: Client) -> None:
    assert client.post(PAGE, {"days": ["1", "3"], "hour": "18"})["Location"] == "/my/details/"
    ana.refresh_from_db()
    assert (chosen(ana), ana.message_hour) == ((1, 3), 18)
    text = words(client.get("/my/details/"))
    assert "Your days are saved." in text
    assert "Tuesday, Thursday" in text
    assert "18:00" in text
    page = client.get(PAGE).content.decode()
    assert page.count(" checked") == 2


def test_no_day_means_any_day(ana: Participant, client: Client) -> None:
    assert "Any day" in words(client.get("/my/details/"))
    client.post(PAGE, {"days": ["1"], "hour": "10"})
    client.post(PAGE, {"hour": "10"})
    assert chosen(ana) == ()
    assert "Any day" in words(client.get("/my/details/"))
    assert PlanDays.objects.count() == 2


def test_a_day_off_is_a_word_and_no_rule(ana: Participant, client: Client) -> None:
    assert "Many people keep at least one day free." in words(client.get(PAGE))
    client.post(PAGE, {"days": [str(day) for day in range(7)], "hour": "10"})
    assert chosen(ana) == tuple(range(7))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"days": ["7"], "hour": "10"}, "seven days of the week"),
        ({"days": ["x"], "hour": "10"}, "seven days of the week"),
        ({"days": ["1"], "hour": "3"}, "an hour from the list"),
        ({"days": ["1"]}, "Please choose"),
    ],
)
def test_what_is_not_offered_is_a_form_error(
    client: Client, data: dict[str, object], message: str
) -> None:
    response = client.post(PAGE, data)
    assert response.status_code == 400
    assert message in words(response)
    assert not PlanDays.objects.exists()


def test_the_same_again_writes_nothing(client: Client) -> None:
    for _time in range(2):
        client.post(PAGE, {"days": ["2"], "hour": "10"})
    assert PlanDays.objects.count() == 1
    assert AuditEntry.objects.filter(action="plan-days.chosen").count() == 1


def test_days_lock_nothing(ana: Participant, client: Client) -> None:
    client.post(PAGE, {"days": ["6"], "hour": "10"})
    with on_day(1):
        assert "Week 1, main session" in words(client.get("/my/"))


def test_details_lead_there_and_strangers_sign_in(client: Client) -> None:
    assert PAGE in links(client.get("/my/details/"))
    assert client.delete(PAGE).status_code == 405
    assert Client().get(PAGE).status_code == 302
