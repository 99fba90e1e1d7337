"""Reading a script: what it becomes, and every mistake at once with its line."""

import pytest

from sessions.front_matter import split
from sessions.scripts import ScriptErrors, TranscriptChapter, parse, parse_blocks, text_hash
from sessions.steps import Bell, Breathe, Chapter, Figure, Pause, Say
from tests.sessions.script_texts import script, script_text

BLOCKS = "# Shared\n\nA note.\n\n## opening\n\nMove whenever you want. Stop if you wish.\n"
BODY = """[chapter Settle]

Hello, and welcome. This is a *slow*
second line. It goes on.

[include opening]

[pause 12.5s]

[chapter Practice]
Is it warm? "Yes," you may say. It took 2 minutes.
[breathe in=4s out=6s times=3]
[bell]
"""


def told(text: str, path: str = "w1.md", blocks: str = BLOCKS) -> list[str]:
    """The findings of a broken script, as a person reads them."""
    with pytest.raises(ScriptErrors) as caught:
        parse(text, path, parse_blocks(blocks, "blocks.md"))
    return [str(finding) for finding in caught.value.findings]


def test_a_script_becomes_a_row_of_steps_that_know_their_place():
    steps = parse(script_text(BODY), "w1.md", parse_blocks(BLOCKS, "blocks.md")).steps
    kinds = [type(step) for step in steps]
    assert kinds == [Chapter, *[Say] * 5, Pause, Chapter, *[Say] * 3, Breathe, Bell]
    says = [step for step in steps if isinstance(step, Say)]
    first = len(script_text("").splitlines()) + 1  # line of [chapter Settle]
    assert [(say.text, say.opens_paragraph, say.place.line) for say in says[:3]] == [
        ("Hello, and welcome.", True, first + 2),
        ("This is a slow second line.", False, first + 2),
        ("It goes on.", False, first + 3),
    ]
    assert (says[3].place.path, says[3].place.line, says[3].place.block) == (
        "blocks.md",
        7,
        "opening",
    )
    assert says[6].text == '"Yes," you may say.'
    assert steps[6].seconds == 12.5
    assert (steps[-2].seconds, steps[-2].times) == (30.0, 3)


def test_front_matter_takes_texts_lists_and_dashed_lists():
    lists = 'uses: [one, "two, three"]\ncautions:\n  - a\n  - b\n'
    front = split(f"---\ntitle: 'A title: with colon'\n{lists}---\nx", "f.md")
    assert front.findings == ()
    assert front.entries["title"].text == "A title: with colon"
    assert front.entries["uses"].items == ("one", "two, three")
    assert front.entries["cautions"].items == ("a", "b")
    assert (front.body, front.body_line) == ("x", 8)
    parted = script("[chapter A]\nYes.", cautions="one thing; another, with comma", uses="a, b")
    assert parted.cautions == ("one thing", "another, with comma")
    assert parted.uses == ("a", "b")


def test_all_mistakes_come_at_once_with_their_lines():
    body = (
        "Too early.\n[chapter A]\n[chapter B]\n[pause 20]\n[jump]\n[include nobody]\n# Head\nYes."
    )
    text = script_text(body, without=("aim",), minutes="soon", kind="song", week="0")
    lines = told(text + "\nA [bell] inside.\n[breathe in=1s out=6s times=6]")
    first = text.splitlines().index("Too early.") + 1
    assert lines == [
        "w1.md:1: front matter key aim is missing",
        "w1.md:3: minutes is a number up to 90, such as 25, not soon",
        "w1.md:5: kind is one of core, practice, short, reading, not song",
        "w1.md:6: week is a whole number from 1, not 0",
        f"w1.md:{first}: text before the first [chapter Name]",
        f"w1.md:{first + 1}: chapter A is empty",
        f"w1.md:{first + 3}: write a pause as [pause 20s], up to 120 s, not [pause 20]",
        f"w1.md:{first + 4}: unknown directive [jump]; "
        "known: bell, breathe, chapter, include, pause",
        f"w1.md:{first + 5}: unknown block nobody; known: opening",
        f"w1.md:{first + 6}: headings and figures belong in readings; use [chapter Name]",
        f"w1.md:{first + 8}: [bell] must stand on a line of its own",
        f"w1.md:{first + 9}: write breaths as [breathe in=4s out=6s times=6], 2 to 12 s each, "
        "not in=1s out=6s times=6",
    ]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Hello.", "w1.md:1: front matter is missing: the first line must be ---"),
        ("---\ntitle: x\n", "w1.md:1: front matter is not closed: a second line --- is missing"),
        (script_text("[chapter A]\nYes.", colour="red"), "unknown front matter key colour"),
        (script_text("[chapter A]\nYes.", author=""), "author is empty"),
        (script_text("[chapter A]\nYes.", without=("minutes",)), "key minutes is missing"),
        (script_text("[chapter A]\nYes.").replace("week", "title", 1), "title is given twice"),
        (script_text("[chapter A]\n- a list"), "no list, quote or HTML"),
        (script_text("[chapter A]\nYes.", words="many"), "words is a whole number, not many"),
        (script_text(""), "w1.md:0: the script has no text"),
    ],
)
def test_each_mistake_is_named(text, finding):
    assert any(finding in line for line in told(text))


