"""What participants say beside the questions: reports, a wish for a call, whom to turn to."""

import pytest
from django.test import Client

from retraining.safety.models import Alert, CareContact, Report
from retraining.safety.services.contacts import contact_of
from tests.cast import joined
from tests.portal_my.days import browser_of, on_day, starting, words
from tests.safety.people import covered

pytestmark = pytest.mark.django_db
STEPS = (("what", "My hip hurts"), ("began", "week"), ("activities", "partly"), ("over", "no"))


def told(client: Client, kind: str = "health") -> str:
    """Begin a report; the address of its first question."""
    return client.post("/my/tell/", {"kind": kind})["Location"]


def test_a_report_at_any_time_one_question_a_page() -> None:
    covered()
    ana = starting()
    with on_day(3):
        client = browser_of(ana)
        where = told(client)
        for step, answer in STEPS:
            assert where.endswith(f"/{step}/")
            assert "Question" in words(client.get(where))
            where = client.post(where, {"answer": answer})["Location"]
        where = client.post(where, {"answer": "none"})["Location"]
        assert where.endswith("/danger/")
        assert "Was your life in danger?" in words(client.get(where))
        where = client.post(where, {"answer": "no"})["Location"]
        page = words(client.get(where))
    assert "Thank you for telling us" in page
    assert "Nothing more is needed here." in page
    assert "ring 024" in page
    assert "Please ring me" in page
    answers = {row.item: row.value for row in Report.objects.get().answers.all()}
    assert answers == {
        "what": "", "began": "week", "activities": "partly", "over": "no", "care": "none",
        "danger": "no",
    }  # fmt: skip
    assert not Alert.objects.exists()


def test_any_follow_up_question_may_be_left_blank_and_none_is_chosen_before() -> None:
    client = browser_of(starting())
    where = told(client, "taking-part")
    where = client.post(where, {})["Location"]
    page = client.get(where)
    assert " checked" not in page.content.decode()
    where = client.post(where, {})["Location"]
    assert client.post(where, {"answer": "no"})["Location"].endswith(
        f"/my/tell/{Report.objects.get().pk}/"
    )


def test_a_night_in_hospital_raises_an_alert_although_the_report_is_not_finished() -> None:
    covered()
    client = browser_of(starting())
    where = told(client).replace("/what/", "/care/")
    client.post(where, {"answer": "hospital"})
    assert Alert.objects.get().rule == "hospital"


def test_what_is_no_answer_is_said_and_not_kept() -> None:
    client = browser_of(starting())
    where = told(client).replace("/what/", "/over/")
    page = client.post(where, {"answer": "perhaps"})
    assert page.status_code == 400
    assert "Please choose one of the answers" in page.content.decode()
    assert not Report.objects.get().answers.exists()


def test_please_ring_me_says_by_when_and_counts_once_a_day() -> None:
    covered()
    ana = starting()
    with on_day(1, "10:00"):  # Monday
        client = browser_of(ana)
        for _twice in range(2):
            page = client.post("/my/call/", {"about": "worse"}, follow=True)
    said = words(page)
    assert "We will ring you" in said
    assert "At the latest on Wednesday 2 December" in said
    assert Alert.objects.count() == 1


def test_a_wish_from_an_unknown_place_counts_as_help() -> None:
    covered()
    browser_of(starting()).post("/my/call/", {"about": "<b>mair</b>"})
    assert Alert.objects.get().rule == "call-wanted"


def test_help_has_the_country_and_the_site_and_a_way_to_each_page() -> None:
    covered()
    page = browser_of(starting()).get("/my/help/")
    said, content = words(page), page.content.decode()
    assert "ring 024" in said
    assert "In an emergency ring 112." in said
    assert "/my/tell/" in content
    assert "/my/help/contacts/" in content


def test_i_feel_worse_is_a_report_and_offers_a_call() -> None:
    covered()
    client = browser_of(starting())
    page = words(client.post("/my/rest/", follow=True))
    assert "Please ring me" in page
    assert Report.objects.get().kind == "session"
    assert not Alert.objects.exists()


def test_contacts_are_kept_sealed_and_shown_to_the_person() -> None:
    ana = starting()
    client = browser_of(ana)
    given = {"doctor": "Dr Sol, 915", "emergency": "", "voicemail": "Please ring Olga"}
    assert client.post("/my/help/contacts/", given)["Location"] == "/my/help/"
    assert b"Sol" not in bytes(CareContact.objects.get().doctor_sealed)
    assert contact_of(ana) == given
    assert "Dr Sol, 915" in client.get("/my/help/contacts/").content.decode()


def test_somebody_elses_report_and_promise_are_not_there() -> None:
    covered()
    ana, bea = starting("Ana"), joined("Bea", "leeds")
    where = told(browser_of(ana))
    browser_of(ana).post("/my/call/", {"about": "help"})
    client = browser_of(bea)
    assert client.get(where).status_code == 404
    assert client.post(where, {"answer": "x"}).status_code == 404
    page = words(client.get(f"/my/call/{Alert.objects.get().pk}/"))
    assert "At the latest" not in page


@pytest.mark.parametrize("path", ["/my/tell/", "/my/help/contacts/", "/my/help/"])
def test_words_that_people_in_pain_need_not_read(path: str) -> None:
    person = starting()
    said = words(browser_of(person).get(path)).lower()
    for word in ("must", "missed", "late ", "adherence", "fibromyalgia", "failure", "mair"):
        assert word not in said
