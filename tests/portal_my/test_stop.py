"""Stopping: levels in their order, a look before it is done, no argument, what stays open."""

import pytest
from django.test import Client

from retraining.trials.models import Participant, Withdrawal
from retraining.trials.selectors import withdrawal_level
from retraining.trials.services import withdrawal
from retraining.trials.services.identity import open_for
from tests.portal_my.days import browser_of, links, starting, words

pytestmark = pytest.mark.django_db
STOP, DONE = "/my/stop/", "/my/stop/done/"


@pytest.fixture
def ana() -> Participant:
    return starting()


@pytest.fixture
def client(ana: Participant) -> Client:
    return browser_of(ana)


def test_levels_stand_in_their_order_with_what_each_means(client: Client) -> None:
    text = words(client.get(STOP))
    first = text.index("Stop the sessions, keep the questionnaires")
    second = text.index("Stop the questionnaires too")
    third = text.index("No more contact at all")
    fourth = text.index("Do not use my answers any more")
    assert first < second < third < fourth
    less = text.index("Get fewer messages, or none"), text.index("Pause the sessions for some days")
    assert less[0] < less[1] < first
    assert "Destroy the samples" not in text
    assert "No more sessions and no messages about them." in text[first:second]
    assert "No sessions, no questions and no reminders." in text[second:third]
    assert "A rest is not stopping." in text
    assert "What has been analysed already stays" in text


def test_nothing_is_chosen_beforehand_and_nothing_is_done_without_a_choice(
    ana: Participant, client: Client
) -> None:
    assert " checked" not in client.get(STOP).content.decode()
    response = client.post(STOP, {"reason": "tired"})
    assert response.status_code == 400
    assert "Please choose what you would like to stop" in words(response)
    assert "tired" in words(response)
    assert withdrawal_level(ana) is None


def test_choosing_leads_to_one_more_look_and_does_nothing_yet(
    ana: Participant, client: Client
) -> None:
    page = client.post(STOP, {"level": "sessions", "reason": "Too tired."})
    text = words(page)
    assert "Stop the sessions, keep the questionnaires?" in text
    assert "Your words to us Too tired." in text
    assert "You can take this back by yourself until" in text
    assert "After that, ring us" in text
    assert withdrawal_level(ana) is None


def test_the_choice_can_be_changed_and_the_words_stay(ana: Participant, client: Client) -> None:
    page = client.post(STOP, {"level": "sessions", "reason": "Too <tired>.", "change": "1"})
    assert page.status_code == 200
    assert 'value="sessions" checked' in page.content.decode()
    assert "Too <tired>." in words(page)
    assert withdrawal_level(ana) is None


def test_then_it_is_done_and_the_reason_is_sealed(ana: Participant, client: Client) -> None:
    form = {"level": "sessions", "reason": "Too tired.", "sure": "1"}
    assert client.post(STOP, form)["Location"] == DONE
    text = words(client.get(DONE))
    assert "It is done" in text
    assert "What stays open The questions." in text
    row = Withdrawal.objects.get(participant=ana)
    assert (row.level, row.by) == ("sessions", ana.user)
    assert b"tired" not in bytes(row.reason_sealed)
    assert open_for(ana, row.reason_sealed, "withdrawal.reason") == "Too tired."


def test_no_reason_is_needed(ana: Participant, client: Client) -> None:
    client.post(STOP, {"level": "contact", "sure": "1"})
    assert Withdrawal.objects.get(participant=ana).reason_sealed is None


def test_pressing_twice_stops_once(ana: Participant, client: Client) -> None:
    form = {"level": "questionnaires", "reason": "", "sure": "1"}
    assert [client.post(STOP, form)["Location"] for _press in range(2)] == [DONE, DONE]
    assert Withdrawal.objects.filter(participant=ana).count() == 1


def test_the_service_keeps_one_row_for_the_same_level(ana: Participant) -> None:
    rows = [
        withdrawal.withdraw(participant=ana, level="sessions", reason="", by=ana.user)
        for _press in range(2)
    ]
    assert rows[0] == rows[1]


def test_more_can_be_stopped_later_but_not_less(ana: Participant, client: Client) -> None:
    client.post(STOP, {"level": "questionnaires", "sure": "1"})
    text = words(client.get(STOP))
    assert "No more contact at all" in text
    assert "Stop the sessions, keep" not in text
    assert client.post(STOP, {"level": "sessions", "sure": "1"}).status_code == 400
    client.post(STOP, {"level": "contact", "sure": "1"})
    assert withdrawal_level(ana) == "contact"
    client.post(STOP, {"level": "data", "sure": "1"})
    assert withdrawal_level(ana) == "data"
    assert client.get(STOP)["Location"] == DONE
    assert STOP not in links(client.get(DONE))


def test_the_confirmation_is_only_for_who_has_stopped(client: Client) -> None:
    assert client.get(DONE)["Location"] == STOP


@pytest.mark.parametrize("level", ["everything", "", "SESSIONS", "sessions\0"])
def test_an_unknown_level_is_refused(ana: Participant, client: Client, level: str) -> None:
    assert client.post(STOP, {"level": level, "sure": "1"}).status_code == 400
    assert withdrawal_level(ana) is None


def test_an_endless_reason_is_refused_and_kept_on_the_page(
    ana: Participant, client: Client
) -> None:
    response = client.post(STOP, {"level": "sessions", "reason": "x" * 2001, "sure": "1"})
    assert response.status_code == 400
    assert "x" * 2001 in words(response)
    assert withdrawal_level(ana) is None
