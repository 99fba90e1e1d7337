"""The main job from invitation to the caseload, with what people see: mails, pages, buttons.

Max invites Nora; she joins, agrees and answers; he randomises; she listens a little and stops; she
is reminded; Carla sees her; Stella downloads data. Beat's sweeps are called where beat would tick.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from playwright.sync_api import Browser, Page, expect

from retraining.accounts.models import User
from retraining.common import clock
from retraining.reminders.services import sweep
from retraining.reporting.tasks import refresh
from sessions.content import script_of
from sessions.models import PlanItem
from sessions.services.listening import fold_waiting
from sessions.services.planning import plan_everybody
from sessions.services.rendering import render_script
from tests.cast import PASSWORD, a_list, a_member_of_staff, max_the_manager
from tests.live import a_browser_of, until

pytestmark = pytest.mark.browser
NEVER = re.compile("retraining|mair|fibromyalgia|amygdala|relaxation", re.IGNORECASE)

NOT_HERS = re.compile(
    "psychosis|suicide|dissociation|unstable|8-week|new psychological|another treatment",
    re.IGNORECASE,
)


NOT_MINE = re.compile("psychosis|epilepsy|several weeks|talking therapy|another study")
CLEAR = (
    "It stays the same",
    "by chance",
    "We do not know yet",
    "the study team at your",
    "Nobody: I",
)


def tick() -> None:
    """What beat does each minute."""
    plan_everybody()
    fold_waiting()
    sweep()
    refresh()


@pytest.fixture
def days_pass(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Moves the clock of the whole process."""
    real = clock.real_now
    shift = timedelta(0)

    def later(by: timedelta) -> None:
        nonlocal shift
        shift += by

    def shifted() -> datetime:
        return real() + shift

    monkeypatch.setattr(clock, "real_now", shifted)
    return later


def until_noon_tomorrow() -> timedelta:
    """Messages go out by day: the test holds at whatever hour it runs."""
    tomorrow = clock.local_date("Europe/Madrid") + timedelta(days=1)
    return clock.from_wall(tomorrow, time(12), "Europe/Madrid") - clock.now()


def last_mail(to: str) -> str:
    """The newest mail to somebody; it names neither product nor condition."""
    found = [m for m in mail.outbox if m.to == [to]]
    assert found, f"no mail to {to}"
    assert not NEVER.search(str(found[-1].message()).split("Message-ID")[0] + found[-1].body)
    return str(found[-1].body)


def one_time_code(user: User) -> str:
    """What the authenticator app of a member of staff shows now."""
    secret = Authenticator.objects.get(user=user, type="totp").wrap().instance.data["secret"]
    from allauth.mfa.adapter import get_adapter

    return format_hotp_value(
        hotp_value(get_adapter().decrypt(secret), next(yield_hotp_counters_from_time()))
    )


def path_of(link: str) -> str:
    """A mailed link on the test's own server."""
    return "/" + link.split("://", 1)[1].split("/", 1)[1]


def go(page: Page, name: str) -> None:
    """Press the button or follow the link that carries this name."""
    page.get_by_role("button", name=name, exact=True).or_(
        page.get_by_role("link", name=name, exact=True)
    ).first.click()


def staff_signs_in(page: Page, user: User) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    go(page, "Continue")
    page.get_by_label(re.compile("code", re.IGNORECASE)).first.fill(one_time_code(user))
    go(page, "Sign in")


def manager_invites(page: Page) -> None:
    page.goto("/manage/people/")
    go(page, "Invite somebody")
    page.get_by_label("Madrid").check() if page.get_by_role("radio").count() else (
        page.get_by_label("Site").select_option(label="Madrid")
    )
    page.get_by_label(re.compile("^E-mail")).fill("nora@people.example")
    page.get_by_label(re.compile("^Name")).fill("Nora")
    go(page, "Send the invitation")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Participant 1001")


def nora_joins(page: Page) -> None:
    link = re.search(r"https?://\S+/invite/\S+", last_mail("nora@people.example"))
    assert link
    page.goto(path_of(link.group()))
    go(page, "Continue")
    link = re.search(r"https?://\S+#code=\S+", last_mail("nora@people.example"))
    assert link
    page.goto(path_of(link.group()))  # the mail's button: the code is filled in
    expect(page.get_by_label(re.compile("code", re.IGNORECASE)).first).not_to_have_value("")
    go(page, "Sign in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Before you start")


