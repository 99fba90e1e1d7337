"""Words under licence are brought as a file; a rule more scores beside the old one."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from retraining.assessments import packs, rescoring
from retraining.assessments.models import Answer, Response, Score, TextPackRow
from retraining.assessments.services import NotAnswerable, answer_all, save_answer
from retraining.assessments.words import words_for
from retraining.common import clock
from retraining.instruments.text_packs import LicenceState
from retraining.protocol.going_live import what_is_missing
from retraining.trials.models import Participant
from tests import cast
from tests.manage.pages import as_max, words
from tests.packs import a_pack

pytestmark = pytest.mark.django_db


def load(expires: date | None = None) -> TextPackRow:
    return packs.load(trial=cast.the_trial(), data=a_pack(expires=expires), path="x.toml", by=None)


def shown(person: Participant) -> str:
    return words_for(person.trial, person.version, "aaq-ii").text("q1")


def answer(person: Participant, item: str = "q1") -> Answer:
    return save_answer(
        participant=person, visit_key="baseline", part="aaq-ii", item=item, value=3, by=person.user
    )


def test_placeholders_until_the_words_are_loaded() -> None:
    ana = cast.consented("Ana")
    assert shown(ana) == "Item 1 (words under licence)"
    answer(ana)  # everything can be tried
    load()
    assert shown(ana) == "Words of q1"


def test_an_ended_licence_opens_nothing_new_and_hides_nothing() -> None:
    ana, bea = cast.consented("Ana"), cast.consented("Bea", "leeds")
    load(expires=clock.now().date() + timedelta(days=5))
    answer(ana)
    needed = {one.instrument: one for one in packs.needed_texts(ana.trial, ana.version.content)}
    assert needed["aaq-ii"].state == LicenceState.ENDING
    with clock.at(clock.now() + timedelta(days=7)):
        assert answer(ana, "q2").value == 3  # what was begun may be finished
        assert shown(ana) == "Words of q1"
        with pytest.raises(NotAnswerable):
            answer(bea)
        assert "the licence of the text pack for aaq-ii has ended" in packs.text_gaps(
            ana.trial, ana.version.content
        )


@pytest.mark.parametrize(("days", "warned"), [(61, False), (60, True), (0, True), (-1, True)])
def test_the_manager_reads_in_time_that_a_licence_ends(days: int, warned: bool) -> None:
    load(expires=clock.now().date() + timedelta(days=100))
    with clock.at(clock.now() + timedelta(days=100 - days)):
        said = words(as_max().get("/manage/"))
    assert ("Licences of questionnaires" in said) == warned
    assert ("aaq-ii: until" in said) == warned


def test_a_newer_pack_ends_the_warning() -> None:
    load(expires=clock.now().date() + timedelta(days=3))
    load(expires=clock.now().date() + timedelta(days=400))
    assert packs.to_renew(cast.the_trial()) == []


def test_freeze_names_every_questionnaire_without_words() -> None:
    missing = what_is_missing(cast.the_trial())
    for code in ("fiqr", "hads", "eq-5d-5l", "eq-vas", "pcs", "ffmq-15", "aaq-ii", "ceq", "cgi-s"):
        assert f"no text pack is loaded for {code}" in missing
    load()
    assert "no text pack is loaded for aaq-ii" not in what_is_missing(cast.the_trial())


def test_a_wrong_file_is_refused_with_its_line() -> None:
    with pytest.raises(packs.BadPack) as error:
        packs.load(
            trial=cast.the_trial(), data=a_pack().replace(b'"q3" =', b'"q33" ='),
            path="x.toml", by=None,
        )  # fmt: skip
    assert any("q33" in str(finding) for finding in error.value.findings)
    assert not TextPackRow.objects.exists()


def test_the_page_and_the_command_load_a_file(tmp_path) -> None:
    path = tmp_path / "aaq.toml"
    path.write_bytes(a_pack())
    max_ = as_max()
    assert "Not loaded" in words(max_.get("/manage/texts/"))
    with path.open("rb") as file:
        assert max_.post("/manage/texts/", {"file": file, "held": "on"}).status_code == 302
    assert "L-1, A clinic" in words(max_.get("/manage/texts/"))
    out = StringIO()
    call_command("text_pack", "load", "mair-fibromyalgia", str(path), stdout=out)
    assert "aaq-ii in en" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("text_pack", "load", "no-such-trial", str(path))


def test_a_rule_more_stands_beside_and_comes_once() -> None:
    cast.answer(cast.consented("Ana"))
    trial, fiqr = cast.the_trial(), Response.objects.get(instrument="fiqr")
    before = Score.objects.filter(response=fiqr).count()
    assert rescoring.rescore(trial=trial, instrument="fiqr", rule="v1", by=None) == 0
    assert Score.objects.filter(response=fiqr).count() == before


def test_two_rules_are_compared_scale_by_scale() -> None:
    """One symptom left blank: the strict rule has no total; the older page fills in the mean."""
    for name, blank in (("Ana", None), ("Bea", "q12")):
        person = cast.consented(name)
        answers = cast.answers_for(person)["fiqr"]
        if blank:
            answers[blank] = None
        answer_all(
            participant=person, visit_key="baseline", part="fiqr", answers=answers, by=person.user
        )
    found = rescoring.compare(
        trial=cast.the_trial(), instrument="fiqr", first="v1", second="prorated-v1"
    )
    total = next(row for row in found if row.scale == "total")
    assert (total.both, total.only_second, total.differ, total.mean) == (1, 1, 0, 0.0)
