"""How long a question was in view is kept with its answer, as far as the browser can say."""

import re
import time
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from retraining.assessments.models import Answer
from retraining.assessments.services import save_answer
from retraining.common import clock
from tests.cast import consented, randomised
from tests.live import a_browser_of, sign_in
from tests.portal_my.days import browser_of, on_day, starting

DAY_MS = 24 * 60 * 60 * 1000
PAIN = "/my/questions/week-1/pain/"
SEEN = """state => {
    Object.defineProperty(document, "visibilityState", {value: state, configurable: true});
    document.dispatchEvent(new Event("visibilitychange"));
}"""


def kept(visit: str = "week-1") -> list[int | None]:
    found = Answer.objects.filter(response__visit=visit).order_by("pk")
    return list(found.values_list("took_ms", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("1234", 1234),
        ("0", 0),
        (str(DAY_MS), DAY_MS),
        (str(DAY_MS + 1), None),  # beyond a day it says nothing
        ("9" * 30, None),
        ("-5", None),
        ("1.5", None),
        ("", None),
        ("\u0661\u0662", None),
        ("soon", None),
    ],
)
def test_what_the_browser_says_is_kept_where_it_can_be(said: str, stands: int | None) -> None:
    ana = starting()
    with on_day(7):
        sent = browser_of(ana).post(PAIN, {"answer": 5, "took": said})
    assert sent.status_code == 302  # the answer counts whatever the clock says
    assert kept() == [stands]


@pytest.mark.django_db
def test_without_a_word_from_the_browser_there_is_none() -> None:
    ana = starting()
    with on_day(7):
        browser_of(ana).post(PAIN, {"answer": 5})
    assert kept() == [None]


@pytest.mark.django_db
def test_each_value_has_its_own_time_and_a_double_send_keeps_the_first() -> None:
    ana = consented("Ana")
    for value, took in ((7, 4000), (7, 100), (4, 2500), (None, -1)):
        save_answer(
            participant=ana, visit_key="baseline", item="pain", value=value, took_ms=took,
            by=ana.user,
        )  # fmt: skip
    assert kept("baseline") == [4000, 2500, None]


def question(browser: Browser, live: str, *, scripts: bool) -> Page:
    with clock.at(clock.real_now() - timedelta(days=9)):
        ana = randomised("Ana")
    if scripts:
        context = a_browser_of(browser, ana.user, live)
    else:
        context = browser.new_context(base_url=live, java_script_enabled=False)
        sign_in(context, ana.user, live)
    page = context.new_page()
    if scripts:
        page.clock.install()
    page.goto(PAIN)
    return page


def choose_and_go_on(page: Page) -> None:
    page.locator("input[name='answer'][value='5']").check(force=True)
    page.get_by_role("button", name="Continue").click()
    expect(page).not_to_have_url(re.compile(PAIN))


@pytest.mark.browser
def test_time_in_view_is_counted_and_time_out_of_view_is_not(browser: Browser, live: str) -> None:
    page, began = question(browser, live, scripts=True), time.monotonic()
    page.clock.run_for(5_000)
    for state, passes in (("hidden", 600_000), ("visible", 2_000)):
        page.evaluate(SEEN, state)
        page.clock.run_for(passes)
    choose_and_go_on(page)
    (took,) = kept()
    assert took is not None
    assert 7_000 <= took <= 7_000 + (time.monotonic() - began + 60) * 1000 < 600_000


@pytest.mark.browser
def test_without_scripts_an_answer_is_kept_without_a_time(browser: Browser, live: str) -> None:
    choose_and_go_on(question(browser, live, scripts=False))
    assert kept() == [None]
