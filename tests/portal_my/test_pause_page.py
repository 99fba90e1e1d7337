"""The pause page, and what Today and the weeks show during a pause."""

import pytest
from django.test import Client

from retraining.trials.models import Participant
from retraining.trials.services.withdrawal import withdraw
from sessions.models import PlanPause
from sessions.pausing import pause_state
from sessions.services.pausing import begin_pause
from tests.portal_my.days import browser_of, day_of, hear, item, links, on_day, starting, words

pytestmark = pytest.mark.django_db
PAGE, END = "/my/pause/", "/my/pause/end/"
BLAME = ("missed", "late", "must", "should", "just", "streak", "behind", "not done")


@pytest.fixture
def ana() -> Participant:
    return starting("Ana")


@pytest.fixture
def client(ana: Participant) -> Client:
    return browser_of(ana)


def kind(text: str) -> None:
    assert [word for word in BLAME if f" {word} " in f" {text.lower()} "] == []


def test_it_says_what_a_pause_does_and_offers_fourteen_days(client: Client) -> None:
    with on_day(10):
        page = client.get(PAGE)
    text = words(page)
    assert "For how many days would you like to pause?" in text
    assert "You need not say why, and you can end it sooner." in text
    assert "1 day, until Thursday 10 December" in text
    assert "14 days, until Wednesday 23 December" in text
    assert "15 days" not in text
    kind(text)


def test_a_pause_begins_and_today_says_so(ana: Participant, client: Client) -> None:
    with on_day(3):
        assert client.post(PAGE, {"days": "5"})["Location"] == "/my/"
        today = client.get("/my/")
        text = words(today)
        assert "You have a pause until Monday 7 December." in text
        assert "Nothing is asked of you today" in text
        assert "Main session" in text  # still open, if you like
        assert PAGE in links(today)
        assert "The one thing for today" not in text
        kind(text)
    assert pause_state(ana, day_of(7)).running is not None


def test_questions_go_on_in_a_pause(ana: Participant, client: Client) -> None:
    with on_day(6):
        begin_pause(participant=ana, days=5, by=ana.user)
    with on_day(8):
        text = words(client.get("/my/"))
    assert "You have a pause until" in text
    assert "Questions for week 1" in text
    assert "Open the questions" in text


def test_the_weeks_show_the_pause_and_the_moved_days(ana: Participant, client: Client) -> None:
    with on_day(10):
        begin_pause(participant=ana, days=5, by=ana.user)
        text = words(client.get("/my/weeks/"))
    assert "You have a pause until Monday 14 December." in text
    assert "Monday 7 December to Friday 18 December" in text
    assert "Week 3 opens on Saturday 19 December" in text
    kind(text)


def test_it_is_ended_at_will(ana: Participant, client: Client) -> None:
    with on_day(3):
        client.post(PAGE, {"days": "5"})
        text = words(client.get(PAGE))
        assert "You have a pause until Monday 7 December." in text
        assert "End the pause today" in text
        kind(text)
    with on_day(5):
        page = client.post(END, follow=True)
        assert "Your pause has ended. Welcome back." in words(page)
        assert "Week 1, main session" in words(page)
        assert "You have 12 days of pause" in words(client.get(PAGE))
        assert client.post(END).status_code == 302
    assert PlanPause.objects.count() == 2


@pytest.mark.parametrize("days", ["", "0", "15", "-1", "2.5", "many", "١٥٠"])
def test_a_number_that_is_not_offered_is_a_form_error(client: Client, days: str) -> None:
    with on_day(10):
        response = client.post(PAGE, {"days": days})
    assert response.status_code == 400
    assert "Please choose" in words(response)
    assert not PlanPause.objects.exists()


def test_pressed_twice_it_is_one_pause(ana: Participant, client: Client) -> None:
    with on_day(10):
        client.post(PAGE, {"days": "5"})
        assert client.post(PAGE, {"days": "5"}).status_code == 409
    assert PlanPause.objects.filter(participant=ana).count() == 1


def test_before_after_and_without_days_left_there_are_words(
    ana: Participant, client: Client
) -> None:
    with on_day(0):
        assert "You can pause from your first day on." in words(client.get(PAGE))
    with on_day(57):
        assert "The last week is over" in words(client.get(PAGE))
        assert client.post(PAGE, {"days": "1"}).status_code == 409
    with on_day(10):
        begin_pause(participant=ana, days=14, by=ana.user)
    with on_day(30):
        assert "There are no days of pause left." in words(client.get(PAGE))


def test_after_stopping_the_sessions_there_is_nothing_to_pause(
    ana: Participant, client: Client
) -> None:
    with on_day(10):
        withdraw(participant=ana, level="sessions", reason="", by=ana.user)
        assert "nothing to pause" in words(client.get(PAGE))
        assert PAGE not in links(client.get("/my/details/"))


def test_a_get_ends_nothing_and_strangers_sign_in(client: Client) -> None:
    assert client.get(END).status_code == 405
    assert client.put(PAGE).status_code == 405
    assert Client().get(PAGE).status_code == 302
    assert Client().post(END).status_code == 302


def test_details_lead_there(client: Client) -> None:
    with on_day(10):
        assert PAGE in links(client.get("/my/details/"))
        client.post(PAGE, {"days": "5"})
        assert "See or end your pause" in words(client.get("/my/details/"))


def test_today_counts_what_is_there_and_never_what_is_not(ana: Participant, client: Client) -> None:
    with on_day(8, "09:00"):
        assert "this week, all saved" not in words(client.get("/my/"))
        hear(ana, 2, "core")
    for day in (9, 10):
        with on_day(day):
            hear(ana, 2, "practice")
    with on_day(11):
        text = words(client.get("/my/"))
        assert "3 of 6 this week, all saved" in text
        assert "3 of 6 this week, all saved" in words(client.get("/my/weeks/"))
        kind(text)


def test_both_practices_are_offered_as_an_equal_choice(ana: Participant, client: Client) -> None:
    with on_day(2, "09:00"):
        hear(ana, 1, "core")
    with on_day(3):
        page = client.get("/my/")
    text = words(page)
    assert "Week 1, practice About 10 minutes" in text
    assert "Practice A Practice B" in text
    practices = [item(ana, 1, "practice").pk, item(ana, 1, "practice").pk + 1]
    assert links(page)[:2] == [f"/my/plan/{pk}/" for pk in practices]
    buttons = page.content.decode().count('class="button button--wide" href="/my/plan/')
    assert buttons == 2


def test_earlier_weeks_are_done_or_open(ana: Participant, client: Client) -> None:
    with on_day(2):
        hear(ana, 1, "core")
    with on_day(16):
        text = words(client.get("/my/weeks/"))
    assert "Week 1 Done" in text
    assert "Week 2 Open" in text
    assert "Week 4 opens on" in text
    assert "all saved" not in text
    kind(text)
