"""Listening records worked out by hand, on a piece of 1,200 s unless a test says otherwise."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from sessions.listening_rules import RULES
from sessions.progress import UnknownRule, fold, parse_event, resume_position

NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
PHONE = UUID(int=1)
TABLET = UUID(int=2)


class Log:
    """Writes events of one attempt, numbered, each with its own id."""

    def __init__(self, attempt=PHONE, start=NINE):
        self.attempt = attempt
        self.clock = start
        self.events = []

    def add(self, kind, after_s=0.0, **fields):
        self.clock += timedelta(seconds=after_s)
        number = len(self.events) + 1
        raw = {
            "id": str(UUID(int=self.attempt.int * 1000 + number)),
            "attempt": str(self.attempt),
            "seq": number,
            "type": kind,
            "wall": self.clock.isoformat(),
        }
        self.events.append(parse_event(raw | fields, number))
        return self

    def play(self, start, end, *, mono_s=None, rate=1.0):
        ran = (end - start) / rate if mono_s is None else mono_s
        fields = {"from": start, "to": end, "mono_ms": ran * 1000, "rate": rate}
        return self.add("segment", after_s=max(0, ran), **fields)

    def seek(self, start, end):
        return self.add("seek", **{"from": start, "to": end})


def record(*logs, duration_s=1200, **options):
    return fold([event for log in logs for event in log.events], duration_s=duration_s, **options)


def test_heard_from_beginning_to_end():
    log = Log().add("started").play(0, 600).play(600, 1200).add("ended")
    got = record(log, last_chapter_s=1100)
    assert (got.coverage_s, got.play_s, got.dwell_s) == (1200.0, 1200.0, 1200.0)
    assert (got.reheard_s, got.skipped_s) == (0.0, 0.0)
    assert got.completed is True
    assert got.rule == "v1"
    assert got.flags == ()


def test_nothing_sent_is_nothing_heard():
    got = record()
    assert (got.coverage_s, got.play_s, got.dwell_s, got.completed, got.flags) == (
        0,
        0,
        0,
        False,
        (),
    )


def test_a_jump_to_the_end_does_not_complete():
    # 10 s heard, 1,180 s jumped over, 10 s heard.
    log = Log().play(0, 10).seek(10, 1190).play(1190, 1200).add("ended")
    got = record(log, last_chapter_s=1100)
    assert (got.coverage_s, got.skipped_s, got.completed) == (20.0, 1180.0, False)


@pytest.mark.parametrize(
    ("heard_to", "completed"), [(960, True), (959.999, False)], ids=["80 %", "just under"]
)
def test_exactly_four_fifths_is_enough(heard_to, completed):
    assert record(Log().play(0, heard_to).add("stopped")).completed is completed


@pytest.mark.parametrize(
    ("start", "skipped_s", "completed"),
    [(1080, 120.0, True), (1080.001, 120.001, False)],
    ids=["10 %", "just over"],
)
def test_at_most_a_tenth_may_be_skipped(start, skipped_s, completed):
    got = record(Log().play(0, 960).seek(960, start).play(start, 1200))
    assert (got.skipped_s, got.completed) == (skipped_s, completed)


def test_the_last_chapter_has_to_be_reached():
    log = Log().play(0, 1000).add("stopped")
    assert record(log, last_chapter_s=1000).completed is True
    assert record(log, last_chapter_s=1001).completed is False
    assert record(log).completed is True


def test_a_seek_into_the_last_chapter_does_not_reach_it():
    log = Log().play(0, 1000).seek(1000, 1050).add("stopped")
    assert record(log, last_chapter_s=1050).completed is False


def test_hearing_a_part_again_is_told_apart():
    # 0-300, back to 100, 100-400: 400 s of media, 600 s of play, 200 s again.
    log = Log().play(0, 300).seek(300, 100).play(100, 400).add("stopped")
    got = record(log)
    assert (got.coverage_s, got.play_s, got.reheard_s, got.skipped_s) == (400.0, 600.0, 200.0, 0.0)


def test_faster_playing_covers_more_media_in_less_time():
    got = record(Log().play(0, 15, rate=1.25).add("stopped"))
    assert (got.coverage_s, got.play_s, got.reheard_s, got.flags) == (15.0, 12.0, 0.0, ())


def test_what_is_heard_later_is_no_longer_skipped():
    # The jump passes over 100-500; 200-300 is heard on the way back.
    log = Log().play(0, 100).seek(100, 500).play(500, 600).seek(600, 200).play(200, 300)
    got = record(log)
    assert (got.coverage_s, got.skipped_s) == (300.0, 300.0)


def test_a_chain_of_seeks_counts_each_place_once():
    # 10 -> 100, 100 -> 50, 50 -> 200: passed over is 10-200, of which nothing is heard.
    log = Log().play(0, 10).seek(10, 100).seek(100, 50).seek(50, 200).play(200, 210)
    assert record(log).skipped_s == 190.0


def test_a_segment_counts_only_as_far_as_its_clock_allows():
    # 10 s on the clock allow 10 x 1 + 2 = 12 s of media from 100.
    got = record(Log().play(100, 1200, mono_s=10).add("ended"), last_chapter_s=1100)
    assert (got.coverage_s, got.play_s, got.reheard_s) == (12.0, 10.0, 0.0)
    assert got.flags == ("implausible",)
    assert got.completed is False


def test_two_seconds_beyond_the_clock_are_plausible():
    assert record(Log().play(0, 12, mono_s=10).add("ended")).flags == ()
    assert record(Log().play(0, 12.001, mono_s=10).add("ended")).flags == ("implausible",)


@pytest.mark.parametrize(
    ("fields", "coverage_s"),
    [
        ({"from": 20, "to": 10, "mono_ms": 10000, "rate": 1}, 0.0),
        ({"from": -5, "to": 10, "mono_ms": 15000, "rate": 1}, 10.0),
        ({"from": 1195, "to": 1300, "mono_ms": 105000, "rate": 1}, 5.0),
        ({"from": 1300, "to": 1310, "mono_ms": 10000, "rate": 1}, 0.0),
        ({"from": 0, "to": 10, "mono_ms": -10000, "rate": 1}, 2.0),
        ({"from": 0, "to": 10, "mono_ms": 10000, "rate": 0}, 2.0),
        ({"from": 0, "to": 10, "mono_ms": 10000, "rate": -1}, 2.0),
    ],
    ids=["backwards", "before 0", "over the end", "beyond", "mono < 0", "rate 0", "rate < 0"],
)
def test_what_cannot_be_is_kept_and_flagged(fields, coverage_s):
    got = record(Log().add("segment", **fields).add("ended"))
    assert got.coverage_s == coverage_s
    assert got.flags == ("implausible",)
    assert got.play_s == max(0, fields["mono_ms"]) / 1000


def test_the_last_frame_may_run_over_the_stated_length():
    got = record(Log().play(1190, 1200.05).add("ended"))
    assert (got.coverage_s, got.flags) == (10.0, ())


def test_an_event_sent_twice_counts_once():
    log = Log().play(0, 60).add("ended")
    log.events *= 3
    got = record(log)
    assert (got.coverage_s, got.play_s, got.reheard_s, got.flags) == (60.0, 60.0, 0.0, ())


def test_one_id_with_two_contents_counts_the_lesser_and_is_flagged():
    small, large = Log().play(0, 30).add("ended"), Log().play(0, 60)
    for logs in ((small, large), (large, small)):
        got = record(*logs)
        assert (got.coverage_s, got.play_s, got.flags) == (30.0, 30.0, ("implausible",))


def test_two_devices_at_once_do_not_double_the_dwell():
    # Phone 9:00-9:10, tablet 9:05-9:15: together 9:00-9:15.
    phone = Log().add("started").play(0, 600).add("closed")
    tablet = Log(TABLET, NINE + timedelta(minutes=5)).add("started").play(0, 600).add("closed")
    got = record(phone, tablet)
    assert (got.dwell_s, got.coverage_s, got.play_s) == (900.0, 600.0, 1200.0)
    assert (got.reheard_s, got.flags) == (600.0, ("overlap",))


def test_the_night_between_two_sittings_is_no_dwell():
    first = Log().add("started").play(0, 600).add("closed")
    second = Log(TABLET, NINE + timedelta(days=1)).add("started").play(600, 1200).add("ended")
    got = record(first, second, last_chapter_s=1100)
    assert (got.dwell_s, got.coverage_s, got.completed, got.flags) == (1200.0, 1200.0, True, ())


def test_a_clock_set_back_a_day_changes_no_dose():
    log = Log().add("started").play(0, 600)
    log.clock -= timedelta(days=1)
    log.add("visible").play(600, 1200).add("ended")
    got = record(log)
    assert (got.coverage_s, got.play_s, got.completed) == (1200.0, 1200.0, True)
    assert got.dwell_s == 1200.0
    assert got.flags == ("clock-back",)


def test_dwell_never_exceeds_the_span_of_the_clock():
    # A player that numbers both sittings from 1 under one attempt: 9:00-9:10 on two days.
    first = Log().add("started").play(0, 600)
    second = Log(start=NINE + timedelta(days=1)).add("started", id=str(UUID(int=77)))
    second.add("visible", after_s=600)
    assert record(first, second).dwell_s == 86_400.0 + 600.0


def test_an_attempt_without_an_end_is_flagged():
    assert record(Log().add("started").play(0, 15)).flags == ("no-end",)
    for kind in ("stopped", "ended", "closed"):
        assert record(Log().play(0, 15).add(kind)).flags == ()


def test_unknown_types_change_nothing():
    plain = Log().play(0, 60).add("closed")
    with_news = Log().play(0, 60).add("closed").add("presence_ok", after_s=3600, mood=3)
    assert record(plain) == record(with_news)


def test_attempts_without_a_number_are_one():
    event = {"id": str(UUID(int=5)), "seq": 1, "type": "started", "wall": "2026-01-05T09:00:00Z"}
    assert parse_event(event, 1).attempt == UUID(int=0)


@pytest.mark.parametrize("duration_s", [0, -1, float("nan"), float("inf"), 1e-9])
def test_a_duration_that_cannot_be_is_refused(duration_s):
    with pytest.raises(ValueError, match="duration"):
        fold([], duration_s=duration_s)


@pytest.mark.parametrize("last_chapter_s", [-1, 1201, float("nan")])
def test_a_chapter_outside_the_media_is_refused(last_chapter_s):
    with pytest.raises(ValueError, match="chapter"):
        fold([], duration_s=1200, last_chapter_s=last_chapter_s)


def test_an_unknown_rule_names_those_that_exist():
    with pytest.raises(UnknownRule, match="v1"):
        fold([], duration_s=1200, rule="v9")
    assert all(version == rule.version for version, rule in RULES.items())


STARTS = [0.0, 300.0, 585.0, 595.0, 900.0]


def resume(*logs):
    events = [event for log in logs for event in log.events]
    return resume_position(events, duration_s=1200, starts=STARTS)


def test_resume_goes_back_ten_seconds_and_to_the_start_of_a_sentence():
    assert resume(Log().play(0, 600)) == 585.0  # 590 lies in the sentence that begins at 585
    assert resume(Log().play(0, 605)) == 595.0  # 595 is a start itself
    assert resume(Log().play(0, 9)) == 0.0
    assert resume() == 0.0


def test_resume_goes_by_the_last_segment_not_the_furthest_nor_a_seek():
    log = Log().play(0, 10).seek(10, 1000).play(1000, 1020).seek(1020, 300).play(300, 320)
    assert resume(log) == 300.0
    assert resume(log.seek(320, 1100)) == 300.0


def test_resume_takes_the_later_sitting_and_trusts_numbers_within_one():
    first = Log().play(0, 1000)
    second = Log(TABLET, NINE + timedelta(hours=2)).play(0, 400)
    assert resume(first, second) == resume(second, first) == 300.0
    first.clock -= timedelta(days=2)
    assert resume(first.play(1000, 1100).add("closed")) == 900.0


def test_nothing_is_left_to_resume_after_the_end():
    assert resume(Log().play(0, 1200).add("ended")) == 0.0
    assert resume(Log().play(0, 1200).add("ended").seek(1200, 900).play(900, 950)) == 900.0
