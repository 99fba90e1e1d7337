"""Alert rules that would crash or never fire are findings of `protocol check`, each by its line."""

import shutil
import tomllib
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from retraining.assessments import section_checks as visits
from retraining.protocol import going_live
from retraining.safety import protocol_section
from tests.cast import the_trial
from tests.databases import LIBRARY, ROOT

PHQ_9 = ROOT / "docs/safety/phq_9.toml"


def shipped(more: str = "") -> dict[str, Any]:
    return tomllib.loads((LIBRARY / "protocol.toml").read_text("utf-8") + more)


def sentences(found: Iterable[tuple[str, str]]) -> list[str]:
    return [sentence for _key, sentence in found]


@pytest.mark.parametrize(
    ("alert", "change", "sentence"),
    [
        ("upset", {"contact_working_days": "x"}, "contact_working_days is a whole number"),
        ("upset", {"contact_working_days": -1}, "contact_working_days is a whole number"),
        ("upset", {"contact_working_days": 1.5}, "contact_working_days is a whole number"),
        ("hospital", {"acknowledge_cover_hours": -4}, "acknowledge_cover_hours is a number"),
        ("hospital", {"acknowledge_cover_hours": float("nan")}, "acknowledge_cover_hours is"),
        ("hospital", {"opens_event": "yes"}, "opens_event is true or false"),
        ("upset", {"expected_per_100_a_month": "many"}, "expected_per_100_a_month is a number"),
        ("upset", {"says": 3}, "says missing"),
        ("upset", {"one_of": [9]}, "check-in.upset has no answer 9"),
        ("upset", {"one_of": [True]}, "check-in.upset has no answer True"),
        ("upset", {"one_of": []}, "one_of is a list of answers"),
        ("upset", {"one_of": "2"}, "one_of is a list of answers"),
        ("pain-rise", {"along_with": "nonsense"}, "along_with is an item of check-in"),
        ("pain-rise", {"at_least": 11}, "a rise of check-in.pain lies from 1 to 10"),
        ("pain-rise", {"at_least": "3"}, "at_least is a number"),
        ("low-mood", {"at_least": 150}, "hads.depression lies from 0 to 21"),
        ("low-mood", {"along_with": "q1"}, "along_with is an item of hads"),
        ("worse-at-post", {"at_least": -1}, "a change of fiqr.total lies from 0.1"),
        ("worse-at-post", {"visits": ["pots"]}, "there is no visit 'pots'"),
        ("worse-at-post", {"visits": ["week-3"]}, "visit week-3 does not ask fiqr"),
        ("worse-at-post", {"visits": "post"}, "visits is a list of visits"),
        ("hospital", {"item": "carre"}, "item is one of began, activities, over, care"),
        ("hospital", {"one_of": ["hospitals"]}, "care has no answer 'hospitals'"),
        ("hospital", {"visits": ["post"]}, "visits is for questionnaires"),
        ("call-wanted", {"item": "cal"}, "item is one of call"),
        ("call-wanted", {"one_of": ["bored"]}, "call has no answer 'bored'"),
    ],
)  # fmt: skip
def test_a_rule_that_crashes_or_never_fires(
    alert: str, change: dict[str, Any], sentence: str
) -> None:
    content = shipped()
    next(a for a in content["safety"]["alerts"] if a["key"] == alert).update(change)
    (found,) = sentences(protocol_section.problems(content))
    assert found.startswith(f"alert {alert}: {sentence}")


@pytest.mark.parametrize(
    ("part", "value", "sentence"),
    [
        ("escalate", [{"to": "deputy", "cover_hours": -4}], "cover_hours is a number from 0"),
        ("escalate", [{"to": "deputy", "working_days": 0.5}], "working_days is a whole number"),
        ("escalate", [{"to": "owner", "cover_hours": 4}], "to is one of deputy, lead, sponsor"),
        ("serious_events", {"to_lead_hours": "soon"}, "to_lead_hours is a whole number"),
        ("serious_events", {"to_ethics_days": {"GB": 0}}, "to_ethics_days are whole numbers"),
        ("could_not_reach", "Try again", "could_not_reach is a list of sentences"),
        ("telephone_script", 3, "telephone_script is a text"),
        ("expected_events", {"flare": ""}, "each of [safety.expected_events] has words"),
    ],
)
def test_the_rest_of_the_section(part: str, value: object, sentence: str) -> None:
    content = shipped()
    content["safety"][part] = value
    (found,) = sentences(protocol_section.problems(content))
    assert sentence in found


