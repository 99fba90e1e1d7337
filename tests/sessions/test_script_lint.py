"""Rules for the words of a script and for what is heard, with file and line."""

import pytest

from sessions.lint import lint, longest_silence, reading_grade
from sessions.lint_timing import lint_timeline
from sessions.scripts import parse, parse_blocks
from sessions.timing import fit, spoken_texts
from tests.sessions.script_texts import script, script_text

FIRST = len(script_text("").splitlines()) + 1  # line of a body's first line
THREE = "[chapter A]\nOne here.\n[chapter B]\n{}\n[chapter C]\nThe end."


def told(body: str, programme: str = "M", week: int = 1, **front: str) -> list[str]:
    """What the rules say about the middle chapter of a practice."""
    text = script(THREE.format(body), **{"week": str(week), **front})
    return [str(found) for found in lint(text, programme, week)]


def heard(body: str, speech: dict[str, float], week: int = 1, **front: str) -> list[str]:
    """What the rules say about a script on the clock; other sentences last 2 s."""
    text = script(body, **front)
    lengths = {line: speech.get(line, 2.0) for line in spoken_texts(text)}
    return [str(found) for found in lint_timeline(text, fit(text, lengths), week)]


def test_plain_words_pass():
    assert told("You could rest your hands, if you like.\n[pause 20s]") == []


@pytest.mark.parametrize(
    "line",
    [
        "This will cure you.",
        "You are healing now.",
        "You should rest.",
        "Just rest here.",
        "It is a false alarm.",
        "You can reset your system.",
        "Well done.",
        "This is your journey.",
        "You missed one.",
        "Take a deep breath, or feel your hands.",
        "How strong is your pain?",
        "You now feel calm.",
        "This is the new method.",
        "The amygdala is small.",
    ],
)
@pytest.mark.parametrize("programme", ["M", "R"])
def test_banned_words_are_found_in_both_arms(line, programme):
    places = {entry.split(" ")[0] for entry in told(line, programme)}
    assert places == {f"w1.md:{FIRST + 3}:"}


@pytest.mark.parametrize(
    "line",
    [
        "A plate of justice.",  # "just" inside a word
        "Later on you may rest.",  # "late" inside a word
        "Your pain is real.",
        "A new day comes.",
        "A healthy plant.",
        "The worker walks by.",
    ],
)
def test_words_that_only_look_alike_pass(line):
    assert told(line) == []


@pytest.mark.parametrize(
    ("line", "home"),
    [
        ("Let your shoulders relax.", "R"),
        ("You could loosen your grip.", "R"),
        ("You can let it go.", "R"),
        ("You could count down from five.", "R"),
        ("Imagine walking to a quiet shore.", "R"),
        ("Tense your arm a little.", "R"),
        ("You could notice your thoughts.", "M"),
        ("You can accept what is here.", "M"),
        ("You could allow it to be.", "M"),
        ("Look without judging.", "M"),
        ("Choose an anchor.", "M"),
        ("A kind of compassion.", "M"),
    ],
)
def test_words_of_one_arm_are_found_in_the_other(line, home):
    away = "R" if home == "M" else "M"
    assert told(line, home) == []
    assert len(told(line, away)) == 1
    assert "belongs to the" in told(line, away)[0]


def test_the_title_obeys_the_same_words():
    assert "w1.md:1:" in told("Yes.", title="Retraining, main session")[0]


def test_fixed_blocks_are_left_as_they_were_agreed():
    words = "One two three four five six seven eight nine ten, " * 2
    blocks = parse_blocks(f"## opening\nThat is just no failure. {words}\n", "blocks.md")
    body = THREE.format("[include opening]")
    assert lint(parse(script_text(body), "w1.md", blocks), "M", 1) == []


def test_sentences_end_after_eighteen_words():
    eighteen = "You can " + "sit or " * 8
    assert told(eighteen.strip() + ".") == []
    assert "a sentence of 19 words" in told(eighteen + "lie.")[0]


@pytest.mark.parametrize(("week", "limit"), [(1, 20), (2, 20), (3, 40), (4, 40), (5, 60), (8, 60)])
def test_silences_grow_with_the_weeks(week, limit):
    assert longest_silence(week) == limit
    body = "Now a minute of quiet.\n[pause {}s]"
    assert told(body.format(limit), week=week) == []
    over = told(body.format(limit + 1), week=week)
    assert over == [
        f"w1.md:{FIRST + 4}: {limit + 1} s of quiet; up to {limit} s in week {week}",
    ]


def test_more_than_half_a_minute_is_announced():
    assert told("Rest.\n[pause 30s]", week=5) == []
    assert "nobody announced" in told("Rest.\n[pause 31s]", week=5)[0]
    assert told("Half a minute of quiet; I will speak again.\n[pause 31s]", week=5) == []


