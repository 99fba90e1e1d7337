"""A person's page: reach, words, grid, score lines, and the trace it leaves."""

from collections.abc import Callable

import pytest
from django.test import Client

from retraining.accounts.models import User
from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.trials.models import Participant
from sessions.services.listening import append_one, fold_waiting, receive
from tests import cast
from tests.reporting.people import MADE, answer, day, events, item, listen, read, staff

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def ana() -> Participant:
    with clock.at(MADE):
        return cast.randomised("Ana")


@pytest.fixture
def page(ana: Participant, as_user: SignIn) -> Callable[[int], object]:
    """Ana's page on a day of the programme, as her clinician sees it."""
    client = as_user(staff("Carla", "clinician", "madrid"))

    def get(number: int) -> object:
        with clock.at(day(number)):
            response = client.get(f"/clinic/people/{ana.code}/")
        assert response.status_code == 200
        return response

    return get


def cells(response, row: int) -> list[tuple[str, str]]:
    """Mark and words of a row of the grid."""
    return [(cell.grade, cell.text) for cell in response.context["shown"].grid[row].cells]


def test_the_grid_says_each_week_in_words(ana: Participant, page) -> None:
    listen(ana, day(1), 1)
    listen(ana, day(8), 2, share=0.6, last="stopped")
    listen(ana, day(15), 3, share=0.2, last="stopped")
    read(ana, day(22), 4, "core")
    with clock.at(day(29)):
        append_one(plan_item=item(ana, 5), type="self-report", delivery="self")
    assert cells(page(43), 0) == [
        ("full", "25 of 25 min"),
        ("most", "15 of 25 min"),
        ("some", "5 of 28 min"),
        ("full", "read"),
        ("most", "says it is done"),
        ("none", "0 of 30 min"),
        ("open", "not yet"),
        ("later", ""),
    ]


def test_practice_short_and_reading(ana: Participant, page) -> None:
    for number in (1, 2, 3, 4, 5):
        listen(ana, day(number), 1, "practice")
    listen(ana, day(8), 2, "practice")
    listen(ana, day(9), 2, "short")
    read(ana, day(3), 1)
    shown = page(15)
    assert cells(shown, 1)[:4] == [
        ("full", "5 of 5 days"),
        ("some", "2 of 5 days"),
        ("open", "0 of 5 days"),
        ("later", ""),
    ]
    assert cells(shown, 2)[:3] == [("blank", ""), ("full", "1 day"), ("blank", "")]
    assert cells(shown, 3)[:3] == [("full", "read"), ("none", "not read"), ("open", "not yet")]


def test_a_file_a_hair_shorter_than_stated_still_shows_its_whole_minutes(
    ana: Participant, page
) -> None:
    listen(ana, day(1), 1, share=0.99997)
    assert cells(page(2), 0)[0] == ("full", "25 of 25 min")


def test_scores_are_drawn_said_and_listed(ana: Participant, page) -> None:
    answer(ana, 1, (4, 5, 6, 4))
    answer(ana, 3, (3, 4, 5, 3))
    shown = page(29)
    text = shown.content.decode()
    assert "5.75 at the start, 3.75 in week 3: 2 points lower (better). No score in week 2." in text
    assert text.count("<svg aria-hidden") == 5
    assert "var(--chart-1)" in text
    rows = shown.context["shown"].rows
    assert [row.label for row in rows] == ["Start", "Week 1", "Week 2", "Week 3"]
    assert rows[1].cells == ["4.75", "4", "5", "6", "4"]
    assert rows[2].cells == ["not answered"] * 5


def test_what_was_heard_is_listed_newest_first_with_its_doubts(ana: Participant, page) -> None:
    listen(ana, day(1), 1, share=0.5, last="stopped")
    listen(ana, day(2), 1)
    listen(ana, day(9), 2, "practice", share=0.5, last=None)
    first, second = page(10).context["shown"].heard
    assert (first.label, first.heard) == ("Practice, week 2", "5 of 10 min")
    assert first.outcome == "Part of it"
    assert first.doubts == ["the end has not arrived"]
    assert (second.label, second.outcome) == ("Main session, week 1", "Finished")
    assert second.played == "37 minutes"  # 12.5 and 25
    assert [on.day for on in second.days] == [13, 12]


def test_listening_that_the_phone_kept_is_said_to_have_come_later(ana: Participant, page) -> None:
    with clock.at(day(2)):
        kept = events(1500)
    with clock.at(day(4)):
        receive(plan_item=item(ana, 1), events=kept)
        fold_waiting()
    shown = page(5)
    assert cells(shown, 0)[0] == ("full", "25 of 25 min, sent later")
    (heard,) = shown.context["shown"].heard
    assert (heard.days[0].day, heard.late.day) == (13, 15)


def test_before_there_is_a_plan(as_user: SignIn) -> None:
    with clock.at(MADE):
        ana = cast.eligible("Ana")
    client = as_user(staff("Carla", "clinician", "madrid"))
    with clock.at(MADE):
        page = client.get(f"/clinic/people/{ana.code}/").content.decode()
    assert "Nothing to show yet" in page


def test_another_site_and_an_unknown_number_are_not_there(
    ana: Participant, as_user: SignIn
) -> None:
    clive = as_user(staff("Clive", "clinician", "leeds"))
    with clock.at(day(1)):
        assert clive.get(f"/clinic/people/{ana.code}/").status_code == 404
        assert clive.get("/clinic/people/9999/").status_code == 404
    assert not AuditEntry.objects.filter(action="person.viewed").exists()


def test_who_may_see_it(ana: Participant, client: Client, as_user: SignIn) -> None:
    address = f"/clinic/people/{ana.code}/"
    assert client.get(address).status_code == client.get("/clinic/people/0/").status_code == 302
    with clock.at(MADE):
        assert as_user(staff("Rita", "rater", "madrid")).get(address).status_code == 403
        assert as_user(staff("Max", "manager")).get(address).status_code == 404
        assert as_user(ana.user).get(address).status_code == 404
        carla = as_user(staff("Carla", "clinician", "madrid"))
        assert carla.post(address).status_code == 405


def test_the_look_is_recorded(ana: Participant, page) -> None:
    page(2)
    entry = AuditEntry.objects.get(action="person.viewed")
    assert entry.object_ids == [ana.pk]
    assert entry.trial_id == ana.trial_id