@pytest.mark.parametrize(
    ("visit", "change", "sentence"),
    [
        ("week-{n}", {"repeat": "x"}, "repeat is a whole number from 1"),
        ("week-{n}", {"repeat": -1}, "repeat is a whole number from 1"),
        ("week-{n}", {"key": "week"}, "its key needs {n}"),
        ("week-{n}", {"every_days": 0}, "every_days is a whole number from 1"),
        ("week-{n}", {"every_days": "7"}, "every_days is a whole number from 1"),
        ("post", {"flag_after_day": "x"}, "flag_after_day is a whole number from opens_day"),
        ("post", {"flag_after_day": 90}, "flag_after_day is a whole number from opens_day"),
    ],
)
def test_numbers_of_a_visit(visit: str, change: dict[str, Any], sentence: str) -> None:
    content = shipped()
    next(v for v in content["visits"] if v["key"] == visit).update(change)
    (found,) = sentences(visits.problems(content))
    assert sentence in found


SUICIDE = '\n[[visits]]\nkey = "mood"\ntitle = "Mood"\nanchor = "start"\nopens_day = 7\n' \
    'closes_day = 14\nat = "06:00"\ninstrument = "phq-9"\nitems = ["q1", "q9"]\n'  # fmt: skip


@pytest.mark.parametrize(
    ("drop", "lost"),
    [
        ((), None),
        (("some",), "phq-9.q9 = 1;"),
        (("often",), "phq-9.q9 = 2, 3;"),
        (("some", "often"), "phq-9.q9 = 1, 2, 3;"),
    ],
)
def test_a_question_about_suicide_that_no_rule_hears(
    drop: tuple[str, ...], lost: str | None
) -> None:
    content = shipped(PHQ_9.read_text("utf-8") + SUICIDE)
    gone = {f"phq-9-item-9-{name}" for name in drop}
    rules = content["safety"]["alerts"]
    content["safety"]["alerts"] = [rule for rule in rules if rule["key"] not in gone]
    found = sentences(protocol_section.problems(content))
    assert len(found) == (0 if lost is None else 1)
    assert lost is None or (found[0].startswith("visit mood: ") and lost in found[0])


@pytest.mark.parametrize("change", [{"colour": "listed"}, {"visits": ["post"]}])
def test_a_rule_without_a_clock_or_for_another_visit_does_not_hear_it(change: dict) -> None:
    content = shipped(PHQ_9.read_text("utf-8") + SUICIDE)
    post = next(v for v in content["visits"] if v["key"] == "post")
    post["parts"].append({"instrument": "phq-9"})
    often = next(a for a in content["safety"]["alerts"] if a["key"] == "phq-9-item-9-often")
    often.update(change)
    found = sentences(protocol_section.problems(content))
    assert any("visit mood: no red or amber alert hears phq-9.q9 = 2, 3" in one for one in found)


def test_check_names_it_with_its_line(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(LIBRARY, tmp_path / "careless"))
    text = (folder / "protocol.toml").read_text("utf-8")
    (folder / "protocol.toml").write_text(text + SUICIDE, "utf-8")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("protocol", "check", str(folder), stdout=out)
    assert "hears phq-9.q9 = 1, 2, 3" in out.getvalue()


@pytest.mark.django_db
def test_freeze_refuses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    files = going_live.unpack

    def with_the_question(archive: bytes) -> dict[str, bytes]:
        found = dict(files(archive))
        return found | {"protocol.toml": found["protocol.toml"] + SUICIDE.encode()}

    monkeypatch.setattr(going_live, "unpack", with_the_question)
    with pytest.raises(going_live.NotReady) as refused:
        going_live.freeze(trial=the_trial(), by=None)
    assert any("hears phq-9.q9 = 1, 2, 3" in one for one in refused.value.missing)


def test_only_questionnaires_that_are_asked_give_expected_alerts() -> None:
    content = shipped(PHQ_9.read_text("utf-8"))
    content["approval"]["target_size"] = 100
    said = "\n".join(protocol_section.hints(content))
    assert "about 15.2 alerts a month" in said  # 4 + 6 + 1 + 0.2 + 2 + 2
    assert "(HADS)" in said
    assert "PHQ" not in said
    for visit in content["visits"]:
        for part in visit.get("parts", []):
            if part["instrument"] == "hads":
                part["instrument"] = "phq-9"
    said = "\n".join(protocol_section.hints(content))
    assert "(HADS)" not in said
    assert "about 47.2 alerts a month" in said  # 4 + 6 + 1 + 0.2 + 2, and 20 + 12 + 2 of the PHQ-9
