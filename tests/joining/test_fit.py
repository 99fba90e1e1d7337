"""Whether the study fits: the pages, the verdict, the log, and answering again."""

from datetime import timedelta

import pytest
from django.test import Client

from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.trials.errors import Refused
from retraining.trials.models import Screening, ScreeningLog, ScreeningPart
from retraining.trials.selectors_consent import documents_version, out_of
from retraining.trials.services import consent, screening
from tests import cast

pytestmark = pytest.mark.django_db
FIT = "/my/join/fit/"


@pytest.fixture
def ana():
    person = cast.joined("Ana")
    cast.read(person, "privacy")
    return person


@pytest.fixture
def page(ana, as_user) -> Client:
    return as_user(ana.user)


def _about(**changes: str) -> dict[str, str]:
    criteria = cast.protocol_section.read(cast.the_trial().versions.get().content).criteria
    return {c.key: "yes" if c.expect else "no" for c in criteria if c.ask} | changes


WEEK = {"fatigue": "3", "unrefreshed": "2", "cognition": "1", "symptoms": ["headache"],
        "three-months": "yes"}  # fmt: skip
BODY = {
    "left-upper": ["shoulder-left", "upper-arm-left"],
    "right-upper": ["shoulder-right"],
    "left-lower": ["hip-left"],
    "right-lower": ["hip-right"],
    "axial": ["neck", "lower-back"],
}


def test_the_risk_question_and_judgements_of_clinicians_stand_on_no_page(page) -> None:
    said = page.get(f"{FIT}about/").content.decode()
    assert said.count('value="yes"') == 10
    for word in ("suicid", "end your life", "dissociation"):
        assert word not in said
    assert " checked" not in said


def test_with_a_diagnosis_one_page_is_enough(ana, page) -> None:
    assert page.get(FIT).headers["Location"] == f"{FIT}about/"
    assert page.post(f"{FIT}about/", _about()).headers["Location"] == FIT
    assert b"The study may fit you" in page.get(FIT).content
    kept = Screening.objects.get(participant=ana)
    assert (kept.eligible, kept.reasons) == (True, [])
    assert b"adult" not in bytes(kept.answers_sealed)
    assert AuditEntry.objects.filter(action="screening.answered").count() == 1


def test_without_it_two_more_pages_decide_by_rule(ana, page) -> None:
    step = page.post(f"{FIT}about/", _about(diagnosis="no"))
    assert step.headers["Location"] == f"{FIT}body/"
    assert page.post(f"{FIT}body/", BODY).headers["Location"] == f"{FIT}week/"
    assert not Screening.objects.exists()
    assert page.get(FIT).headers["Location"] == f"{FIT}week/"  # leave, come back, go on there
    assert page.post(f"{FIT}week/", WEEK).headers["Location"] == FIT
    assert Screening.objects.get().eligible
    assert out_of(ana) is None


def test_too_few_places_do_not_meet_the_criteria(ana, page) -> None:
    page.post(f"{FIT}about/", _about(diagnosis="no"))
    page.post(f"{FIT}body/", {"axial": ["neck"]})
    page.post(f"{FIT}week/", WEEK)
    assert Screening.objects.get().reasons == ["diagnosis"]
    line = ScreeningLog.objects.get(participant=ana)
    assert (line.kind, line.code, line.possible_from) == ("criteria", "diagnosis", None)


def test_what_was_ticked_stands_on_the_page_again(page) -> None:
    page.post(f"{FIT}about/", _about(diagnosis="no"))
    page.post(f"{FIT}body/", {"axial": ["neck", "chest"]})
    assert page.get(f"{FIT}body/").content.decode().count(" checked") == 2


def test_a_page_with_a_gap_says_which_line_and_keeps_the_rest(page) -> None:
    answers = _about()
    del answers["device"]
    said = page.post(f"{FIT}about/", answers).content.decode()
    assert "Please choose yes or no: Do you have a phone" in said
    assert said.count(" checked") == 9
    assert not ScreeningPart.objects.exists()


@pytest.mark.parametrize("value", ["", "perhaps", "true"])
def test_an_answer_that_is_none_saves_nothing(page, value) -> None:
    assert page.post(f"{FIT}about/", _about(adult=value)).status_code == 200
    assert not ScreeningPart.objects.exists()


def test_who_does_not_fit_reads_why_and_from_when_it_may(ana, page) -> None:
    page.post(f"{FIT}about/", _about(**{"new-treatment": "yes"}))
    said = page.get(FIT).content.decode()
    assert "The study does not fit just now" in said
    assert "In the past 4 weeks" in said
    assert "You said yes." in said
    assert "+34 910 000 000" in said
    line = out_of(ana)
    assert line.possible_from == clock.local_date("Europe/Madrid") + timedelta(days=28)
    assert b"See why" in page.get("/my/join/").content
    assert page.get("/my/join/agree/").headers["Location"] == "/my/join/"


