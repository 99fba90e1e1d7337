"""After a "yes" that staff enter: the questions that follow are asked there, and raise alerts."""

import pytest
from django.test import Client

from retraining.assessments.services import save_answer
from retraining.safety.models import Alert, Report, ReportAnswer
from retraining.trials.models import Participant
from tests.cast import CALM_WEEK, a_member_of_staff, max_the_manager
from tests.manage.pages import as_max, client_of, words
from tests.portal_my.days import on_day, starting
from tests.safety.people import covered

pytestmark = pytest.mark.django_db
ANSWERS = "/manage/people/1001/questionnaires/"
ENTRY = {"mode": "telephone"} | {f"item-{item}": str(n) for item, n in CALM_WEEK.items()}


@pytest.fixture
def ana() -> Participant:
    covered()
    return starting()


def entered(max_: Client, **changes: str) -> str:
    """Where the page leads after the first week was entered by telephone."""
    given = ENTRY | {f"item-{item}": value for item, value in changes.items()}
    answer = max_.post(f"{ANSWERS}week-1/check-in/", given)
    return str(answer["Location"])


def test_a_night_in_hospital_told_on_the_telephone_is_a_red_alert_at_once(
    ana: Participant,
) -> None:
    with on_day(7):
        max_ = as_max()
        where = entered(max_, new_problem="1")
        assert where == f"/manage/people/1001/told/{Report.objects.get().pk}/"
        page = words(max_.get(where))
        for part in ("Did you need help from a doctor or a hospital?", "ring 024"):
            assert part in page
        assert "checked" not in max_.get(where).content.decode().split("<main")[1]
        kept = max_.post(where, {"what": "A broken wrist", "care": "hospital"})
    assert kept["Location"] == ANSWERS
    alert = Alert.objects.get()
    assert (alert.rule, alert.colour) == ("hospital", "red")
    given = dict(ReportAnswer.objects.values_list("item", "value"))
    blank = dict.fromkeys(("what", "began", "activities", "over", "danger"), "")
    assert given == {**blank, "care": "hospital"}
    assert Report.objects.get().by == max_the_manager()


def test_without_a_yes_nothing_more_is_asked(ana: Participant) -> None:
    with on_day(7):
        max_ = as_max()
        assert entered(max_) == ANSWERS
        assert "still to be asked" not in words(max_.get(ANSWERS))


def test_a_yes_on_a_device_handed_over_stands_on_the_list_until_it_was_asked(
    ana: Participant,
) -> None:
    with on_day(7):
        save_answer(
            participant=ana, visit_key="week-1", item="upset", value=1, mode="handed-over",
            by=a_member_of_staff("Nora", "manager"),
        )  # fmt: skip
        max_ = as_max()
        assert "A few questions are still to be asked" in words(max_.get(ANSWERS))
        where = f"/manage/people/1001/told/{Report.objects.get().pk}/"
        max_.post(where, {"what": "", "still": "yes", "call": "yes"})
        assert "still to be asked" not in words(max_.get(ANSWERS))
        assert max_.get(where).status_code == 404  # all of it was asked
    assert Alert.objects.get().rule == "call-wanted"


def test_what_is_no_answer_is_said_and_nothing_is_kept(ana: Participant) -> None:
    with on_day(7):
        max_ = as_max()
        where = entered(max_, new_problem="1")
        answer = max_.post(where, {"care": "helicopter"})
    assert "Please choose one of the answers" in words(answer)
    assert not ReportAnswer.objects.exists()


def test_another_person_and_other_roles_have_no_such_page(ana: Participant) -> None:
    with on_day(7):
        where = entered(as_max(), new_problem="1")
        assert as_max().get(where.replace("1001", "1002")).status_code == 404
        for role in ("clinician", "monitor"):
            other = client_of(a_member_of_staff(role.capitalize(), role))
            assert other.get(where).status_code in (403, 404)
