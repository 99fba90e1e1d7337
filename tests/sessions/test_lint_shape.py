"""What a script is made of: fixed blocks, one bell, its minutes, and no question on a hard day."""

from dataclasses import replace

import pytest

from sessions.library import read_blocks
from sessions.lint_shape import lint_shape, minutes_of, needed_blocks
from sessions.script_body import block_sentences
from sessions.scripts import parse
from tests.databases import LIBRARY
from tests.sessions.script_texts import script_text

BLOCKS = read_blocks(LIBRARY / "mair")
FIRST = len(script_text("").splitlines()) + 1


AGREED = {
    "before-start": "About 25 minutes. Do not listen while driving, in the bath, or when you must "
    "stay alert. Sit, lie, recline or stand: whatever hurts least. You can stop at any point; what "
    "you have heard is kept.",
    "opening": "Nothing here has to be done right. Eyes open or closed, as you like. Move whenever "
    "you want. If something feels like too much, open your eyes, look round the room, feel what "
    "you are resting on, and stop if you wish. Stopping is a good choice, not a failure.",
    "body-line": "These sessions cannot tell you whether a symptom is harmless. If something is "
    "new, stronger or different from your usual, ask your doctor, as you would have before. Keep "
    "taking your medicines; talk to the person who prescribes them before any change.",
    "closing": "Give yourself a moment before you move. Roll to your side or sit up slowly; wait "
    "until you feel steady. If you feel more upset or in more pain than usual, you can tell us "
    "with the 'I feel worse' button, or ring the number on your Help page. The study team does not "
    "read messages day and night; the Help page says who does.",
    "hard-day": "Today is a hard day. This is short, and it is enough. You do not need to do "
    "anything afterwards.",
    "missed-weeks": "If you missed something, nothing is lost. Start with this week. Earlier weeks "
    "stay open.",
}


def test_the_fixed_blocks_are_word_for_word_as_agreed():
    assert {name: " ".join(block_sentences(block)) for name, block in BLOCKS.items()} == AGREED


def told(body: str, kind: str = "practice", week: int = 1, **front: str) -> list[str]:
    """What is said of a script whose minutes and blocks are right unless the test spoils them."""
    lengths = {"core": "25", "practice": "10", "short": "6", "reading": "4"}
    keys = {"kind": kind, "week": str(week), "minutes": lengths[kind], **front}
    text = script_text(body, **keys)
    return [str(found) for found in lint_shape(parse(text, "w1.md", BLOCKS), "M", BLOCKS)]


def body(*blocks: str, words: str = "Yes.", bell: str = "[bell]") -> str:
    includes = "\n\n".join(f"[include {name}]" for name in blocks)
    return f"[chapter A]\n\n{words}\n\n{includes}\n\n{bell}\n"


def page(*blocks: str, words: int = 400) -> str:
    """A reading of so many words, its blocks included."""
    includes = [f"[include {name}]" for name in blocks]
    taken = sum(len(line.split()) for name in blocks for _n, line in BLOCKS[name].lines)
    return "\n\n".join([("Word " * (words - taken)).strip() + ".", *includes]) + "\n"


@pytest.mark.parametrize(
    ("kind", "week", "needed"),
    [
        ("core", 1, {"opening", "body-line", "closing"}),
        ("core", 2, {"opening", "closing"}),
        ("core", 3, {"opening", "body-line", "closing"}),
        ("core", 4, {"opening", "body-line", "closing"}),
        ("core", 5, {"opening", "body-line", "closing"}),
        ("core", 6, {"opening", "closing"}),
        ("core", 8, {"opening", "closing"}),
        ("practice", 3, {"opening", "closing"}),
        ("short", 1, {"hard-day", "closing"}),
        ("reading", 1, {"body-line"}),
        ("reading", 2, {"body-line", "missed-weeks"}),
        ("reading", 8, {"body-line", "missed-weeks"}),
    ],
)
def test_each_kind_has_its_fixed_blocks(kind, week, needed):
    text = parse(script_text("Yes.", kind="reading", week=str(week)), "w1.md", {})
    assert set(needed_blocks(replace(text, kind=kind))) == needed


