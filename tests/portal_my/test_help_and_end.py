"""Help on every page in the same place; the page after the last week."""

import pytest

from tests.cast import joined
from tests.portal_my.days import browser_of, links, on_day, starting, words

pytestmark = pytest.mark.django_db


def test_help_has_telephone_hours_crisis_text_and_what_to_do() -> None:
    page = browser_of(joined()).get("/my/help/")
    text = words(page)
    assert "In an emergency ring 112. Please do not wait for us." in text
    assert "Monday to Friday, 9:00 to 15:00" in text
    assert "Messages and answers are not read at night or at weekends." in text
    assert "Ask for the study nurse, or talk to whoever answers." in text
    assert "tel:+34910000000" in links(page)
    assert "ask your doctor, as you would have before" in text
    assert 'id="worse"' in page.content.decode()


def test_each_site_has_its_own_number() -> None:
    assert "tel:+441130000000" in links(browser_of(joined("Bea", "leeds")).get("/my/help/"))


def test_i_feel_worse_stands_on_every_page_in_the_same_place() -> None:
    ana = starting()
    with on_day(7):
        client = browser_of(ana)
        for address in (
            "/my/",
            "/my/weeks/",
            "/my/help/",
            "/my/details/",
            "/my/details/change/",
            "/my/stop/",
            "/my/questions/week-1/",
            "/my/questions/week-1/pain/",
            "/my/questions/week-2/",
        ):
            page = client.get(address).content.decode()
            after_main = page[page.index("</main>") :]
            assert 'href="/my/help/#worse"' in after_main, address
            assert "tel:+34910000000" in after_main, address


def test_the_end_says_thank_you_what_stays_and_what_comes() -> None:
    ana = starting()
    with on_day(90):  # between the last questions of the weeks and those three months later
        page = browser_of(ana).get("/my/finished/")
    text = words(page)
    assert "The last week is over" in text
    assert "All your weeks. You can listen again whenever you like" in text
    assert "There are no questions open at the moment." in text
    assert links(page) == ["/my/weeks/"]


def test_the_end_names_questions_that_are_still_open() -> None:
    ana = starting()
    with on_day(57):
        page = browser_of(ana).get("/my/finished/")
    assert "Questions for week 8" in words(page)
    assert links(page) == ["/my/questions/week-8/"]


def test_before_the_end_there_is_no_such_page() -> None:
    ana = starting()
    with on_day(56):
        assert browser_of(ana).get("/my/finished/")["Location"] == "/my/"