def test_blocks_must_be_named_filled_and_given_once():
    with pytest.raises(ScriptErrors) as caught:
        parse_blocks("## one\nText.\n## one\nText.\n## Two words\nText.\n## empty\n", "b.md")
    assert [finding.line for finding in caught.value.findings] == [3, 5, 7]


def test_a_block_may_not_include_another():
    lines = told(script_text("[chapter A]\n[include a]"), blocks="## a\n[include a]\nText.\n")
    assert lines == ["blocks.md:2: a fixed block cannot include another one"]


def test_a_reading_has_headings_and_one_figure_and_needs_no_minutes():
    body = "First words.\n\n## A head\n\nMore words.\n\n![A cup on a table](w1.svg)\n"
    text = script_text(body, without=("minutes",), kind="reading")
    reading = parse(text, "r.md", {})
    assert reading.minutes is None
    assert [step.file for step in reading.steps if isinstance(step, Figure)] == ["w1.svg"]
    assert reading.transcript() == (
        TranscriptChapter("", (("First words.",),)),
        TranscriptChapter("A head", (("More words.",),)),
    )
    assert told(text + "![Two](b.svg)\n[chapter A]\n![](../c.svg)") == [
        "w1.md:24: a reading has one figure",
        "w1.md:25: a reading has headings (## Name), not chapters",
        "w1.md:26: a figure is an .svg file beside the script, not ../c.svg",
        "w1.md:26: a reading has one figure",
        "w1.md:26: the figure needs a description: ![what it shows](file.svg)",
    ]


def test_the_transcript_keeps_paragraphs_and_says_what_the_breaths_are():
    chapters = parse(script_text(BODY), "w.md", parse_blocks(BLOCKS, "b.md")).transcript()
    assert [chapter.title for chapter in chapters] == ["Settle", "Practice"]
    assert [len(paragraph) for paragraph in chapters[0].paragraphs] == [3, 2]
    assert chapters[1].paragraphs[1] == (
        "(Up to 3 easy breaths: in for 4 seconds, out for 6 seconds.)",
    )


def test_the_text_hash_follows_what_is_heard_and_nothing_else():
    blocks = parse_blocks(BLOCKS, "blocks.md")
    base = text_hash(parse(script_text(BODY), "w1.md", blocks))
    moved = parse(
        script_text(BODY.replace("\n\n[bell]", "\n[bell]"), title="Other"), "x.md", blocks
    )
    assert text_hash(moved) == base
    other_block = parse_blocks(BLOCKS.replace("wish", "like"), "blocks.md")
    changed = [
        parse(script_text(BODY), "w1.md", other_block),
        parse(script_text(BODY.replace("12.5", "13")), "w1.md", blocks),
        parse(script_text(BODY, minutes="2"), "w1.md", blocks),
    ]
    assert len({base, *map(text_hash, changed)}) == 4


def test_a_script_is_a_draft_until_a_reviewer_and_a_date_are_named():
    assert script("[chapter A]\nYes.", clinical_reviewer="Dr B").is_draft
    signed = script("[chapter A]\nYes.", clinical_reviewer="Dr B", review_date="2026-01-05")
    assert not signed.is_draft
    assert (signed.word_count, signed.language) == (1, "en")
