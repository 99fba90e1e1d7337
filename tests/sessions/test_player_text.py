"""Reading instead of listening: the text as pages, one part each, counted apart."""

import pytest
from django.test import Client

from retraining.trials.models import Participant
from sessions.models import PlanItem, PlayEvent
from tests.sounds import item_of, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Participant:
    return started("Ana")


@pytest.fixture
def item(ana: Participant) -> PlanItem:
    return item_of(ana)


@pytest.fixture
def client(ana: Participant, as_user) -> Client:
    return as_user(ana.user)


def pages(client: Client, item: PlanItem) -> list[str]:
    """The text's pages, by following what stands at the end of each."""
    found, path = [], f"/my/plan/{item.pk}/text/"
    while path:
        text = client.get(path).content.decode()
        found.append(text)
        following = f"/my/plan/{item.pk}/text/{len(found) + 1}/"
        path = following if f'href="{following}"' in text else ""
    return found


def test_one_part_a_page_and_the_end_says_so(client, item) -> None:
    found = pages(client, item)
    assert len(found) >= 3
    assert [f"part {n} of {len(found)}" in text for n, text in enumerate(found, 1)] == [True] * len(
        found
    )
    assert ["I have read this" in text for text in found] == [False] * (len(found) - 1) + [True]
    assert "Nothing here has to be done right." in found[0]
    assert all("I feel worse" in text for text in found)
    assert all("Listen instead" in text for text in found)
    assert all("[pause" not in text for text in found)


def test_it_counts_as_read_and_not_as_heard(client, item) -> None:
    path = f"/my/plan/{item.pk}/read/"
    response = client.post(path, {"read_s": "641"}, follow=True)
    assert response.redirect_chain == [("/my/", 302)]
    assert "We have noted that you read this." in response.content.decode()
    client.post(path, {"read_s": "12"})
    row = PlayEvent.objects.get(plan_item=item)
    assert (row.type, row.delivery, row.payload["read_s"]) == ("read", "read", 641)
    record = item.records.get()
    assert (record.read, record.completed, record.coverage_s) == (True, False, 0.0)
    assert "You have read this. It stays here" in pages(client, item)[-1]


@pytest.mark.parametrize("value", ["", "soon", "-4", "999999", "1.5"])
def test_a_time_that_cannot_be_is_left_out(client, item, value: str) -> None:
    client.post(f"/my/plan/{item.pk}/read/", {"read_s": value})
    assert "read_s" not in PlayEvent.objects.get(plan_item=item).payload


def test_other_pages(client, ana, item, as_user) -> None:
    assert client.get(f"/my/plan/{item.pk}/text/99/").status_code == 404
    assert client.get(f"/my/plan/{item.pk}/text/0/").status_code == 404
    assert client.post(f"/my/plan/{item.pk}/text/").status_code == 405
    later, reading = item_of(ana, week=5), item_of(ana, "reading")
    for other in (later, reading):
        response = client.get(f"/my/plan/{other.pk}/text/")
        assert (response.status_code, response["Location"]) == (302, f"/my/plan/{other.pk}/")
    bea = as_user(started("Bea", "leeds").user)
    assert bea.get(f"/my/plan/{item.pk}/text/").status_code == 404
