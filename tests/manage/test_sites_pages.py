"""Sites: list, add, change with history, open and closed."""

import pytest

from retraining.trials.models import Site
from tests import cast
from tests.manage.pages import as_max, rows, words

pytestmark = pytest.mark.django_db


def form(**changes: str) -> dict[str, str]:
    return {
        "name": "Sevilla",
        "phone": "+34 954 000 000",
        "contact": "Sara Gil",
        "hours": "Monday to Friday, 9:00 to 14:00",
        "crisis_text": "In an emergency ring 112.",
        "time_zone": "Europe/Madrid",
        "is_open": "on",
    } | changes


def test_the_list_shows_what_participants_read() -> None:
    found = rows(as_max().get("/manage/sites/"))
    assert [row[0] for row in found] == ["Leeds", "Madrid"]
    assert found[1][1:] == [
        "+34 910 000 000",
        "Monday to Friday, 9:00 to 15:00",
        "Europe/Madrid",
        "Open",
        "Site file Madrid",
    ]


def test_a_new_site() -> None:
    answer = as_max().post("/manage/sites/add/", form(name="Sevilla Este"))
    assert (answer.status_code, answer.url) == (302, "/manage/sites/")
    site = Site.objects.get(slug="sevilla-este")
    assert (site.name, site.time_zone, site.is_open) == ("Sevilla Este", "Europe/Madrid", True)
    assert site.trial == cast.the_trial()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Please fill in: Name"),
        ({"name": "madrid"}, "cannot be told apart"),
        ({"name": "***"}, "cannot be told apart"),
        ({"phone": ""}, "Please fill in: Telephone"),
        ({"contact": ""}, "Please fill in: Contact person"),
        ({"crisis_text": ""}, "Please fill in: Help in a crisis"),
        ({"time_zone": "Mars/Base"}, "Select a valid choice"),
    ],
)
def test_a_form_with_a_mistake_adds_nothing(wrong: dict[str, str], said: str) -> None:
    page = as_max().post("/manage/sites/add/", form(**wrong))
    assert page.status_code == 200
    assert said in words(page)
    assert Site.objects.count() == 2


def test_a_change_is_kept_with_what_and_who() -> None:
    max_ = as_max()
    max_.post("/manage/sites/madrid/", form(name="Madrid", phone="+34 911 111 111"))
    site = cast.the_site("madrid")
    assert site.phone == "+34 911 111 111"
    page = max_.get("/manage/sites/madrid/")
    assert "+34 911 111 111" in page.content.decode()
    changes = [row[1:] for row in rows(page)]
    assert changes == [["telephone, hours, contact person", "Max"], ["Added", "the system"]]


def test_the_short_name_never_changes() -> None:
    as_max().post("/manage/sites/madrid/", form(name="Madrid Centro"))
    assert cast.the_site("madrid").name == "Madrid Centro"
    assert not Site.objects.filter(slug="madrid-centro").exists()


def test_closing_a_site() -> None:
    closed = form(name="Madrid")
    del closed["is_open"]
    max_ = as_max()
    max_.post("/manage/sites/madrid/", closed)
    assert cast.the_site("madrid").is_open is False
    assert rows(max_.get("/manage/sites/"))[1][-2] == "Closed"


def test_a_site_that_is_not_there() -> None:
    assert as_max().get("/manage/sites/nowhere/").status_code == 404
    assert as_max().post("/manage/sites/nowhere/", form()).status_code == 404
