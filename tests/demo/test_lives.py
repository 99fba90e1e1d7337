"""Simulated lives: the same in every seeding, and nothing in them comes from an arm."""

import ast
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retraining.assessments import protocol_section as assessments
from retraining.common.clock import from_wall, local
from retraining.demo.acts import Act, Frame
from retraining.demo.cohort import Manner, Someone, Stage, cohort
from retraining.demo.lives import life
from retraining.protocol.folder import read
from sessions import protocol_section as sessions
from tests.cast import CALM_ANSWERS

ROOT = Path(__file__).resolve().parents[2]
CONTENT = read(ROOT / "retraining/protocol/library/mair_fibromyalgia").content
ZONES = {"madrid": "Europe/Madrid", "leeds": "Europe/London"}
TODAY = date(2026, 6, 17)


def a_frame(today: date = TODAY) -> Frame:
    return Frame(
        today=today,
        sessions=sessions.read(CONTENT),
        visits=assessments.read(CONTENT),
        exclusions=("course", "new-treatment"),
        zones=ZONES,
    )


def named(name: str) -> Someone:
    return next(someone for someone in cohort() if someone.name == name)


def test_forty_one_randomised_people_over_two_sites_and_some_at_earlier_stages() -> None:
    stages = Counter(someone.stage for someone in cohort())
    sites = Counter(s.site for s in cohort() if s.stage is Stage.RANDOMISED)
    assert stages[Stage.RANDOMISED] == 41
    assert set(sites) == {"madrid", "leeds"}
    assert min(sites.values()) >= 15
    assert set(stages) == set(Stage)


def test_nobody_shares_an_address_or_a_number() -> None:
    people = cohort()
    assert len({someone.email for someone in people}) == len(people)
    assert len({someone.number for someone in people}) == len(people)
    assert all(someone.email.isascii() for someone in people)


@pytest.mark.parametrize("someone", cohort(), ids=lambda s: s.name)
def test_a_life_is_the_same_each_time(someone: Someone) -> None:
    first, second = life(someone, a_frame()), life(someone, a_frame())
    assert [(a.at, a.kind, a.detail) for a in first] == [(a.at, a.kind, a.detail) for a in second]
    assert first


def on_the_wall(act: Act, someone: Someone, today: date) -> tuple[int, str, str]:
    """Days before the base day, wall time and kind of an act."""
    wall = local(act.at, ZONES[someone.site])
    return (wall.date() - today).days, wall.strftime("%H:%M:%S"), act.kind


@given(shift=st.integers(min_value=-400, max_value=400))
def test_on_another_day_the_same_life_is_lived_then(shift: int) -> None:
    other = TODAY + timedelta(days=shift)
    for name in ("Ana Prieto", "Isabel Cano", "Ivy Naylor"):
        someone = named(name)
        here = [on_the_wall(act, someone, TODAY) for act in life(someone, a_frame())]
        there = [on_the_wall(act, someone, other) for act in life(someone, a_frame(other))]
        moved = {a for a in here if a[2] != "play"} ^ {a for a in there if a[2] != "play"}
        assert moved == set()  # a play's batch arrives after some minutes: a change of clocks shows
        assert len(here) == len(there)


@pytest.mark.parametrize("someone", cohort(), ids=lambda s: s.name)
def test_nothing_happens_on_the_base_day_or_before_people_are_invited(someone: Someone) -> None:
    acts = life(someone, a_frame())
    midnight = from_wall(TODAY, datetime(2026, 1, 1, tzinfo=UTC).time(), ZONES[someone.site])
    assert acts[0].kind == "invite"
    assert [act for act in acts if act.at >= midnight] == []
    assert acts == sorted(acts)


def answers_of(name: str) -> list[dict[str, int | None]]:
    """The four symptoms, each time they were asked; at the end only news is."""
    found = [a.detail["answers"] for a in life(named(name), a_frame()) if a.kind == "answer"]
    return [given["check-in"] for given in found if "pain" in given.get("check-in", ())]


def test_answers_are_numbers_from_0_to_10_and_the_first_ones_have_no_blank() -> None:
    for someone in cohort():
        given = answers_of(someone.name)
        values = [value for answers in given for value in answers.values()]
        assert all(value is None or 0 <= value <= 10 for value in values)
        if given:
            assert None not in given[0].values()


def mean(answers: dict[str, int | None]) -> float:
    """Of the four symptoms; the questions after them are not scored."""
    given = [answers[item] for item in CALM_ANSWERS]
    known = [value for value in given if value is not None]
    return sum(known) / len(known)


def test_two_people_get_clearly_worse_and_most_do_not() -> None:
    rises = {}
    for someone in cohort():
        given = answers_of(someone.name)
        if len(given) > 2:
            rises[someone.name] = mean(given[-1]) - mean(given[0])
    worse = {s.name for s in cohort() if s.manner is Manner.WORSE}
    assert worse <= {name for name, rise in rises.items() if rise >= 2}
    assert sum(rise >= 2 for rise in rises.values()) <= 3
    assert len(rises) > 20


def test_the_quiet_ones_were_last_heard_ten_days_ago() -> None:
    for someone in cohort():
        if someone.manner is Manner.QUIET:
            last = max(life(someone, a_frame()))
            assert last.kind == "play"
            assert local(last.at, ZONES[someone.site]).date() == TODAY - timedelta(days=10)


def test_hard_days_and_missed_check_ins_can_be_seen() -> None:
    short = Counter(
        someone.manner
        for someone in cohort()
        for act in life(someone, a_frame())
        if act.detail.get("piece") == "short"
    )
    assert short[Manner.HARD_DAYS] >= 10
    asked = len(answers_of("Elena Castaño")) - 1
    assert asked < 8  # sixty days after the start eight check-ins have opened


def imports(path: Path) -> Iterator[str]:
    """Everything that a module imports, as dotted names."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nothing_of_the_demo_reads_an_arm() -> None:
    files = sorted((ROOT / "retraining/demo").rglob("*.py"))
    assert len(files) > 15
    reads = {f.name: [n for n in imports(f) if "delivery" in n or n.endswith("Allocation")]
             for f in files}  # fmt: skip
    assert {name: found for name, found in reads.items() if found} == {}


def test_the_guard_sees_who_reads_an_arm() -> None:
    assert "retraining.randomisation.delivery" in set(imports(ROOT / "sessions/content.py"))
