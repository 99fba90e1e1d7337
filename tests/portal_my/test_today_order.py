"""Today shows one thing: open questions, then the main session, then a practice, then rest."""

import pytest

from sessions.models import Delivery
from sessions.services.listening import append_one
from tests.cast import answer
from tests.portal_my.days import (
    browser_of,
    hear,
    item,
    links,
    on_day,
    send_questions,
    starting,
    words,
)

pytestmark = pytest.mark.django_db


def today(person):
    return browser_of(person).get("/my/")


def main_way(response) -> str:
    """Where the one primary button leads."""
    page = response.content.decode()
    return page.partition('class="button button--wide" href="')[2].partition('"')[0]


def primary_buttons(response) -> int:
    return response.content.decode().count('class="button button--wide"')


def test_on_the_first_day_it_is_the_main_session() -> None:
    ana = starting()
    with on_day(1):
        page = today(ana)
    assert "Week 1, main session" in words(page)
    assert "About 25 minutes, lying or sitting. You can do it in two parts." in words(page)
    assert main_way(page) == f"/my/plan/{item(ana, 1, 'core').pk}/"


def test_there_is_always_the_short_way_and_something_to_read() -> None:
    ana = starting()
    with on_day(1):
        page = today(ana)
    assert "Today is a hard day: 6\u00a0minutes".replace("\u00a0", " ") in words(page)
    assert f"/my/plan/{item(ana, 1, 'short').pk}/" in links(page)
    assert f"/my/plan/{item(ana, 1, 'reading').pk}/" in links(page)


def test_a_begun_main_session_says_what_is_saved_and_what_is_left() -> None:
    ana = starting()
    with on_day(1):
        hear(ana, 1, "core", minutes=6)
        page = today(ana)
    assert "6 of 25 minutes are saved" in words(page)
    assert "The rest takes about 19 minutes." in words(page)
    assert "Carry on" in words(page)


def test_a_finished_main_session_is_enough_for_its_day() -> None:
    ana = starting()
    with on_day(2):
        hear(ana, 1, "core")
    with on_day(2, "20:00"):
        page = today(ana)
    assert "That is enough for today." in words(page)
    assert primary_buttons(page) == 0
    assert f"/my/plan/{item(ana, 1, 'practice').pk}/" in links(page)


def test_on_the_day_after_it_is_a_practice() -> None:
    ana = starting()
    with on_day(2):
        hear(ana, 1, "core")
    with on_day(3):
        page = today(ana)
    assert "Week 1, practice" in words(page)
    assert main_way(page) == f"/my/plan/{item(ana, 1, 'practice').pk}/"


@pytest.mark.parametrize("kind", ["practice", "short"])
def test_a_practice_or_the_short_session_is_enough_for_its_day(kind: str) -> None:
    ana = starting()
    with on_day(3):
        hear(ana, 1, kind)
        page = today(ana)
    assert "That is enough for today." in words(page)
    assert f"/my/plan/{item(ana, 1, 'core').pk}/" in links(page)


def test_after_five_days_of_practice_the_week_is_enough() -> None:
    ana = starting()
    with on_day(1):
        hear(ana, 1, "core")
    for day in (2, 3, 4, 5, 6):
        with on_day(day, "09:00"):
            hear(ana, 1, "practice")
    with on_day(6, "20:00"):
        assert "That is enough for today." in words(today(ana))
    with on_day(7, "05:00"):  # the questions of the week open at six
        page = today(ana)
    assert "That is enough for this week." in words(page)
    assert primary_buttons(page) == 0


def test_open_questions_come_first() -> None:
    ana = starting()
    with on_day(7):
        page = today(ana)
    assert "Questions for week 1" in words(page)
    assert "8 short questions, about 3 minutes." in words(page)
    assert main_way(page) == "/my/questions/week-1/"
    assert f"/my/plan/{item(ana, 1, 'core').pk}/" in links(page)


def test_sent_questions_make_room_for_the_main_session() -> None:
    ana = starting()
    with on_day(7):
        send_questions(ana, 1)
        page = today(ana)
    assert main_way(page) == f"/my/plan/{item(ana, 1, 'core').pk}/"


def test_after_the_short_session_not_even_questions_come_first() -> None:
    ana = starting()
    with on_day(7, "10:30"):
        hear(ana, 1, "short")
    with on_day(7):  # more than an hour later: in that hour they are not named at all
        page = today(ana)
    assert "That is enough for today." in words(page)
    assert "/my/questions/week-1/" in links(page)
    assert "hard day" not in words(page)


def test_the_next_week_takes_over_and_does_not_ask_for_the_last() -> None:
    ana = starting()
    with on_day(8):
        send_questions(ana, 1)
        answer(ana, "early")
        page = today(ana)
    assert main_way(page) == f"/my/plan/{item(ana, 2, 'core').pk}/"
    assert f"/my/plan/{item(ana, 1, 'core').pk}/" not in links(page)


def test_there_is_never_more_than_one_thing() -> None:
    ana = starting()
    for day in (1, 3, 7, 8, 30, 56):
        with on_day(day):
            assert primary_buttons(today(ana)) == 1, day


@pytest.mark.parametrize("kind", ["core", "practice", "short"])
@pytest.mark.parametrize("delivery", [Delivery.READ, Delivery.SELF])
def test_what_was_read_or_said_is_enough_as_well(kind: str, delivery: str) -> None:
    ana = starting()
    with on_day(2):
        append_one(plan_item=item(ana, 1, kind), type="read", delivery=delivery)
        assert "That is enough for today." in words(today(ana))
    with on_day(3):
        assert "That is enough" not in words(today(ana))


def test_five_days_of_reading_are_a_week_too() -> None:
    ana = starting()
    for day in (1, 2, 3, 4, 5):
        with on_day(day):
            for kind in ("core", "practice"):
                append_one(plan_item=item(ana, 1, kind), type="read", delivery=Delivery.READ)
    with on_day(6):
        client = browser_of(ana)
        assert "That is enough for this week." in words(client.get("/my/"))
        assert "Practised on 5 days" in words(client.get("/my/weeks/"))
