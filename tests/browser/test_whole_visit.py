"""The first questions from beginning to end on a phone: once by touch, once by keyboard alone.

Most parts are sent through the service; what has a page of its own kind is answered here.
"""

import re
from collections.abc import Iterable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from retraining.assessments.selectors import answers_of, response_of, state_of
from retraining.assessments.services import answer_visit
from retraining.trials.models import Participant
from tests.cast import answers_for, consented
from tests.live import sign_in, violations

pytestmark = pytest.mark.browser
BY_HAND = ("check-in", "eq-5d-5l", "eq-vas", "expectation")
PHONE = {"width": 360, "height": 640}
NUMBERS = {"pain": 6, "tiredness": None, "sleep": 10, "interference": 0}


@pytest.fixture
def ana() -> Participant:
    """Somebody who has sent all but four parts of the first questions."""
    person = consented("Ana")
    given = answers_for(person)
    sent = {name: items for name, items in given.items() if name not in BY_HAND}
    answer_visit(participant=person, visit_key="baseline", answers=sent, by=person.user)
    return person


def phone_of(browser: Browser, person: Participant, live: str, *, touch: bool) -> Page:
    context = browser.new_context(
        base_url=live, viewport=PHONE, has_touch=touch, is_mobile=touch, locale="en-GB",
        reduced_motion="reduce",
    )  # fmt: skip
    context.set_default_timeout(10_000)
    sign_in(context, person.user, live)
    page = context.new_page()
    page.goto("/my/")
    return page


def is_well(page: Page) -> None:
    """Axe in full, and no sideways scrolling."""
    page.wait_for_load_state()
    assert violations(page) == [], page.url
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, page.url


def answers_in(person: Participant, part: str) -> list[int | None]:
    response = response_of(person, "baseline", part)
    assert response is not None
    return list(answers_of(response).values())


def is_sent_whole(page: Page, person: Participant) -> None:
    expect(page.get_by_role("heading", name="Your answers are with us")).to_be_visible()
    state = state_of(person, "baseline")
    assert state is not None
    assert state.done


def follow(page: Page, control: Locator) -> None:
    """Touch it and wait for the next page."""
    with page.expect_navigation():
        control.tap()


def tap(page: Page, name: str) -> None:
    """Put a finger on a button or link."""
    control = page.get_by_role("button", name=name, exact=True)
    follow(page, control.or_(page.get_by_role("link", name=name, exact=True)).first)


def choose(page: Page, number: int) -> None:
    """Put a finger on an answer; what lies under it has room for one."""
    chosen = page.locator(f"main input[type=radio][value='{number}']")
    label = page.locator(f"label[for='{chosen.get_attribute('id')}']")
    label.scroll_into_view_if_needed()
    box = label.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(chosen).to_be_checked()
    tap(page, "Continue")


def choose_all(page: Page, numbers: Iterable[int]) -> None:
    for number in numbers:
        choose(page, number)


def test_by_touch(browser: Browser, live: str, ana: Participant) -> None:
    page = phone_of(browser, ana, live, touch=True)
    page.goto("/my/join/")
    follow(page, page.get_by_role("link", name=re.compile("questions", re.IGNORECASE)).first)
    expect(page.get_by_role("heading", level=1)).to_have_text("First questions")
    is_well(page)  # the parts
    tap(page, "Pain, tiredness and sleep")
    is_well(page)  # the way in
    tap(page, "Start")
    is_well(page)  # a row of numbers
    choose(page, 6)
    tap(page, "Continue")  # nothing chosen
    expect(page.get_by_role("status")).to_contain_text("You have not chosen a number.")
    is_well(page)  # the soft prompt
    tap(page, "Leave it blank")
    choose_all(page, (9, 0))
    expect(page.get_by_text("Left blank")).to_be_visible()
    is_well(page)  # the look before sending
    follow(page, page.get_by_role("link", name=re.compile("^Change")).nth(2))
    choose(page, 10)
    tap(page, "Send")
    tap(page, "Your health today")
    tap(page, "Start")
    is_well(page)  # options under each other
    choose_all(page, (1, 2, 3, 4, 5))
    tap(page, "Send")
    tap(page, "Your health today, in one number")
    tap(page, "Start")
    is_well(page)  # a number to type
    page.get_by_role("textbox").tap()
    page.keyboard.type("72")
    tap(page, "Continue")
    tap(page, "Send")
    tap(page, "What you expect")
    tap(page, "Start")
    choose_all(page, (5, 7))
    tap(page, "Send")
    is_sent_whole(page, ana)
    is_well(page)
    assert answers_in(ana, "check-in") == list(NUMBERS.values())
    assert answers_in(ana, "eq-5d-5l") == [1, 2, 3, 4, 5]
    assert answers_in(ana, "eq-vas") == [72]
    assert answers_in(ana, "expectation") == [5, 7]


def focus(page: Page, name: str) -> None:
    """Tab until a link or button of this name has the focus, and see that it shows."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText?.trim()") == name:
            ring = page.evaluate(
                "(s => s.outlineStyle !== 'none' || s.boxShadow !== 'none')"
                "(getComputedStyle(document.activeElement))"
            )
            assert ring, f"nothing shows that {name} has the focus"
            return
    raise AssertionError(f"no way to {name} by keyboard on {page.url}")


def press(page: Page, name: str) -> None:
    focus(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def answer_box(page: Page) -> None:
    """Tab to the answer, as from the top of a page that was just opened."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "answer":
            return
    raise AssertionError(f"no way to the answer by keyboard on {page.url}")


def key_in(page: Page, number: int, *, first: int = 0) -> None:
    """Choose a number with the arrow keys, and go on with Enter."""
    answer_box(page)
    page.keyboard.press("Space")
    for _ in range(number - first):
        page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_by_keyboard_alone(browser: Browser, live: str, ana: Participant) -> None:
    page = phone_of(browser, ana, live, touch=False)
    page.goto("/my/questions/baseline/")
    press(page, "Pain, tiredness and sleep")
    press(page, "Start")
    key_in(page, 6)
    press(page, "Continue")  # nothing chosen
    press(page, "Leave it blank")
    key_in(page, 10)
    key_in(page, 0)
    press(page, "Send")
    press(page, "Your health today")
    press(page, "Start")
    for number in (1, 2, 3, 4, 5):
        key_in(page, number, first=1)
    press(page, "Send")
    press(page, "Your health today, in one number")
    press(page, "Start")
    answer_box(page)
    page.keyboard.type("72")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, "Send")
    press(page, "What you expect")
    press(page, "Start")
    key_in(page, 5)
    key_in(page, 7)
    press(page, "Send")
    is_sent_whole(page, ana)
    assert answers_in(ana, "check-in") == list(NUMBERS.values())
    assert answers_in(ana, "eq-5d-5l") == [1, 2, 3, 4, 5]
    assert answers_in(ana, "eq-vas") == [72]
    assert answers_in(ana, "expectation") == [5, 7]
