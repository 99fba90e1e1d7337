"""The calendar: own days and hour, neutral titles, an address that can be closed."""

from datetime import date

import pytest
from django.test import Client

from retraining.common import clock
from retraining.portal.calendar import entries_of, feed
from retraining.trials.models import Participant
from retraining.trials.services.details import change_details
from retraining.trials.services.identity import erase
from retraining.trials.services.withdrawal import withdraw
from sessions.models import CalendarAddress
from sessions.pausing import calendar_address, calendar_token
from sessions.services.pausing import begin_pause, choose_days, close_calendar, open_calendar
from tests.cast import a_member_of_staff, max_the_manager, randomised
from tests.portal_my.days import browser_of, day_of, moment, on_day, starting, words

pytestmark = pytest.mark.django_db
PAGE = "/my/calendar/"
MON, TUE, WED, THU = range(4)


@pytest.fixture
def ana() -> Participant:
    return starting("Ana")


def entries(person: Participant, kind: str = "") -> list[tuple[str, str]]:
    """(local start, title) of the person's entries."""
    return [
        (clock.local(entry.start, person.time_zone).strftime("%Y-%m-%d %H:%M"), entry.title)
        for entry in entries_of(person)
        if kind in entry.title
    ]


def opened(person: Participant) -> str:
    """The person's secret address, as a path."""
    address = open_calendar(participant=person, by=person.user)
    return f"/calendar/{calendar_token(address)}.ics"


def test_main_sessions_and_questions_at_the_persons_hour(ana: Participant) -> None:
    assert entries(ana, "main session") == [
        (f"{day_of(7 * week - 6)} 10:00", f"Week {week}, main session") for week in range(1, 9)
    ]
    weekly = entries(ana, "Questions for")
    assert weekly[0] == (f"{day_of(7)} 10:00", "Questions for week 1")
    assert len(entries(ana)) == 8 + 8 + 3  # early, after the weeks, three months later


def test_own_days_and_hour(ana: Participant) -> None:
    choose_days(participant=ana, days=[TUE, THU], by=ana.user)
    change_details(participant=ana, time_zone=ana.time_zone, message_hour=18, by=ana.user)
    ana.refresh_from_db()
    assert entries(ana, "Week 1,") == [
        (f"{day_of(2)} 18:00", "Week 1, main session"),
        (f"{day_of(4)} 18:00", "Week 1, practice"),
    ]


def test_never_more_practices_than_asked_for(ana: Participant) -> None:
    choose_days(participant=ana, days=range(7), by=ana.user)
    assert len(entries(ana, "Week 1, practice")) == 5


@pytest.mark.parametrize(
    ("start", "before", "after"),
    [(date(2026, 3, 23), 9, 8), (date(2026, 10, 19), 8, 9)],
)
def test_the_hour_stays_through_both_changing_nights(start: date, before: int, after: int) -> None:
    bea = starting("Bea", start=start)  # Madrid changes on the second Sunday of each
    starts = [entry.start for entry in entries_of(bea) if "main" in entry.title][:2]
    assert [at.hour for at in starts] == [before, after]
    assert [clock.local(at, bea.time_zone).hour for at in starts] == [10, 10]


def test_a_pause_empties_its_days_and_moves_the_weeks_after_it(ana: Participant) -> None:
    choose_days(participant=ana, days=[MON, WED], by=ana.user)
    with on_day(10, "08:00"):  # a Wednesday
        begin_pause(participant=ana, days=5, by=ana.user)
    assert entries(ana, "Week 2,") == [
        (f"{day_of(8)} 10:00", "Week 2, main session"),
        (f"{day_of(15)} 10:00", "Week 2, practice"),
        (f"{day_of(17)} 10:00", "Week 2, practice"),
    ]
    assert entries(ana, "Week 3, main") == [(f"{day_of(22)} 10:00", "Week 3, main session")]
    assert entries(ana, "week 2") == [(f"{day_of(14)} 10:00", "Questions for week 2")]


def test_what_was_stopped_is_not_there(ana: Participant) -> None:
    withdraw(participant=ana, level="sessions", reason="", by=ana.user)
    assert {title[:9] for _at, title in entries(ana)} == {"Questions"}
    withdraw(participant=ana, level="questionnaires", reason="", by=ana.user)
    assert entries(ana) == []


