"""The safety questions once more at the outcome visits, so that nothing falls between."""

import re
import tomllib
from pathlib import Path

import pytest
from django.urls import reverse

from retraining.assessments import protocol_section
from retraining.assessments.models import Response, Score
from retraining.assessments.services import answer_all
from retraining.safety.models import Alert, Report
from tests.portal_my.days import browser_of, on_day, send_questions, starting, words
from tests.safety.people import covered

LIBRARY = Path(__file__).resolve().parents[2] / "retraining/protocol/library/mair_fibromyalgia"
PAGE = ("post", "check-in", "upset")


@pytest.mark.django_db
def test_at_the_end_they_look_back_to_the_last_weekly_questions_and_raise_alerts() -> None:
    covered()
    ana = starting()
    with on_day(7):
        send_questions(ana, 1)  # Sunday 6 December
    with on_day(63):
        said = words(browser_of(ana).get(reverse("visit_part_item", args=PAGE)))
        assert "Since Sunday 6 December, has anything about taking part" in said
        answer_all(
            participant=ana, visit_key="post", part="check-in",
            answers={"new_problem": 1, "upset": 2}, by=ana.user,
        )  # fmt: skip
    assert Alert.objects.get().occasion == "post:1:check-in.upset"
    assert set(Report.objects.values_list("kind", flat=True)) == {"health", "taking-part"}


@pytest.mark.django_db
def test_a_scale_of_which_nothing_was_asked_has_no_score_not_a_missing_one() -> None:
    ana = starting()
    with on_day(63):
        answer_all(
            participant=ana, visit_key="post", part="check-in",
            answers={"new_problem": 0, "upset": 0}, by=ana.user,
        )  # fmt: skip
    sent = Response.objects.get(visit="post", instrument="check-in")
    assert sent.submission
    assert not Score.objects.filter(response=sent).exists()


def test_the_optional_visit_is_off_and_would_be_whole() -> None:
    text = (LIBRARY / "protocol.toml").read_text("utf-8")
    visits = protocol_section.read(tomllib.loads(text))
    assert "later" not in {visit.key for visit in visits}
    block = text.split("# Optional: day 245")[1].split("# What raters")[0]
    on = "\n".join(re.sub(r"^# ?", "", line) for line in block.splitlines()[2:])
    whole = tomllib.loads(text.replace(block, f"\n{on}\n"))
    assert protocol_section.problems(whole) == []
    later = next(v for v in protocol_section.read(whole) if v.key == "later")
    assert (later.opens_day, later.closes_day - 1) == (238, 273)
    assert later.instruments == ("fiqr", "eq-5d-5l", "eq-vas", "pgic")
