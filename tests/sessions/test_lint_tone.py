"""Two of three imperatives are to be offers: what counts as which, and where the limit lies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.lint_tone import imperative_share, may_order, offers, orders, tone
from sessions.scripts import parse, parse_blocks
from tests.sessions.script_texts import script, script_text

FIRST = len(script_text("").splitlines()) + 3  # line of the first sentence below [chapter A]


def lines(ordering: int, offering: int, unsure: int = 0) -> str:
    """A chapter of so many sentences of each sort, one a paragraph, offers first."""
    texts = [f"You could rest your hand {n}." for n in range(offering)]
    texts += ["And release."] * unsure
    texts += [f"Then lift your hand {n}." for n in range(ordering)]
    return "[chapter A]\n\n" + "\n\n".join(["This is a hand.", *texts]) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        "Close your eyes.",
        "Then let your eyes find one plain thing.",
        "Now, lie down.",
        "Please rest on the bed.",
        "And keep your shoulders still.",
        "So take the easier one.",
        "Rest there.",
        "Count to ten.",
        "Think of a cup of tea.",
    ],
)
def test_a_sentence_that_begins_with_a_bare_verb_orders(text):
    assert orders(text)
    assert not offers(text)


@pytest.mark.parametrize(
    "text",
    [
        "You could close your eyes.",
        "If you like, close your eyes.",
        "Stop here if you like.",
        "Perhaps take the easier one.",
        "Let us begin.",
        "You may lie down, or stand.",
    ],
)
def test_a_sentence_that_leaves_the_choice_offers(text):
    assert offers(text)
    assert not orders(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rest is part of it.",
        "Close family we leave out today.",
        "Next come the arms.",
        "Let me ask how you are.",
        "See who is there?",
        "Pictures come by themselves.",
        "Letters lie on the mat.",
        "The hand can open.",
        "Your hands, your feet.",
        "Touch is a hard thing.",
    ],
)
def test_a_sentence_that_only_looks_alike_does_neither(text):
    assert not orders(text)
    assert not may_order(text)


@pytest.mark.parametrize("text", ["And release.", "Pause.", "Ease, by way of a breath."])
def test_a_word_that_may_be_a_noun_is_doubtful(text):
    assert may_order(text)
    assert not orders(text)


def told(body: str) -> list[str]:
    return [str(finding) for finding in tone(script(body))]


def test_one_of_three_may_order_and_no_more():
    assert told(lines(5, 10)) == []
    assert imperative_share(script(lines(5, 10))) == pytest.approx(1 / 3)
    assert told(lines(5, 9)) == [
        f"w1.md:{FIRST + 20}: 5 sentences order and 9 offer, the first order here; "
        "of three at least two are to be offers"
    ]


def test_what_is_doubtful_gives_a_hint():
    found = told(lines(1, 9, unsure=4))
    assert len(found) == 1
    assert found[0].startswith(f"w1.md:{FIRST + 20}: hint: 5 sentences order and 9 offer")


def test_a_few_orders_are_no_habit():
    assert told(lines(4, 0)) == []
    assert len(told(lines(5, 0))) == 1


def test_fixed_blocks_are_not_counted():
    blocks = parse_blocks("## opening\n" + "Take the bus. " * 9, "blocks.md")
    text = script_text(lines(4, 0) + "\n[include opening]\n")
    assert list(tone(parse(text, "w1.md", blocks))) == []


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_an_offer_more_never_makes_it_worse(ordering, offering, unsure, more):
    before = told(lines(ordering, offering, unsure))
    after = told(lines(ordering, offering + more, unsure))
    rank = {True: 1, False: 2}  # a hint, a finding
    grades = [rank[": hint: " in found[0]] if found else 0 for found in (before, after)]
    assert grades[1] <= grades[0]
    limit_broken = ordering + unsure >= 5 and 2 * ordering > offering
    assert (grades[0] == 2) == limit_broken
