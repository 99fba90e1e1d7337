"""outcomes.csv, answers.csv and instruments.csv: every questionnaire in the long form, pooled."""

import csv
import io
import zipfile

import pytest

from retraining.assessments import correcting
from retraining.assessments.models import Response
from retraining.assessments.selectors import visits_of
from retraining.assessments.services import answer_visit, save_answer
from retraining.common import clock
from retraining.common.access import Audience
from retraining.instruments import registry
from retraining.reporting.services import export
from retraining.trials.models import Participant
from retraining.trials.selectors import current_assignments, scope_for
from tests import cast
from tests.manage.pages import as_max, words
from tests.reporting.people import MADE, day, staff

pytestmark = pytest.mark.django_db
Rows = list[dict[str, str]]


def files(on: int) -> dict[str, Rows]:
    stella = staff("Stella", "statistician")
    scope = scope_for(current_assignments(stella, day(on).date()), Audience.STATISTICS)
    with (
        clock.at(day(on)),
        export(scope=scope, reason="Look", by=stella) as body,
        zipfile.ZipFile(body) as found,
    ):
        return {
            name: list(csv.DictReader(io.StringIO(found.read(name).decode())))
            for name in ("outcomes.csv", "answers.csv", "instruments.csv")
        }


def of(rows: Rows, **wanted: str) -> Rows:
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


@pytest.fixture
def ana() -> Participant:
    with clock.at(MADE):
        return cast.randomised("Ana")


def post(person: Participant, on: int, impact: int = 5) -> None:
    with clock.at(day(on)):
        given = cast.answers_for(person, "post", impact)
        answer_visit(participant=person, visit_key="post", answers=given, by=person.user)


def test_each_scale_of_a_visit_has_a_row_with_score_band_and_rule(ana: Participant) -> None:
    post(ana, 63)
    found = files(70)["outcomes.csv"]
    rows = of(found, visit="post", instrument="fiqr", rule="v1")
    scales = [scale.name for scale in registry.get("fiqr").scales]
    assert [row["scale"] for row in rows] == scales
    (total,) = of(rows, scale="total")
    del total["id"]
    assert total == {
        "visit": "post", "instrument": "fiqr", "occurrence": "1", "counts": "1", "state": "sent",
        "scale": "total", "score": "50.0", "status": "complete", "blank_items": "",
        "band": total["band"],
        "rule": "v1", "revision": "0", "newest": "1", "started_day": "63", "sent_day": "63",
        "late": "0", "mode": "own", "instrument_version": registry.get("fiqr").version,
    }  # fmt: skip
    assert total["band"] in {
        label for part in registry.get("fiqr").rules[0].scales if part.bands
        for label in part.bands.labels
    }  # fmt: skip
    (index,) = of(found, visit="post", instrument="eq-5d-5l", scale="index")
    assert index["rule"].endswith("/spain")


def test_a_score_that_is_prorated_or_invalid_has_the_reason_beside_it(ana: Participant) -> None:
    with clock.at(day(63)):
        given = cast.answers_for(ana, "post")
        given["hads"]["q1"] = None
        given["fiqr"] |= {"q3": None, "q21": None}
        answer_visit(participant=ana, visit_key="post", answers=given, by=ana.user)
    found = of(files(70)["outcomes.csv"], visit="post")
    (anxiety,) = of(found, instrument="hads", scale="anxiety")
    assert (anxiety["status"], anxiety["blank_items"]) == ("prorated", "q1")
    (total,) = of(found, instrument="fiqr", scale="total", rule="v1")
    assert (total["status"], total["score"]) == ("invalid", "")
    assert total["blank_items"] == "q3 q21"
    (depression,) = of(found, instrument="hads", scale="depression")
    assert (depression["status"], depression["blank_items"]) == ("complete", "")
    assert {row["blank_items"] for row in of(found, instrument="pgic")} == {""}
    page = words(as_max().get(f"/manage/people/{ana.code}/questionnaires/post/fiqr/"))
    assert "No score can be made of" in page
    assert "Without an answer: q3, q21." in page
    page = words(as_max().get(f"/manage/people/{ana.code}/questionnaires/post/hads/"))
    assert "follows from the other answers. Without an answer: q1." in page


