"""The protocol's section, and what a site lacks before it may raise alerts."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from retraining.protocol.going_live import what_is_missing
from retraining.safety import protocol_section
from retraining.safety.models import SiteCover
from retraining.safety.rules import Signal, Source, fired
from retraining.safety.selectors.cover import cover_gaps, crisis_lines
from retraining.trials.errors import Refused
from retraining.trials.models import Site
from tests.cast import joined, the_site, the_trial
from tests.databases import LIBRARY
from tests.safety.people import covered


def shipped() -> dict[str, Any]:
    return tomllib.loads((LIBRARY / "protocol.toml").read_text("utf-8"))


def test_the_shipped_rules_hold_no_mistake_and_no_question_about_suicide() -> None:
    content = shipped()
    assert protocol_section.problems(content) == []
    assert protocol_section.asks_about_suicide(content) == []
    rules = {rule.key: rule for rule in protocol_section.read(content).alerts}
    assert {"call-wanted", "upset", "hospital", "life-threatening", "pain-rise"} <= set(rules)
    assert [e.to for e in protocol_section.read(content).escalation] == [
        "deputy",
        "lead",
        "sponsor",
    ]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"when": "dream"}, "when is one of"),
        ({"colour": "pink"}, "colour is one of"),
        ({"at_least": 2}, "not both"),
        ({"item": "check-in.joy"}, "has no item 'joy'"),
        ({"item": "mood-ring.upset"}, "no instrument 'mood-ring'"),
        ({"when": "score"}, "has no scale 'upset'"),
        ({"contact_working_days": None}, "needs a clock"),
        ({"says": ""}, "says missing"),
    ],
)
def test_a_mistake_in_a_rule_is_named(change: dict[str, Any], why: str) -> None:
    content = shipped()
    entry = next(a for a in content["safety"]["alerts"] if a["key"] == "upset")
    entry.update(change)
    for key in [k for k, v in entry.items() if v is None]:
        del entry[key]
    assert any(why in sentence for _key, sentence in protocol_section.problems(content))


def test_expected_alerts_follow_the_target_size() -> None:
    content = shipped()
    content["approval"]["target_size"] = 60
    # 4 + 6 + 1 + 0.2 + 2 + 2 in a hundred people
    assert "about 9.1 alerts a month with 60 people" in protocol_section.hints(content)[0]


@pytest.mark.django_db
def test_freeze_refuses_each_site_until_all_is_named() -> None:
    content = the_trial().versions.get().content
    assert len(cover_gaps(the_trial(), content)) == 2
    covered()
    covered("leeds", country="GB")
    assert cover_gaps(the_trial(), content) == []
    covered("leeds", country="GB", tested_on=None)
    assert cover_gaps(the_trial(), content) == ["Leeds: the telephone for alerts was not tested"]
    assert "Leeds: the telephone for alerts was not tested" in what_is_missing(the_trial())
    covered("leeds", country="FR")
    (gap,) = cover_gaps(the_trial(), content)
    assert gap == "Leeds: the protocol has no crisis text for FR"
    Site.objects.filter(slug="leeds").update(crisis_text=" ", is_open=True)
    covered("leeds", country="GB")
    assert cover_gaps(the_trial(), content) == ["Leeds: no help in a crisis"]
    Site.objects.filter(slug="leeds").update(is_open=False)
    assert cover_gaps(the_trial(), content) == []


@pytest.mark.django_db
def test_a_question_about_suicide_needs_cover_even_without_a_rule() -> None:
    content = {"visits": [{"key": "post", "instrument": "phq-9", "items": ["q1", "q9"]}]}
    assert protocol_section.asks_about_suicide(content) == ["post"]
    assert len(cover_gaps(the_trial(), content)) == 3  # two sites, and no escalation
    content["visits"][0]["items"] = ["q1"]
    assert cover_gaps(the_trial(), content) == []


@pytest.mark.django_db
def test_a_test_call_lies_in_the_past_and_owner_and_deputy_are_two() -> None:
    with pytest.raises(Refused, match="future"):
        covered(tested_on=date(2999, 1, 1))
    assert not SiteCover.objects.exists()


@pytest.mark.django_db
def test_crisis_lines_are_of_the_country_and_of_the_site() -> None:
    ana = joined("Ana")
    assert crisis_lines(ana) == ["In an emergency ring 112."]
    covered()
    lines = crisis_lines(ana)
    assert len(lines) == 2
    assert "ring 024" in lines[0]
    assert the_site("madrid").crisis_text == lines[1]


PHQ_9 = Path(__file__).resolve().parents[2] / "docs/safety/phq_9.toml"


@pytest.mark.parametrize(
    ("item", "value", "colours"),
    [("q9", 0, []), ("q9", 1, ["amber"]), ("q9", 2, ["red"]), ("q9", 3, ["red"]), ("q8", 3, [])],
)
def test_the_optional_rules_of_the_phq_9(item: str, value: int, colours: list[str]) -> None:
    text = (LIBRARY / "protocol.toml").read_text("utf-8") + PHQ_9.read_text("utf-8")
    content = tomllib.loads(text)
    assert protocol_section.problems(content) == []
    rules = protocol_section.read(content).alerts
    said = Signal(Source.ANSWER, f"phq-9.{item}", value)
    assert [rule.colour for rule in fired(rules, said)] == colours


@pytest.mark.parametrize(
    ("item", "score", "keys"),
    [
        ("hads.depression", 14.9, []),
        ("hads.depression", 15.0, ["low-mood"]),
        ("hads.anxiety", 21.0, []),
        ("phq-8.total", 19.0, []),
        ("phq-8.total", 20.0, ["low-mood-phq"]),
    ],
)
def test_the_borders_of_low_mood(item: str, score: float, keys: list[str]) -> None:
    rules = protocol_section.read(shipped()).alerts
    assert [rule.key for rule in fired(rules, Signal(Source.SCORE, item, score))] == keys
