"""The two weekly safety questions as people meet them: their words, what a "yes" brings."""

from datetime import timedelta

import pytest
from django.test import Client

from retraining.assessments import correcting, services
from retraining.assessments.models import Response
from retraining.common import clock
from retraining.randomisation.services import allocate
from retraining.safety.models import Alert, Report
from retraining.trials.protocol_section import read
from retraining.trials.services import consent
from sessions.services.planning import make_plan
from tests import cast
from tests.cast import CALM_WEEK
from tests.portal_my.days import (
    START,
    browser_of,
    moment,
    on_day,
    send_questions,
    starting,
    words,
)
from tests.safety.people import covered

pytestmark = pytest.mark.django_db
WEEK = "/my/questions/week-2/"


def to_the_safety_questions(client: Client, week: str = WEEK) -> None:
    """Answer the six questions before them."""
    for item in list(CALM_WEEK)[:6]:
        client.post(f"{week}{item}/", {"answer": CALM_WEEK[item]})


def test_the_first_looks_back_to_the_day_of_agreeing_not_to_the_first_questions() -> None:
    with clock.at(moment(START - timedelta(days=12))):
        ana = cast.consented("Ana")
    with clock.at(moment(START - timedelta(days=1))):
        cast.answer(ana)  # asks nothing about safety
        criteria = {c.key: c.expect for c in read(ana.version.content).criteria}
        by = cast.max_the_manager()
        consent.confirm_eligibility(participant=ana, answers=criteria, by=by)
        consent.choose_start(participant=ana, day=START, by=ana.user)
        cast.a_list()
        allocate(participant=ana, by=by)
        make_plan(participant=ana)
    with on_day(7):
        said = words(browser_of(ana).get("/my/questions/week-1/new_problem/"))
    assert "Since Wednesday 18 November, have you had" in said


def test_they_look_back_to_the_last_answer_and_a_blank_is_none() -> None:
    ana = starting()  # Monday 30 November; agreed the evening before
    with on_day(7):
        said = words(browser_of(ana).get("/my/questions/week-1/new_problem/"))
        assert "Since Sunday 29 November, have you had" in said
        send_questions(ana, 1)  # Sunday 6 December
    with on_day(15):
        client = browser_of(ana)
        said = words(client.get(f"{WEEK}upset/"))
        assert "Since Sunday 6 December, has anything about taking part" in said
        for choice in ("No", "A little", "A lot", "I would rather talk"):
            assert choice in said
        answers = {**CALM_WEEK, "upset": None}
        services.answer_all(
            participant=ana, visit_key="week-2", part="check-in", answers=answers, by=ana.user
        )  # Monday 14 December
    with on_day(21):
        client = browser_of(ana)
        upset = words(client.get("/my/questions/week-3/upset/"))
        assert "Since Sunday 6 December, has anything" in upset
        problem = words(client.get("/my/questions/week-3/new_problem/"))
        assert "Since Monday 14 December, have you had" in problem


def test_a_correction_by_staff_moves_no_day() -> None:
    ana = starting()
    with on_day(7):
        send_questions(ana, 1)  # Sunday 6 December
    with on_day(12):
        correcting.correct(
            response=Response.objects.get(visit="week-1"), item="upset", value=1,
            reason="Misheard", by=cast.max_the_manager(),
        )  # fmt: skip
    with on_day(14):
        said = words(browser_of(ana).get(f"{WEEK}upset/"))
    assert "Since Sunday 6 December, has anything" in said


def test_no_leads_on_and_yes_leads_to_a_page_with_help_first() -> None:
    covered()
    ana = starting()
    with on_day(14):
        client = browser_of(ana)
        to_the_safety_questions(client)
        assert client.post(f"{WEEK}new_problem/", {"answer": "0"})["Location"] == f"{WEEK}upset/"
        where = client.post(f"{WEEK}new_problem/", {"answer": "1"})["Location"]
        report = Report.objects.get()
        assert where == f"/my/tell/{report.pk}/"
        page = client.get(where)
        assert "Thank you for telling us" in words(page)
        assert "ring 024" in words(page)
        assert f"/my/tell/{report.pk}/what/" in page.content.decode()


def test_rather_talk_is_an_alert_before_the_form_is_sent_and_the_way_leads_back() -> None:
    covered()
    ana = starting()
    with on_day(14):
        client = browser_of(ana)
        to_the_safety_questions(client)
        client.post(f"{WEEK}new_problem/", {"answer": "0"})
        where = client.post(f"{WEEK}upset/", {"answer": "3"})["Location"]
        assert Alert.objects.get().rule == "upset"
        for step, answer in (("what", "The voice"), ("still", "yes"), ("call", "yes")):
            client.post(f"{where}{step}/", {"answer": answer})
        page = client.get(where)
        assert f'href="{WEEK}"' in page.content.decode()
        assert client.post(f"{WEEK}check/").status_code == 302
    rules = set(Alert.objects.values_list("rule", flat=True))
    assert rules == {"upset", "call-wanted"}


def test_the_same_yes_again_leads_on_once_it_was_told() -> None:
    ana = starting()
    with on_day(14):
        client = browser_of(ana)
        to_the_safety_questions(client)
        client.post(f"{WEEK}new_problem/", {"answer": "1"})
        again = client.post(f"{WEEK}new_problem/", {"answer": "1"})
    assert again["Location"] == f"{WEEK}upset/"
    assert Report.objects.count() == 1


def test_numbers_now_lead_back_inside_alone() -> None:
    client = browser_of(starting())
    for asked, link in (("/my/questions/post/", "/my/questions/post/"), ("//evil", "/my/"),
                        ("https://evil", "/my/"), ("/my/..//evil", "/my/")):  # fmt: skip
        page = client.get("/my/help/now/", {"back": asked}).content.decode()
        assert f'href="{link}"' in page
        assert 'href="//evil' not in page
        assert 'href="https://evil' not in page
