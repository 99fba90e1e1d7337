"""Screening as staff see it: the call, the person's own answers, the log."""

import pytest

from retraining.audit.models import AuditEntry
from retraining.trials.errors import Refused
from retraining.trials.models import EligibilityVerdict, ScreeningCall, ScreeningLog
from retraining.trials.selectors import consent_is_current
from retraining.trials.selectors_consent import consent_state
from retraining.trials.services import consent, screening
from tests import cast
from tests.manage.pages import as_max, rows, words

pytestmark = pytest.mark.django_db
PERSON = "/manage/people/1001/"
CALM = {"risk": "none", "action": "none", "note": ""}


def _signed():
    person = cast.joined("Ana")
    cast.signed(person)
    return person


def test_the_call_is_kept_with_who_when_and_what_was_done() -> None:
    person = _signed()
    max_ = as_max()
    said = max_.get(f"{PERSON}call/").content.decode()
    assert " checked" not in said
    data = {"risk": "thoughts", "action": "numbers", "note": "Spoke for a while."}
    answer = max_.post(f"{PERSON}call/", data)
    assert answer.headers["Location"] == f"{PERSON}eligibility/"
    call = ScreeningCall.objects.get(participant=person)
    assert (call.risk, call.action, call.by.name) == ("thoughts", "numbers", "Max")
    assert b"Spoke" not in bytes(call.note_sealed)
    assert AuditEntry.objects.filter(action="screening.called").count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"risk": "none"},
        {"risk": "plan", "action": "none"},
        {"risk": "perhaps", "action": "none"},
        {"risk": "none", "action": "none", "note": "x" * 2001},
    ],
)
def test_a_call_with_a_gap_or_a_plan_without_an_act_is_not_kept(data) -> None:
    _signed()
    assert as_max().post(f"{PERSON}call/", data).status_code == 200
    assert not ScreeningCall.objects.exists()


def test_the_service_refuses_a_plan_without_an_act_too() -> None:
    person = _signed()
    with pytest.raises(Refused, match="needs an action"):
        screening.record_call(
            participant=person, risk="plan", action="none", note="", by=cast.max_the_manager()
        )


def _verdict(person, **changes: bool) -> EligibilityVerdict:
    criteria = cast.protocol_section.read(person.version.content).criteria
    answers = {c.key: c.expect for c in criteria} | changes
    return consent.confirm_eligibility(
        participant=person, answers=answers, by=cast.max_the_manager()
    )


def test_the_criterion_of_the_risk_question_says_what_the_call_says() -> None:
    person = _signed()
    screening.record_call(
        participant=person, risk="plan", action="emergency", note="", by=cast.max_the_manager()
    )
    with pytest.raises(Refused, match="answered otherwise"):
        _verdict(person)
    assert _verdict(person, suicide=True).reasons == ["suicide"]


@pytest.mark.parametrize("left_out", ["call", "verdict", "nothing"])
def test_the_consent_is_final_with_call_and_verdict(left_out) -> None:
    person = _signed()
    if left_out != "call":
        cast.called(person)
        if left_out != "verdict":
            _verdict(person)
    assert consent_is_current(person) is (left_out == "nothing")


def test_nobody_is_found_eligible_before_the_call() -> None:
    person = _signed()
    with pytest.raises(Refused, match="record the call first"):
        _verdict(person)
    assert not EligibilityVerdict.objects.exists()
    assert not _verdict(person, adult=False).eligible


def test_without_a_signature_there_is_nothing_to_be_current() -> None:
    person = cast.joined("Ana")
    cast.called(person)
    _verdict(person)
    assert consent_state(person).lack == "The current consent is not signed."


def test_no_call_before_the_person_has_joined_or_after_the_draw() -> None:
    cast.invited("Ana")
    assert as_max().post(f"{PERSON}call/", CALM).status_code == 409
    cast.a_list()
    bea = cast.randomised("Bea", "leeds")
    assert as_max().post(f"/manage/people/{bea.code}/call/", CALM).status_code == 409
    assert ScreeningCall.objects.count() == 1  # the one of before


def test_the_persons_own_answers_are_shown_on_asking_and_the_look_is_kept() -> None:
    _signed()
    max_ = as_max()
    assert "Is 18 or older" not in words(max_.get(PERSON)).split("What happened")[0]
    shown = words(max_.post(f"{PERSON}answers/"))
    assert "Is 18 or older Yes" in shown
    assert AuditEntry.objects.filter(action="screening.viewed").count() == 1
    assert max_.get(f"{PERSON}answers/").status_code == 405


def test_who_cannot_be_reached_is_closed_and_opened_again() -> None:
    cast.joined("Ana")
    max_ = as_max()
    for _press in range(2):
        assert max_.post(f"{PERSON}close/", {"reason": "other:not-reached"}).status_code == 302
    assert ScreeningLog.objects.count() == 1
    log = rows(max_.get("/manage/screening/"))
    assert log[0][:3] == ["1001", "Madrid", "Another reason: Could not be reached"]
    assert "Does not go on" in words(max_.get("/manage/people/"))
    max_.post(f"{PERSON}reopen/")
    max_.post(f"{PERSON}reopen/")
    assert ScreeningLog.objects.count() == 2
    assert "Everybody goes on" in words(max_.get("/manage/screening/"))


@pytest.mark.parametrize("reason", ["", "criteria:adult", "other:because", "declined"])
def test_another_reason_is_refused(reason) -> None:
    cast.joined("Ana")
    assert as_max().post(f"{PERSON}close/", {"reason": reason}).status_code == 200
    assert not ScreeningLog.objects.exists()


def test_a_verdict_of_staff_stands_in_the_log_with_its_first_criterion() -> None:
    person = _signed()
    cast.called(person)
    _verdict(person, course=True, unstable=True)
    line = ScreeningLog.objects.get(participant=person)
    assert (line.kind, line.code, line.possible_from) == ("criteria", "unstable", None)
    _verdict(person)
    assert ScreeningLog.objects.order_by("pk").last().kind == "open"


def test_somebody_of_another_trial_or_role_sees_nothing_of_it(as_user) -> None:
    cast.joined("Ana")
    for path in ("call/", "close/"):
        assert as_max().get(f"/manage/people/9999/{path}").status_code == 404
        clinician = cast.a_member_of_staff(f"Carla{path[0]}", "clinician", "madrid")
        assert as_user(clinician).get(f"{PERSON}{path}").status_code == 404
