"""Nothing under /manage/ tells an arm: no word of it, and not one byte that follows from it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from retraining.accounts.models import User
from retraining.common import clock
from retraining.portal import selectors_manage_person
from retraining.randomisation.delivery import programme_of
from retraining.trials.models import Participant
from sessions.services.planning import make_plan
from tests import cast
from tests.manage.pages import client_of
from tests.randomisation.lists import the_list

pytestmark = pytest.mark.django_db
WORDS = ("mair", "relaxation", "amygdala", "insula")
MOMENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CHANGING = re.compile(
    r'name="(csrfmiddlewaretoken|stamp)" value="[^"]*"|value="[^"]*" name="stamp"|\b[0-9a-f]{16}\b'
)
PER_REQUEST = ("X-Request-ID", "Expires", "Last-Modified")
# The protocol's own criteria name kinds of courses; they are the same for everybody.
CRITERION = "An 8-week course of mindfulness, relaxation or a similar kind in the past 12 months"
PERSON = "/manage/people/1001/"
LOOKS = (
    "/manage/",
    "/manage/people/",
    "/manage/people/?status=randomised",
    PERSON,
    f"{PERSON}randomise/",
    f"{PERSON}randomise/confirm/",
    f"{PERSON}randomise/done/",
    f"{PERSON}eligibility/",
    "/manage/sites/",
    "/manage/staff/",
)


def text_of(answer: HttpResponse) -> str:
    """Status, headers and body, without what changes from one request to the next."""
    heads = {k: v for k, v in answer.headers.items() if k not in PER_REQUEST}
    return CHANGING.sub("", f"{answer.status_code}\n{heads}\n{answer.content.decode()}")


def randomise(max_: Client) -> Iterator[HttpResponse]:
    """The four pages of the act, and what they answer."""
    for page in ("", "group/"):
        yield max_.get(f"{PERSON}randomise/{page}")
    page = max_.get(f"{PERSON}randomise/confirm/")
    yield page
    stamp = re.search(r'name="stamp" value="([^"]+)"', page.content.decode())
    assert stamp
    sent = {"stamp": stamp.group(1), "number": "1001", "password": cast.PASSWORD}
    for _ in range(2):
        yield max_.post(f"{PERSON}randomise/confirm/", sent)


def crawl(block: str, manager: User, monitor: User) -> list[str]:
    """Everything that manager and monitor see around the randomisation of one person."""
    with clock.at(MOMENT):
        the_list(madrid_low=[block])
        person = cast.eligible("Ana")
        max_, mona = client_of(manager), client_of(monitor)
        seen = [text_of(answer) for answer in randomise(max_)]
        make_plan(participant=person)
        seen += [text_of(max_.get(address)) for address in LOOKS]
        seen += [text_of(max_.post(f"{PERSON}who/")), text_of(mona.get("/manage/audit/"))]
    assert "Randomised" in seen[-2]
    return seen


@pytest.fixture
def staff() -> tuple[User, User]:
    with clock.at(MOMENT - timedelta(hours=1)):
        return cast.max_the_manager(), cast.a_member_of_staff("Mona", "monitor")


def test_no_word_of_an_arm_reaches_a_page_or_a_header(staff: tuple[User, User]) -> None:
    for seen in crawl("rm", *staff):
        found = seen.replace(CRITERION, "").lower()
        assert [word for word in WORDS if word in found] == []


def test_a_planted_word_is_found(staff: tuple[User, User], monkeypatch) -> None:
    honest = selectors_manage_person.outcome_words

    def leaking(person: Participant) -> dict[str, str] | None:
        found = honest(person)
        return found and {**found, "start": f"{found['start']} ({programme_of(person)})"}

    monkeypatch.setattr(selectors_manage_person, "outcome_words", leaking)
    assert any("(relaxation)" in seen for seen in crawl("rm", *staff))


def test_pages_are_the_same_to_the_byte_with_the_list_exchanged(
    staff: tuple[User, User],
) -> None:
    both = []
    for block in ("rm", "mr"):
        with transaction.atomic():
            both.append(crawl(block, *staff))
            transaction.set_rollback(True)
    assert len(both[0]) == len(both[1]) > 15
    for one, other in zip(*both, strict=True):
        assert one == other


def test_the_comparison_can_fail() -> None:
    one = HttpResponse("<p>Starts on Monday</p>")
    other = HttpResponse("<p>Starts on Monday.</p>")
    assert text_of(one) != text_of(other)
    other = HttpResponse("<p>Starts on Monday</p>", headers={"X-Arm": "b"})
    assert text_of(one) != text_of(other)
