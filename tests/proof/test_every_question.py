"""All of the first questions on a phone, each answered by hand: by touch, and by keyboard alone.

`tests/browser/test_whole_visit.py` looks at each kind of page once; here no answer comes in another
way than a patient's.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page

from retraining.assessments.models import Response, Score
from retraining.assessments.selectors import answers_of
from retraining.trials.models import Participant
from tests import cast
from tests.browser.test_whole_visit import is_sent_whole, phone_of

pytestmark = [pytest.mark.proof, pytest.mark.browser]
VISIT = "/my/questions/baseline/"
QUESTIONS = 94  # of the first visit of the shipped protocol
Hand = Callable[[Page, Locator], None]


def finger(page: Page, control: Locator) -> None:
    """Touch the middle of it, where there is room for a finger (WCAG 2.2, 2.5.8: 24 px)."""
    box = control.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24, page.url
    control.tap()


def tab_to(page: Page, control: Locator) -> None:
    """Press Tab until it has the focus."""
    wanted = control.element_handle()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement === wanted", wanted):
            return
    raise AssertionError(f"no way by keyboard on {page.url}")


def enter(page: Page, control: Locator) -> None:
    """Go to it by Tab, and press Enter."""
    tab_to(page, control)
    page.keyboard.press("Enter")


def touch_answer(page: Page, number: int) -> None:
    radio = page.locator(f"main input[type=radio][name=answer][value='{number}']")
    if radio.count():
        finger(page, radio)
    else:
        finger(page, page.locator("main [name=answer]"))
        page.keyboard.type(str(number))
    with page.expect_navigation():
        finger(page, page.get_by_role("button", name="Continue", exact=True))


def key_answer(page: Page, number: int) -> None:
    radios = page.locator("main input[type=radio][name=answer]")
    if radios.count():
        values = [int(one.get_attribute("value") or "") for one in radios.all()]
        tab_to(page, radios.first)
        page.keyboard.press("Space")
        for _ in range(values.index(number)):
            page.keyboard.press("ArrowDown")
    else:
        tab_to(page, page.locator("main [name=answer]"))
        page.keyboard.type(str(number))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def follow(page: Page, control: Locator, hand: Hand) -> None:
    with page.expect_navigation():
        hand(page, control)


def answer_part(
    page: Page, given: dict[str, int | None], press: Hand, choose: Callable[[Page, int], None]
) -> int:
    """One row of questions from its first page to its sending; how many there were."""
    follow(page, page.get_by_role("link", name="Start", exact=True), press)
    answered = 0
    while not page.url.endswith("/check/"):
        number = given[page.url.rstrip("/").rsplit("/", 1)[1]]
        assert number is not None
        choose(page, number)
        answered += 1
    follow(page, page.get_by_role("button", name="Send", exact=True), press)
    return answered


@pytest.mark.parametrize("by", ["touch", "keyboard"])
def test_every_question_of_the_first_visit(browser: Browser, live: str, by: str) -> None:
    person: Participant = cast.consented("Ana")
    wanted = cast.answers_for(person)
    page = phone_of(browser, person, live, touch=by == "touch")
    press, choose = (finger, touch_answer) if by == "touch" else (enter, key_answer)
    page.goto(VISIT)
    answered = 0
    for part, given in wanted.items():
        way = page.locator(f"main a[href='{VISIT}part/{part}/']")
        assert way.count() == 1, f"no way to {part} on {page.url}"
        follow(page, way, press)
        answered += answer_part(page, given, press, choose)
    assert answered == QUESTIONS
    is_sent_whole(page, person)
    rows = Response.objects.filter(participant=person, visit="baseline")
    assert {row.instrument: answers_of(row) for row in rows} == wanted
    assert set(rows.values_list("mode", flat=True)) == {"own"}
    impact = Score.objects.get(
        response__in=rows.filter(instrument="fiqr"), scale="total", rule="v1"
    )
    assert (impact.status, impact.value) == ("complete", 10 * cast.LOW)  # 21 items alike: 10 times
