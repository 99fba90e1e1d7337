"""No sentence comes twice: in one programme, or in two."""

from hypothesis import given
from hypothesis import strategies as st

from sessions.lint_repeats import repeated, repeated_between
from sessions.scripts import Script, parse, parse_blocks
from tests.sessions.script_texts import script_text

FIRST = len(script_text("").splitlines()) + 1
BLOCKS = parse_blocks("## opening\nMove whenever you want to.\n", "blocks.md")
REASON = "Some people find that a thing can be practised like a skill. We do not know yet."


def a_script(*sentences: str, path: str = "w1.md", week: int = 1) -> Script:
    """One sentence a paragraph; the first stands on line FIRST + 2."""
    body = "[chapter A]\n\n" + "\n\n".join(sentences) + "\n\n[include opening]\n"
    return parse(script_text(body, week=str(week)), path, BLOCKS)


def told(*scripts: Script, reason: str = "") -> list[str]:
    return [str(finding) for finding in repeated(scripts, reason)]


def test_the_second_place_is_named_with_the_first():
    first = a_script("You could rest here now.", path="a.md")
    second = a_script("Yes.", "You could rest here now.", path="b.md")
    assert told(first, second) == [
        f"b.md:{FIRST + 4}: this sentence stands in a.md:{FIRST + 2} already: "
        "You could rest here now."
    ]


def test_case_does_not_matter_and_one_script_is_enough():
    assert len(told(a_script("You could rest here.", "YOU could rest here."))) == 1
    assert told(a_script("You could rest here.", "You could rest there.")) == []


def test_fixed_blocks_short_words_and_the_reason_may_come_back():
    reason = "Some people find that a thing can be practised like a skill."
    yet = "We do not know yet whether this helps in an illness like yours."
    weeks = [a_script("And release.", "Both are fine.", reason, yet) for _week in range(3)]
    assert told(*weeks, reason=REASON) == []
    assert len(told(*weeks)) == 2  # without a stated reason its sentence is one like any other


@given(st.permutations(range(6)), st.lists(st.integers(0, 5), max_size=4))
def test_there_is_one_finding_for_each_time_too_many(order, again):
    sentences = [f"This is sentence number {'abcdef'[n]}." for n in (*order, *again)]
    assert len(told(a_script(*sentences))) == len(again)


def between(week_of_one: int, week_of_other: int, *shared: str) -> list[str]:
    one = a_script("Only this one says so.", *shared, path="a/w.md", week=week_of_one)
    other = a_script("The other says another thing.", *shared, path="b/w.md", week=week_of_other)
    return [str(finding) for finding in repeated_between([[one], [other]], REASON)]


def test_two_programmes_share_no_sentence():
    assert between(2, 2) == []
    assert between(2, 2, "This is said by both.") == [
        f"b/w.md:{FIRST + 4}: a/w.md:{FIRST + 4} of another programme says this too: "
        "This is said by both."
    ]
    assert len(between(1, 4, "This is said by both.", "So is this one here.")) == 2
    assert between(3, 3, "Some people find that a thing can be practised like a skill.") == []
    assert between(3, 3, "We do not know yet whether this helps in an illness like yours.") == []


def test_in_the_first_week_there_is_one_hint_a_script():
    found = between(1, 1, "This is said by both.", "So is this one here.")
    assert found == [
        f"b/w.md:{FIRST + 4}: hint: 2 sentences of the first week stand in another programme too, "
        f"this one at a/w.md:{FIRST + 4}"
    ]


def test_every_pair_of_three_programmes_is_compared():
    said = "This is said by everybody."
    scripts = [[a_script(said, path=f"{arm}/w2.md", week=2)] for arm in "abc"]
    found = repeated_between(scripts)
    assert [finding.path for finding in found] == ["b/w2.md", "c/w2.md", "c/w2.md"]