def test_answering_again_is_a_new_row_and_only_from_the_day_on(ana, page) -> None:
    page.post(f"{FIT}about/", _about(**{"new-treatment": "yes"}))
    early = page.post(f"{FIT}about/", _about())
    assert early.headers["Location"] == "/my/join/"
    assert Screening.objects.count() == 1
    with pytest.raises(Refused):
        screening.save_part(participant=ana, part="about", answers={}, by=ana.user)
    with clock.at(clock.now() + timedelta(days=28)):
        cast.fitting(ana)
    assert [row.eligible for row in Screening.objects.order_by("pk")] == [False, True]
    assert out_of(ana) is None
    assert list(ScreeningLog.objects.order_by("pk").values_list("kind", flat=True)) == [
        "criteria",
        "open",
    ]


def test_a_second_press_and_a_page_of_before_change_nothing(ana, page) -> None:
    page.post(f"{FIT}about/", _about())
    first = Screening.objects.get()
    assert screening.submit(participant=ana, by=ana.user) == first
    assert Screening.objects.count() == 1


def test_before_the_privacy_notice_and_after_signing_it_is_closed(as_user) -> None:
    bea = cast.joined("Bea", "leeds")
    assert as_user(bea.user).get(f"{FIT}about/").headers["Location"] == "/my/join/"
    assert as_user(bea.user).post(f"{FIT}about/", _about()).headers["Location"] == "/my/join/"
    cast.signed(bea)
    assert as_user(bea.user).post(f"{FIT}about/", _about()).headers["Location"] == "/my/join/"
    assert Screening.objects.count() == 1


def test_parts_come_in_order_and_others_do_not_exist(page) -> None:
    assert page.get(f"{FIT}body/").headers["Location"] == f"{FIT}about/"
    assert page.post(f"{FIT}week/", WEEK).headers["Location"] == f"{FIT}about/"
    assert page.get(f"{FIT}other/").status_code == 404
    assert page.delete(f"{FIT}about/").status_code == 405
    assert page.post(FIT).status_code == 405


def test_nobody_answers_for_somebody_else(ana) -> None:
    bea = cast.joined("Bea", "leeds")
    for act in (
        lambda: screening.save_part(participant=ana, part="about", answers={}, by=bea.user),
        lambda: screening.submit(participant=ana, by=bea.user),
        lambda: screening.come_back(participant=ana, by=bea.user),
        lambda: screening.close(participant=ana, kind="declined", code="time", by=bea.user),
    ):
        with pytest.raises(Refused):
            act()
    assert not ScreeningLog.objects.exists()


def test_nothing_is_signed_before_the_study_fits(ana) -> None:
    cast.read(ana, "information")
    cast.understanding(ana)
    with pytest.raises(Refused, match="whether the study fits"):
        consent.sign(
            participant=ana,
            typed_name="Ana",
            agreed=consent.statement_count(ana),
            seen=documents_version(ana),
            fresh=True,
            by=ana.user,
        )


def test_saying_no_needs_no_reason_and_can_be_taken_back(ana, page) -> None:
    assert b"You need not." in page.get("/my/join/no/").content
    page.post("/my/join/no/", {"code": "no-reason"})
    page.post("/my/join/no/", {"code": "no-reason"})
    line = ScreeningLog.objects.get(participant=ana)
    assert (line.kind, line.code, line.by) == ("declined", "no-reason", ana.user)
    assert b"You do not take part" in page.get("/my/join/").content
    page.post("/my/join/no/", {"action": "back"})
    assert out_of(ana) is None
    assert b"Before you start" in page.get("/my/join/").content


def test_a_reason_that_is_none_of_the_list_is_refused(ana, page) -> None:
    assert page.post("/my/join/no/", {"code": "because"}).status_code == 200
    with pytest.raises(Refused):
        screening.close(participant=ana, kind="criteria", code="adult", by=cast.max_the_manager())
    with pytest.raises(Refused):
        screening.close(participant=ana, kind="other", code="not-reached", by=ana.user)
    assert not ScreeningLog.objects.exists()


def test_who_has_signed_is_shown_the_way_to_stop_instead(as_user) -> None:
    bea = cast.consented("Bea", "leeds")
    assert as_user(bea.user).get("/my/join/no/").headers["Location"] == "/my/stop/"
    as_user(bea.user).post("/my/join/no/", {"code": "time"})
    assert not ScreeningLog.objects.exists()