def test_the_reason_is_that_of_the_answers_that_were_scored(ana: Participant) -> None:
    with clock.at(day(63)):
        given = cast.answers_for(ana, "post")
        given["fiqr"] |= {"q21": None}
        answer_visit(participant=ana, visit_key="post", answers=given, by=ana.user)
    with clock.at(day(64)):
        correcting.correct(
            response=Response.objects.get(visit="post", instrument="fiqr"), item="q21", value=5,
            reason="It stood on the paper form", by=cast.max_the_manager(),
        )  # fmt: skip
    rows = of(files(70)["outcomes.csv"], visit="post", scale="total", instrument="fiqr", rule="v1")
    assert [(row["revision"], row["status"], row["blank_items"]) for row in rows] == [
        ("0", "invalid", "q21"), ("1", "complete", ""),
    ]  # fmt: skip


def test_what_was_never_begun_or_never_sent_has_rows_without_a_score(ana: Participant) -> None:
    with clock.at(day(8)):
        save_answer(participant=ana, visit_key="week-1", item="pain", value=3, by=ana.user)
    found = files(22)
    begun = of(found["outcomes.csv"], visit="week-1")
    assert {row["state"] for row in begun} == {"begun"}
    assert len(begun) == len(registry.get("check-in").scales)
    missed = of(found["outcomes.csv"], visit="week-2")
    assert {(r["state"], r["score"], r["rule"], r["mode"]) for r in missed} == {
        ("missed", "", "", "")
    }
    assert of(found["outcomes.csv"], visit="post") == []  # its window has not closed
    (pain,) = of(found["answers.csv"], visit="week-1")
    assert (pain["item"], pain["value"], pain["state"]) == ("pain", "3", "begun")


def test_answers_after_the_marked_day_are_late(ana: Participant) -> None:
    post(ana, 80)
    rows = of(files(90)["outcomes.csv"], visit="post", state="sent")
    assert {row["late"] for row in rows} == {"1"}


def test_a_correction_is_a_revision_beside_and_one_answer(ana: Participant) -> None:
    post(ana, 63)
    with clock.at(day(64)):
        correcting.correct(
            response=Response.objects.get(participant=ana, visit="post", instrument="pgic"),
            item=registry.get("pgic").items[0].name,
            value=1,
            reason="Misread on the telephone",
            by=cast.max_the_manager(),
        )
    found = files(70)
    rows = of(found["outcomes.csv"], visit="post", instrument="pgic", rule="v1")
    assert [(row["revision"], row["newest"]) for row in rows] == [("0", "0"), ("1", "1")]
    assert rows[0]["score"] != rows[1]["score"]
    (answer,) = of(found["answers.csv"], visit="post", instrument="pgic")
    assert (answer["value"], answer["mode"], answer["corrected"]) == ("1", "staff", "1")
    assert answer["answered_day"] == "64"
    assert "Misread" not in str(found)


def test_an_answer_has_a_row_for_each_item_in_the_protocols_order(ana: Participant) -> None:
    post(ana, 63)
    rows = of(files(70)["answers.csv"], visit="post")
    visit = next(v for v in visits_of(ana) if v.key == "post")
    asked = [(part.instrument, item) for part in visit.parts for item in part.items]
    assert [(row["instrument"], row["item"]) for row in rows] == asked
    assert {(row["mode"], row["corrected"], row["counts"]) for row in rows} == {("own", "0", "1")}


def test_the_codebook_of_questionnaires_names_all_that_the_long_files_name(
    ana: Participant,
) -> None:
    post(ana, 63)
    found = files(70)
    named = {(r["instrument"], r["kind"], r["name"]) for r in found["instruments.csv"]}
    scales = {(r["instrument"], "scale", r["scale"]) for r in found["outcomes.csv"]}
    items = {(r["instrument"], "item", r["item"]) for r in found["answers.csv"]}
    assert scales | items <= named
    assert len(scales) > 20
    (pain,) = of(found["instruments.csv"], instrument="check-in", kind="item", name="pain")
    assert pain["words"].startswith("In the past 7 days, how strong was your pain")
    assert pain["values"].startswith("0 = No pain | 1 | 2")
    gated = [r for r in found["instruments.csv"] if not registry.get(r["instrument"]).text_shipped]
    assert gated
    assert {row["words"] for row in gated} == {""}