def test_breaths_have_a_twin_and_are_few_and_only_in_one_arm():
    assert "without its twin" in told("You could feel your breath.", week=2)[0]
    assert told("You could feel your breath, or feel your hands.", week=2) == []
    paced = "Along with it, or a hand could stroke.\n\n[breathe in=4s out=6s times={}]"
    assert told(paced.format(6)) == []
    assert "7 paced breaths in a row" in told(paced.format(7))[0]
    assert "belongs to the attention programme" in told(paced.format(6), "R")[0]
    again = "\n\n[pause 4s]\n\n[breathe in=4s out=6s times=3]"
    assert any("9 paced breaths in a row" in line for line in told(paced.format(6) + again))
    alone = "Now six of them.\n\n[breathe in=4s out=6s times=6]"
    assert "paced breaths without their twin in the words before" in told(alone)[0]


def test_chapters_are_those_of_the_kind():
    assert "2 chapters; a short has 3" in str(
        lint(script("[chapter A]\nYes.\n[chapter B]\nYes.", kind="short"), "M", 1)[0]
    )
    assert "the chapters of a core session are Settle;" in told("Yes.", kind="core")[0]


def test_a_reading_has_a_figure_without_a_brain():
    def reading(figure: str) -> list[str]:
        text = script(f"Some words.\n\n{figure}\n", kind="reading", minutes="")
        return [str(found) for found in lint(text, "M", 1)]

    assert "the reading has no figure" in reading("")[0]
    assert "no picture of a brain" in reading("![A brain](w1.svg)")[0]
    assert reading("![A cup](w1.svg)") == []


def test_reading_grade_follows_its_formula():
    # 2 sentences, 12 words, 12 syllables: 0.39 x 6 + 11.8 x 1 - 15.59 = -1.45.
    assert reading_grade(["The cat sat on the mat.", "It was warm in the sun."]) == pytest.approx(
        -1.45
    )
    assert reading_grade([]) == 0
    hard = "Considerable physiological deterioration necessitates professional consultation."
    assert told(hard)[0].startswith("w1.md:0: hint: reading grade")
    # With "One here." and "The end.": 22 sentences, 124 words, 20 x 27 + 4 syllables:
    # 0.39 x 124 / 22 + 11.8 x 544 / 124 - 15.59 = 38.4. A text as long as that is no accident.
    assert "w1.md:0: reading grade 38.4; 6.5 or less" in told(" ".join([hard] * 20))[0]


LONG = "[chapter A]\nOpen your eyes if you like.\n\n{}\n[chapter B]\nYou can stop here.\n"


def test_a_way_out_comes_every_three_minutes_and_oftener_in_week_three():
    # Speech of 140 s between the two exits, pauses kept near 1: fine in week 1, too long in week 3.
    body = LONG.format("A long talk.\n[pause 9s]")
    minutes = f"{(1.5 + 2 + 140 + 2 + 2 + 12) / 60:.5f}"
    talk = {"A long talk.": 140.0}
    assert not [line for line in heard(body, talk, 1, minutes=minutes) if "way out" in line]
    late = [line for line in heard(body, talk, 3, minutes=minutes) if "way out" in line]
    assert len(late) == 1
    assert "s without a way out before this; up to 90 s" in late[0]
    to_read = body.replace("[chapter A]", "## A").replace("[chapter B]", "## B")
    page = heard(to_read, talk, 3, minutes=minutes, kind="reading")
    assert not [line for line in page if "way out" in line]


def test_the_last_minutes_have_a_way_out_too():
    body = "[chapter A]\nOpen your eyes if you like.\n\nA long talk.\n[pause 9s]"
    talk = {"A long talk.": 180.0}
    late = heard(body, talk, minutes=f"{(1.5 + 2 + 1 + 180 + 9 + 2) / 60:.5f}")
    assert any("no way out in the last 192 s; up to 180 s" in line for line in late)


def test_stretched_pauses_are_judged_as_they_are_heard():
    body = "[chapter A]\nStop here if you like.\n[pause 15s]\nYou can stop."
    # 1.5 + 4 + 2 = 7.5 s fixed; 30 s long: the pause of 15 s becomes 22.5 s.
    lines = heard(body, {}, minutes="0.5")
    assert f"w1.md:{FIRST + 1}: 22.5 s of quiet after this line (pauses x 1.50); " in lines[2]
    assert "speech is 13 % of the length; 40 to 55 is asked" in lines[0]
    assert "A lasts 30 s; 60 s is the rule" in lines[1]


def test_stated_figures_must_be_true():
    body = "[chapter A]\nStop here if you like.\n[pause 15s]\nYou can stop."
    wrong = {"words": "30", "speech_share": "50", "silences_max": "15"}
    lines = heard(body, {}, minutes="0.5", **wrong)
    for text in ("words says 30; counted 8", "speech_share says 50; it is 13", "max says 15; it"):
        assert any(text in line for line in lines)
    right = {"words": "8", "speech_share": "13", "silences_max": "23"}
    assert not [line for line in heard(body, {}, minutes="0.5", **right) if "says" in line]