def test_titles_tell_nothing(ana: Participant) -> None:
    text = feed(ana).decode().lower()
    for word in ("ana", "1001", "retraining", "mair", "relax", "fibro", "pain", "study", "audio"):
        assert word not in text, word


def test_the_address_needs_no_sign_in_and_lets_everybody_in(ana: Participant) -> None:
    path = opened(ana)
    people = [None, ana.user, max_the_manager(), randomised("Bea", "leeds").user]
    people += [a_member_of_staff(role, role) for role in ("clinician", "rater", "monitor")]
    for user in people:
        client = Client()
        if user is not None:
            client.force_login(user)
        response = client.get(path)
        assert response.status_code == 200
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response.content == feed(ana)


def test_a_guessed_closed_or_replaced_address_opens_nothing(ana: Participant) -> None:
    client, path = Client(), opened(ana)
    for wrong in (path[:-5] + "x.ics", "/calendar/1-.ics", "/calendar/x.ics", "/calendar/9-a.ics"):
        assert client.get(wrong).status_code == 404, wrong
    newer = opened(ana)
    assert (client.get(path).status_code, client.get(newer).status_code) == (404, 200)
    close_calendar(participant=ana, by=ana.user)
    assert client.get(newer).status_code == 404
    assert client.post(newer).status_code == 405


def test_after_an_erasure_the_address_is_dead(ana: Participant) -> None:
    path = opened(ana)
    erase(participant=ana, by=max_the_manager(), reason="asked for it")
    assert Client().get(path).status_code == 404


def test_the_secret_is_stored_nowhere(ana: Participant) -> None:
    address = open_calendar(participant=ana, by=ana.user)
    secret = calendar_token(address).split("-", 1)[1]
    assert secret not in str(list(CalendarAddress.objects.values()))
    assert len(secret) >= 43


def test_it_is_sent_again_only_when_it_changed(ana: Participant) -> None:
    client, path = Client(), opened(ana)
    first = client.get(path)
    assert first["Cache-Control"] == "private, no-cache"
    assert first["Last-Modified"].endswith("GMT")
    same = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    head = client.head(path)
    assert (head.status_code, head["ETag"]) == (200, first["ETag"])
    change_details(participant=ana, time_zone=ana.time_zone, message_hour=18, by=ana.user)
    changed = client.get(path, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_a_date_alone_never_hides_a_change(ana: Participant) -> None:
    later = moment(day_of(60)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert Client().get(opened(ana), headers={"if-modified-since": later}).status_code == 200


def test_the_page_makes_shows_renews_and_closes(ana: Participant) -> None:
    client = browser_of(ana)
    assert "Make an address" in words(client.get(PAGE))
    page = client.post(f"{PAGE}new/", follow=True)
    assert "Your calendar address is ready." in words(page)
    token = calendar_token(calendar_address(ana))
    assert f"http://testserver/calendar/{token}.ics" in words(page)
    assert f"webcal://testserver/calendar/{token}.ics" in page.content.decode()
    assert page["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page["Cache-Control"]
    assert "The old one is closed." in words(client.post(f"{PAGE}new/", follow=True))
    assert token not in client.get(PAGE).content.decode()
    assert "The address is closed." in words(client.post(f"{PAGE}close/", follow=True))
    assert calendar_address(ana) is None
    assert client.post(f"{PAGE}close/").status_code == 302


def test_looking_makes_no_address(ana: Participant) -> None:
    client = browser_of(ana)
    client.get(PAGE)
    assert client.get(f"{PAGE}new/").status_code == 405
    assert client.get(f"{PAGE}close/").status_code == 405
    assert not CalendarAddress.objects.exists()


def test_the_download_is_a_file_for_the_person_alone(ana: Participant) -> None:
    response = browser_of(ana).get(f"{PAGE}weeks.ics")
    assert response["Content-Disposition"] == 'attachment; filename="weeks.ics"'
    assert response.content == feed(ana)
    assert Client().get(f"{PAGE}weeks.ics").status_code == 302


def test_each_entry_keeps_its_id_when_it_moves(ana: Participant) -> None:
    def ids() -> list[str]:
        lines = feed(ana).decode().split("\r\n")
        return sorted(line for line in lines if line.startswith("UID:"))

    before = ids()
    assert len(set(before)) == len(before)
    with on_day(10):
        begin_pause(participant=ana, days=3, by=ana.user)
    assert ids() == before
