"""What the player says, in every minute of a session."""

import pytest

from sessions import remarks, wording
from sessions.models import RemarkItem


@pytest.mark.parametrize(
    ("kind", "siblings", "number", "words"),
    [
        ("core", 1, 1, "Week 3, main session"),
        ("practice", 1, 1, "Week 3, practice"),
        ("practice", 2, 1, "Week 3, practice A"),
        ("practice", 2, 2, "Week 3, practice B"),
        ("short", 1, 1, "Week 3, short session"),
        ("reading", 1, 1, "Week 3, something to read"),
    ],
)
def test_titles(kind: str, siblings: int, number: int, words: str) -> None:
    assert wording.title(kind, 3, number, siblings) == words


def test_one_sentence_a_minute() -> None:
    words = wording.player_words(25)
    assert words["at"][12] == "12 minutes of 25"
    assert words["at"][1] == "1 minute of 25"
    assert words["left"][0] == "Less than a minute left"
    assert words["left"][19] == "19 minutes left"
    assert words["saved"][6] == "6 of 25 minutes saved."
    assert words["saved"][25] == "25 of 25 minutes saved."
    assert all(len(words[name]) == 26 for name in ("at", "left", "saved", "waiting"))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(352.0, "Carry on from 5 minutes"), (60.0, "Carry on from 1 minute"),
     (44.8, "Carry on from 44 seconds")],
)  # fmt: skip
def test_where_to_carry_on(seconds: float, words: str) -> None:
    assert wording.carry_on(seconds) == words


def test_no_word_names_a_programme_or_presses() -> None:
    text = str(wording.player_words(25)) + str(dict(wording.STOP_REASONS))
    for question, answers in wording.END_QUESTIONS.values():
        text += str(question) + " ".join(map(str, answers.values()))
    text = text.lower()
    for word in ("mair", "relax", "retrain", "must", "streak", "fail", "missed"):
        assert word not in text


def test_every_code_that_is_kept_has_its_words_and_the_other_way_round() -> None:
    stops = {*wording.STOP_REASONS, wording.WORSE, remarks.NO_REASON}
    assert stops == set(remarks.VALUES[remarks.STOPPED])
    asked = {item: tuple(answers) for item, (_words, answers) in wording.END_QUESTIONS.items()}
    assert asked == {item: remarks.VALUES[item] for item in remarks.ASKED_AT_THE_END}
    assert len(asked) == 2
    assert set(remarks.VALUES) < set(RemarkItem.values)
    assert set(wording.NEEDS_HELP) < stops
