"""Closing joining, one piece or all sessions at once, with a notice; and opening them again."""

from datetime import timedelta

import pytest

from retraining.audit.models import AuditEntry
from retraining.reminders.models import Message
from retraining.reminders.wanted import objection
from retraining.trials.errors import Refused
from retraining.trials.models import Participant, Suspension
from retraining.trials.selectors_readiness import (
    recruitment_open,
    running,
    sessions_suspended,
    suspended_pieces,
)
from retraining.trials.services import invitations, readiness
from tests.cast import max_the_manager, the_site, the_trial
from tests.manage.pages import as_max
from tests.manage.pages import words as staff_words
from tests.portal_my.days import browser_of, day_of, item, moment, on_day, send_questions, starting
from tests.portal_my.days import words as words_of

pytestmark = pytest.mark.django_db
NOTICE = "The sessions rest for some days. There is nothing you need to do."
PAGE = "/manage/suspensions/"


@pytest.fixture
def ana() -> Participant:
    return starting()


def closed(what: str, **place: object) -> Suspension:
    return readiness.suspend(
        trial=the_trial(),
        what=what,
        reason="technical",
        notice=NOTICE,
        by=max_the_manager(),
        **place,
    )


def test_all_sessions_rest_and_people_read_why(ana: Participant) -> None:
    closed("sessions")
    piece = item(ana, 1, "core")
    with on_day(2):
        client = browser_of(ana)
        today = client.get("/my/")
        assert NOTICE in words_of(today)
        assert f"/my/plan/{piece.pk}/" not in today.content.decode()
        page = client.get(f"/my/plan/{piece.pk}/")
        assert NOTICE in words_of(page)
        assert "data-player" not in page.content.decode()
        assert client.get(f"/my/plan/{piece.pk}/audio/none.m4a").status_code == 404


def test_questions_are_still_asked(ana: Participant) -> None:
    closed("sessions")
    with on_day(7):
        page = words_of(browser_of(ana).get("/my/"))
        assert "Questions for week 1" in page
        send_questions(ana, 1)
        assert "Questions for week 1" not in words_of(browser_of(ana).get("/my/"))


def test_one_piece_closes_and_the_others_stay(ana: Participant) -> None:
    closed("piece", week=1, kind="core")
    core, practice = item(ana, 1, "core"), item(ana, 1, "practice")
    with on_day(2):
        client = browser_of(ana)
        today = client.get("/my/").content.decode()
        assert NOTICE in today
        assert f"/my/plan/{core.pk}/" not in today
        assert f"/my/plan/{practice.pk}/" in today
        assert NOTICE in words_of(client.get(f"/my/plan/{core.pk}/"))
        assert NOTICE not in words_of(client.get(f"/my/plan/{practice.pk}/"))


def test_opened_again_everything_is_as_before(ana: Participant) -> None:
    with on_day(2):
        before = words_of(browser_of(ana).get("/my/"))
        row = closed("sessions")
        assert words_of(browser_of(ana).get("/my/")) != before
        for _press in range(2):
            readiness.lift(suspension=row, by=max_the_manager())
        assert words_of(browser_of(ana).get("/my/")) == before
    assert AuditEntry.objects.filter(action="trial.suspension_lifted").count() == 1


@pytest.mark.parametrize(
    ("what", "place"), [("sessions", {}), ("piece", {"week": 1, "kind": "core"})]
)
def test_no_mail_calls_to_what_is_closed(ana: Participant, what: str, place: dict) -> None:
    due = item(ana, 1, "core").opens_at + timedelta(hours=6)
    message = Message.objects.create(
        participant=ana, occasion="week-1", kind="session", channel="email", due_at=due
    )
    assert objection(message, moment(day_of(1), "12:00")) is None
    closed(what, **place)
    assert objection(message, moment(day_of(1), "12:00")).reason == "suspended"


def test_joining_closes_at_one_site_or_at_all() -> None:
    trial, madrid, leeds = the_trial(), the_site("madrid"), the_site("leeds")
    row = closed("recruitment", site=madrid)
    assert (recruitment_open(trial, madrid), recruitment_open(trial, leeds)) == (False, True)
    with pytest.raises(Refused, match="suspended"):
        invitations.invite(site=madrid, email="a@b.example", name="A", by=max_the_manager())
    readiness.lift(suspension=row, by=max_the_manager())
    closed("recruitment")
    assert not recruitment_open(trial, leeds)
    assert sessions_suspended(trial.pk) is None


def test_closing_twice_closes_once() -> None:
    assert closed("sessions") == closed("sessions")
    assert running(the_trial().pk).count() == 1


@pytest.mark.parametrize(
    ("what", "place"),
    [("piece", {}), ("piece", {"week": 1, "kind": "song"}), ("programme", {}), ("", {})],
)
def test_what_has_no_place_is_refused(what: str, place: dict) -> None:
    with pytest.raises(Refused):
        closed(what, **place)
    assert suspended_pieces(the_trial().pk) == {}


def test_sessions_are_never_closed_without_words() -> None:
    with pytest.raises(Refused, match="plain words"):
        readiness.suspend(
            trial=the_trial(), what="sessions", reason="safety", notice=" ", by=max_the_manager()
        )


def test_the_page_closes_and_opens() -> None:
    client = as_max()
    form = {"what": "piece", "reason": "technical", "notice": NOTICE, "week": "1", "kind": "core"}
    assert client.post(PAGE, {**form, "week": ""}).status_code == 400
    assert client.post(PAGE, form)["Location"] == PAGE
    page = staff_words(client.get(PAGE))
    assert "One piece, in both programmes 1 · Main session" in page
    row = running(the_trial().pk).get()
    assert client.get(f"{PAGE}{row.pk}/lift/").status_code == 405
    client.post(f"{PAGE}{row.pk}/lift/")
    assert "Nothing is closed." in staff_words(client.get(PAGE))
    assert client.post(f"{PAGE}{row.pk}/lift/").status_code == 404
