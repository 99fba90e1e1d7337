"""The rule of Today for any plan, any listening and any day; no database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from retraining.assessments.protocol_section import Part, Visit
from retraining.assessments.selectors import VisitState
from retraining.assessments.windows import Window
from retraining.portal.today import Stage, Today, shape
from sessions.models import ListeningRecord, PlanItem
from sessions.openings import Pause
from sessions.selectors import ItemState, Week

START = date(2026, 11, 30)
PIECES = (
    ("core", 1, 25),
    ("practice", 1, 10),
    ("practice", 2, 10),
    ("short", 1, 6),
    ("reading", 1, 4),
)
WANTED_DAYS = 5


@dataclass(frozen=True)
class Life:
    """Day 1 to 70, what is finished in the current week, and how many questionnaires are open."""

    day: int
    done: frozenset[int]  # places in PIECES
    core_today: bool
    earlier_days: int
    open_visits: int


LIVES = st.builds(
    Life,
    day=st.integers(-3, 70),
    done=st.frozensets(st.integers(0, len(PIECES) - 1)),
    core_today=st.booleans(),
    earlier_days=st.integers(0, 6),
    open_visits=st.integers(0, 2),
)


def noon(day: int) -> datetime:
    return datetime.combine(START + timedelta(days=day - 1), time(12), tzinfo=UTC)


def state(life: Life, week: int, place: int) -> ItemState:
    kind, number, minutes = PIECES[place]
    current = (life.day - 1) // 7 + 1 == week
    done = current and place in life.done
    record = ListeningRecord(
        completed_days=[f"2026-01-0{n + 1}" for n in range(life.earlier_days)]
        if current and kind == "practice"
        else [],
        last_at=noon(life.day) if done and life.core_today else None,
    )
    item = PlanItem(
        pk=week * 10 + place, week=week, kind=kind, number=number, minutes=minutes,
    )  # fmt: skip
    item.opens_at = noon(7 * (week - 1) + 1) - timedelta(hours=8)
    return ItemState(item, item.opens_at <= noon(life.day), done, 0, record)


def plan(life: Life) -> list[Week]:
    weeks = []
    for number in range(1, 9):
        states = tuple(state(life, number, place) for place in range(len(PIECES)))
        first = START + timedelta(weeks=number - 1)
        days = len({d for s in states if s.record for d in s.record.completed_days})
        weeks.append(Week(number, first, states[0].open, states, days))
    return weeks


def visits(life: Life) -> list[VisitState]:
    def one(number: int) -> VisitState:
        parts = (Part("check-in", ("pain",)),)
        visit = Visit(f"v{number}", f"Questions {number}", "start", 1, 2, time(6), parts)
        window = Window(noon(life.day) - timedelta(days=1), noon(life.day + 9 - number))
        return VisitState(visit, window, False, False, False, True)

    return [one(number) for number in range(life.open_visits)]


def today(life: Life, pause: Pause | None = None) -> Today:
    return shape(
        weeks=plan(life),
        visits=visits(life),
        practice_days=WANTED_DAYS,
        day=START + timedelta(days=life.day - 1),
        zone="UTC",
        pause=pause,
    )


def finished_today(life: Life) -> set[str]:
    kinds = {PIECES[place][0] for place in life.done} - {"reading"}
    return kinds if life.core_today else kinds - {"core"}


@given(LIVES)
def test_open_questions_come_first_except_after_the_short_session(life: Life) -> None:
    shown = today(life)
    in_weeks = 1 <= life.day <= 56
    wanted = life.open_visits > 0 and not (in_weeks and "short" in finished_today(life))
    assert (shown.now is not None and shown.now.kind == "questions") == wanted
    if wanted and shown.now is not None:  # the one that closes first
        assert shown.now.url.endswith(f"/v{life.open_visits - 1}/")


@given(LIVES)
def test_whatever_was_finished_today_is_enough(life: Life) -> None:
    shown = today(life)
    if 1 <= life.day <= 56 and finished_today(life):
        assert shown.now is None or shown.now.kind == "questions"
        assert shown.stage == Stage.ENOUGH or life.open_visits


@given(LIVES)
def test_the_main_session_comes_before_a_practice(life: Life) -> None:
    shown = today(life)
    if not 1 <= life.day <= 56 or life.open_visits or finished_today(life):
        return
    if 0 not in life.done:
        assert shown.now is not None
        assert shown.now.kind == "core"
    elif life.earlier_days < WANTED_DAYS:
        assert shown.now is not None
        assert [t.label for t in shown.choices] == ["Practice A", "Practice B"]
        assert shown.choices_title.endswith(", practice")
        assert [t.label for t in shown.others] == ["Something to read"]
    else:
        assert (shown.now, shown.stage, shown.week_done) == (None, Stage.ENOUGH, True)


@given(LIVES)
def test_only_the_current_week_is_offered_and_the_short_way_is_there(life: Life) -> None:
    shown = today(life)
    week = (life.day - 1) // 7 + 1
    offered = [t for t in (shown.now, shown.hard_day, *shown.others) if t and t.kind != "questions"]
    if 1 <= life.day <= 56:
        assert all(f"/plan/{week}" in thing.url for thing in offered)
        assert (shown.hard_day is None) == ("short" in finished_today(life))
        assert any(thing.kind == "reading" for thing in offered)
    else:
        assert offered == []


@given(LIVES)
def test_before_and_after_the_weeks_nothing_of_them_is_asked(life: Life) -> None:
    shown = today(life)
    if life.day < 1:
        assert (shown.stage, shown.start) == (Stage.BEFORE_START, START)
    elif life.day > 56:
        assert shown.stage == Stage.ENDED
    else:
        assert shown.stage in (Stage.RUNNING, Stage.ENOUGH)


@given(LIVES)
def test_nothing_is_offered_twice(life: Life) -> None:
    shown = today(life)
    urls = [t.url for t in (shown.now, shown.hard_day, *shown.others) if t]
    assert len(urls) == len(set(urls))


@given(LIVES)
def test_in_a_pause_only_questions_are_named_and_everything_stays_open(life: Life) -> None:
    day = START + timedelta(days=life.day - 1)
    pause = Pause(noon(life.day), day, day + timedelta(days=3), "UTC")
    shown = today(life, pause)
    if not 1 <= life.day <= 56:
        assert shown.pause_until is None
        return
    assert (shown.stage, shown.pause_until) == (Stage.PAUSED, pause.until)
    assert (shown.now is not None) == (life.open_visits > 0)
    assert shown.now is None or shown.now.kind == "questions"
    assert len(shown.others) == len(PIECES) - len(life.done)


@given(LIVES)
def test_the_tally_counts_what_is_there(life: Life) -> None:
    tally = today(life).tally
    if not 1 <= life.day <= 56:
        assert tally is None
        return
    assert tally is not None
    assert tally.of == 1 + WANTED_DAYS
    assert tally.done == (0 in life.done) + min(life.earlier_days, WANTED_DAYS)