def test_a_missing_block_is_named():
    assert told(body("opening", "closing")) == []
    assert told(body("opening")) == ["w1.md:0: a practice of week 1 needs [include closing]"]
    assert told(body("hard-day", "closing"), "short") == []
    assert told(body("closing"), "short") == ["w1.md:0: a short of week 1 needs [include hard-day]"]
    assert told(body("opening", "closing"), "core") == [
        "w1.md:0: a core of week 1 needs [include body-line]"
    ]
    assert told(page("body-line"), "reading") == []
    assert told(page("body-line"), "reading", week=2) == [
        "w1.md:0: a reading of week 2 needs [include missed-weeks]"
    ]


@pytest.mark.parametrize(
    ("words", "block"),
    [
        ("Nothing here has to be done right. Eyes open or closed, as you like.", "opening"),
        ("Well then. Move whenever you want.", "opening"),  # one whole sentence of it
        ("Today is a hard day. This is short, and that will do.", "hard-day"),
        ("Sit. Give yourself a moment before you move. Roll to your side.", "closing"),
        ("If something is new, stronger or different from your usual, ring us.", "body-line"),
        ("Stay where you are. Roll to your side or sit up slowly, if you like.", "closing"),
    ],
)
def test_a_block_that_is_written_out_is_found_where_it_begins(words, block):
    (found,) = told(body("opening", "closing", words=words))
    assert found.endswith(f"words of the fixed block {block}; write [include {block}] instead")
    assert found.startswith(f"w1.md:{FIRST + 2}: ")


@pytest.mark.parametrize(
    "words",
    [
        "If it is too much, open your eyes, and feel what you are resting on.",
        "You can open your eyes, look round, and stop if you wish.",
        "Start with this one. Nothing is lost.",
    ],
)
def test_a_few_words_in_common_are_no_block(words):
    assert told(body("opening", "closing", words=words)) == []


def test_one_bell_at_the_very_end_or_none():
    both = ("opening", "closing")
    assert told(body(*both, bell="")) == []
    assert "one soft bell" in told(body(*both, bell="[bell]\n\n[bell]"))[0]
    assert "one soft bell" in told(body(*both, bell="[bell]\n\nNow you can go."))[0]
    assert told(body(*both, words="[bell]\n\nYes.", bell=""))[0].startswith(f"w1.md:{FIRST + 2}:")


def test_the_minutes_are_those_of_kind_and_week():
    lengths = {
        "core": [25, 25, 28, 28, 30, 30, 28, 28],
        "practice": [10, 10, 12, 12, 12, 12, 12, 12],
        "short": [6] * 8,
        "reading": [4] * 8,
    }
    for kind, minutes in lengths.items():
        texts = [script_text("[chapter A]\nYes.", kind=kind, week=str(w)) for w in range(1, 9)]
        if kind == "reading":
            texts = [text.replace("[chapter A]", "") for text in texts]
        assert [minutes_of(parse(text, "w1.md", {})) for text in texts] == minutes
    assert told(body("opening", "closing"), minutes="12") == [
        "w1.md:1: 12 minutes; a practice of week 1 has 10"
    ]
    assert told(page("body-line"), "reading", minutes="") == [
        "w1.md:1: no minutes; a reading of week 1 has 4"
    ]


@pytest.mark.parametrize(("words", "right"), [(349, False), (350, True), (450, True), (451, False)])
def test_a_reading_has_350_to_450_words(words, right):
    found = told(page("body-line", words=words), "reading")
    assert found == ([] if right else [f"w1.md:0: {words} words; a reading has 350 to 450"])


def test_a_hard_day_asks_nothing():
    question = body("hard-day", "closing", words="Where are your hands?")
    assert told(question, "short") == [
        f"w1.md:{FIRST + 2}: a hard day has no question to answer: Where are your hands?"
    ]
    assert told(body("opening", "closing", words="Where are your hands?")) == []