def nora_agrees(page: Page) -> None:
    go(page, "Read the privacy notice")
    go(page, "I have read this")
    go(page, "See if the study fits you")
    yes = page.get_by_label("Yes", exact=True)
    for group in page.get_by_role("group").filter(has=yes).all():
        answer = "No" if NOT_MINE.search(group.inner_text()) else "Yes"
        group.get_by_label(answer, exact=True).check()
    go(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("The study may fit you")
    go(page, "Continue")
    go(page, "Read the information")
    go(page, "I have read this")
    go(page, "See what is clear")
    for right in CLEAR:
        page.get_by_label(re.compile(right)).check()
        go(page, "Continue")
    page.get_by_role("link", name=re.compile("agree", re.IGNORECASE)).first.click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label(re.compile("name", re.IGNORECASE)).last.fill("Nora Person")
    go(page, "I agree and sign")
    expect(page.get_by_text("You have agreed to take part")).to_be_visible()
    go(page, "Continue")


def nora_answers_a_part(page: Page) -> None:
    """One question a page until the answers can be looked at, then sent."""
    while page.get_by_role("button", name="Send", exact=True).count() == 0:
        options = page.locator("main form input[type=radio]")
        if options.count():
            options.nth(options.count() // 2).check(force=True)
        else:
            page.locator("main form input[name=answer]").fill("60")
        go(page, "Continue")
    go(page, "Send")


def nora_answers_first_questions(page: Page) -> None:
    page.get_by_role("link", name=re.compile("questions", re.IGNORECASE)).first.click()
    whole = page.get_by_role("heading", name="Your answers are with us")
    while not whole.is_visible():
        page.locator(".govuk-task-list a").first.click()
        go(page, "Start")
        nora_answers_a_part(page)
    page.goto("/my/join/")
    page.get_by_role("link", name=re.compile("day", re.IGNORECASE)).first.click()
    page.get_by_role("radio").first.check(force=True)
    page.locator("form .actions button").first.click()


def manager_randomises(page: Page) -> None:
    page.goto("/manage/people/1001/")
    go(page, "The call, with the risk question")
    page.get_by_label("No such thoughts").check()
    page.get_by_label("Nothing was needed").check()
    go(page, "Save, then eligibility")
    yes = page.get_by_label("Yes", exact=True)
    for group in page.get_by_role("group").filter(has=yes).all():
        answer = "No" if NOT_HERS.search(group.inner_text()) else "Yes"
        group.get_by_label(answer, exact=True).check()
    go(page, "Save the answers")
    page.goto("/manage/people/1001/")
    go(page, "Randomise")
    go(page, "Continue")
    expect(page.get_by_text("Madrid").first).to_be_visible()
    go(page, "This is right")
    expect(page.get_by_text("This cannot be undone.")).to_be_visible()
    page.get_by_label(re.compile("number", re.IGNORECASE)).fill("1001")
    page.get_by_label(re.compile("password", re.IGNORECASE)).fill(PASSWORD)
    go(page, "Randomise 1001")
    expect(page.get_by_text("Participant 1001 is randomised")).to_be_visible()
    assert not NEVER.search(page.locator("main").inner_text())


def nora_listens_a_little(page: Page) -> None:
    page.goto("/my/")
    expect(page.get_by_text("Open the main session")).to_be_visible()
    short = PlanItem.objects.get(kind="short", week=1)
    render_script(script=script_of(short), background="none")
    page.goto(f"/my/plan/{short.pk}/")
    page.get_by_role("button", name=re.compile("^Play|^Start", re.IGNORECASE)).first.click()
    until(page, "document.querySelector('audio').currentTime > 4")
    page.get_by_role("button", name=re.compile("^Pause", re.IGNORECASE)).first.click()


def carla_sees_her(page: Page) -> None:
    page.goto("/clinic/")
    expect(page.get_by_role("link", name="1001").first).to_be_visible()
    page.goto("/clinic/people/1001/")
    assert not NEVER.search(page.locator("main").inner_text())


def stella_downloads(page: Page) -> None:
    page.goto("/statistics/export/")
    if page.get_by_role("textbox").count():
        page.get_by_role("textbox").first.fill("planned check")
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("download", re.IGNORECASE)).first.click()
    with zipfile.ZipFile(download.value.path()) as bundle:
        names = set(bundle.namelist())
        people = list(csv.DictReader(io.StringIO(bundle.read("participants.csv").decode())))
        assert {"participants.csv", "check_ins.csv", "listening.csv", "codebook.csv"} <= names
        for name in names:
            assert b"nora" not in bundle.read(name).lower()
    assert len(people) == 1


def test_from_invitation_to_export(browser: Browser, live: str, days_pass) -> None:
    a_list()
    manager = max_the_manager()
    clinician = a_member_of_staff("Carla", "clinician", "madrid")
    statistician = a_member_of_staff("Stella", "statistician")
    max_page = a_browser_of(browser, None, live, width=1280).new_page()
    staff_signs_in(max_page, manager)
    manager_invites(max_page)
    tick()
    nora = a_browser_of(browser, None, live).new_page()
    nora_joins(nora)
    nora_agrees(nora)
    nora_answers_first_questions(nora)
    manager_randomises(max_page)
    tick()
    days_pass(until_noon_tomorrow())
    nora_listens_a_little(nora)
    tick()
    assert "open" in last_mail("nora@people.example").lower()
    carla_sees_her(a_browser_of(browser, clinician, live, width=1280).new_page())
    stella_downloads(a_browser_of(browser, statistician, live, width=1280).new_page())
